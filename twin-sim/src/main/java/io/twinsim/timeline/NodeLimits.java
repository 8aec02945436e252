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

    /**
     * Brings values into the range, in place.
     *
     * @param arm whose values
     * @param formula what gave them, if a formula did
     * @param changed what else made them, for messages
     * @param values the registers
     */
    void apply(ArmRunner arm, @Nullable BoundFormula formula, String changed, double[] values) {
        BlockRunner block = arm.block;
        int from = block.state().from;
        int to = block.state().to;
        if (clamps) {
            for (int i = from; i < to; i++) {
                values[i] = Math.min(Math.max(values[i], lower), upper);
            }
        }
        if (whole) {
            check(arm, formula, changed, values);
        }
        if (zeros) {
            // Formulas take it for granted that an integer is never -0.0.
            for (int i = from; i < to; i++) {
                values[i] += 0.0;
            }
        }
    }

    private void check(ArmRunner arm, @Nullable BoundFormula formula, String changed, double[] values) {
        BlockState rows = arm.block.state();
        for (int i = rows.from; i < rows.to; i++) {
            double value = values[i];
            if (!(value == Math.rint(value) && value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE)) {
                if (Masks.has(arm.needed(), rows.from, rows.to, i)) {
                    throw new InputException((formula == null ? node.name() : formula.of())
                            + " must be a whole number in [-2147483648, 2147483647], as it is an integer, got "
                            + Numbers.significant(value, 15) + " for " + arm.block.twin(i)
                            + (formula == null ? "" : "; " + formula.explain(i)) + changed
                            + "; say type: real to allow it, or bound it with a range");
                }
                values[i] = 0;
            }
        }
    }
}
