package io.twinsim.expr;

import io.twinsim.random.Categorical;
import io.twinsim.random.Distribution;
import org.jspecify.annotations.Nullable;

/**
 * One draw of a program. With constant parameters it is bound to a distribution or to categories; otherwise neither is
 * set, and the parameters are in registers.
 *
 * @param draw the node
 * @param stream the path of its stream
 * @param number its number in the stream
 * @param distribution what is drawn, if the parameters are constant
 * @param categories what is drawn, if it is a label
 * @param transitions the states that follow each other, if it is a transition
 * @param known whether it is known that no row is refused and no value overflows
 */
record DrawPlan(DrawExpr draw, String stream, int number, @Nullable Distribution distribution,
        @Nullable Categorical categories, @Nullable Transitions transitions, boolean known) {

    /** Whether no parameter differs from row to row. */
    boolean constant() {
        return distribution != null || categories != null;
    }
}
