package io.twinsim.expr;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Makes one switched draw of a choice among draws: an index says which of them counts in a row, and only that one is
 * computed there. The draw nodes themselves are then used by nothing else.
 */
final class SwitchLowering {

    /** What draws of numbers must cost in all to be switched: two of a gamma, three normals, six uniforms. */
    private static final int ENOUGH = 6;
    /** Tables of more draws of labels than this would take tens of megabytes. */
    private static final int MOST = 256;

    private final Graph graph;

    SwitchLowering(Graph graph) {
        this.graph = graph;
    }

    /** A switched draw for {@code flag ? x : y}, if both are draws that may be switched. */
    @Nullable Value select(Value flag, Value x, Value y) {
        List<Value> first = leaves(y);
        List<Value> second = leaves(x);
        if (first.isEmpty() || second.isEmpty()) {
            return null;
        }
        List<Value> leaves = new ArrayList<>(first);
        leaves.addAll(second);
        if (!pays(leaves)) {
            return null;
        }
        Value index = graph.select(flag, shifted(index(x), first.size()), index(y));
        return graph.switched(index, leaves);
    }

    /** The slots of a lookup with one switched draw in the place of all that may be switched; else the slots. */
    List<Value> lookup(Value x, TableShape shape, List<Value> slots) {
        Map<Value, Integer> starts = new LinkedHashMap<>();
        List<Value> leaves = new ArrayList<>();
        for (Value slot : slots) {
            List<Value> found = leaves(slot);
            if (!found.isEmpty() && starts.putIfAbsent(slot, leaves.size()) == null) {
                leaves.addAll(found);
            }
        }
        if (starts.size() < 2 || !pays(leaves)) {
            return slots;
        }
        List<Value> numbers = slots.stream().map(slot -> starts.containsKey(slot)
                ? shifted(index(slot), starts.get(slot)) : graph.constant(0)).toList();
        Value switched = graph.switched(index(x, shape, numbers), leaves);
        return slots.stream().map(slot -> starts.containsKey(slot) ? switched : slot).toList();
    }

    /** The key itself where its codes are the numbers of the draws. */
    private Value index(Value x, TableShape shape, List<Value> numbers) {
        boolean same = !shape.bounded();
        for (int slot = 0; slot < numbers.size(); slot++) {
            same &= numbers.get(slot).is(slot);
        }
        return same ? x : graph.overlay.of(x, shape, numbers);
    }

    private Value index(Value x) {
        return x.op == Op.SWITCH ? x.in.get(0) : recoded(x) && x.in.get(0).op == Op.SWITCH ? x.in.get(0).in.get(0)
                : graph.constant(0);
    }

    private Value shifted(Value index, int by) {
        return by == 0 ? index : graph.binary(Op.ADD, index, graph.constant(by));
    }

    /** The draws that a value chooses among; itself if it is one; none if it is anything else. */
    private List<Value> leaves(Value x) {
        if (x.op == Op.SWITCH) {
            return ((Switched) x.detail).leaves();
        }
        if (x.op == Op.DRAW) {
            return ((DrawPlan) x.detail).constant() ? List.of(x) : List.of();
        }
        if (!recoded(x)) {
            return List.of();
        }
        Value inner = x.in.get(0);
        if (inner.op == Op.DRAW) {
            return List.of(x);
        }
        return ((Switched) inner.detail).leaves().stream()
                .map(leaf -> graph.table(leaf, TableShape.CODES, x.in.subList(1, x.in.size()))).toList();
    }

    /** Whether a value is a category's codes as codes of another list of labels, and the category is drawn. */
    private static boolean recoded(Value x) {
        if (x.op != Op.TABLE || x.detail != TableShape.CODES) {
            return false;
        }
        Value inner = x.in.get(0);
        boolean drawn = inner.op == Op.DRAW ? labelled(inner)
                : inner.op == Op.SWITCH && labelled(((Switched) inner.detail).leaves().get(0));
        return drawn && x.in.subList(1, x.in.size()).stream().allMatch(Value::isConstant);
    }

    /** Whether a leaf draws labels, which one table turns into codes or into numbers. */
    private static boolean labelled(Value leaf) {
        return Switched.plan(leaf).categories() != null;
    }

    /**
     * Whether one switched draw can be made and costs less than all draws and the choice: labels always, as they come
     * from one table; numbers, which are collected and put back, if there are enough of them for what each one costs;
     * never both, as only labels have a table.
     */
    private static boolean pays(List<Value> leaves) {
        long labelled = leaves.stream().filter(SwitchLowering::labelled).count();
        if (labelled > 0) {
            return labelled == leaves.size() && labelled <= MOST;
        }
        return leaves.stream().mapToInt(leaf -> cost(Switched.plan(leaf).draw())).sum() >= ENOUGH;
    }

    private static int cost(DrawExpr draw) {
        if (!(draw instanceof DrawExpr.Simple simple)) {
            return 3;
        }
        return switch (simple.family()) {
            case CONSTANT, UNIFORM, UNIFORM_INT, BERNOULLI -> 1;
            case NORMAL -> 2;
            default -> 3;
        };
    }
}
