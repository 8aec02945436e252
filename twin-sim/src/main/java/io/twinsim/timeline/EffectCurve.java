package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import io.twinsim.internal.text.Trace;
import io.twinsim.plot.Figure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an arm changes over time: at each step the mean over twins of the paired difference between two arms, which
 * share every draw. Two kinds of limits, both from Student's t: {@code lower} and {@code upper} hold for one time
 * alone, the band holds for the whole curve at once (sup-t, Montiel Olea and Plagborg-Moller 2019,
 * doi:10.1002/jae.2656). Both say how much chance is left with so many twins, not whether the formulas of the world are
 * true. Immutable.
 */
public final class EffectCurve {

    /** How bands are found, as results say it. */
    public static final String METHOD = "sup-t";
    private static final int ROWS = 13;

    private final StepVariable variable;
    private final String share;
    private final String arm;
    private final String against;
    private final TimeAxis axis;
    private final long n;
    private final double level;
    private final double pointwise;
    private final double critical;
    private final double[] estimate;
    private final double[] standardError;
    private final double[] overTime;

    /** Over time: mean and standard error, or nothing for categories. */
    EffectCurve(StepVariable variable, String share, String arm, String against, TimeAxis axis, long n, double level,
            double critical, double[] estimate, double[] standardError, double[] overTime) {
        this.variable = variable;
        this.share = share;
        this.arm = arm;
        this.against = against;
        this.axis = axis;
        this.n = n;
        this.level = level;
        this.pointwise = SupT.pointwise(level, n);
        this.critical = critical;
        this.estimate = estimate;
        this.standardError = standardError;
        this.overTime = overTime;
    }

    /**
     * What changes.
     *
     * @return the observed node, with the label behind {@code =} for a category, such as {@code mood=dry}
     */
    public String name() {
        return share.isEmpty() ? variable.name() : variable.name() + "=" + share;
    }

    /**
     * The arm whose effect it is.
     *
     * @return such as {@code treated}
     */
    public String arm() {
        return arm;
    }

    /**
     * The arm it is compared with.
     *
     * @return such as {@code control}
     */
    public String against() {
        return against;
    }

    /**
     * The number of twins.
     *
     * @return pairs behind each estimate
     */
    public long n() {
        return n;
    }

    /**
     * The nominal coverage of limits and band.
     *
     * @return such as 0.95
     */
    public double level() {
        return level;
    }

    /**
     * The standard errors from the estimate to the limits of one time.
     *
     * @return a quantile of Student's t; NaN for one twin
     */
    public double pointwiseCritical() {
        return pointwise;
    }

    /**
     * The standard errors from the estimate to the band.
     *
     * @return at least {@link #pointwiseCritical}; NaN for one twin
     */
    public double critical() {
        return critical;
    }

    /**
     * Whether more is better.
     *
     * @return as the world says; empty if it does not, and for shares of categories
     */
    public Optional<Boolean> higherIsBetter() {
        return share.isEmpty() ? variable.higherIsBetter() : Optional.empty();
    }

    /**
     * The times of the curve.
     *
     * @return one for each step from 0 on, in the timeline's unit
     */
    public double[] times() {
        return axis.times();
    }

    /**
     * The effect at each time.
     *
     * @return mean paired differences; exactly 0 before the arm differs
     */
    public double[] estimate() {
        return estimate.clone();
    }

    /**
     * The standard errors over twins.
     *
     * @return one for each time; NaN for one twin
     */
    public double[] standardError() {
        return standardError.clone();
    }

    /**
     * The lower limits for one time alone.
     *
     * @return one for each time
     */
    public double[] lower() {
        return limits(-pointwise);
    }

    /**
     * The upper limits for one time alone.
     *
     * @return one for each time
     */
    public double[] upper() {
        return limits(pointwise);
    }

    /**
     * The lower limits of the band.
     *
     * @return one for each time
     */
    public double[] bandLower() {
        return limits(-critical);
    }

    /**
     * The upper limits of the band.
     *
     * @return one for each time
     */
    public double[] bandUpper() {
        return limits(critical);
    }

    private double[] limits(double factor) {
        double[] limits = new double[estimate.length];
        for (int step = 0; step < limits.length; step++) {
            limits[step] = limit(step, factor);
        }
        return limits;
    }

    private double limit(int step, double factor) {
        return standardError[step] == 0 ? estimate[step] : estimate[step] + factor * standardError[step];
    }

    /**
     * The effect at a time.
     *
     * @param time such as {@code 30 days}; a whole number of steps
     * @return the effect with its limits
     * @throws InputException if it is no time of the run
     */
    public EffectPoint at(String time) {
        return point(axis.step(Checks.notNull(time, "time")));
    }

    /**
     * The effect at the end.
     *
     * @return the effect with its limits
     */
    public EffectPoint last() {
        return point(axis.steps());
    }

    EffectPoint point(int step) {
        return new EffectPoint(axis.time(step), estimate[step], standardError[step], limit(step, -pointwise),
                limit(step, pointwise), limit(step, -critical), limit(step, critical));
    }

    /**
     * The effect where it is farthest from 0.
     *
     * @return the earliest such time
     */
    public EffectPoint peak() {
        int best = 0;
        for (int step = 1; step < estimate.length; step++) {
            best = Math.abs(estimate[step]) > Math.abs(estimate[best]) ? step : best;
        }
        return point(best);
    }

    /**
     * When the band first leaves out 0.
     *
     * @return the time, in the timeline's unit; empty if it never does
     */
    public OptionalDouble firstClear() {
        for (int step = 0; step < estimate.length; step++) {
            if (point(step).clear()) {
                return OptionalDouble.of(axis.time(step));
            }
        }
        return OptionalDouble.empty();
    }

    /** Whether the band, once it leaves out 0, does so at all later times, on the same side. */
    boolean staysClear() {
        int side = 0;
        for (int step = 0; step < estimate.length; step++) {
            EffectPoint p = point(step);
            if (side != 0 && !(p.clear() && p.estimate() * side > 0)) {
                return false;
            }
            side = !p.clear() ? 0 : p.estimate() > 0 ? 1 : -1;
        }
        return side != 0;
    }

    /**
     * The effect on the mean over time (the area under the curve divided by the horizon, by the trapezoidal rule per
     * twin); its limits hold for this one number.
     *
     * @return the estimate with its interval
     * @throws IllegalStateException for a share of a category, whose twins have no number to add up
     */
    public MeanOverTime overTime() {
        if (overTime.length == 0) {
            throw Trace.ofCaller(
                    new IllegalStateException(name() + " is a share of a category, which has no mean over time"));
        }
        double half = overTime[1] == 0 ? 0 : pointwise * overTime[1];
        return new MeanOverTime(overTime[0], overTime[1], new Interval(IntervalKind.SIMULATION, IntervalMethod.STUDENT,
                level, overTime[0] - half, overTime[0] + half, List.of()), overTime[0] * axis.time(axis.steps()));
    }

    boolean hasMeanOverTime() {
        return overTime.length > 0 && n > 1;
    }

    /**
     * An effect over time as one number.
     *
     * @param estimate the mean over twins and times of the paired difference
     * @param standardError its standard error over twins
     * @param interval its limits
     * @param area the area under the curve: the estimate times the horizon
     */
    public record MeanOverTime(double estimate, double standardError, Interval interval, double area) {

        /** One line such as {@code +2.41 on average over time (2.31..2.51)}. */
        @Override
        public String toString() {
            int decimals = Shown.decimals(interval.width() / 2);
            return Lines.one(Numbers.signed(estimate, decimals) + " on average over time ("
                    + Shown.range(interval.lower(), interval.upper(), decimals) + ")");
        }
    }

    /** The decimals that the estimates deserve. */
    int decimals() {
        double half = 0;
        for (double error : standardError) {
            half = Math.max(half, Double.isNaN(error) ? 0 : error * pointwise);
        }
        return Shown.decimals(half);
    }

    /** The curve at some steps, as text. */
    String table(List<Integer> steps) {
        int d = decimals();
        TextTable table = TextTable.of(">time", ">effect", ">se", ">" + Shown.percent(level) + " interval",
                ">" + Shown.percent(level) + " band");
        String of = variable.unitShown();
        table.units("", of, of, of, of);
        for (int step : steps) {
            EffectPoint p = point(step);
            table.row(axis.text(step), Numbers.signed(p.estimate(), d),
                    p.standardError() == 0 ? "-" : Shown.number(p.standardError()),
                    range(p.lower(), p.upper(), d), range(p.bandLower(), p.bandUpper(), d));
        }
        return table.render(0);
    }

    static String range(double lower, double upper, int decimals) {
        return lower == upper || Double.isNaN(lower) ? "-" : Shown.range(lower, upper, decimals);
    }

    /**
     * The curve at up to 13 times, at most 100 characters a line.
     *
     * @return the text
     */
    public String table() {
        List<String> notes = new ArrayList<>();
        if (n > 1) {
            notes.add("interval: one time alone; band: the whole curve at once (" + METHOD + ", "
                    + Numbers.significant(critical, 4) + " standard errors)");
        }
        StringBuilder out = new StringBuilder("effect of " + Shown.name(arm) + " on " + Shown.name(name())
                + ", compared with " + Shown.name(against) + ", " + Shown.count(n, "twin") + "\n");
        out.append(table(axis.spread(ROWS)));
        if (hasMeanOverTime()) {
            notes.add(overTime().toString());
        }
        notes.forEach(note -> out.append(Lines.paragraph(0, note)));
        return out.toString();
    }

    /**
     * The effect over time with the interval of each time and the band of all times at once.
     *
     * @return the figure; without limits for one twin
     */
    public Figure figure() {
        return TimelineFigures.of(this);
    }

    /**
     * Draws {@link #figure} into a file.
     *
     * @param path the file; its ending decides the format, such as {@code effect.svg}
     * @throws IllegalStateException if no renderer is on the class path
     * @throws InputException if no renderer writes such files
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void plot(Path path) {
        figure().write(path);
    }

    /** The unit of times. */
    String timeUnit() {
        return axis.unit();
    }

    StepVariable variable() {
        return variable;
    }

    /** One line such as {@code EffectCurve[hydration, treated - control, +3.21 at 90 days]}. */
    @Override
    public String toString() {
        return Lines.one("EffectCurve[" + name() + ", " + arm + " - " + against + ", "
                + Numbers.signed(last().estimate(), decimals()) + " at " + axis.text(axis.steps()) + "]");
    }
}
