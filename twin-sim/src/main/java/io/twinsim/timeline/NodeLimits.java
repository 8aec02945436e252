package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Program;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.TimelineNode;
import org.jspecify.annotations.Nullable;

/**
 * Brings the values of a node into its range, and sees that integers are integers. What is known beforehand is not
 * looked at.
 */
final class NodeLimits {

    private final TimelineNode node;
    private final double lower;
    private final double upper;
    private final boolean clamps;
    private final boolean whole;
    private final boolean zeros;

    /**
     * The limits of what a program gives.
     *
     * @param node whose values
     * @param program the program; null if nothing is known of the values
     * @param changed whether courses may change what it gives
     */
    NodeLimits(TimelineNode node, @Nullable Program program, boolean changed) {
        this.node = node;
        lower = node.range().map(range -> range.lower()).orElse(Double.NEGATIVE_INFINITY);
        upper = node.range().map(range -> range.upper()).orElse(Double.POSITIVE_INFINITY);
        boolean known = program != null && !changed;
        boolean number = node.type() == ColumnType.REAL || node.type() == ColumnType.INTEGER;
        clamps = number && node.range().isPresent() && !(known && program.within(lower, upper));
        whole = node.type() == ColumnType.INTEGER
                && !(known && program.whole() && program.within(Integer.MIN_VALUE, Integer.MAX_VALUE));
        zeros = node.type() == ColumnType.INTEGER;
    }

    void apply(BlockRunner block, long @Nullable [] needed, double[] values) {
        int from = block.state().from;
        int to = block.state().to;
        if (clamps) {
            for (int i = from; i < to; i++) {
                values[i] = Math.min(Math.max(values[i], lower), upper);
            }
        }
        if (whole) {
            check(block, needed, values, from, to);
        }
        if (zeros) {
            // Formulas take it for granted that an integer is never -0.0.
            for (int i = from; i < to; i++) {
                values[i] += 0.0;
            }
        }
    }

    private void check(BlockRunner block, long @Nullable [] needed, double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            double value = values[i];
            if (!(value == Math.rint(value) && value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE)) {
                if (Masks.has(needed, from, to, i)) {
                    throw new InputException(node.name() + " must be a whole number in [-2147483648, 2147483647], as "
                            + "it is an integer, got " + Numbers.shortest(value) + " at row "
                            + (block.state().firstRow + i) + " at t = " + Numbers.significant(block.t(), 12)
                            + "; say type: real to allow it");
                }
                values[i] = 0;
            }
        }
    }
}
