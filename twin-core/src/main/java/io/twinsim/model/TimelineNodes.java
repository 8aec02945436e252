package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Expr;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Reads states, derived values, events and actions. */
final class TimelineNodes {

    private final List<TimelineSection.Entry> states;
    private final List<TimelineSection.Entry> derived;
    private final List<TimelineSection.Entry> events;
    private final List<TimelineSection.Entry> actions;

    /** Takes the names; formulas follow when all names are known. */
    TimelineNodes(Keys keys, TimelineNames names) {
        states = TimelineSection.read(keys.node("state"), "state", "state", null, true, names, "for", "start", "next",
                "type", "levels", "range", "better", "notable", "label", "unit");
        derived = TimelineSection.read(keys.node("derived"), "derived", "derived", "value", true, names, "for", "value",
                "type", "levels", "range", "better", "notable", "label", "unit");
        events = TimelineSection.read(keys.node("events"), "events", "event", null, true, names, "for", "hazard",
                "probability", "when", "better", "label");
        actions = TimelineSection.read(keys.node("actions"), "actions", "action", null, false, names, "for", "value",
                "range", "integer", "label", "unit");
        states.forEach(e -> names.add(family(e, e.name(), TimelineNode.Kind.STATE)));
        derived.forEach(e -> names.add(family(e, e.name(), TimelineNode.Kind.DERIVED)));
        events.forEach(e -> names.add(family(e, e.name(), TimelineNode.Kind.EVENT)));
        actions.forEach(e -> names.add(family(e, "action." + e.name(), TimelineNode.Kind.ACTION)));
    }

    private static TimelineFamily family(TimelineSection.Entry entry, String name, TimelineNode.Kind kind) {
        return new TimelineFamily(name, kind, entry.axes(), entry.place());
    }

    List<String> events() {
        return events.stream().map(TimelineSection.Entry::name).toList();
    }

    List<TimelineTypes.Draft> drafts(TimelineFormulas formulas) {
        List<TimelineTypes.Draft> drafts = new ArrayList<>();
        states.forEach(entry -> state(entry, formulas, drafts));
        derived.forEach(entry -> derived(entry, formulas, drafts));
        events.forEach(entry -> event(entry, formulas, drafts));
        actions.forEach(entry -> action(entry, drafts));
        return drafts;
    }

    private static void state(TimelineSection.Entry entry, TimelineFormulas formulas,
            List<TimelineTypes.Draft> drafts) {
        Keys keys = entry.keys();
        Expr start = formulas.parse(keys.required("start"), "start of state " + entry.name());
        Expr next = formulas.parse(keys.required("next"), "next of state " + entry.name());
        for (Map<String, String> index : entry.indexes()) {
            drafts.add(draft(entry, entry.name(), index, TimelineNode.Kind.STATE,
                    Optional.of(formulas.resolve(start, index, FormulaUse.START)),
                    Optional.of(formulas.resolve(next, index, FormulaUse.NEXT)), ColumnType.REAL));
        }
    }

    private static void derived(TimelineSection.Entry entry, TimelineFormulas formulas,
            List<TimelineTypes.Draft> drafts) {
        Expr value = formulas.parseFixed(entry.keys().required("value"), "derived " + entry.name());
        for (Map<String, String> index : entry.indexes()) {
            drafts.add(draft(entry, entry.name(), index, TimelineNode.Kind.DERIVED, Optional.empty(),
                    Optional.of(formulas.resolve(value, index, FormulaUse.NOW)), ColumnType.REAL));
        }
    }

    private static void event(TimelineSection.Entry entry, TimelineFormulas formulas,
            List<TimelineTypes.Draft> drafts) {
        Keys keys = entry.keys();
        boolean rate = keys.has("hazard");
        if (rate == keys.has("probability")) {
            throw new InputException("event " + entry.name() + " must have either \"hazard\" (per unit of time) or "
                    + "\"probability\" (per step)", keys.place());
        }
        String key = rate ? "hazard" : "probability";
        Expr formula = formulas.parseFixed(keys.required(key), key + " of event " + entry.name());
        Optional<Expr> when = Optional.ofNullable(keys.node("when"))
                .map(node -> formulas.parseFixed(node, "when of event " + entry.name()));
        for (Map<String, String> index : entry.indexes()) {
            TimelineNode node = draft(entry, entry.name(), index, TimelineNode.Kind.EVENT, Optional.empty(),
                    Optional.of(formulas.resolve(formula, index, FormulaUse.NEXT)), ColumnType.FLAG).node();
            drafts.add(new TimelineTypes.Draft(new TimelineNode(node.name(), node.family(), index, node.kind(),
                    node.start(), node.formula(), rate, when.map(e -> formulas.resolve(e, index, FormulaUse.NEXT)),
                    ColumnType.FLAG, List.of(), Optional.empty(), node.higherIsBetter(), OptionalDouble.empty(),
                    OptionalDouble.empty(), node.label(), Optional.empty(), entry.place()), Optional.empty()));
        }
    }

    private static void action(TimelineSection.Entry entry, List<TimelineTypes.Draft> drafts) {
        Keys keys = entry.keys();
        String family = "action." + entry.name();
        double value = Keys.number(keys.required("value"), family + ".value");
        boolean integer = keys.flag("integer", false);
        Optional<Range> range = keys.range("range").map(Range::of);
        if (range.isPresent() && !range.get().contains(value)) {
            throw new InputException(family + ".value must be in " + range.get() + ", got " + Numbers.shortest(value),
                    keys.place("value"));
        }
        if (integer && value != Math.rint(value)) {
            throw new InputException(family + ".value must be a whole number, got " + Numbers.shortest(value),
                    keys.place("value"));
        }
        for (Map<String, String> index : entry.indexes()) {
            drafts.add(new TimelineTypes.Draft(new TimelineNode(TimelineFamily.name(family, index), family, index,
                    TimelineNode.Kind.ACTION, Optional.empty(), Optional.empty(), false, Optional.empty(),
                    integer ? ColumnType.INTEGER : ColumnType.REAL, List.of(), range, Optional.empty(),
                    OptionalDouble.empty(), OptionalDouble.of(value), keys.text("label"), keys.text("unit"),
                    entry.place()), Optional.empty()));
        }
    }

    private static TimelineTypes.Draft draft(TimelineSection.Entry entry, String family, Map<String, String> index,
            TimelineNode.Kind kind, Optional<Expr> start, Optional<Expr> formula, ColumnType type) {
        Keys keys = entry.keys();
        boolean plain = kind == TimelineNode.Kind.EVENT;
        return new TimelineTypes.Draft(new TimelineNode(TimelineFamily.name(family, index), family, index, kind, start,
                formula, false, Optional.empty(), type, plain ? List.of() : levels(entry),
                plain ? Optional.empty() : keys.range("range").map(Range::of), better(keys),
                plain ? OptionalDouble.empty() : notable(keys), OptionalDouble.empty(), keys.text("label"),
                plain ? Optional.empty() : keys.text("unit"), entry.place()),
                plain ? Optional.empty() : type(keys));
    }

    private static List<String> levels(TimelineSection.Entry entry) {
        List<String> levels = Keys.texts(entry.keys().node("levels"), entry.name() + ".levels");
        if (entry.keys().has("levels") && (levels.isEmpty() || new HashSet<>(levels).size() < levels.size())) {
            throw new InputException(entry.name() + ".levels must hold different words, at least one, got ["
                    + String.join(", ", levels) + "]", entry.keys().place("levels"));
        }
        return levels;
    }

    private static Optional<Boolean> better(Keys keys) {
        return keys.has("better") ? Optional.of(keys.choice("better", "", "higher", "lower").equals("higher"))
                : Optional.empty();
    }

    private static OptionalDouble notable(Keys keys) {
        if (!keys.has("notable")) {
            return OptionalDouble.empty();
        }
        double notable = Keys.number(keys.required("notable"), "notable");
        if (notable >= 0) {
            return OptionalDouble.of(notable);
        }
        throw new InputException("notable must be at least 0, got " + Numbers.shortest(notable), keys.place("notable"));
    }

    static Optional<ColumnType> type(Keys keys) {
        if (!keys.has("type")) {
            return Optional.empty();
        }
        String id = keys.choice("type", "", "real", "integer", "category", "flag");
        return Optional.of(ColumnType.valueOf(id.toUpperCase(Locale.ROOT)));
    }
}
