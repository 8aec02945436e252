package io.twinsim.inference;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.text.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The percentile interval for infinitely many replicates, without drawing any: the quantiles of the bootstrap
 * distribution of a mean, or of a difference of two means, by saddlepoint approximation (Lugannani and Rice). It is no
 * better than the percentile interval in small samples, and free of Monte Carlo error in all.
 *
 * <p>Formula: with K the cumulant generating function of the centred statistic under resampling, solve
 * {@code r*(s) = z} for both tail quantiles z and take {@code estimate + K'(s)}. Arms of fewer than 4,096 values use
 * their exact K, O(n) per step of Newton's method; from 4,096 values on, K is cut after the fourth cumulant, so that
 * moments suffice and streamed data give the same bits as materialised data.
 *
 * <p>Edge cases, each flagged in the interval's notes:
 * <ul>
 *   <li>all values equal: the point itself, {@code degenerate};
 *   <li>the extreme has more probability than the tail, or the equation has no solution: the extreme, or the quantile
 *       of the exact distribution where the sample is small enough to list it, {@code at-support-edge}.
 * </ul>
 *
 * <p>Data on a lattice (zeros and ones, counts) may miss by one lattice step. Reference: Davison and Hinkley (1988),
 * Biometrika 75, 417-431, doi:10.1093/biomet/75.3.417.
 */
public final class Saddlepoint {

    /** From this many values on an arm is represented by its first four cumulants. */
    public static final int CUMULANTS_FROM = Blocks.SLAB;

    private Saddlepoint() {
    }

    /**
     * The interval of one mean.
     *
     * @param values the sample, finite, at least 2 values; not modified
     * @param level the nominal coverage, in (0, 1)
     * @return an interval of kind {@link IntervalKind#SAMPLING}
     * @throws io.twinsim.InputException if there are fewer than 2 values, one is not finite, or the level is out of
     *        range
     */
    public static Interval mean(double[] values, double level) {
        return mean(Sample.of(values, "values").atLeastTwo("values"), level);
    }

    /**
     * The interval of one mean of at least 4,096 values that are known by their moments only.
     *
     * @param moments of the sample
     * @param level the nominal coverage, in (0, 1)
     * @return an interval of kind {@link IntervalKind#SAMPLING}
     * @throws io.twinsim.InputException if there are fewer than 4,096 values or the level is out of range
     */
    public static Interval mean(Moments moments, double level) {
        requireMany(moments, "moments");
        return solve(Sample.mean(moments), List.of(cgf(moments, 1)), level, Optional::empty,
                moments.min(), moments.max());
    }

    /**
     * The interval of a difference of means of two independent samples.
     *
     * @param treated the first sample, finite, at least 2 values; not modified
     * @param control the sample whose mean is subtracted, likewise
     * @param level the nominal coverage, in (0, 1)
     * @return an interval of kind {@link IntervalKind#SAMPLING}
     * @throws io.twinsim.InputException if an arm has fewer than 2 values, one is not finite, or the level is out of
     *        range
     */
    public static Interval difference(double[] treated, double[] control, double level) {
        return difference(Sample.of(treated, "treated").atLeastTwo("arm treated"),
                Sample.of(control, "control").atLeastTwo("arm control"), level);
    }

    /**
     * The interval of a difference of means of two samples of at least 4,096 values each, known by their moments only.
     *
     * @param treated moments of the first sample
     * @param control moments of the sample whose mean is subtracted
     * @param level the nominal coverage, in (0, 1)
     * @return an interval of kind {@link IntervalKind#SAMPLING}
     * @throws io.twinsim.InputException if an arm has fewer than 4,096 values or the level is out of range
     */
    public static Interval difference(Moments treated, Moments control, double level) {
        requireMany(treated, "treated");
        requireMany(control, "control");
        return solve(Sample.mean(treated) - Sample.mean(control), List.of(cgf(treated, 1), cgf(control, -1)), level,
                Optional::empty, treated.min() - control.max(), treated.max() - control.min());
    }

    static Interval mean(Sample sample, double level) {
        return solve(Sample.mean(sample.moments()), List.of(cgf(sample, 1)), level,
                () -> ExactResampling.of(sample.values()), sample.moments().min(), sample.moments().max());
    }

    static Interval difference(Sample treated, Sample control, double level) {
        Moments t = treated.moments();
        Moments c = control.moments();
        return solve(Sample.mean(t) - Sample.mean(c), List.of(cgf(treated, 1), cgf(control, -1)), level,
                () -> ExactResampling.of(treated.values(), control.values()), t.min() - c.max(), t.max() - c.min());
    }

    private static void requireMany(Moments moments, String name) {
        Checks.atLeast(CUMULANTS_FROM, moments.n(), name + ".n");
    }

    private static Cgf cgf(Moments moments, int sign) {
        return new FourCumulantCgf(moments, sign);
    }

    private static Cgf cgf(Sample sample, int sign) {
        return sample.size() < CUMULANTS_FROM
                ? new EmpiricalCgf(sample.values(), sample.moments(), sign) : cgf(sample.moments(), sign);
    }

    private static Interval solve(double estimate, List<Cgf> arms, double level,
            Supplier<Optional<ExactResampling>> exact, double lowest, double highest) {
        Checks.level(level);
        if (lowest == highest || arms.stream().allMatch(arm -> arm.lowest() == arm.highest())) {
            return new Interval(IntervalKind.SAMPLING, IntervalMethod.SADDLEPOINT, level, estimate, estimate,
                    List.of(Analytic.DEGENERATE));
        }
        List<String> notes = new ArrayList<>();
        double tail = (1 - level) / 2;
        double z = Normal.quantile(tail);
        SaddlepointSolver solver = new SaddlepointSolver(arms);
        double logLowest = 0;
        double logHighest = 0;
        for (Cgf arm : arms) {
            logLowest += arm.logLowest();
            logHighest += arm.logHighest();
        }
        double logTail = Elementary.log(tail);
        double lower = logTail <= logLowest ? Double.NaN : estimate + solver.quantile(z);
        if (!(lower >= lowest && lower <= highest)) {
            lower = logTail <= logLowest ? lowest : exact.get().map(all -> all.lower(tail)).orElse(lowest);
            notes.add("lower limit at-support-edge: "
                    + (lower == lowest ? "the least possible value" : "exact enumeration"));
        }
        double upper = logTail <= logHighest ? Double.NaN : estimate + solver.quantile(-z);
        if (!(upper >= lowest && upper <= highest)) {
            upper = logTail <= logHighest ? highest : exact.get().map(all -> all.upper(tail)).orElse(highest);
            notes.add("upper limit at-support-edge: " + (upper == highest ? "the greatest possible value"
                    : "exact enumeration"));
        }
        return new Interval(IntervalKind.SAMPLING, IntervalMethod.SADDLEPOINT, level, Math.min(lower, upper),
                Math.max(lower, upper), notes);
    }
}
