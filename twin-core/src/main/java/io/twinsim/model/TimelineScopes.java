package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What formulas of a timeline see, and the checks of their types. */
final class TimelineScopes {

    static final Range PROBABILITY = new Range(0, 1);
    static final Range RATE = new Range(0, Double.POSITIVE_INFINITY);

    private final Map<String, TimelineNode> nodes;
    private final Scope twins;
    private final double dt;

    /** @param nodes typed as far as formulas need them; may still grow */
    TimelineScopes(Map<String, TimelineNode> nodes, Scope twins, double dt) {
        this.nodes = nodes;
        this.twins = twins;
        this.dt = dt;
    }

    /** The columns of a role: twin variables that no node hides, then the nodes. */
    static Scope of(Collection<TimelineNode> nodes, Collection<Symbol> twins, TimelineSpec.Role role,
            Collection<String> exposures, double dt) {
        Map<String, Symbol> symbols = new LinkedHashMap<>();
        twins.forEach(twin -> symbols.put(twin.name(), twin));
        for (TimelineNode node : nodes) {
            symbols.put(node.name(), node.symbol());
            if (moves(node) && role == TimelineSpec.Role.NEXT) {
                symbols.put("next." + node.name(), node.symbol("next." + node.name()));
            }
            if (keepsFirst(node) && role != TimelineSpec.Role.START) {
                symbols.put("first." + node.name(), node.symbol("first." + node.name()));
            }
        }
        exposures.forEach(name -> symbols.put("exposure." + name, Symbol.of("exposure." + name, ColumnType.REAL)));
        return Scope.of(symbols.values()).withTime(dt);
    }

    private static boolean moves(TimelineNode node) {
        return switch (node.kind()) {
            case STATE, DERIVED, EVENT, COUNTER -> true;
            case CONTEXT, MATCH, ACTION -> false;
        };
    }

    private static boolean keepsFirst(TimelineNode node) {
        return node.kind() == TimelineNode.Kind.STATE || node.kind() == TimelineNode.Kind.DERIVED;
    }

    /** The name of the node behind a name of a formula. */
    static String node(String variable) {
        return variable.startsWith("next.") ? variable.substring(5)
                : variable.startsWith("first.") ? variable.substring(6) : variable;
    }

    /** A scope of the names that a formula reads. */
    Scope scope(Expr formula) {
        List<Symbol> symbols = new ArrayList<>();
        for (String name : formula.variables()) {
            TimelineNode node = nodes.get(node(name));
            if (node != null) {
                symbols.add(node.symbol(name));
            } else if (name.startsWith("exposure.")) {
                symbols.add(Symbol.of(name, ColumnType.REAL));
            } else if (!TimelineNames.RESERVED.contains(name)) {
                symbols.add(twins.symbol(name));
            }
        }
        return Scope.of(symbols).withTime(dt);
    }

    Program compile(Expr formula, Binding binding, String owner, String what, Place place) {
        try {
            Scope scope = scope(formula).withScalars(Set.of("since", "after"));
            return present(Program.compile(formula, scope, binding, owner), what, place);
        } catch (InputException e) {
            throw TimelineFormulas.placed(e, place);
        }
    }

    /** A formula that must give certain labels. */
    Program labelled(Expr formula, Binding binding, String owner, List<String> labels, String what, Place place) {
        try {
            return present(Program.compile(formula, scope(formula), binding, owner, labels), what, place);
        } catch (InputException e) {
            throw TimelineFormulas.placed(e, place);
        }
    }

    private static Program present(Program program, String what, Place place) {
        if (program.nullable()) {
            throw new InputException(what + " must have a value for every twin, but reads a column with missing rows",
                    place);
        }
        return program;
    }

    /** Refuses what is no number; flags count as 0 and 1. */
    Program number(Expr formula, Binding binding, String owner, String what, Place place) {
        Program program = compile(formula, binding, owner, what, place);
        if (program.type() == ColumnType.CATEGORY) {
            throw new InputException(what + " must be a number, got a category", place);
        }
        return program;
    }

    /** Refuses what is no number, and a number that is known now and is outside a range from 0. */
    void number(Range range, Expr formula, Binding binding, String what, Place place) {
        number(formula, binding, "", what, place).constant().ifPresent(value -> {
            if (!range.contains(value)) {
                throw new InputException(what + " must be " + (range.upper() == Double.POSITIVE_INFINITY ? "at least 0"
                        : "in " + range) + ", got " + Numbers.shortest(value), place);
            }
        });
    }

    /** Refuses what is no condition. */
    void flag(Expr formula, Binding binding, String what, Place place) {
        ColumnType type = compile(formula, binding, "", what, place).type();
        if (type != ColumnType.FLAG) {
            throw new InputException(what + " must be a condition such as \"x < 20\", got " + (type == ColumnType.INTEGER
                    ? "an " : "a ") + type.id() + " formula",
                    place);
        }
    }
}
