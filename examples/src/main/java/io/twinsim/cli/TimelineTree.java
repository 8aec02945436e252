package io.twinsim.cli;

import io.twinsim.column.ColumnType;
import io.twinsim.model.AlertSpec;
import io.twinsim.model.ContextSpec;
import io.twinsim.model.CourseSpec;
import io.twinsim.model.InteractionSpec;
import io.twinsim.model.QueueSpec;
import io.twinsim.model.TimelineNode;
import io.twinsim.model.TimelineSpec;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a timeline holds, as a JSON tree. */
final class TimelineTree {

    private TimelineTree() {
    }

    static Map<String, Object> of(TimelineSpec timeline) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("step", timeline.step().toString());
        tree.put("horizon", timeline.horizon().map(Object::toString).orElse(null));
        tree.put("longest", timeline.longest().map(Object::toString).orElse(null));
        tree.put("unit", timeline.unit());
        Map<String, Object> parameters = new LinkedHashMap<>();
        timeline.parameters().values().forEach(p -> parameters.put(p.name(), p.value()));
        tree.put("parameters", parameters);
        tree.put("axes", timeline.axes());
        Map<String, Object> couplings = new LinkedHashMap<>();
        timeline.couplings().values().forEach(c -> couplings.put(c.name(),
                coupling(c.axis(), c.spectralRadius())));
        tree.put("couplings", couplings);
        tree.put("nodes", timeline.nodes().stream().filter(node -> node.kind() != TimelineNode.Kind.COUNTER)
                .map(TimelineTree::of).toList());
        tree.put("contexts", timeline.contexts().stream().map(TimelineTree::of).toList());
        tree.put("queues", timeline.queues().stream().map(TimelineTree::of).toList());
        tree.put("alerts", timeline.alerts().stream().map(TimelineTree::of).toList());
        tree.put("interactions", timeline.interactions().stream().map(TimelineTree::of).toList());
        tree.put("until", timeline.until().map(Object::toString).orElse(null));
        tree.put("observed", timeline.observed());
        return tree;
    }

    /** Ordered by hand: immutable maps have an order of their own in every run. */
    private static Map<String, Object> coupling(String axis, double radius) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("across", axis);
        tree.put("spectralRadius", radius);
        return tree;
    }

    private static Map<String, Object> of(InteractionSpec interaction) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", interaction.name());
        tree.put("of", interaction.of());
        tree.put("severity", interaction.severity());
        return tree;
    }

    private static Map<String, Object> of(TimelineNode node) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", node.name());
        tree.put("kind", node.kind().id());
        tree.put("type", node.type().id());
        node.start().ifPresent(e -> tree.put("start", e.toString()));
        node.formula().ifPresent(e -> tree.put("formula", e.toString()));
        node.when().ifPresent(e -> tree.put("when", e.toString()));
        node.range().ifPresent(r -> tree.put("range", List.of(r.lower(), r.upper())));
        node.value().ifPresent(value -> tree.put("value", value));
        node.higherIsBetter().ifPresent(higher -> tree.put("better", higher ? "higher" : "lower"));
        node.notable().ifPresent(notable -> tree.put("notable", notable));
        node.label().ifPresent(label -> tree.put("label", label));
        node.unit().ifPresent(unit -> tree.put("unit", unit));
        if (node.type() == ColumnType.CATEGORY) {
            tree.put("levels", node.labels());
        }
        return tree;
    }

    private static Map<String, Object> of(ContextSpec context) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", context.name());
        tree.put("columns", context.columns().stream().map(TimelineNode::name).toList());
        tree.put("window", context.window().toString());
        tree.put("join", context.join().id());
        return tree;
    }

    private static Map<String, Object> of(QueueSpec queue) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", queue.name());
        tree.put("stations", queue.stations());
        tree.put("arrivals", queue.arrivals().id());
        tree.put("service", queue.service().id());
        return tree;
    }

    private static Map<String, Object> of(AlertSpec alert) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("name", alert.name());
        tree.put("when", alert.when().toString());
        tree.put("cooldown", alert.cooldown().toString());
        tree.put("priority", alert.priority());
        return tree;
    }

    static Map<String, Object> of(CourseSpec course) {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("start", course.start().toString());
        tree.put("stop", course.stop().map(Object::toString).orElse(null));
        tree.put("every", course.every().map(Object::toString).orElse(null));
        tree.put("dose", course.dose().toString());
        tree.put("adherence", course.adherence().map(Object::toString).orElse(null));
        tree.put("halfLife", course.halfLife().map(Object::toString).orElse(null));
        tree.put("profile", course.profile().map(Object::toString).orElse(null));
        tree.put("changes", course.changes().stream().map(change -> {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("target", change.target());
            one.put("operation", change.operation().id());
            one.put("formula", change.formula().toString());
            return one;
        }).toList());
        return tree;
    }
}
