package io.twinsim.timeline;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a controller sees of a batch of twins at one time: a column per node or twin variable. Immutable. */
public final class Observation {

    private final int step;
    private final double t;
    private final boolean[] done;
    private final Map<String, double[]> columns;
    private final Map<String, List<String>> labels;

    Observation(int step, double t, boolean[] done, Map<String, double[]> columns, Map<String, List<String>> labels) {
        this.step = step;
        this.t = t;
        this.done = done;
        this.columns = columns;
        this.labels = labels;
    }

    /**
     * The step that has been made last.
     *
     * @return 0 after a reset
     */
    public int step() {
        return step;
    }

    /**
     * The time.
     *
     * @return in the timeline's unit, 0 after a reset
     */
    public double t() {
        return t;
    }

    /**
     * The number of twins.
     *
     * @return the length of every column
     */
    public int size() {
        return done.length;
    }

    /**
     * What is seen.
     *
     * @return names of nodes and twin variables, in the order asked for
     */
    public List<String> names() {
        return List.copyOf(columns.keySet());
    }

    /**
     * One column.
     *
     * @param name a name of {@link #names}
     * @return one value per twin, a copy: numbers, 0 and 1 for flags, codes for categories; NaN where a twin variable
     *     is missing
     * @throws io.twinsim.InputException if it is not seen, with the nearest name
     */
    public double[] values(String name) {
        return columns.get(Checks.known("observed value", name, columns.keySet())).clone();
    }

    /**
     * The labels of a category by code.
     *
     * @param name a name of {@link #names}
     * @return the labels; empty for other columns
     * @throws io.twinsim.InputException if it is not seen, with the nearest name
     */
    public List<String> labels(String name) {
        return labels.get(Checks.known("observed value", name, labels.keySet()));
    }

    /**
     * The same values twin by twin, for controllers that learn.
     *
     * @return one array per twin, its values in the order of {@link #names}
     */
    public double[][] rows() {
        double[][] rows = new double[size()][columns.size()];
        int k = 0;
        for (double[] column : columns.values()) {
            for (int i = 0; i < rows.length; i++) {
                rows[i][k] = column[i];
            }
            k++;
        }
        return rows;
    }

    /**
     * Which twins are done: their time is over, and what is decided for them has no effect.
     *
     * @return one flag per twin, a copy
     */
    public boolean[] done() {
        return done.clone();
    }

    /**
     * A column of equal values, to be an action.
     *
     * @param value any number
     * @return one value per twin
     */
    public double[] filled(double value) {
        double[] column = new double[size()];
        Arrays.fill(column, value);
        return column;
    }

    static final class Builder {
        private final Map<String, double[]> columns = new LinkedHashMap<>();
        private final Map<String, List<String>> labels = new LinkedHashMap<>();

        void add(String name, List<String> names, double[] values) {
            columns.put(name, values);
            labels.put(name, names);
        }

        Observation build(int step, double t, boolean[] done) {
            return new Observation(step, t, done, columns, labels);
        }
    }

    /** One line: time, twins and names. */
    @Override
    public String toString() {
        return Lines.one("Observation[t=" + Numbers.significant(t, 6) + ", n=" + Numbers.grouped(size()) + ": "
                + String.join(", ", columns.keySet()) + "]");
    }
}
