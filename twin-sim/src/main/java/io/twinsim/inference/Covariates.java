package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.List;

/**
 * The covariates of the units of both arms, standardised: with an intercept beside them no effect depends on their
 * origins and units, and regressions keep their digits. A category becomes an indicator for every level but the first
 * that these units have.
 *
 * @param names one name per column, such as {@code age} or {@code race=white}
 * @param standardised (value - mean) / sd, one array per column, treated first
 * @param means the means in the units of the data
 * @param sds the standard deviations likewise
 */
record Covariates(List<String> names, double[][] standardised, double[] means, double[] sds) {

    /** Every column takes a double per row, and a regression of p columns p^2 steps per row. */
    private static final int MOST = 500;

    static final Covariates NONE = new Covariates(List.of(), new double[0][], new double[0], new double[0]);

    static Covariates of(Population data, Arms arms, List<String> columns) {
        if (columns.isEmpty()) {
            return NONE;
        }
        int[] rows = rows(arms);
        requireComplete(data, columns, rows);
        List<String> names = new ArrayList<>();
        List<double[]> values = new ArrayList<>();
        for (String name : columns) {
            Column column = data.storage(name);
            double[] taken = take(column, rows);
            requireVariation(name, column, taken, rows);
            if (column.type() == ColumnType.CATEGORY) {
                indicators(name, column.labels(), taken, names, values);
            } else {
                names.add(name);
                values.add(taken);
            }
        }
        requireFewer(names.size(), rows.length);
        return standardise(names, values);
    }

    /** The rows of both arms in the storage, treated first. */
    static int[] rows(Arms arms) {
        int n1 = arms.treated().size();
        int[] rows = new int[n1 + arms.control().size()];
        for (int i = 0; i < rows.length; i++) {
            rows[i] = i < n1 ? arms.treated().row(i) : arms.control().row(i - n1);
        }
        return rows;
    }

    /** The values of some rows; a missing one reads NaN. */
    static double[] take(Column column, int[] rows) {
        double[] all = new double[column.size()];
        column.load(0, all, 0, all.length);
        double[] taken = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            taken[i] = all[rows[i]];
        }
        return taken;
    }

    static long missing(Column column, int[] rows) {
        long missing = 0;
        if (column.hasMissing()) {
            for (int row : rows) {
                missing += column.isMissing(row) ? 1 : 0;
            }
        }
        return missing;
    }

    private static void requireComplete(Population data, List<String> columns, int[] rows) {
        List<String> incomplete = new ArrayList<>();
        for (String name : columns) {
            long missing = missing(data.storage(name), rows);
            if (missing > 0) {
                incomplete.add(Names.quote(name) + " lacks " + Numbers.grouped(missing));
            }
        }
        if (!incomplete.isEmpty()) {
            throw new InputException("covariates must have no missing values in the " + Numbers.grouped(rows.length)
                    + " rows of both arms, got " + Names.list(incomplete) + "; fill them or filter these rows");
        }
    }

    private static void requireVariation(String name, Column column, double[] values, int[] rows) {
        for (double value : values) {
            if (value != values[0]) {
                return;
            }
        }
        throw new InputException("covariate " + Names.quote(name) + " must vary, got " + column.text(rows[0])
                + " in all " + Numbers.grouped(values.length) + " rows");
    }

    private static void indicators(String name, List<String> labels, double[] codes, List<String> names,
            List<double[]> values) {
        boolean[] seen = new boolean[labels.size()];
        for (double code : codes) {
            seen[(int) code] = true;
        }
        int present = 0;
        for (boolean one : seen) {
            present += one ? 1 : 0;
        }
        requireFewer(names.size() + present - 1, codes.length);
        boolean first = true;
        for (int level = 0; level < seen.length; level++) {
            if (seen[level] && !first) {
                double[] indicator = new double[codes.length];
                for (int i = 0; i < codes.length; i++) {
                    indicator[i] = codes[i] == level ? 1 : 0;
                }
                names.add(name + "=" + labels.get(level));
                values.add(indicator);
            }
            first &= !seen[level];
        }
    }

    /**
     * Intercept and treatment stand beside them. Asked before any memory is taken: a category may have as many levels
     * as there are rows.
     */
    private static void requireFewer(int columns, int rows) {
        if (columns > MOST) {
            throw new InputException("covariates must be at most " + MOST + " columns, got "
                    + Numbers.grouped(columns) + "; merge the levels of categories that have many");
        }
        if (columns + 2 >= rows) {
            throw new InputException("covariates must be fewer than rows less 2, got " + Numbers.grouped(columns)
                    + (columns == 1 ? " column for " : " columns for ") + Numbers.grouped(rows) + " rows");
        }
    }

    private static Covariates standardise(List<String> names, List<double[]> values) {
        double[] means = new double[values.size()];
        double[] sds = new double[values.size()];
        double[][] standardised = new double[values.size()][];
        for (int j = 0; j < standardised.length; j++) {
            double[] raw = values.get(j);
            Sample.of(raw, "covariate " + Names.quote(names.get(j)));
            Moments moments = Moments.of(raw);
            means[j] = moments.mean();
            sds[j] = moments.sd();
            standardised[j] = new double[raw.length];
            for (int i = 0; i < raw.length; i++) {
                standardised[j][i] = (raw[i] - means[j]) / sds[j];
            }
        }
        return new Covariates(List.copyOf(names), standardised, means, sds);
    }

    int count() {
        return standardised.length;
    }

    List<String> namesAfter(String... first) {
        List<String> all = new ArrayList<>(List.of(first));
        all.addAll(names);
        return all;
    }
}
