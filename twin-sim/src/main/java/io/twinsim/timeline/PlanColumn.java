package io.twinsim.timeline;

import io.twinsim.column.ColumnType;
import io.twinsim.model.AlertSpec;
import io.twinsim.model.TimelineNode;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One value that every twin has at every step: a node of the timeline, or an alert (a flag: fired at this step).
 *
 * @param index where {@link ArmValues#values} has it
 * @param name the node's or alert's name; an alert may be called like a node
 * @param type what the values are
 * @param labels the labels of a category in code order
 * @param lower no value is below in any arm; {@code -Double.MAX_VALUE} if unknown
 * @param upper no value is above in any arm; {@code Double.MAX_VALUE} if unknown
 * @param node the node; null for an alert
 * @param alert the alert; null for a node
 */
record PlanColumn(int index, String name, ColumnType type, List<String> labels, double lower, double upper,
        @Nullable TimelineNode node, @Nullable AlertSpec alert) {

    /** Whether this is a flag that says what happened in a step: an event. */
    boolean isEvent() {
        return node != null && node.kind() == TimelineNode.Kind.EVENT;
    }

    Optional<String> label() {
        return node != null ? node.label() : alert == null ? Optional.empty() : alert.label();
    }
}
