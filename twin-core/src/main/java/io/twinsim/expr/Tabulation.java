package io.twinsim.expr;

import io.twinsim.column.ColumnType;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Replaces an elementary function whose argument depends on one column of few whole numbers, and on nothing else that
 * differs from row to row or run to run, by a table. The entries are computed by the kernels that would compute the
 * rows, so no bit changes. A lookup costs a quarter of an exponential, a seventh of a logarithm, a twentieth of a
 * power.
 */
final class Tabulation {

    private final Graph graph;

    Tabulation(Graph graph) {
        this.graph = graph;
    }

    /** The value itself, or a table in its place. */
    Value of(Value value) {
        if (!costs(value.op) || !value.isVector() || value.range.risky()) {
            return value;
        }
        @Nullable Value column = column(value);
        if (column == null || !known(column)) {
            return value;
        }
        List<Value> entries = new ArrayList<>();
        for (int number = 0; number <= column.range.upper(); number++) {
            double x = Math.max(number, column.range.lower());
            entries.add(graph.constant(at(value, x, new HashMap<>())));
        }
        graph.notes.tabulated(ValueText.of(value), ValueText.range(column));
        return graph.table(column, TableShape.CODES, entries);
    }

    private static boolean costs(Op op) {
        return switch (op) {
            case EXP, EXPM1, LOG, LOG1P, SIN, COS, TANH, LOGISTIC, POW -> true;
            default -> false;
        };
    }

    private static boolean known(Value column) {
        return ((Symbol) column.detail).type() != ColumnType.REAL && column.range.lower() >= 0
                && column.range.upper() <= TableShape.DIRECT;
    }

    /** The one column that a value depends on; null if there are several, or draws, or coefficients. */
    private static @Nullable Value column(Value root) {
        Deque<Value> open = new ArrayDeque<>(List.of(root));
        Set<Value> seen = new HashSet<>();
        @Nullable Value column = null;
        while (!open.isEmpty()) {
            Value value = open.pop();
            if (value.op == Op.LOAD) {
                if (column != null && column != value) {
                    return null;
                }
                column = value;
            } else if (!repeats(value.op)) {
                return null;
            }
            value.in.stream().filter(seen::add).forEach(open::push);
        }
        return column;
    }

    /** Whether equal arguments give equal results. */
    private static boolean repeats(Op op) {
        return switch (op) {
            case COEFFICIENT, SCALAR, DRAW, SWITCH, IS_MISSING -> false;
            default -> !op.isMask();
        };
    }

    /** The value where the column is x. */
    private double at(Value value, double x, Map<Value, Double> known) {
        @Nullable Double found = known.get(value);
        if (found == null) {
            found = computed(value, x, known);
            known.put(value, found);
        }
        return found;
    }

    private double computed(Value value, double x, Map<Value, Double> known) {
        return switch (value.op) {
            case CONSTANT -> value.constant;
            case LOAD -> x;
            case BROADCAST -> at(value.in.get(0), x, known);
            case TABLE -> {
                List<Value> entries = value.in.subList(1, value.in.size());
                double key = at(value.in.get(0), x, known);
                yield entries.get(((TableShape) value.detail).index(key, entries.size())).constant;
            }
            default -> Fold.apply(value.op, value.in.stream().mapToDouble(in -> at(in, x, known)).toArray());
        };
    }
}
