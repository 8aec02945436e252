package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.StudentT;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Outcome;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/** A real test of the simulated effect: the variance of its outcome, its power, the size it needs. */
final class TrialDesign {

    private static final double POWER = 0.8;
    private static final long LARGE = 100_000;
    /** Beyond this many units per arm Student's correction is below one unit in any case. */
    private static final long NORMAL_FROM = 1_000_000;
    private static final long MOST = 1L << 52;

    private final Scenario scenario;
    private final double theta;
    private final @Nullable Uncertainty uncertainty;
    private final Stated stated;
    private final double z;
    private final OptionalDouble baseline;
    /** Variances of the outcome with and without treatment; both empty if either is not known. */
    private final OptionalDouble treatedVariance;
    private final OptionalDouble controlVariance;
    private final List<String> notes = new ArrayList<>();

    TrialDesign(Scenario scenario, EffectPlan plan, EffectSums sums, @Nullable Uncertainty uncertainty) {
        this.scenario = scenario;
        this.theta = Answer.mean(sums.effect());
        this.uncertainty = uncertainty;
        this.stated = new Stated(scenario.intervention());
        this.z = -Normal.quantile((1 - scenario.settings().level) / 2);
        this.baseline = sums.rate().n() > 0 ? OptionalDouble.of(sums.rate().mean()) : OptionalDouble.empty();
        Optional<Outcome> outcome = scenario.outcome();
        OptionalDouble control = OptionalDouble.empty();
        OptionalDouble treated = OptionalDouble.empty();
        if (outcome.isEmpty()) {
            notes.add("no outcome is declared; a world with outcome: {name, type, rate or mean and sd} "
                    + "gives a sample size");
        } else if (outcome.get().type() == Outcome.Type.BINARY) {
            plan.rateAbsent.ifPresent(why -> notes.add("the baseline rate is not known: " + why));
            if (baseline.isEmpty() && plan.rateAbsent.isEmpty()) {
                notes.add("the baseline rate is missing for every twin");
            }
            if (baseline.isPresent()) {
                double p0 = baseline.getAsDouble();
                control = bernoulli(p0);
                treated = bernoulli(p0 + theta);
                if (control.isEmpty()) {
                    notes.add("the baseline rate must be in [0, 1], got " + Numbers.significant(p0, 4)
                            + "; no test can have such an outcome");
                } else if (treated.isEmpty()) {
                    notes.add("baseline rate plus effect must be in [0, 1], got "
                            + Numbers.significant(p0 + theta, 4) + "; no test can find such an effect");
                }
            }
        } else {
            control = continuous(outcome.get(), scenario.rows());
            treated = control;
            if (control.isEmpty()) {
                notes.add("the outcome's variance is not known; declare outcome: {sd: ...}");
            }
        }
        boolean both = control.isPresent() && treated.isPresent();
        controlVariance = both ? control : OptionalDouble.empty();
        treatedVariance = both ? treated : OptionalDouble.empty();
    }

    private static OptionalDouble bernoulli(double p) {
        return p >= 0 && p <= 1 ? OptionalDouble.of(p * (1 - p)) : OptionalDouble.empty();
    }

    /** Declared, or observed in a data column of the outcome's name. */
    private static OptionalDouble continuous(Outcome outcome, Population rows) {
        if (outcome.sd().isPresent()) {
            double sd = outcome.sd().getAsDouble();
            return OptionalDouble.of(sd * sd);
        }
        if (rows.generated() || !rows.has(outcome.name()) || rows.storage(outcome.name())
                .type() == ColumnType.CATEGORY) {
            return OptionalDouble.empty();
        }
        double[] observed = Arrays.stream(rows.doubles(outcome.name())).filter(x -> x == x).toArray();
        return observed.length < 2 ? OptionalDouble.empty() : OptionalDouble.of(Moments.of(observed).variance());
    }

    private boolean known() {
        return treatedVariance.isPresent();
    }

    /** In the better direction. */
    private double e() {
        return scenario.sign() * theta;
    }

    /** The effect under each coefficient draw, in the better direction; the one effect if nothing is drawn. */
    private double[] draws() {
        if (uncertainty == null) {
            return new double[] {e()};
        }
        double[] draws = uncertainty.values(Theta.PER_TWIN);
        for (int k = 0; k < draws.length; k++) {
            draws[k] *= scenario.sign();
        }
        return draws;
    }

    PlannedTrial planned(long treated, long control, double level) {
        if (!known()) {
            throw new InputException("a planned trial needs the outcome's variance: " + String.join("; ", notes));
        }
        double se = Math.sqrt(treatedVariance.getAsDouble() / treated + controlVariance.getAsDouble() / control);
        Interval interval = uncertainty == null
                ? new Interval(IntervalKind.PLANNED_TRIAL, IntervalMethod.NORMAL, level, theta - z * se, theta + z * se,
                        List.of("if the assumed coefficients hold; their uncertainty is " + stated.word()))
                : Uncertainty.interval(IntervalKind.PLANNED_TRIAL, uncertainty.values(Theta.PER_TWIN), se, level);
        boolean drawn = uncertainty != null;
        return new PlannedTrial(treated, control, se, interval, chance(e(), z, se),
                drawn ? OptionalDouble.of(assurance(draws(), z, se)) : OptionalDouble.empty(),
                drawn ? OptionalDouble.of(ceiling(draws())) : OptionalDouble.empty());
    }

    /** Pr(estimate > z se) for the effect e. */
    private static double chance(double e, double z, double se) {
        if (se == 0) {
            return e > 0 ? 1 : 0;
        }
        return Normal.cdf(e / se - z);
    }

    /** The mean of that probability over the coefficient draws. */
    private static double assurance(double[] draws, double z, double se) {
        double sum = 0;
        for (double e : draws) {
            sum += chance(e, z, se);
        }
        return sum / draws.length;
    }

    /** The share of draws with an effect in the better direction. */
    private static double ceiling(double[] draws) {
        return Arrays.stream(draws).filter(e -> e > 0).count() / (double) draws.length;
    }

    SampleSize size() {
        Optional<SampleSize.Arms> power = Optional.empty();
        Optional<SampleSize.Arms> assurance = Optional.empty();
        OptionalDouble cohen = OptionalDouble.empty();
        if (known()) {
            double v1 = treatedVariance.getAsDouble();
            double v0 = controlVariance.getAsDouble();
            double pooled = Math.sqrt((v0 + v1) / 2);
            cohen = pooled > 0 ? OptionalDouble.of(theta / pooled) : cohen;
            power = arms(perArm(Math.abs(theta), v1, v0));
            if (power.isEmpty()) {
                notes.add("the effect is 0; no test of any size finds it");
            } else if (e() < 0) {
                notes.add("the effect goes the wrong way; the size is that of a test that shows so");
            }
            assurance = assured(v1, v0);
            power.filter(arms -> arms.control() > LARGE).ifPresent(arms -> notes.add("large: "
                    + Numbers.grouped(arms.control())
                    + " units per arm; the effect is small beside the outcome's variation"));
        }
        return new SampleSize(power, assurance, POWER, scenario.settings().level, theta, baseline, cohen, notes);
    }

    private Optional<SampleSize.Arms> assured(double v1, double v0) {
        if (uncertainty == null) {
            notes.add("assurance needs the uncertainty of the coefficients, which is " + stated.word());
            return Optional.empty();
        }
        double[] draws = draws();
        double ceiling = ceiling(draws);
        if (ceiling <= POWER) {
            notes.add("an assurance of " + Shown.percent(POWER) + " is unattainable: the effect is better than 0 with "
                    + "probability " + Shown.probability(ceiling));
            return Optional.empty();
        }
        Optional<SampleSize.Arms> found = arms(least(
                n -> assurance(draws, critical(n, v1, v0), Math.sqrt((v1 + v0) / n)) >= POWER));
        if (found.isEmpty()) {
            notes.add("an assurance of " + Shown.percent(POWER) + " needs more than 2^52 units per arm");
        }
        return found;
    }

    private static Optional<SampleSize.Arms> arms(OptionalLong perArm) {
        return perArm.isEmpty() ? Optional.empty()
                : Optional.of(new SampleSize.Arms(perArm.getAsLong(), perArm.getAsLong()));
    }

    /** Units per arm of equal size that find an effect with the power asked for; empty if the effect is 0. */
    private OptionalLong perArm(double size, double v1, double v0) {
        return size > 0 ? least(n -> power(n, size, v1, v0) >= POWER) : OptionalLong.empty();
    }

    /** Units per arm, in each of two groups, that find a difference between the effects in them. */
    OptionalLong perArmForContrast(double difference) {
        return known() ? perArm(Math.abs(difference), 2 * treatedVariance.getAsDouble(), 2
                * controlVariance.getAsDouble())
                : OptionalLong.empty();
    }

    private double power(long n, double size, double v1, double v0) {
        double shift = size / Math.sqrt((v1 + v0) / n);
        if (n >= NORMAL_FROM || !(shift < 1e6)) {
            return Normal.cdf(shift - z);
        }
        return 1 - StudentT.noncentralCdf(critical(n, v1, v0), welch(n, v1, v0), shift);
    }

    private double critical(long n, double v1, double v0) {
        return n >= NORMAL_FROM ? z : -StudentT.quantile((1 - scenario.settings().level) / 2, welch(n, v1, v0));
    }

    /** Satterthwaite's degrees of freedom for arms of n units. */
    private static double welch(long n, double v1, double v0) {
        double sum = v1 + v0;
        return sum == 0 ? 2.0 * n - 2 : (n - 1.0) * sum * sum / (v1 * v1 + v0 * v0);
    }

    /**
     * An n from 2 on that is enough where n - 1 is not; empty if none up to 2^52 is. It is the least such n where
     * enough stays enough, as it does but for assurance, which draws in the worse direction may lower by less than half
     * the level's tail.
     */
    private static OptionalLong least(LongPredicate enough) {
        long high = 2;
        while (!enough.test(high)) {
            high *= 2;
            if (high > MOST) {
                return OptionalLong.empty();
            }
        }
        long low = Math.max(1, high / 2);
        while (high - low > 1) {
            long middle = (low + high) >>> 1;
            if (enough.test(middle)) {
                high = middle;
            } else {
                low = middle;
            }
        }
        return OptionalLong.of(high);
    }
}
