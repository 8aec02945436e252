package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Expr;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** Reads the series that twins are joined with. */
final class ContextReader {

    private static final String MATCHED = "matched";

    private final Map<String, Source> sources = new LinkedHashMap<>();

    /** One series before its formulas are resolved. */
    private record Source(Keys keys, Map<String, Column> columns, TimeSpan window, ContextSpec.Join join, Place place) {
    }

    /** One column: a name, or a name with what it is and what stands in for it. */
    private record Column(@Nullable Node fallback, ColumnType type, List<String> levels, Optional<String> label,
            Optional<String> unit, Place place) {
    }

    /** Takes the names. */
    ContextReader(@Nullable Node node, TimelineNames names, TimelineKeys spans) {
        Keys.entries(node, "context").forEach((name, field) -> {
            names.head(name, "context", field.keyPlace());
            Keys keys = Keys.of(field.value(), "context " + name, "columns", "window", "join");
            TimeSpan window = spans.same(keys.required("window"), "window of context " + name);
            Map<String, Column> columns = columns(name, keys.required("columns"));
            sources.put(name, new Source(keys, columns, window, ContextSpec.Join.named(
                    keys.choice("join", "backward", "backward", "nearest", "latest")), field.keyPlace()));
            columns.forEach((column, what) -> names.add(new TimelineFamily(
                    name + "." + column, TimelineNode.Kind.CONTEXT, Map.of(), what.place())));
            names.add(new TimelineFamily(name + "." + MATCHED, TimelineNode.Kind.MATCH, Map.of(), field.keyPlace()));
        });
    }

    private static Map<String, Column> columns(String context, Node node) {
        Map<String, Column> columns = new LinkedHashMap<>();
        if (node instanceof Node.Fields fields) {
            fields.fields().forEach((name, field) -> {
                checkName(context, name, field.keyPlace());
                columns.put(name, column(context + "." + name, field));
            });
        } else {
            for (Node item : Keys.items(node, "columns of context " + context)) {
                String name = Keys.scalar(item, "columns").text();
                checkName(context, name, item.place());
                if (columns.put(name, plain(null, item.place())) != null) {
                    throw new InputException("columns of context " + context + " must differ, got " + name + " twice",
                            item.place());
                }
            }
        }
        if (columns.isEmpty()) {
            throw new InputException("context " + context + " must have at least one column, got none", node.place());
        }
        return columns;
    }

    private static void checkName(String context, String name, Place place) {
        Keys.checkIdentifier(name, "column name", place);
        if (name.equals(MATCHED)) {
            throw new InputException("column " + context + "." + MATCHED
                    + " must have another name; it says whether a record was found", place);
        }
    }

    private static Column plain(@Nullable Node fallback, Place place) {
        return new Column(fallback, ColumnType.REAL, List.of(), Optional.empty(), Optional.empty(), place);
    }

    private static Column column(String name, Node.Field field) {
        if (field.value() instanceof Node.Scalar) {
            return plain(field.value(), field.keyPlace());
        }
        Keys keys = Keys.of(field.value(), "column " + name, "else", "levels", "type", "label", "unit");
        List<String> levels = Keys.texts(keys.node("levels"), name + ".levels");
        if (keys.has("levels") && (levels.isEmpty() || new HashSet<>(levels).size() < levels.size())) {
            throw new InputException(name + ".levels must hold different words, at least one, got ["
                    + String.join(", ", levels) + "]", keys.place("levels"));
        }
        ColumnType type = TimelineNodes.type(keys).orElse(levels.isEmpty() ? ColumnType.REAL : ColumnType.CATEGORY);
        if ((type == ColumnType.CATEGORY) == levels.isEmpty()) {
            throw new InputException("column " + name + " is " + type.id() + (levels.isEmpty()
                    ? ", so say which labels it has: levels: [...]" : "; levels belong to categories"), field.keyPlace());
        }
        return new Column(keys.node("else"), type, levels, keys.text("label"), keys.text("unit"), field.keyPlace());
    }

    List<TimelineTypes.Draft> drafts(TimelineFormulas formulas) {
        List<TimelineTypes.Draft> drafts = new ArrayList<>();
        sources.forEach((name, source) -> {
            source.columns().forEach((column, what) -> {
                Optional<Expr> fallback = Optional.ofNullable(what.fallback()).map(node -> formulas.resolve(
                        formulas.parse(node, name + "." + column), Map.of(), FormulaUse.FALLBACK));
                drafts.add(new TimelineTypes.Draft(new TimelineNode(name + "." + column, name + "." + column, Map.of(),
                        TimelineNode.Kind.CONTEXT, Optional.empty(), fallback, false, Optional.empty(), what.type(),
                        what.levels(), Optional.empty(), Optional.empty(), OptionalDouble.empty(),
                        OptionalDouble.empty(), what.label(), what.unit(), what.place()), Optional.of(what.type())));
            });
            drafts.add(new TimelineTypes.Draft(match(name, source.place()), Optional.empty()));
        });
        return drafts;
    }

    private static TimelineNode match(String name, Place place) {
        String match = name + "." + MATCHED;
        return new TimelineNode(match, match, Map.of(), TimelineNode.Kind.MATCH, Optional.empty(), Optional.empty(), false,
                Optional.empty(), ColumnType.FLAG, List.of(), Optional.empty(), Optional.empty(), OptionalDouble.empty(),
                OptionalDouble.empty(), Optional.empty(), Optional.empty(), place);
    }

    List<ContextSpec> specs(Map<String, TimelineNode> nodes) {
        List<ContextSpec> specs = new ArrayList<>();
        sources.forEach((name, source) -> {
            List<TimelineNode> columns = new ArrayList<>();
            source.columns().keySet().forEach(column -> columns.add(nodes.get(name + "." + column)));
            specs.add(new ContextSpec(name, columns, nodes.get(name + "." + MATCHED), source.window(), source.join()));
        });
        return List.copyOf(specs);
    }
}
