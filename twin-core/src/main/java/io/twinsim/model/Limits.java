package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * Applies what a variable declares to a register of values: its range, and whole numbers for an integer. Only rows that
 * count can refuse; a value of another row that an integer column cannot hold becomes 0.
 */
final class Limits {

    private Limits() {
    }

    static void apply(Variable variable, ColumnType type, double[] values, long @Nullable [] counts, long firstRow,
            int from, int to) {
        range(variable, values, counts, firstRow, from, to);
        if (type == ColumnType.INTEGER) {
            for (int i = from; i < to; i++) {
                double value = values[i];
                if (!(value == Math.rint(value) && value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE)) {
                    if (isSet(counts, i)) {
                        throw new InputException(variable.name() + " must be a whole number in [-2147483648, 2147483647], "
                                + "as it is an integer, got " + Numbers.shortest(value) + " at row " + (firstRow + i)
                                + "; say type: real to allow it");
                    }
                    values[i] = 0;
                }
            }
        }
    }

    private static boolean isSet(long @Nullable [] counts, int i) {
        return counts == null || (counts[i >>> 6] >>> i & 1) != 0;
    }

    private static void range(
            Variable variable, double[] values, long @Nullable [] counts, long firstRow, int from, int to) {
        if (variable.range().isEmpty() || variable.outside() == Variable.Outside.KEEP) {
            return;
        }
        Range range = variable.range().get();
        double lower = range.lower();
        double upper = range.upper();
        if (variable.outside() == Variable.Outside.CLAMP) {
            for (int i = from; i < to; i++) {
                values[i] = Math.min(Math.max(values[i], lower), upper);
            }
            return;
        }
        for (int i = from; i < to; i++) {
            if (!(values[i] >= lower && values[i] <= upper) && isSet(counts, i)) {
                throw new InputException(variable.name() + " must be in " + range + ", got "
                        + Numbers.shortest(values[i]) + " at row " + (firstRow + i)
                        + "; say outside: clamp or outside: keep to allow it");
            }
        }
    }
}
