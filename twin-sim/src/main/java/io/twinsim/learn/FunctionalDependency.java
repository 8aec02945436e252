package io.twinsim.learn;

import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Lines;
import java.util.List;

/**
 * A column that follows from others in all rows where both are known.
 *
 * @param column the column that follows
 * @param sources the columns that it follows from; they never follow from it
 * @param kind how it follows
 * @param formula the formula of a derived variable, without {@code =}
 * @param type the type to declare for the variable
 * @param rows the rows in which it was seen to hold
 */
record FunctionalDependency(
        String column, List<String> sources, Kind kind, String formula, ColumnType type, long rows) {

    /** How a column follows. */
    enum Kind {
        /** Each level of a discrete column has one value: {@code lookup(state, CA: 'west', ...)}. */
        RECODING,
        /** Each value has its intervals of a number: {@code if(history < 100, '1) $0 - $100', ...)}. */
        INTERVALS,
        /** {@code a + b * x}, or the sum, difference or product of two columns. */
        ARITHMETIC
    }

    FunctionalDependency {
        sources = List.copyOf(sources);
    }

    @Override
    public String toString() {
        return Lines.one(column + " = " + formula);
    }
}
