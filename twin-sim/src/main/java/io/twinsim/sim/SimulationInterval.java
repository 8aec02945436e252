package io.twinsim.sim;

import io.twinsim.inference.Estimate;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.MeanEstimate;
import io.twinsim.inference.Saddlepoint;
import io.twinsim.internal.math.Moments;
import org.jspecify.annotations.Nullable;

/**
 * The interval for a finite number of twins. What varies between repetitions is the effect of a twin, or only its noise
 * if exactly these units are meant; with a known population size the interval shrinks by sqrt(1 - n/N).
 */
final class SimulationInterval {

    /** Effects that differ by no more units in the last place of what they are computed from are equal. */
    private static final int ROUNDING = 8;

    private final Estimand estimand;
    private final Settings settings;
    /** Whether effects are differences of two rates, so that their rounding is that of the rates. */
    private final boolean sets;

    SimulationInterval(Scenario scenario) {
        estimand = scenario.estimand();
        settings = scenario.settings();
        sets = !scenario.intervention().assignments().isEmpty();
    }

    /** Whether every single value is needed, not just the moments. */
    boolean needsValues(long n) {
        IntervalMethod method = settings.chosenMethod();
        return method.resamples() || method == IntervalMethod.SADDLEPOINT && n < Saddlepoint.CUMULANTS_FROM;
    }

    boolean onNoise() {
        return estimand == Estimand.THESE_UNITS;
    }

    /** The moments of what varies, around the mean effect. */
    Moments varying(EffectSums sums) {
        return onNoise() ? shifted(sums.noise(), sums.effect(), sums.tau().mean()) : rounded(sums.effect(), sums);
    }

    /** Moments of effects, without spread if all of it is rounding. */
    Moments rounded(Moments effects, EffectSums sums) {
        double largest = Math.max(size(effects), sets ? size(sums.rate()) : 0);
        boolean equal = effects.n() > 0 && effects.max() - effects.min() <= ROUNDING * Math.ulp(largest);
        double mean = effects.min() == effects.max() ? effects.min() : effects.mean();
        return equal ? new Moments(effects.n(), mean, 0, 0, 0, mean, mean) : effects;
    }

    private static double size(Moments moments) {
        return moments.n() == 0 ? 0 : Math.max(Math.abs(moments.min()), Math.abs(moments.max()));
    }

    private static Moments shifted(Moments noise, Moments effect, double shift) {
        if (noise.n() == 0) {
            return new Moments(effect.n(), effect.mean(), 0, 0, 0, effect.mean(), effect.mean());
        }
        return new Moments(noise.n(), noise.mean() + shift, noise.m2(), noise.m3(), noise.m4(), noise.min() + shift,
                noise.max() + shift);
    }

    Estimate of(EffectSums sums, double @Nullable [] kept, IntervalOptions options) {
        Moments varying = varying(sums);
        boolean constant = varying.min() == varying.max();
        Estimate made;
        if (constant || kept == null) {
            IntervalMethod method = constant || varying.n() < Saddlepoint.CUMULANTS_FROM
                    && settings.chosenMethod() == IntervalMethod.SADDLEPOINT ? IntervalMethod.STUDENT
                    : settings.chosenMethod();
            made = MeanEstimate.of(varying, estimand.id(), options.withMethod(method));
        } else {
            if (onNoise()) {
                double shift = sums.tau().mean();
                for (int i = 0; i < kept.length; i++) {
                    kept[i] += shift;
                }
            }
            made = MeanEstimate.of(kept, estimand.id(), options.withMethod(settings.chosenMethod()));
        }
        return made;
    }

    /** The interval of an estimate, named and narrowed for the estimand. */
    Interval named(Estimate made, long n) {
        Interval i = made.interval();
        double factor = shrink(n);
        double centre = made.estimate();
        return new Interval(IntervalKind.SIMULATION, i.method(), i.level(), centre - (centre - i.lower()) * factor,
                centre + (i.upper() - centre) * factor, i.notes());
    }

    /** Student's interval from moments alone, for a prefix of the rows. */
    Interval student(EffectSums sums, double level) {
        IntervalOptions options = IntervalOptions.of().withMethod(IntervalMethod.STUDENT).withLevel(level);
        return named(MeanEstimate.of(varying(sums), estimand.id(), options), sums.effect().n());
    }

    double standardError(EffectSums sums) {
        Moments varying = varying(sums);
        return varying.min() == varying.max() ? 0 : varying.standardError() * shrink(varying.n());
    }

    /** The standard error of the mean over the twins reached. */
    double reachedError(EffectSums sums) {
        Moments reached = rounded(sums.reached(), sums);
        long n = sums.effect().n();
        if (onNoise() || reached.n() < 2) {
            return standardError(sums) * n / reached.n();
        }
        return reached.min() == reached.max() ? 0 : reached.standardError() * shrink(n);
    }

    /**
     * The standard error of a group's mean; 0 for these-units without noise. What share of a group is in the sample is
     * not known; it is expected to be that of all units.
     */
    double standardError(EffectSums sums, GroupSums group, int g) {
        Moments varying = varying(sums);
        if (varying.min() == varying.max()) {
            return 0;
        }
        double m2 = onNoise() ? group.noiseM2[g] : group.m2[g];
        double n = group.n[g];
        return Math.sqrt(m2 / (n - 1) / n) * shrink(varying.n());
    }

    private double shrink(long n) {
        return settings.populationSize == 0 ? 1
                : Math.sqrt(Math.max(0, 1 - (double) n / settings.populationSize));
    }
}
