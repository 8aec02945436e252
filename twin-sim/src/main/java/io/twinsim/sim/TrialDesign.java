package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * A real test of the simulated effect: its power, and the size it needs. With v1 and v0 the variances of the outcome in
 * the arms, {@code n0 = (z_{1-a/2} + z_power)^2 (v0 + v1/r) / theta^2} units to be left alone and {@code n1 = r n0} to
 * be treated, then corrected for Student's t: the size is the least whose power by the noncentral t suffices.
 */
final class TrialDesign {

    private static final double POWER = 0.8;
    private static final long LARGE = 100_000;
    /** The normal quantile of the power. */
    private static final double Z_POWER = 0.8416212335729143;

    private final Scenario scenario;
    private final double theta;
    private final @Nullable Uncertainty uncertainty;
    private final Stated stated;
    private final double z;
    private final double ratio;
    private final OutcomeVariance variance;
    private final TrialPower test;
    private final List<String> notes = new ArrayList<>();

    TrialDesign(Scenario scenario, EffectPlan plan, EffectSums sums, @Nullable Uncertainty uncertainty) {
        this.scenario = scenario;
        this.theta = Answer.mean(sums.effect());
        this.uncertainty = uncertainty;
        this.stated = new Stated(scenario.intervention());
        this.z = -Normal.quantile((1 - scenario.settings().level) / 2);
        this.ratio = scenario.settings().armRatio();
        this.variance = OutcomeVariance.of(scenario, plan, sums, theta);
        this.test = new TrialPower((1 - scenario.settings().level) / 2, ratio, variance.treated().orElse(0),
                variance.control().orElse(0));
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
        double se = Math.sqrt(test.squaredError(treated, control));
        double power = chance(e(), z, se);
        if (uncertainty == null) {
            Interval interval = new Interval(IntervalKind.PLANNED_TRIAL, IntervalMethod.NORMAL, level, theta - z * se,
                    theta + z * se, List.of("if the assumed coefficients hold; their uncertainty is " + stated.word()));
            return new PlannedTrial(treated, control, se, interval, power, OptionalDouble.empty(),
                    OptionalDouble.empty(), OptionalDouble.empty());
        }
        Interval interval = uncertainty.interval(IntervalKind.PLANNED_TRIAL, Theta.PER_TWIN, se, level);
        double[] draws = draws(uncertainty);
        double sd = uncertainty.sd(Theta.PER_TWIN);
        return new PlannedTrial(treated, control, se, interval, power,
                OptionalDouble.of(assurance(draws, z, se, draws.clone())),
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
    private static double assurance(double[] draws, double z, double se, double[] scratch) {
        double sum = 0;
        if (se == 0) {
            for (double e : draws) {
                sum += chance(e, z, se);
            }
            return sum / draws.length;
        }
        for (int k = 0; k < draws.length; k++) {
            scratch[k] = draws[k] / se - z;
        }
        Normal.cdf(scratch, scratch, 0, draws.length);
        for (int k = 0; k < draws.length; k++) {
            sum += scratch[k];
        }
        return sum / draws.length;
    }

    /** The share of draws with an effect in the better direction. */
    private static double ceiling(double[] draws) {
        int above = 0;
        for (double e : draws) {
            above += e > 0 ? 1 : 0;
        }
        return above / (double) draws.length;
    }

    SampleSize size() {
        Optional<SampleSize.Arms> power = Optional.empty();
        Optional<SampleSize.Arms> assurance = Optional.empty();
        OptionalDouble cohen = OptionalDouble.empty();
        if (variance.known()) {
            double pooled = Math.sqrt((variance.control().getAsDouble() + variance.treated().getAsDouble()) / 2);
            cohen = pooled > 0 ? OptionalDouble.of(theta / pooled) : cohen;
            power = arms(controls(test, Math.abs(theta), 1, ratio));
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
        Optional<SampleSize.Arms> found = arms(assuring(test, draws, ratio));
        if (found.isEmpty()) {
            notes.add("an assurance of " + Shown.percent(POWER) + " needs more than 2^61 units per arm");
        }
        return found;
    }

    private Optional<SampleSize.Arms> arms(OptionalLong control) {
        return control.isEmpty() ? Optional.empty()
                : Optional.of(new SampleSize.Arms(test.treated(control.getAsLong()), control.getAsLong()));
    }

    /**
     * Units to be left alone that find an effect with the power asked for, if each variance is so many times that of
     * one outcome; empty if the effect is 0 or none up to the largest number do. Normal theory and the first term of
     * Student's correction are within a unit or two of it.
     */
    static OptionalLong controls(TrialPower test, double size, double times, double ratio) {
        if (!(size > 0)) {
            return OptionalLong.empty();
        }
        double sum = test.z + Z_POWER;
        double start = times * test.control(size * size / (sum * sum)) + test.z * test.z / (2 * (1 + ratio));
        return new LeastUnits(n -> test.power(n, size, times, POWER), POWER, ratio)
                .from(start, Normal.density(Z_POWER) * sum / (2 * start));
    }

    /**
     * Units that find a difference between the effects in two groups, in the control arm of each of them; the treated
     * are as many times that as in the whole test.
     */
    OptionalLong perArmForContrast(double difference) {
        return variance.known() ? controls(test, Math.abs(difference), 2, ratio) : OptionalLong.empty();
    }

    /** Units to be left alone for the assurance asked for; the search begins where normal draws have it. */
    static OptionalLong assuring(TrialPower test, double[] draws, double ratio) {
        Moments moments = Moments.of(draws);
        double e = moments.mean();
        double sd = moments.sd();
        double critical = test.z;
        double start = 0;
        double slope = 0;
        for (int i = 0; i < 2; i++) {
            double se = assuredError(e, sd, critical);
            double root = Math.sqrt(se * se + sd * sd);
            start = test.control(se * se);
            slope = Normal.density(Z_POWER) * (critical / root + Z_POWER * se / (root * root)) * se / (2 * start);
            critical = start >= 2 && start < TrialPower.NORMAL_FROM ? test.roughCritical((long) start) : test.z;
        }
        double[] scratch = new double[draws.length];
        return new LeastUnits(n -> assurance(test, n, draws, scratch), POWER, ratio).from(start, slope);
    }

    /** The se with {@code Phi((e - z se) / sqrt(se^2 + sd^2))} = power. */
    private static double assuredError(double e, double sd, double z) {
        double square = Z_POWER * Z_POWER;
        double a = z * z - square;
        return (e * z - Math.sqrt(e * e * z * z - a * (e * e - square * sd * sd))) / a;
    }

    /** The assurance; where it is clearly on one side of what is asked for, within 1e-6. */
    private static double assurance(TrialPower test, long control, double[] draws, double[] scratch) {
        double se = test.error(control);
        double rough = assurance(draws, test.roughCritical(control), se, scratch);
        return test.near(control, rough, POWER) ? assurance(draws, test.critical(control), se, scratch) : rough;
    }
}
