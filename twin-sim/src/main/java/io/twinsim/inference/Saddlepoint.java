package io.twinsim.inference;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.text.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.DoubleSupplier;
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
 *   <li>the extreme has more probability than the tail: the extreme, {@code at-support-edge};
 *   <li>the equation has no solution, as where one value outweighs all others: the quantile of the exact distribution
 *       if the sample is small enough to list it, otherwise {@code r(s) = z} without the correction, flagged likewise.
 * </ul>
 *
 * <p>Where a few values of 4,096 or more have most of the variance, four cumulants miss by up to a quarter of the
 * width; a note says so. Data on a lattice (zeros and ones, counts) may miss by one lattice step. Reference: Davison
 * and Hinkley (1988), Biometrika 75, 417-431, doi:10.1093/biomet/75.3.417.
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
        Checks.atLeast(CUMULANTS_FROM, Checks.notNull(moments, name).n(), name + ".n");
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
        Edge least = new Edge("lower", "the least possible value", lowest, logTail <= logLowest);
        Edge greatest = new Edge("upper", "the greatest possible value", highest, logTail <= logHighest);
        double lower = least.limit(lowest, highest,
                estimate + (least.reached ? Double.NaN : solver.quantile(z)),
                () -> exact.get().map(all -> all.lower(tail)), () -> estimate + solver.firstOrder(z), notes);
        double upper = greatest.limit(lowest, highest,
                estimate + (greatest.reached ? Double.NaN : solver.quantile(-z)),
                () -> exact.get().map(all -> all.upper(tail)), () -> estimate + solver.firstOrder(-z), notes);
        if (solver.dominated() && arms.stream().anyMatch(FourCumulantCgf.class::isInstance)) {
            notes.add("a few values outweigh all others, which four cumulants cannot follow; use percentile or bca");
        }
        return new Interval(IntervalKind.SAMPLING, IntervalMethod.SADDLEPOINT, level, Math.min(lower, upper),
                Math.max(lower, upper), notes);
    }

    /**
     * One end of what is possible.
     *
     * @param limit which limit may lie there
     * @param words what it is called
     * @param value where it is
     * @param reached whether the tail is no greater than its own probability
     */
    private record Edge(String limit, String words, double value, boolean reached) {

        /** The solution; where there is none, the edge, the exact quantile or the first order, whichever is known. */
        double limit(double lowest, double highest, double solution, Supplier<Optional<Double>> exact,
                DoubleSupplier firstOrder, List<String> notes) {
            if (solution >= lowest && solution <= highest) {
                return solution;
            }
            Optional<Double> listed = reached ? Optional.of(value) : exact.get();
            double rough = listed.isPresent() ? listed.get() : firstOrder.getAsDouble();
            double made = rough >= lowest && rough <= highest ? rough : value;
            notes.add(limit + " limit at-support-edge: " + (made == value ? words
                    : listed.isPresent() ? "exact enumeration" : "saddlepoint of first order"));
            return made;
        }
    }
}
