package io.twinsim.sim;

import io.twinsim.inference.Estimate;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.MeanEstimate;
import io.twinsim.inference.Saddlepoint;
import io.twinsim.internal.math.Moments;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The interval for a finite number of twins. What varies between repetitions is the effect of a twin, or only its noise
 * if exactly these units are meant; with a known population size the interval shrinks by sqrt(1 - n/N). Twins in
 * antithetic pairs are not independent, their pairs are: then every error and interval rests on what each pair
 * contributes to the mean, {@link PairMoments}.
 */
final class SimulationInterval {

    /** Effects that differ by no more units in the last place of what they are computed from are equal. */
    private static final int ROUNDING = 8;
    /** Sums of squares of pairs this much smaller than those of twins are rounding: joined uniforms mirror to 2^-52. */
    private static final double MIRRORED = 1e-18;

    private final Estimand estimand;
    private final Settings settings;
    /** Whether effects are differences of two rates, so that their rounding is that of the rates. */
    private final boolean sets;
    private final boolean paired;

    SimulationInterval(Scenario scenario) {
        estimand = scenario.estimand();
        settings = scenario.settings();
        sets = !scenario.intervention().assignments().isEmpty();
        paired = scenario.rows().antithetic();
    }

    /** Whether every single value is needed, not just the moments. */
    boolean needsValues(long n) {
        IntervalMethod method = settings.chosenMethod();
        long fewest = paired ? (n + 1) / 2 : n;
        return switch (method) {
            case STUDENT, NORMAL, ABC -> false;
            case SADDLEPOINT -> fewest < Saddlepoint.CUMULANTS_FROM;
            default -> true;
        };
    }

    boolean onNoise() {
        return estimand == Estimand.THESE_UNITS;
    }

    /** The moments of what varies from twin to twin, around the mean effect. */
    private Moments ofTwins(EffectSums sums) {
        return onNoise() ? shifted(sums.noise(), sums.effect(), sums.tau().mean()) : rounded(sums.effect(), sums);
    }

    /** The moments of what varies independently, twins or pairs, around the mean effect. */
    Moments varying(EffectSums sums) {
        Moments twins = ofTwins(sums);
        return paired && varies(twins) ? ofPairs(sums.pairs().all(), twins, sums) : twins;
    }

    /** What pairs contribute to the mean of twins that vary, around that mean. */
    private Moments ofPairs(PairMoments pairs, Moments twins, EffectSums sums) {
        double shift = onNoise() ? sums.tau().mean() : 0;
        Moments parts = pairs.contributions(twins.mean() - shift);
        double mean = twins.mean();
        boolean equal = parts.max() - parts.min() <= ROUNDING * Math.ulp(largest(twins, sums))
                || parts.m2() <= MIRRORED * twins.m2();
        return equal ? point(parts.n(), mean) : new Moments(parts.n(), mean, parts.m2(), parts.m3(), parts.m4(),
                parts.min() + shift, parts.max() + shift);
    }

    /** Moments of effects, without spread if all of it is rounding. */
    Moments rounded(Moments effects, EffectSums sums) {
        boolean equal = effects.n() > 0 && effects.max() - effects.min() <= ROUNDING * Math.ulp(largest(effects, sums));
        return equal ? point(effects.n(), varies(effects) ? effects.mean() : effects.min()) : effects;
    }

    /** The deviation of systematic parts, of which extremes are not kept; 0 if all of it is rounding. */
    double systematicSd(EffectSums sums) {
        Moments tau = sums.tau();
        boolean equal = tau.n() > 0 && tau.sd() <= ROUNDING * Math.ulp(largest(sums.effect(), sums));
        return equal ? 0 : tau.sd();
    }

    private double largest(Moments effects, EffectSums sums) {
        return Math.max(size(effects), sets ? size(sums.rate()) : 0);
    }

    private static Moments point(long n, double value) {
        return new Moments(n, value, 0, 0, 0, value, value);
    }

    private static boolean varies(Moments moments) {
        return moments.min() != moments.max();
    }

    private static double size(Moments moments) {
        return moments.n() == 0 ? 0 : Math.max(Math.abs(moments.min()), Math.abs(moments.max()));
    }

    private static Moments shifted(Moments noise, Moments effect, double shift) {
        if (noise.n() == 0) {
            return point(effect.n(), effect.mean());
        }
        return new Moments(noise.n(), noise.mean() + shift, noise.m2(), noise.m3(), noise.m4(), noise.min() + shift,
                noise.max() + shift);
    }

    /**
     * The estimate.
     *
     * @param kept the effect of every twin, or the noise, in row order; null if moments are to do
     * @param ids the row ids of these values
     */
    Estimate of(EffectSums sums, double @Nullable [] kept, IntToLongFunction ids, IntervalOptions options) {
        Moments varying = varying(sums);
        IntervalMethod method = settings.chosenMethod();
        boolean many = varying.n() >= Saddlepoint.CUMULANTS_FROM;
        if (!varies(varying) || kept == null || paired && many && method == IntervalMethod.SADDLEPOINT) {
            boolean student = !varies(varying) || !many && method == IntervalMethod.SADDLEPOINT;
            return MeanEstimate.of(varying, estimand.id(), student ? options.withMethod(IntervalMethod.STUDENT)
                    : options.withMethod(method));
        }
        if (onNoise()) {
            double shift = sums.tau().mean();
            for (int i = 0; i < kept.length; i++) {
                kept[i] += shift;
            }
        }
        double[] values = paired ? contributions(kept, ids, varying.n(), varying.mean()) : kept;
        return MeanEstimate.of(values, estimand.id(), options.withMethod(method));
    }

    /** What each pair contributes to the mean of the values kept, of which there is one for every row that counts. */
    private double[] contributions(double[] kept, IntToLongFunction ids, long pairs, double mean) {
        double share = PairMoments.share(pairs, kept.length);
        double[] parts = new double[Math.toIntExact(pairs)];
        int next = 0;
        for (int at = 0; at < kept.length; at++) {
            long id = ids.applyAsLong(at);
            boolean whole = (id & 1) == 0 && at + 1 < kept.length && ids.applyAsLong(at + 1) == id + 1;
            double both = whole ? PairBlock.mean(kept[at], kept[at + 1]) : kept[at];
            parts[next++] = PairMoments.contribution(mean, both, whole ? 2 : 1, share);
            at += whole ? 1 : 0;
        }
        return parts;
    }

    /** What antithetic pairs did for the mean effect; empty if twins do not come in pairs. */
    Optional<AntitheticPairs> pairs(EffectSums sums) {
        if (!paired) {
            return Optional.empty();
        }
        Moments twins = ofTwins(sums);
        Moments parts = varying(sums);
        PairMoments all = sums.pairs().all();
        return Optional.of(new AntitheticPairs(all.pairs(), all.halves().n(), varies(parts)
                ? OptionalDouble.of(twins.variance() / twins.n() / (parts.variance() / parts.n()))
                : OptionalDouble.empty()));
    }

    /** How many twins, or pairs, the standard error rests on. */
    long units(EffectSums sums) {
        return paired ? sums.pairs().all().pairs() : sums.effect().n();
    }

    /** Of them, those that are reached. */
    long reachedUnits(EffectSums sums) {
        return paired ? sums.pairs().reached().pairs() : sums.reached().n();
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
        return varies(varying) ? varying.standardError() * shrink(sums.effect().n()) : 0;
    }

    /** The standard error of the mean over the twins reached. */
    double reachedError(EffectSums sums) {
        Moments reached = rounded(sums.reached(), sums);
        long n = sums.effect().n();
        if (onNoise() || reachedUnits(sums) < 2) {
            return standardError(sums) * n / reached.n();
        }
        Moments varying = paired && varies(reached) ? ofPairs(sums.pairs().reached(), reached, sums) : reached;
        return varies(varying) ? varying.standardError() * shrink(n) : 0;
    }

    /**
     * The standard error of a group's mean; 0 for these-units without noise. What share of a group is in the sample is
     * not known; it is expected to be that of all units.
     */
    double standardError(EffectSums sums, GroupSums group, int g) {
        if (!varies(ofTwins(sums))) {
            return 0;
        }
        double m2 = onNoise() ? group.noiseM2[g] : group.m2[g];
        double n = group.n[g];
        PairGroups pairs = group.pairs();
        double variance = pairs == null ? m2 / (n - 1) / n : pairs.variance(g, mean(group, g));
        return Math.sqrt(variance) * shrink(sums.effect().n());
    }

    /** The standard error of the difference between two groups' means, which antithetic pairs may share. */
    double differenceError(EffectSums sums, GroupSums group, int g, int h) {
        PairGroups pairs = group.pairs();
        if (pairs == null || !varies(ofTwins(sums))) {
            double a = standardError(sums, group, g);
            double b = standardError(sums, group, h);
            return Math.sqrt(a * a + b * b);
        }
        return Math.sqrt(pairs.varianceOfDifference(g, mean(group, g), h, mean(group, h))) * shrink(sums.effect().n());
    }

    /**
     * The standard error of the mean of the differences that two interventions make on the same twins, whose draws they
     * share: it rests on the differences themselves, so that what both have in common does not count.
     *
     * @param twins moments of the differences of effects, or of noise where that alone varies
     * @param pairs the same by antithetic pairs, if twins come in pairs
     * @param largest the largest effect, to tell rounding from spread
     */
    double differenceError(Moments twins, PairMoments pairs, double largest) {
        if (twins.n() < 2 || twins.sd() <= ROUNDING * Math.ulp(largest)) {
            return 0;
        }
        Moments parts = paired ? pairs.contributions(twins.mean()) : twins;
        return parts.m2() <= MIRRORED * twins.m2() ? 0 : parts.standardError() * shrink(twins.n());
    }

    /** The largest effect, or rate of which effects are differences. */
    double largest(EffectSums sums) {
        return largest(sums.effect(), sums);
    }

    private double mean(GroupSums group, int g) {
        return onNoise() ? group.noiseMean[g] : group.mean[g];
    }

    private double shrink(long n) {
        return settings.populationSize == 0 ? 1
                : Math.sqrt(Math.max(0, 1 - (double) n / settings.populationSize));
    }
}
