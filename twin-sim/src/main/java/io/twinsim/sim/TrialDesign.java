package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.StudentT;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.function.LongPredicate;
import org.jspecify.annotations.Nullable;

/**
 * A real test of the simulated effect: its power, and the size it needs. With v1 and v0 the variances of the outcome in
 * the arms, {@code n0 = (z_{1-a/2} + z_power)^2 (v0 + v1/r) / theta^2} units to be left alone and {@code n1 = r n0} to
 * be treated, then corrected for Student's t: the size is the least whose power by the noncentral t suffices.
 */
final class TrialDesign {

    private static final double POWER = 0.8;
    private static final long LARGE = 100_000;
    /** Beyond this many units per arm Student's correction is below one unit in any case. */
    private static final long NORMAL_FROM = 1_000_000;
    private static final long MOST = 1L << 61;
    /** The ratio of two whole numbers times the second is the first, but for this relative error. */
    private static final double ROUNDING = 1e-12;

    private final Scenario scenario;
    private final double theta;
    private final @Nullable Uncertainty uncertainty;
    private final Stated stated;
    private final double z;
    private final double ratio;
    private final OutcomeVariance variance;
    private final List<String> notes = new ArrayList<>();

    TrialDesign(Scenario scenario, EffectPlan plan, EffectSums sums, @Nullable Uncertainty uncertainty) {
        this.scenario = scenario;
        this.theta = Answer.mean(sums.effect());
        this.uncertainty = uncertainty;
        this.stated = new Stated(scenario.intervention());
        this.z = -Normal.quantile((1 - scenario.settings().level) / 2);
        this.ratio = scenario.settings().armRatio();
        this.variance = OutcomeVariance.of(scenario, plan, sums, theta);
        notes.addAll(variance.missing());
    }

    /** In the better direction. */
    private double e() {
        return scenario.sign() * theta;
    }

    /** The effect under each coefficient draw, in the better direction. */
    private double[] draws(Uncertainty drawn) {
        double[] draws = drawn.values(Theta.PER_TWIN);
        for (int k = 0; k < draws.length; k++) {
            draws[k] *= scenario.sign();
        }
        return draws;
    }

    PlannedTrial planned(long treated, long control, double level) {
        if (!variance.known()) {
            throw new InputException("a planned trial needs the outcome's variance: " + String.join("; ", notes));
        }
        double se = Math.sqrt(squaredError(treated, control));
        double power = chance(e(), z, se);
        if (uncertainty == null) {
            Interval interval = new Interval(IntervalKind.PLANNED_TRIAL, IntervalMethod.NORMAL, level, theta - z * se,
                    theta + z * se, List.of("if the assumed coefficients hold; their uncertainty is " + stated.word()));
            return new PlannedTrial(treated, control, se, interval, power, OptionalDouble.empty(),
                    OptionalDouble.empty(), OptionalDouble.empty());
        }
        Interval interval = Uncertainty.interval(
                IntervalKind.PLANNED_TRIAL, uncertainty.values(Theta.PER_TWIN), se, level);
        double[] draws = draws(uncertainty);
        double sd = uncertainty.sd(Theta.PER_TWIN);
        return new PlannedTrial(treated, control, se, interval, power, OptionalDouble.of(assurance(draws, z, se)),
                OptionalDouble.of(chance(e() - z * se, 0, Math.sqrt(se * se + sd * sd))),
                OptionalDouble.of(ceiling(draws)));
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
        if (variance.known()) {
            double pooled = Math.sqrt((variance.control().getAsDouble() + variance.treated().getAsDouble()) / 2);
            cohen = pooled > 0 ? OptionalDouble.of(theta / pooled) : cohen;
            power = arms(controls(Math.abs(theta), 1));
            noteUnusual(power);
            assurance = assured();
            power.filter(arms -> largest(arms) > LARGE).ifPresent(arms -> notes.add("large: "
                    + Numbers.grouped(largest(arms)) + " units per arm; the effect is small beside the outcome's "
                    + "variation"));
        }
        return new SampleSize(power, assurance, POWER, scenario.settings().level, theta, ratio, variance.baseline(),
                cohen, notes);
    }

    private static long largest(SampleSize.Arms arms) {
        return Math.max(arms.treated(), arms.control());
    }

    private void noteUnusual(Optional<SampleSize.Arms> power) {
        if (theta == 0) {
            notes.add("the effect is 0; no test of any size finds it");
        } else if (power.isEmpty()) {
            notes.add("a power of " + Shown.percent(POWER) + " needs more than 2^61 units per arm");
        } else if (e() < 0) {
            notes.add("the effect goes the wrong way; the size is that of a test that shows so");
        }
    }

    private Optional<SampleSize.Arms> assured() {
        if (uncertainty == null) {
            notes.add("assurance needs the uncertainty of the coefficients, which is " + stated.word());
            return Optional.empty();
        }
        double[] draws = draws(uncertainty);
        double ceiling = ceiling(draws);
        if (ceiling <= POWER) {
            notes.add("an assurance of " + Shown.percent(POWER) + " is unattainable: the effect is better than 0 with "
                    + "probability " + Shown.probability(ceiling));
            return Optional.empty();
        }
        Optional<SampleSize.Arms> found = arms(least(
                n -> assurance(draws, critical(n), Math.sqrt(squaredError(treated(n), n))) >= POWER));
        if (found.isEmpty()) {
            notes.add("an assurance of " + Shown.percent(POWER) + " needs more than 2^61 units per arm");
        }
        return found;
    }

    private Optional<SampleSize.Arms> arms(OptionalLong control) {
        return control.isEmpty() ? Optional.empty()
                : Optional.of(new SampleSize.Arms(treated(control.getAsLong()), control.getAsLong()));
    }

    /** The units to be treated beside so many that are left alone; no fewer than 2 make a test. */
    private long treated(long control) {
        double units = ratio * control;
        double whole = Math.rint(units);
        return Math.max(2, (long) (Math.abs(units - whole) <= ROUNDING * units ? whole : Math.ceil(units)));
    }

    private double squaredError(long treated, long control) {
        return variance.treated().getAsDouble() / treated + variance.control().getAsDouble() / control;
    }

    /**
     * Units to be left alone that find an effect with the power asked for, if each variance is so many times that of
     * one outcome; empty if the effect is 0 or none up to the largest number do.
     */
    private OptionalLong controls(double size, double times) {
        return size > 0 ? least(n -> power(n, size, times) >= POWER) : OptionalLong.empty();
    }

    /**
     * Units that find a difference between the effects in two groups, in the control arm of each of them; the treated
     * are as many times that as in the whole test.
     */
    OptionalLong perArmForContrast(double difference) {
        return variance.known() ? controls(Math.abs(difference), 2) : OptionalLong.empty();
    }

    private double power(long control, double size, double times) {
        double shift = size / Math.sqrt(times * squaredError(treated(control), control));
        if (manyUnits(control) || !(shift < 1e6)) {
            return Normal.cdf(shift - z);
        }
        return 1 - StudentT.noncentralCdf(critical(control), welch(control), shift);
    }

    private boolean manyUnits(long control) {
        return Math.min(control, treated(control)) >= NORMAL_FROM;
    }

    private double critical(long control) {
        return manyUnits(control) ? z
                : -StudentT.quantile((1 - scenario.settings().level) / 2, welch(control));
    }

    /** Satterthwaite's degrees of freedom. */
    private double welch(long control) {
        long treated = treated(control);
        double a = variance.treated().getAsDouble() / treated;
        double b = variance.control().getAsDouble() / control;
        double sum = a + b;
        return sum == 0 ? (double) treated + control - 2
                : sum * sum / (a * a / (treated - 1) + b * b / (control - 1));
    }

    /**
     * An n from 2 on that is enough where n - 1 is not; empty if none up to {@link #MOST} is, in either arm. It is the
     * least such n where enough stays enough, as it does but for assurance, which draws in the worse direction may
     * lower by less than half the level's tail.
     */
    private OptionalLong least(LongPredicate enough) {
        long high = 2;
        while (!enough.test(high)) {
            high *= 2;
            if (high > MOST || ratio * high > MOST) {
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
