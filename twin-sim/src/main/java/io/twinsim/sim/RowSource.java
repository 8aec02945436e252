package io.twinsim.sim;

import io.twinsim.column.ColumnSource;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Scope;
import java.util.Map;
import java.util.function.Function;

/**
 * The rows that a pass runs over, block by block: stored columns under a mask, or twins that are generated in registers
 * and forgotten. Either way a row has the same id and the same values.
 */
interface RowSource {

    /** The id of the first row. */
    long first();

    /** One past the id of the last row. */
    long end();

    /** The columns as formulas see them. */
    Scope scope();

    /** The same rows after assignments to variables. Its cursors serve the columns of this source as well. */
    RowSource assigned(Map<String, Expr> assignments, Binding binding);

    /** A way through the rows for one thread. */
    Cursor cursor();

    /**
     * How many rows with ids in [from, to) count.
     *
     * @throws IllegalStateException of a stream, which does not know before it ran
     */
    long selected(long from, long to);

    /** Where row block + from stands in the columns. */
    int position(long block, int from);

    /** The columns as a cursor sees them. */
    Function<String, ? extends ColumnSource> columns(Cursor cursor);

    /** The block at hand of one thread. */
    @FunctionalInterface
    interface Cursor {

        /**
         * Goes to a block and says which of its rows count.
         *
         * @param block the row id of register 0, a multiple of 1,024
         * @param from the first register
         * @param to one past the last register
         * @param mask receives bit i for row block + i; clear before
         */
        void load(long block, int from, int to, long[] mask);
    }
}
