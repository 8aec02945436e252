package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Checks;
import io.twinsim.model.TimelineNode;
import io.twinsim.model.TimelineSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The actions of a timeline, and the columns that a controller gives for them, checked before anything moves. */
final class ActionColumns {

    private static final String PREFIX = "action.";

    private final TimelineSpec spec;
    private final List<ActionRange> ranges = new ArrayList<>();
    /** The actions that a name means: of a node or a family, with or without the prefix. */
    private final Map<String, List<ActionRange>> byName = new LinkedHashMap<>();

    ActionColumns(TimelineSpec spec) {
        this.spec = spec;
        for (TimelineNode node : spec.nodes()) {
            if (node.kind() == TimelineNode.Kind.ACTION) {
                ActionRange range = range(node);
                ranges.add(range);
                add(node.name(), range);
                if (!node.family().equals(node.name())) {
                    add(node.family(), range);
                }
            }
        }
    }

    private void add(String name, ActionRange range) {
        byName.computeIfAbsent(name, key -> new ArrayList<>()).add(range);
        if (name.startsWith(PREFIX)) {
            byName.computeIfAbsent(name.substring(PREFIX.length()), key -> new ArrayList<>()).add(range);
        }
    }

    private static ActionRange range(TimelineNode node) {
        boolean flag = node.type() == ColumnType.FLAG;
        double lower = flag ? 0 : node.range().map(range -> range.lower()).orElse(-Double.MAX_VALUE);
        double upper = flag ? 1 : node.range().map(range -> range.upper()).orElse(Double.MAX_VALUE);
        return new ActionRange(node.name(), lower, upper, flag || node.type() == ColumnType.INTEGER,
                node.value().orElse(0));
    }

    List<ActionRange> ranges() {
        return List.copyOf(ranges);
    }

    /**
     * The columns by column of the plan; null for actions that are left at their default.
     *
     * @throws InputException if a name is unknown or means an action that another means too, or a column is null, of
     *     another length, or has a value out of range
     */
    double[] @Nullable [] check(Map<String, double[]> given, TimelinePlan plan, int size) {
        double[] @Nullable [] columns = new double[plan.columns().size()][];
        for (Map.Entry<String, double[]> entry : Checks.notNull(given, "actions").entrySet()) {
            String name = Checks.known("action", entry.getKey(), byName.keySet());
            double[] values = Checks.notNull(entry.getValue(), name).clone();
            if (values.length != size) {
                throw new InputException(name + " must have one value per twin (" + size + "), got " + values.length);
            }
            for (ActionRange range : Checks.notNull(byName.get(name), name)) {
                int column = plan.node(range.name()).index();
                if (columns[column] != null) {
                    throw new InputException("actions must set " + range.name() + " once, got it twice");
                }
                for (int i = 0; i < size; i++) {
                    range.check(values[i], name, i);
                }
                columns[column] = values;
            }
        }
        return columns;
    }

    @Override
    public String toString() {
        return "ActionColumns[" + spec.nodes().size() + " nodes, " + ranges.size() + " actions]";
    }
}
