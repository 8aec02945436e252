package io.twinsim.expr;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Turns a graph into instructions: drops what is not used, keeps the order, and gives registers, each free again after
 * its last use, so that a long formula stays in the cache. A draw that no row needs is not computed; the numbers of the
 * others stay.
 */
final class Assembly {

    private final Graph graph;
    private final List<DrawPlan> draws;
    private final Map<Value, Integer> registers = new HashMap<>();
    private final Map<Value, Integer> lastUse = new HashMap<>();
    private final Deque<Integer> freeDoubles = new ArrayDeque<>();
    private final Deque<Integer> freeMasks = new ArrayDeque<>();
    private final List<Double> constants = new ArrayList<>();
    private final List<Symbol> columns = new ArrayList<>();
    private final Map<Symbol, Integer> positions = new HashMap<>();
    private final List<String> coefficients = new ArrayList<>();
    private final List<String> scalarNames = new ArrayList<>();
    private final List<Code.Table> tables = new ArrayList<>();
    private final List<SwitchPlan> switches = new ArrayList<>();
    private final List<PredictionPlan> predictions = new ArrayList<>();
    private final List<Instruction> scalars = new ArrayList<>();
    private final List<Instruction> vectors = new ArrayList<>();
    private int doubles;
    private int masks;

    Assembly(Graph graph, List<DrawPlan> draws) {
        this.graph = graph;
        this.draws = draws;
    }

    Code code(Expr root, String text, Binding binding, Set<String> knownScalars, Operand result,
            @Nullable DrawPlan lone) {
        Value value = graph.vector(result.value());
        Value validity = result.value().validity;
        List<Value> live = live(value, validity);
        for (Value one : live) {
            if (one.shape == Value.Shape.CONSTANT || one.shape == Value.Shape.SCALAR) {
                scalar(one);
            }
        }
        doubles = constants.size();
        for (int k = 0; k < live.size(); k++) {
            if (live.get(k).shape == Value.Shape.VECTOR || live.get(k).shape == Value.Shape.MASK) {
                vector(live.get(k), k);
            }
        }
        @Nullable Double constant = result.value().isConstant() ? (Double) result.value().constant : null;
        double[] initial = constants.stream().mapToDouble(d -> d).toArray();
        int mask = validity == null ? -1 : registers.get(validity);
        return new Code(text, root, binding, result.type(), result.labels(), constant, value.range, result.whole(),
                List.copyOf(scalars), List.copyOf(vectors), initial, doubles, masks, registers.get(value), mask,
                List.copyOf(columns), List.copyOf(coefficients), root.coefficients(), List.copyOf(scalarNames),
                knownScalars, List.copyOf(tables), draws,
                List.copyOf(switches), List.copyOf(predictions), lone, graph.notes.lines(lastUse.keySet()));
    }

    /** Values in use, in order, and the position at which each is used last. */
    private List<Value> live(Value root, @Nullable Value validity) {
        Set<Value> used = new HashSet<>();
        used.add(root);
        if (validity != null) {
            used.add(validity);
        }
        List<Value> order = graph.order();
        List<Value> live = new ArrayList<>();
        for (int k = order.size() - 1; k >= 0; k--) {
            Value value = order.get(k);
            if (used.contains(value)) {
                used.addAll(arguments(value));
                live.add(0, value);
            }
        }
        for (int k = 0; k < live.size(); k++) {
            for (Value argument : arguments(live.get(k))) {
                lastUse.put(argument, k);
            }
        }
        lastUse.put(root, Integer.MAX_VALUE);
        if (validity != null) {
            lastUse.put(validity, Integer.MAX_VALUE);
        }
        return live;
    }

    /** What is in registers when a value is computed; a table of constants holds its entries itself. */
    private static List<Value> inputs(Value value) {
        return value.op == Op.TABLE && Code.Table.constant(value) ? value.in.subList(0, 1) : value.in;
    }

    private static Set<Value> arguments(Value value) {
        Set<Value> arguments = new LinkedHashSet<>(inputs(value));
        arguments.addAll(value.masks);
        return arguments;
    }

    private void scalar(Value value) {
        int register = constants.size();
        registers.put(value, register);
        constants.add(value.constant);
        if (!value.isConstant()) {
            scalars.add(instruction(value, register));
        }
    }

    private void vector(Value value, int at) {
        // What a draw or a prediction reads is read again row by row, so its result must not stand in the place of it.
        boolean inPlace = value.op != Op.DRAW && value.op != Op.SWITCH && value.op != Op.PREDICT;
        int register = -1;
        if (!inPlace) {
            register = take(value);
        }
        for (Value argument : arguments(value)) {
            if (lastUse.get(argument) == at && (argument.isVector() || argument.shape == Value.Shape.MASK)) {
                (argument.isVector() ? freeDoubles : freeMasks).push(registers.get(argument));
            }
        }
        if (inPlace) {
            register = take(value);
        }
        registers.put(value, register);
        vectors.add(instruction(value, register));
        if (!lastUse.containsKey(value)) {
            (value.isVector() ? freeDoubles : freeMasks).push(register);
        }
    }

    private int take(Value value) {
        if (value.isVector()) {
            return freeDoubles.isEmpty() ? doubles++ : freeDoubles.pop();
        }
        return freeMasks.isEmpty() ? masks++ : freeMasks.pop();
    }

    private Instruction instruction(Value value, int register) {
        return new Instruction(value.op, registers(inputs(value)), registers(value.masks), register, detail(value));
    }

    private int[] registers(List<Value> values) {
        return values.stream().mapToInt(registers::get).toArray();
    }

    private int detail(Value value) {
        return switch (value.op) {
            case COEFFICIENT -> index(coefficients, (String) value.detail);
            case SCALAR -> index(scalarNames, (String) value.detail);
            case LOAD, MASK_LOAD -> column((Symbol) value.detail);
            case DRAW -> SwitchPlan.number((DrawPlan) value.detail, draws);
            case TABLE -> {
                tables.add(Code.Table.of(value));
                yield tables.size() - 1;
            }
            case SWITCH -> {
                switches.add(SwitchPlan.of((Switched) value.detail, draws));
                yield switches.size() - 1;
            }
            case PREDICT -> index(predictions, (PredictionPlan) value.detail);
            default -> -1;
        };
    }

    /** By hash, as formulas may read thousands of columns. */
    private int column(Symbol symbol) {
        return positions.computeIfAbsent(symbol, added -> {
            columns.add(added);
            return columns.size() - 1;
        });
    }

    private static <T> int index(List<T> list, T element) {
        int index = list.indexOf(element);
        if (index < 0) {
            list.add(element);
            return list.size() - 1;
        }
        return index;
    }
}
