package io.twinsim.timeline;

import io.twinsim.expr.Program;
import io.twinsim.model.TimelineNode;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A node with its compiled formulas, which are the same in every arm.
 *
 * @param column where its values are
 * @param node the node
 * @param start the value at the start, if it has a formula
 * @param formula the value after a step; the hazard or probability of an event
 * @param when where an event can happen, if that is limited
 */
record NodeProgram(PlanColumn column, TimelineNode node, @Nullable Program start, @Nullable Program formula,
        @Nullable Program when) {

    /** The columns that a step reads, with the prefixes that say when. */
    Set<String> reads() {
        Set<String> names = new LinkedHashSet<>();
        if (formula != null) {
            names.addAll(formula.inputs());
        }
        if (when != null) {
            names.addAll(when.inputs());
        }
        return names;
    }
}
