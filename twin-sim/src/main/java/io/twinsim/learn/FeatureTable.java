package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The features of some rows, column by column: numbers as they are, flags as 0 and 1, categories as codes of the
 * symbol's labels, missing values as NaN. The labels are those of the whole data, as a schema; what is learned from a
 * table must not depend on labels that no row of it carries.
 */
final class FeatureTable {

    private static final double LARGEST = 1e150;

    private final List<Symbol> symbols;
    private final double[][] columns;
    private final long[] rowIds;

    private FeatureTable(List<Symbol> symbols, double[][] columns, long[] rowIds) {
        this.symbols = List.copyOf(symbols);
        this.columns = columns;
        this.rowIds = rowIds;
    }

    /** The named columns of a population, in the order of the names. */
    static FeatureTable of(Population data, List<String> names) {
        int rows = Math.toIntExact(data.size());
        double[][] columns = new double[names.size()][];
        Symbol[] symbols = new Symbol[names.size()];
        for (int j = 0; j < columns.length; j++) {
            Column column = data.column(names.get(j));
            symbols[j] = new Symbol(names.get(j), column.type(), column.labels(), column.missing() > 0);
            columns[j] = data.doubles(names.get(j));
            refuseHuge(data, names.get(j), columns[j]);
        }
        long[] ids = new long[rows];
        for (int i = 0; i < rows; i++) {
            ids[i] = data.rowId(i);
        }
        return new FeatureTable(List.of(symbols), columns, ids);
    }

    /** Refuses numbers whose squares would not be finite. */
    static void refuseHuge(Population data, String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (Math.abs(values[i]) > LARGEST) {
                throw new InputException("column " + Names.quote(name) + " must lie within 1e150 of 0 to be learned "
                        + "from, got " + Numbers.shortest(values[i]) + " in row " + data.rowId(i)
                        + "; use a larger unit");
            }
        }
    }

    /** A table of given columns, which are shared; rows are numbered from 0. */
    static FeatureTable of(List<Symbol> symbols, double[][] columns, int rows) {
        long[] ids = new long[rows];
        Arrays.setAll(ids, i -> i);
        for (double[] column : columns) {
            Checks.inRange(rows, (long) rows, column.length, "values of a column");
        }
        return new FeatureTable(symbols, columns, ids);
    }

    /** Name, type and labels of every feature. */
    List<Symbol> symbols() {
        return symbols;
    }

    /** The names, in order. */
    List<String> names() {
        return symbols.stream().map(Symbol::name).toList();
    }

    /** The values by feature and row, shared: not to be written to. */
    double[][] columns() {
        return columns;
    }

    /** The number of features. */
    int features() {
        return columns.length;
    }

    /** The number of rows. */
    int rows() {
        return rowIds.length;
    }

    /** The ids of the rows in the data, shared: not to be written to. */
    long[] rowIds() {
        return rowIds;
    }

    /** Some of the rows, in the order given; symbols stay as they are. */
    FeatureTable take(int[] rows) {
        double[][] taken = new double[columns.length][];
        for (int j = 0; j < taken.length; j++) {
            taken[j] = take(columns[j], rows);
        }
        long[] ids = new long[rows.length];
        for (int i = 0; i < rows.length; i++) {
            ids[i] = rowIds[rows[i]];
        }
        return new FeatureTable(symbols, taken, ids);
    }

    /** Some of the values, in the order given. */
    static double[] take(double[] values, int[] rows) {
        double[] taken = new double[rows.length];
        for (int i = 0; i < rows.length; i++) {
            taken[i] = values[rows[i]];
        }
        return taken;
    }

    /** The same table with other values in one column. */
    FeatureTable with(int feature, double[] values) {
        double[][] changed = columns.clone();
        changed[feature] = values;
        return new FeatureTable(symbols, changed, rowIds);
    }

    /** The first feature that lacks values, or null. */
    @Nullable Symbol firstWithMissing() {
        for (int j = 0; j < columns.length; j++) {
            if (missing(j) > 0) {
                return symbols.get(j);
            }
        }
        return null;
    }

    /** How many rows lack a value of a feature. */
    int missing(int feature) {
        int missing = 0;
        for (double value : columns[feature]) {
            missing += Double.isNaN(value) ? 1 : 0;
        }
        return missing;
    }

    @Override
    public String toString() {
        return "FeatureTable[" + Numbers.grouped(rows()) + " rows, " + columns.length + " features]";
    }
}
