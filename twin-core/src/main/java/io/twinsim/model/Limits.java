package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Program;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * Applies what a variable declares to a register of values: its range, and whole numbers for an integer. Only rows that
 * count can refuse; a value of another row that an integer column cannot hold becomes 0. What is known of all values
 * beforehand is not looked at again.
 */
final class Limits {

    private final Variable variable;
    private final double lower;
    private final double upper;
    private final boolean ranged;
    private final boolean whole;
    private final boolean zeros;

    /** The rules of a variable, for values of which nothing is known. */
    Limits(Variable variable, ColumnType type) {
        this.variable = variable;
        lower = variable.range().map(Range::lower).orElse(Double.NEGATIVE_INFINITY);
        upper = variable.range().map(Range::upper).orElse(Double.POSITIVE_INFINITY);
        ranged = variable.range().isPresent() && variable.outside() != Variable.Outside.KEEP;
        whole = type == ColumnType.INTEGER;
        zeros = whole;
    }

    /** The rules of a variable, for what a program gives. */
    Limits(Variable variable, ColumnType type, Program program) {
        this.variable = variable;
        Limits all = new Limits(variable, type);
        lower = all.lower;
        upper = all.upper;
        ranged = all.ranged && !program.within(lower, upper);
        whole = all.whole && !(program.whole() && program.within(Integer.MIN_VALUE, Integer.MAX_VALUE));
        zeros = all.zeros && (ranged || !(program.lower() > 0 || program.upper() < 0 || Double.compare(program.lower(), 0.0) == 0));
    }

    void apply(double[] values, long @Nullable [] counts, long firstRow, int from, int to) {
        if (ranged && variable.outside() == Variable.Outside.CLAMP) {
            for (int i = from; i < to; i++) {
                values[i] = Math.min(Math.max(values[i], lower), upper);
            }
        } else if (ranged) {
            checkRange(values, counts, firstRow, from, to);
        }
        if (whole) {
            checkWhole(values, counts, firstRow, from, to);
        }
        if (zeros) {
            // A column of integers holds no -0.0, so those who read the register must not see one.
            for (int i = from; i < to; i++) {
                values[i] += 0.0;
            }
        }
    }

    private void checkWhole(double[] values, long @Nullable [] counts, long firstRow, int from, int to) {
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

    private void checkRange(double[] values, long @Nullable [] counts, long firstRow, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!(values[i] >= lower && values[i] <= upper) && isSet(counts, i)) {
                throw new InputException(variable.name() + " must be in " + variable.range().orElseThrow() + ", got "
                        + Numbers.shortest(values[i]) + " at row " + (firstRow + i)
                        + "; say outside: clamp or outside: keep to allow it");
            }
        }
    }

    private static boolean isSet(long @Nullable [] counts, int i) {
        return counts == null || (counts[i >>> 6] >>> i & 1) != 0;
    }
}
