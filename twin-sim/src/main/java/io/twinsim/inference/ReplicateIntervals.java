package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.StudentT;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Intervals from bootstrap replicates of a statistic, given as deviations from the estimate. */
final class ReplicateIntervals {

    /** Replicates of statistics whose rounding is not known: nearer than this share of their range is one value. */
    private static final double TIE_SHARE = 1e-12;
    private static final double MAX_TIE_SHARE = 1e-9;

    /** The least tail whose complement is not 1. */
    private static final double LEAST_TAIL = 0x1p-53;

    private final String estimand;
    private final double estimate;
    private final double[] sorted;
    private final Moments moments;
    private final double level;
    private final long n;
    private final int done;
    private final List<String> notes = new ArrayList<>();

    private ReplicateIntervals(Replicates replicates, double level) {
        this.estimand = replicates.bootstrap().estimand();
        this.estimate = replicates.statistic().value();
        this.moments = Moments.of(replicates.deviations());
        this.sorted = replicates.sorted();
        this.level = level;
        this.n = replicates.statistic().n();
        this.done = replicates.done();
    }

    /** The estimate by one of the resampling methods but the studentized. */
    static Estimate of(Replicates replicates, IntervalMethod method, double level) {
        Statistic statistic = replicates.statistic();
        ReplicateIntervals made = new ReplicateIntervals(replicates, level);
        if (!(statistic instanceof MeansStatistic) && made.sorted[0] == made.sorted[made.sorted.length - 1]) {
            made.notes.add("degenerate: all replicates are equal");
        }
        double tail = method == IntervalMethod.EXPANDED
                ? Math.max(LEAST_TAIL, Normal.cdf(expansion(replicates, level))) : (1 - level) / 2;
        return method == IntervalMethod.BOOTSTRAP_NORMAL ? made.normal()
                : method == IntervalMethod.BCA ? made.bca(replicates) : made.quantiles(method, tail, 1 - tail);
    }

    private Estimate bca(Replicates replicates) {
        Statistic statistic = replicates.statistic();
        double rounding = 64 * Math.ulp(statistic.value());
        double spread = sorted[sorted.length - 1] - sorted[0];
        double tie = TIE_SHARE * spread + Math.min(rounding, MAX_TIE_SHARE * spread);
        if (statistic instanceof MeansStatistic means) {
            rounding = means.rounding();
            tie = means.tie();
        }
        return bca(tie, rounding, replicates.acceleration());
    }

    /** Where the lower tail of the expanded percentile interval starts, in standard errors. */
    private static double expansion(Replicates replicates, double level) {
        Resampling resampling = replicates.bootstrap().resampling();
        if (!(replicates.statistic() instanceof MeansStatistic made)) {
            return UnitCells.of(resampling, replicates.statistic()).expanded(level);
        }
        Influence influence = made.influence(resampling);
        double error = influence.resampledError();
        double t = StudentT.quantile((1 - level) / 2, influence.df());
        // Where each stratum has a single unit nothing moves, and there is nothing to widen.
        return error > 0 ? t * influence.formulaError() / error : -Analytic.z(level);
    }

    private Estimate normal() {
        double z = Analytic.z(level);
        double centre = estimate - moments.mean();
        Interval interval = new Interval(IntervalKind.SAMPLING, IntervalMethod.BOOTSTRAP_NORMAL, level,
                centre - z * moments.sd(), centre + z * moments.sd(), List.of());
        double b = moments.n();
        double variance = moments.cumulant(2);
        double ofMean = variance / b;
        double ofSd = variance > 0 ? (moments.kurtosisExcess() + 2) * variance / (4 * b) : 0;
        double both = variance > 0 ? moments.cumulant(3) / (2 * Math.sqrt(variance) * b) : 0;
        return estimate(interval, OptionalDouble.empty(), OptionalDouble.empty(),
                Math.sqrt(Math.max(0, ofMean + z * z * ofSd + 2 * z * both)),
                Math.sqrt(Math.max(0, ofMean + z * z * ofSd - 2 * z * both)));
    }

    private Estimate quantiles(IntervalMethod method, double low, double high) {
        double lowQuantile = ReplicateQuantile.quantile(sorted, low);
        double highQuantile = ReplicateQuantile.quantile(sorted, high);
        double lowError = ReplicateQuantile.monteCarloError(sorted, low);
        double highError = ReplicateQuantile.monteCarloError(sorted, high);
        boolean basic = method == IntervalMethod.BASIC;
        noteExtreme(basic ? "upper" : "lower", low);
        noteExtreme(basic ? "lower" : "upper", high);
        Interval interval = new Interval(IntervalKind.SAMPLING, method, level,
                estimate + (basic ? -highQuantile : lowQuantile), estimate + (basic ? -lowQuantile : highQuantile),
                List.of());
        return estimate(interval, OptionalDouble.empty(), OptionalDouble.empty(), basic ? highError : lowError,
                basic ? lowError : highError);
    }

    /**
     * BCa.
     *
     * @param tie replicates that differ from the estimate by no more count half
     * @param rounding replicates that all differ by no more are no replicates at all
     * @param a the acceleration
     */
    private Estimate bca(double tie, double rounding, double a) {
        if (Math.max(-moments.min(), moments.max()) <= rounding) {
            notes.add(Analytic.DEGENERATE + " beyond rounding");
            return estimate(Analytic.point(IntervalMethod.BCA, level, estimate), OptionalDouble.empty(),
                    OptionalDouble.empty(), 0, 0);
        }
        double below = 0;
        for (double deviation : sorted) {
            below += deviation < -tie ? 1 : deviation <= tie ? 0.5 : 0;
        }
        double share = below / sorted.length;
        if (!(share > 0 && share < 1)) {
            throw new InputException("bca needs replicates on both sides of the estimate, got all "
                    + Numbers.grouped(sorted.length) + (share > 0 ? " below" : " above")
                    + " it, so z0 is infinite; use percentile or more replicates");
        }
        double z0 = Normal.quantile(share);
        double z = Analytic.z(level);
        double low = shifted(z0, a, -z);
        double high = shifted(z0, a, z);
        noteExtreme("lower", low);
        noteExtreme("upper", high);
        Interval interval = new Interval(IntervalKind.SAMPLING, IntervalMethod.BCA, level,
                estimate + ReplicateQuantile.quantile(sorted, low), estimate + ReplicateQuantile.quantile(sorted, high),
                List.of());
        return estimate(interval, OptionalDouble.of(z0), OptionalDouble.of(a), bcaError(share, z0, a, -z, low),
                bcaError(share, z0, a, z, high));
    }

    /** The level {@code Phi(z0 + (z0 + z) / (1 - a (z0 + z)))}. */
    private static double shifted(double z0, double a, double z) {
        if (a != a) {
            throw new InputException("bca is undefined: leaving out one unit moves the statistic by less than its "
                    + "rounding, whichever it is; use percentile");
        }
        double w = z0 + z;
        double scale = 1 - a * w;
        if (!(scale > 0)) {
            throw new InputException("bca needs 1 - a (z0 + z) above 0, got " + Numbers.significant(scale, 3)
                    + "; the data are too skewed for this level");
        }
        double p = Normal.cdf(z0 + w / scale);
        return Math.max(Double.MIN_NORMAL, Math.min(1 - 0x1p-53, p));
    }

    /** Delta method over the joint error of z0 and of the quantile: both come from the same replicates. */
    private double bcaError(double share, double z0, double a, double z, double level) {
        double p = ReplicateQuantile.reached(sorted.length, level);
        double scale = 1 - a * (z0 + z);
        double rate = Normal.density(Normal.quantile(p)) / Normal.density(z0) * (1 + 1 / (scale * scale));
        double common = Math.min(share, p) - share * p;
        double variance = rate * rate * share * (1 - share) + p * (1 - p) - 2 * rate * common;
        return Math.sqrt(Math.max(0, variance) / sorted.length) * ReplicateQuantile.slope(sorted, p);
    }

    private void noteExtreme(String limit, double p) {
        if (ReplicateQuantile.extreme(sorted.length, p)) {
            notes.add(limit + " limit is an extreme replicate; more replicates are needed");
        }
    }

    private Estimate estimate(Interval interval, OptionalDouble z0, OptionalDouble a, double lower, double upper) {
        return new Estimate(estimand, estimate, moments.sd(), interval, n, OptionalDouble.of(moments.mean()), z0, a,
                done, Optional.of(new Estimate.MonteCarloError(lower, upper)), notes);
    }
}
