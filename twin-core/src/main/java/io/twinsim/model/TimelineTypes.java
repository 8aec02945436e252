package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Finds the types of states and derived nodes. A state has the type of its start and of its next value together, which
 * may depend on the types of other states: types only widen (flag, integer, real; more labels) until nothing changes.
 */
final class TimelineTypes {

    /**
     * A node before its type is known.
     *
     * @param node with any type and the declared labels
     * @param declared the type that the world states
     */
    record Draft(TimelineNode node, Optional<ColumnType> declared) {
    }

    private final Map<String, Draft> drafts;
    private final Map<String, TimelineNode> typed = new LinkedHashMap<>();
    private final Binding binding;
    private final TimelineScopes scopes;
    private final TimelineLabels labels;

    private TimelineTypes(Map<String, Draft> drafts, Scope twins, Binding binding, double dt) {
        this.drafts = drafts;
        this.binding = binding;
        this.scopes = new TimelineScopes(typed, twins, dt);
        this.labels = new TimelineLabels(drafts, twins, binding);
    }

    /** The nodes with their types, in the order of the drafts. */
    static Map<String, TimelineNode> find(Map<String, Draft> drafts, List<TimelineStage> startOrder, Scope twins,
            Binding binding, double dt) {
        TimelineTypes types = new TimelineTypes(drafts, twins, binding, dt);
        types.fixed();
        types.starts(startOrder);
        boolean changed = true;
        while (changed) {
            changed = types.widen(startOrder);
        }
        Map<String, TimelineNode> ordered = new LinkedHashMap<>();
        drafts.keySet().forEach(name -> ordered.put(name, types.typed.get(name)));
        types.check(ordered);
        return ordered;
    }

    private void fixed() {
        drafts.forEach((name, draft) -> {
            if (draft.node.kind() != TimelineNode.Kind.STATE && draft.node.kind() != TimelineNode.Kind.DERIVED) {
                typed.put(name, draft.node);
            }
        });
    }

    private void starts(List<TimelineStage> order) {
        for (TimelineStage stage : order) {
            TimelineNode node = stage.node();
            if (node != null && node.kind() == TimelineNode.Kind.STATE) {
                Program start = compile(node, node.start().orElseThrow(), "start");
                ColumnType type = declared(node, start.type(), "start");
                typed.put(node.name(), node.typed(type, labels(node, start)));
            } else if (node != null && node.kind() == TimelineNode.Kind.DERIVED) {
                derive(node);
            }
        }
    }

    private List<String> labels(TimelineNode node, Program start) {
        if (start.type() != ColumnType.CATEGORY) {
            return List.of();
        }
        if (!node.labels().isEmpty()) {
            return node.labels();
        }
        return labels.with(node, start.labels());
    }

    private boolean derive(TimelineNode node) {
        Program program = compile(node, node.formula().orElseThrow(), "value");
        ColumnType type = declared(node, program.type(), "value");
        TimelineNode found = node.typed(type, type == ColumnType.CATEGORY ? derived(node, program) : List.of());
        TimelineNode before = typed.put(node.name(), found);
        return before == null || before.type() != found.type() || !before.labels().equals(found.labels());
    }

    private List<String> derived(TimelineNode node, Program program) {
        if (!node.labels().isEmpty()) {
            return node.labels();
        }
        return node.index().isEmpty() ? program.labels() : labels.with(node, program.labels());
    }

    private boolean widen(List<TimelineStage> order) {
        boolean changed = false;
        for (TimelineStage stage : order) {
            TimelineNode node = stage.node();
            if (node == null) {
                continue;
            }
            if (node.kind() == TimelineNode.Kind.STATE) {
                changed |= widen(node);
            } else if (node.kind() == TimelineNode.Kind.DERIVED) {
                changed |= derive(node);
            }
        }
        return changed;
    }

    private boolean widen(TimelineNode draft) {
        TimelineNode now = typed.get(draft.name());
        Program next = compile(draft, draft.formula().orElseThrow(), "next");
        ColumnType found = declared(draft, next.type(), "next");
        if ((found == ColumnType.CATEGORY) != (now.type() == ColumnType.CATEGORY)) {
            throw new InputException("state " + draft.name() + " starts as " + article(now.type()) + ", but next gives "
                    + article(found), draft.place());
        }
        if (found == ColumnType.CATEGORY) {
            List<String> known = draft.labels().isEmpty() ? labels.with(draft, next.labels()) : now.labels();
            typed.put(draft.name(), draft.typed(found, known));
            return !known.equals(now.labels());
        }
        ColumnType wider = wider(now.type(), found);
        typed.put(draft.name(), draft.typed(wider, List.of()));
        return wider != now.type();
    }

    private static ColumnType wider(ColumnType a, ColumnType b) {
        if (a == b) {
            return a;
        }
        return a == ColumnType.REAL || b == ColumnType.REAL ? ColumnType.REAL : ColumnType.INTEGER;
    }

    private static String article(ColumnType type) {
        return switch (type) {
            case REAL -> "a real number";
            case INTEGER -> "a whole number";
            case FLAG -> "a flag";
            case CATEGORY -> "a category";
        };
    }

    /** The declared type, if what was found fits into it. */
    private ColumnType declared(TimelineNode node, ColumnType found, String key) {
        ColumnType type = drafts.get(node.name()).declared.orElse(found);
        boolean fits = type == found || type == ColumnType.REAL && found != ColumnType.CATEGORY
                || type == ColumnType.INTEGER && found == ColumnType.FLAG;
        if (!fits) {
            throw new InputException(node.kind().id() + " " + node.name() + " is declared as " + type.id() + ", but "
                    + key + " is " + found.id()
                    + (type == ColumnType.INTEGER && found == ColumnType.REAL ? "; write round(...)" : ""), node.place());
        }
        return type;
    }

    private Program compile(TimelineNode node, Expr formula, String key) {
        boolean draws = node.kind() == TimelineNode.Kind.STATE;
        return scopes.compile(formula, binding, draws ? "state/" + node.name() : "", node.name() + "." + key,
                node.place());
    }

    private void check(Map<String, TimelineNode> nodes) {
        List<TimelineNode> all = new ArrayList<>(nodes.values());
        for (TimelineNode node : all) {
            String what = node.kind().id() + " " + node.name();
            boolean category = node.type() == ColumnType.CATEGORY;
            if (!node.labels().isEmpty() && category) {
                node.start().ifPresent(e -> scopes.labelled(
                        e, binding, "state/" + node.name(), node.labels(), what, node.place()));
                node.formula().ifPresent(e -> scopes.labelled(
                        e, binding, "state/" + node.name(), node.labels(), what, node.place()));
            }
            outside(node, what);
            if (!category && !drafts.get(node.name()).node.labels().isEmpty()) {
                throw new InputException(what + " is " + node.type().id() + "; levels belong to categories",
                        node.place());
            }
            boolean number = node.type() == ColumnType.REAL || node.type() == ColumnType.INTEGER;
            if (node.range().isPresent() && !number) {
                throw new InputException(what + " is " + node.type().id() + "; a range belongs to numbers", node.place());
            }
            if (category && (node.notable().isPresent() || node.higherIsBetter().isPresent())) {
                throw new InputException(what + " is category; \"better\" and \"notable\" belong to numbers and flags",
                        node.place());
            }
            if (node.type() == ColumnType.INTEGER && node.range().isPresent()) {
                wholeEnds(what, node.range().get(), node.place());
            }
        }
    }

    /** The formulas of events and of contexts, whose types are known without them. */
    private void outside(TimelineNode node, String what) {
        if (node.kind() == TimelineNode.Kind.EVENT) {
            scopes.number(node.rate() ? TimelineScopes.RATE : TimelineScopes.PROBABILITY,
                    node.formula().orElseThrow(), binding, what + (node.rate() ? ".hazard" : ".probability"), node.place());
            node.when().ifPresent(e -> scopes.flag(e, binding, what + ".when", node.place()));
        } else if (node.kind() == TimelineNode.Kind.CONTEXT && node.formula().isPresent()
                && node.type() != ColumnType.CATEGORY) {
            Program program = scopes.compile(
                    node.formula().get(), binding, "state/" + node.name(), what, node.place());
            if (program.type() == ColumnType.CATEGORY) {
                throw new InputException(what + " holds labels, so say which: levels: ["
                        + String.join(", ", program.labels()) + "]", node.place());
            }
            declared(node, program.type(), "else");
        }
    }

    private static void wholeEnds(String what, Range range, Place place) {
        for (double end : new double[] {range.lower(), range.upper()}) {
            if (end != Math.rint(end) || Math.abs(end) > Integer.MAX_VALUE) {
                throw new InputException(what + " is an integer, so the ends of its range must be whole numbers of at "
                        + "most 2147483647, got " + range, place);
            }
        }
    }
}
