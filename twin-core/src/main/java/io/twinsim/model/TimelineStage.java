package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.internal.text.Lines;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What is computed at one place of the order of a step: one node, or one queue with all its counters.
 *
 * @param node the node; null for a queue
 * @param queue the queue; null for a node
 */
public record TimelineStage(@Nullable TimelineNode node, @Nullable QueueSpec queue) {

    /** Refuses a stage that is neither or both. */
    public TimelineStage {
        if ((node == null) == (queue == null)) {
            throw new InputException("a stage must be either a node or a queue");
        }
    }

    static TimelineStage of(TimelineNode node) {
        return new TimelineStage(node, null);
    }

    static TimelineStage of(QueueSpec queue) {
        return new TimelineStage(null, queue);
    }

    /**
     * The name of the node or of the queue.
     *
     * @return the name
     */
    public String name() {
        return node != null ? node.name() : Objects.requireNonNull(queue).name();
    }

    /**
     * The node, if it is one.
     *
     * @return the node, or nothing for a queue
     */
    public Optional<TimelineNode> asNode() {
        return Optional.ofNullable(node);
    }

    /** One line: the name. */
    @Override
    public String toString() {
        return Lines.one("TimelineStage[" + (node != null ? "" : "queue ") + name() + "]");
    }
}
