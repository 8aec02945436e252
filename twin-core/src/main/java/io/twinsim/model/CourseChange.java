package io.twinsim.model;

import io.twinsim.expr.Expr;
import io.twinsim.internal.text.Lines;
import java.util.Locale;

/**
 * What an intervention in time does to one node while a twin is exposed. The value of a node is its own formula, or
 * the one that is set, times all factors, plus all terms, then brought into the node's range.
 *
 * @param target the name of a state, a derived node, an event (whose hazard or probability changes) or an action
 * @param operation what is done with the formula
 * @param formula in the role of the target, resolved for it; {@code exposure.NAME} is the exposure to an intervention
 */
public record CourseChange(String target, Operation operation, Expr formula) {

    /** What is done with the formula. */
    public enum Operation {
        /** It takes the place of the node's own. */
        SET,
        /** The value is multiplied by it. */
        MULTIPLY,
        /** It is added to the value. */
        ADD;

        /**
         * The key in world files.
         *
         * @return such as {@code add}
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    ContentHash hash() {
        return ContentHash.of("change").text("target", target).text("operation", operation.id())
                .text("formula", formula.canonical());
    }

    /** One line: what happens to which node. */
    @Override
    public String toString() {
        return Lines.one("CourseChange[" + operation.id() + " " + target + "]");
    }
}
