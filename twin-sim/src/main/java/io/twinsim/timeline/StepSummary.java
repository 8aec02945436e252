package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import java.util.Arrays;
import java.util.List;

/**
 * How an observed node is distributed over the twins of one arm, step by step: mean, deviation, extremes and quantiles
 * of a number; shares of the labels of a category; the share of twins for which a flag is true. All twins count, those
 * that are over with the values at which they stopped. Immutable.
 *
 * <p>Quantiles are those of type 7 (R's and NumPy's default). Up to 256 twins they are exact; of whole numbers over a
 * range of fewer than 2,048 values too. Else values are counted in at most 2,048 bins, even ones for whole numbers and
 * nodes with bounds on both sides, for others narrower towards 0, and spread evenly within each: no quantile is off by
 * more than {@link #quantileError}.
 */
public final class StepSummary {

    private static final int ROWS = 13;
    private static final double[] TABLED = {0.05, 0.5, 0.95};
    private static final int MOST_LABELS = 6;
    private static final int MOST_DECIMALS = 4;

    private final StepVariable variable;
    private final String arm;
    private final TimeAxis axis;
    private final long n;
    private final double[] mean;
    private final double[] sd;
    private final double[] min;
    private final double[] max;
    private final ValueCounts[] counts;
    /** By share and step. */
    private final double[][] shares;

    StepSummary(StepVariable variable, String arm, TimeAxis axis, long n, double[] mean, double[] sd, double[] min,
            double[] max, ValueCounts[] counts, double[][] shares) {
        this.variable = variable;
        this.arm = arm;
        this.axis = axis;
        this.n = n;
        this.mean = mean;
        this.sd = sd;
        this.min = min;
        this.max = max;
        this.counts = counts;
        this.shares = shares;
    }

    /**
     * The observed node.
     *
     * @return its name
     */
    public String name() {
        return variable.name();
    }

    /**
     * The arm.
     *
     * @return its name, such as {@code control}
     */
    public String arm() {
        return arm;
    }

    /**
     * The node's type.
     *
     * @return real, integer, category or flag
     */
    public ColumnType type() {
        return variable.type();
    }

    /**
     * The labels of a category.
     *
     * @return in the order of the world; empty for others
     */
    public List<String> labels() {
        return variable.labels();
    }

    /**
     * The number of twins.
     *
     * @return all twins of the run
     */
    public long n() {
        return n;
    }

    /**
     * The times.
     *
     * @return one for each step from 0 on, in the timeline's unit
     */
    public double[] times() {
        return axis.times();
    }

    /**
     * The mean of a number at each time; of a flag the share of twins for which it is true.
     *
     * @return one for each time
     * @throws InputException for a category
     */
    public double[] mean() {
        if (!variable.labels().isEmpty()) {
            throw new InputException(name() + " is a category, which has no mean; use share(label)");
        }
        return variable.isNumber() ? mean.clone() : shares[0].clone();
    }

    /**
     * The standard deviation over twins at each time.
     *
     * @return one for each time; NaN for one twin
     * @throws InputException unless the node is a number
     */
    public double[] sd() {
        return number(sd);
    }

    /**
     * The standard error of the mean at each time.
     *
     * @return one for each time; NaN for one twin
     * @throws InputException unless the node is a number
     */
    public double[] standardError() {
        double[] errors = number(sd);
        for (int step = 0; step < errors.length; step++) {
            errors[step] /= Math.sqrt((double) n);
        }
        return errors;
    }

    /**
     * The least value at each time.
     *
     * @return one for each time
     * @throws InputException unless the node is a number
     */
    public double[] min() {
        return number(min);
    }

    /**
     * The greatest value at each time.
     *
     * @return one for each time
     * @throws InputException unless the node is a number
     */
    public double[] max() {
        return number(max);
    }

    private double[] number(double[] values) {
        if (variable.isNumber()) {
            return values.clone();
        }
        throw new InputException(name() + " is a " + variable.type().id() + ", which has shares only; use share("
                + (variable.labels().isEmpty() ? "\"true\"" : "label") + ")");
    }

    /**
     * A quantile at each time.
     *
     * @param p a probability in [0, 1]
     * @return one for each time
     * @throws InputException unless the node is a number, or if p is outside
     */
    public double[] quantile(double p) {
        Checks.closedUnit(p, "p");
        double[] quantiles = number(mean);
        for (int step = 0; step < quantiles.length; step++) {
            quantiles[step] = counts[step].quantile(p);
        }
        return quantiles;
    }

    /**
     * How far a quantile can be from that of the values themselves.
     *
     * @return one bound for each time; 0 where quantiles are exact
     * @throws InputException unless the node is a number
     */
    public double[] quantileError() {
        double[] bound = number(mean);
        for (int step = 0; step < bound.length; step++) {
            bound[step] = counts[step].width();
        }
        return bound;
    }

    /**
     * The share of twins with a label at each time.
     *
     * @param label a label of a category; {@code true} or {@code false} for a flag
     * @return one for each time, in [0, 1]
     * @throws InputException for a number, or if there is no such label
     */
    public double[] share(String label) {
        Checks.notNull(label, "label");
        if (variable.isNumber()) {
            throw new InputException(name() + " is a number, which has no shares; use mean() or quantile(p)");
        }
        if (variable.labels().isEmpty() && label.equals("false")) {
            return Arrays.stream(shares[0]).map(share -> 1 - share).toArray();
        }
        List<String> known = variable.labels().isEmpty() ? List.of("true", "false") : variable.labels();
        Checks.known("label", label, known);
        return shares[known.indexOf(label)].clone();
    }

    /**
     * The mean of a number, or the share of a flag, at a time.
     *
     * @param time such as {@code 30 days}; a whole number of steps
     * @return the mean over twins
     * @throws InputException if it is no time of the run, or for a category
     */
    public double meanAt(String time) {
        return mean()[axis.step(Checks.notNull(time, "time"))];
    }

    double meanAt(int step) {
        return variable.isNumber() ? mean[step] : shares[0][step];
    }

    double sdAt(int step) {
        return sd[step];
    }

    /** Whether there is a standard deviation: a number, more than one twin. */
    boolean sdDefined() {
        return variable.isNumber() && n > 1;
    }

    /** The decimals that the mean at a step deserves. */
    int decimalsAt(int step) {
        return Math.min(MOST_DECIMALS, Shown.decimals(sd[step] / Math.sqrt((double) n)));
    }

    double quantileAt(double p, int step) {
        return counts[step].quantile(p);
    }

    double shareAt(int share, int step) {
        return shares[share][step];
    }

    /** The shares that are largest at a step, in the order of the world; at most so many. */
    List<Integer> largest(int step, int most) {
        Integer[] order = new Integer[shares.length];
        Arrays.setAll(order, k -> k);
        Arrays.sort(order, (a, b) -> Double.compare(shares[b][step], shares[a][step]));
        return Arrays.stream(order).limit(most).sorted().toList();
    }

    /**
     * The summary at up to 13 times, at most 100 characters a line.
     *
     * @return the text
     */
    public String table() {
        String head = Lines.cut(name(), 50) + " in " + Lines.cut(arm, 24) + ", " + Shown.count(n, "twin") + "\n";
        return head + (variable.isNumber() ? numbers() : shares()).render(0)
                + (shares.length > MOST_LABELS ? Lines.paragraph(0, "and " + (shares.length - MOST_LABELS)
                + " rarer labels") : "");
    }

    private TextTable numbers() {
        TextTable table = TextTable.of(">time", ">mean", ">sd", ">min", ">5 %", ">median", ">95 %", ">max");
        String of = variable.unitShown();
        table.units("", of, of, of, of, of, of, of);
        for (int step : axis.spread(ROWS)) {
            String[] cells = {axis.text(step), Numbers.fixed(mean[step], n > 1 ? decimalsAt(step) : MOST_DECIMALS),
                Shown.number(sd[step]), Shown.number(min[step]), "", "", "", Shown.number(max[step])};
            for (int k = 0; k < TABLED.length; k++) {
                cells[4 + k] = Shown.number(counts[step].quantile(TABLED[k]));
            }
            table.row(cells);
        }
        return table;
    }

    private TextTable shares() {
        List<Integer> shown = largest(axis.steps(), MOST_LABELS);
        String[] headings = new String[shown.size() + 1];
        headings[0] = ">time";
        for (int k = 0; k < shown.size(); k++) {
            headings[k + 1] = ">" + Lines.cut(variable.shareNames().get(shown.get(k)), 12);
        }
        TextTable table = TextTable.of(headings);
        for (int step : axis.spread(ROWS)) {
            String[] cells = new String[headings.length];
            cells[0] = axis.text(step);
            for (int k = 0; k < shown.size(); k++) {
                cells[k + 1] = Numbers.fixed(shares[shown.get(k)][step], 4);
            }
            table.row(cells);
        }
        return table;
    }

    /** One line such as {@code StepSummary[hydration in treated, 91 times, n=10,000]}. */
    @Override
    public String toString() {
        return Lines.one("StepSummary[" + name() + " in " + arm + ", " + Shown.count(axis.steps() + 1L, "time") + ", n="
                + Numbers.grouped(n) + "]");
    }
}
