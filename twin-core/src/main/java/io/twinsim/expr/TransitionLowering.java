package io.twinsim.expr;

import io.twinsim.expr.DrawExpr.Target;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Lowers a transition: checks its rows against the labels that it leaves, and its constants now. */
final class TransitionLowering {

    private final Lowering lowering;
    private final DrawExpr.Transition node;
    private final Map<Target, Value> probabilities = new IdentityHashMap<>();
    /** The state that is left, and the probabilities that are not known now. */
    private final List<Value> in = new ArrayList<>();
    private List<String> labels = List.of();

    TransitionLowering(Lowering lowering, DrawExpr.Transition node) {
        this.lowering = lowering;
        this.node = node;
    }

    Operand lower(Consumer<DrawPlan> plans, String path, int key) {
        Operand state = lowering.visit(node.value());
        if (state.isNumeric()) {
            throw node.value().mark().refuse("transition needs a category, got " + state.shown());
        }
        in.add(state.value());
        labels = labels(state);
        List<List<Target>> sources = new ArrayList<>();
        node.rows().forEach(row -> sources.add(row.targets()));
        if (node.otherwise() != null) {
            sources.add(node.otherwise());
        }
        sources.forEach(this::visit);
        int[] sourceOf = sources(state);
        int[] used = Arrays.stream(sourceOf).distinct().sorted().toArray();
        List<Transitions.Row> rows = new ArrayList<>();
        for (int source : used) {
            rows.add(row(source, sources.get(source)));
        }
        int[] rowOf = Arrays.stream(sourceOf).map(source -> Arrays.binarySearch(used, source)).toArray();
        DrawPlan plan = new DrawPlan(node, path, key, null, null, new Transitions(rows, rowOf, labels), false);
        plans.accept(plan);
        Range range = new Range(0, labels.size() - 1, rows.stream().anyMatch(row -> row.constants() == null));
        return Operand.category(labels, lowering.graph.transition(plan, in, range));
    }

    private List<String> labels(Operand state) {
        Set<String> union = new LinkedHashSet<>(state.labels());
        for (DrawExpr.Row row : node.rows()) {
            if (!state.isLabel()) {
                Lowering.code(row.from(), state.labels(), node.value().toString(), row.mark());
            }
            row.targets().forEach(target -> union.add(target.label()));
        }
        if (node.otherwise() != null) {
            node.otherwise().forEach(target -> union.add(target.label()));
        }
        return List.copyOf(union);
    }

    private void visit(List<Target> targets) {
        for (Target target : targets) {
            if (target.probability() != null) {
                probabilities.put(target, lowering.number(target.probability(), "transition").value());
            }
        }
    }

    /** The row of each label that may be left. */
    private int[] sources(Operand state) {
        int[] sourceOf = new int[state.labels().size()];
        List<String> absent = new ArrayList<>();
        for (int code = 0; code < sourceOf.length; code++) {
            String label = state.labels().get(code);
            int row = 0;
            while (row < node.rows().size() && !node.rows().get(row).from().equals(label)) {
                row++;
            }
            sourceOf[code] = row;
            if (row == node.rows().size() && node.otherwise() == null) {
                absent.add(label);
            }
        }
        if (!absent.isEmpty()) {
            throw node.mark().refuse("transition must have a row for every label or else; missing: "
                    + Names.list(absent));
        }
        return sourceOf;
    }

    private Transitions.Row row(int source, List<Target> targets) {
        boolean named = source < node.rows().size();
        String from = named ? Printer.label(node.rows().get(source).from()) : Names.quote("else");
        int[] codes = targets.stream().mapToInt(target -> labels.indexOf(target.label())).toArray();
        double @Nullable [] constants = constants(from, targets, named ? node.rows().get(source).mark() : node.mark());
        int[] inputs = new int[targets.size()];
        for (int j = 0; j < inputs.length; j++) {
            @Nullable Value probability = probabilities.get(targets.get(j));
            inputs[j] = -1;
            if (probability != null && constants == null) {
                inputs[j] = in.size();
                in.add(probability);
            }
        }
        return new Transitions.Row(from, codes, inputs, constants);
    }

    /** The probabilities of a row if all are known now. What is known is checked now. */
    private double @Nullable [] constants(String from, List<Target> targets, Mark mark) {
        double[] constants = new double[targets.size()];
        boolean hasRest = false;
        double sum = 0;
        boolean known = true;
        for (int j = 0; j < constants.length; j++) {
            @Nullable Value value = probabilities.get(targets.get(j));
            hasRest |= value == null;
            if (value != null && !value.isConstant()) {
                known = false;
            } else if (value != null) {
                if (!Transitions.isProbability(value.constant)) {
                    throw targets.get(j).mark().refuse("probabilities of transition must be in [0, 1], got "
                            + Printer.number(value.constant));
                }
                constants[j] = Math.max(0, value.constant);
                sum += constants[j];
            }
        }
        boolean more = hasRest || !known;
        if (!Transitions.addsUp(sum, more)) {
            throw mark.refuse("probabilities of row " + from + " must have the sum 1" + (more ? " or less" : "")
                    + ", got " + Printer.number(sum) + (more ? "" : "; the word rest stands for what is left"));
        }
        for (int j = 0; j < constants.length; j++) {
            constants[j] = probabilities.get(targets.get(j)) == null ? Math.max(0, 1 - sum) : constants[j];
        }
        return known ? constants : null;
    }
}
