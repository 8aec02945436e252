package io.twinsim.expr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Lowers a lookup: scalars come from one table; draws become one switched draw; each other value that differs from row
 * to row is laid over them where its keys are.
 */
final class Overlay {

    private final Graph graph;
    private final SwitchLowering switches;

    Overlay(Graph graph) {
        this.graph = graph;
        this.switches = new SwitchLowering(graph);
    }

    /** The value of the slot that x points at. */
    Value of(Value x, TableShape shape, List<Value> slots) {
        List<Value> values = switches.lookup(x, shape, slots);
        if (values != slots && values.stream().allMatch(value -> value == values.get(0))) {
            return values.get(0);
        }
        Map<Value, List<Integer>> vectors = new LinkedHashMap<>();
        List<Value> scalars = new ArrayList<>(values);
        for (int slot = 0; slot < values.size(); slot++) {
            Value value = values.get(slot);
            if (value.isVector()) {
                vectors.computeIfAbsent(value, v -> new ArrayList<>()).add(slot);
                scalars.set(slot, graph.constant(0));
            }
        }
        Value result = graph.table(x, shape, scalars);
        for (Map.Entry<Value, List<Integer>> vector : vectors.entrySet()) {
            result = graph.select(among(x, shape, values.size(), vector.getValue()), vector.getKey(), result);
        }
        return result;
    }

    /** A flag that is set where x points at one of the slots. */
    Value among(Value x, TableShape shape, int entries, List<Integer> slots) {
        if (slots.size() == 1 && !shape.bounded()) {
            return graph.binary(Op.EQUAL, x, graph.constant(slots.get(0)));
        }
        List<Value> flags = new ArrayList<>();
        for (int slot = 0; slot < entries; slot++) {
            flags.add(graph.flag(slots.contains(slot)));
        }
        return graph.table(x, shape, flags);
    }
}
