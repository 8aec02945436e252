package io.twinsim.model;

import io.twinsim.Place;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a timeline holds, for people: one line for each family of nodes. */
final class TimelineText {

    private final TimelineSpec spec;

    TimelineText(TimelineSpec spec) {
        this.spec = spec;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        text.append("timeline in steps of ").append(spec.step())
                .append(spec.horizon().map(h -> ", over " + h + " unless told otherwise").orElse(""))
                .append(spec.longest().map(longest -> ", at most " + longest).orElse(""))
                .append(", t in ").append(TimeSpan.plural(spec.unit())).append('\n');
        text.append(nodes());
        StringBuilder rest = new StringBuilder();
        spec.axes().forEach((name, labels) -> rest.append(
                Lines.paragraph(0, "axis " + name + ": " + String.join(", ", labels))));
        spec.couplings().values().forEach(c -> rest.append("coupling ").append(c.name()).append(" across ")
                .append(c.axis()).append(": spectral radius ").append(Numbers.significant(c.spectralRadius(), 4))
                .append(c.spectralRadius() < 1 ? ", stable" : ", unstable but allowed").append('\n'));
        spec.contexts().forEach(c -> rest.append("context ").append(c.name()).append(": ").append(c.join().id())
                .append(" within ").append(c.window()).append('\n'));
        spec.queues().forEach(q -> rest.append(Lines.paragraph(0, "queue " + q.name() + ": "
                + String.join(" -> ", q.stations()) + ", service " + q.service().id() + ", arrivals "
                + q.arrivals().id() + (q.mtbf().isEmpty() ? "" : ", breakdowns " + q.breakdown().id()))));
        alerts(rest);
        spec.interactions().forEach(i -> rest.append(Lines.paragraph(0, "interaction " + i.name() + " of "
                + String.join(" and ", i.of()) + " (" + i.severity() + ")"
                + i.label().map(label -> ": " + label).orElse(""))));
        spec.until().ifPresent(e -> rest.append(Lines.paragraph(0, "until " + e)));
        return text + (rest.isEmpty() ? "" : "\n" + rest);
    }

    /** One line for the labels of an alert. */
    private void alerts(StringBuilder text) {
        Map<Place, List<AlertSpec>> rules = new LinkedHashMap<>();
        spec.alerts().forEach(a -> rules.computeIfAbsent(a.place(), place -> new ArrayList<>()).add(a));
        rules.values().forEach(rule -> {
            AlertSpec first = rule.get(0);
            String more = rule.size() == 1 ? "" : " and " + (rule.size() - 1) + " more";
            text.append(Lines.paragraph(0, "alert " + first.name() + more + ": " + first.when() + " (" + first.priority()
                    + ", " + (first.cooldown().count() == 0 ? "no cooldown" : "cooldown " + first.cooldown()) + ")"));
        });
    }

    private String nodes() {
        Map<String, List<TimelineNode>> families = new LinkedHashMap<>();
        spec.nodes().stream().filter(node -> node.kind() != TimelineNode.Kind.COUNTER)
                .forEach(node -> families.computeIfAbsent(node.family(), name -> new ArrayList<>()).add(node));
        TextTable table = TextTable.of("value", "what", "type", "range", "about");
        families.forEach((name, family) -> {
            TimelineNode first = family.get(0);
            List<String> axes = List.copyOf(first.index().keySet());
            table.row(Lines.cut(axes.isEmpty() ? name : name + "." + String.join(".", axes), 32), first.kind().id(),
                    first.type().id(), first.range().map(Range::toString).orElse(""), about(first));
        });
        StringBuilder text = new StringBuilder();
        table.render(0).lines().forEach(line -> text.append(Lines.cut(line, Lines.WIDTH)).append('\n'));
        return text.toString();
    }

    private static String about(TimelineNode node) {
        List<String> parts = new ArrayList<>();
        node.unit().ifPresent(parts::add);
        Optional<String> label = node.label();
        label.ifPresent(parts::add);
        if (label.isEmpty() && node.type() == ColumnType.CATEGORY) {
            parts.add(String.join(", ", node.labels()));
        }
        return String.join("; ", parts);
    }
}
