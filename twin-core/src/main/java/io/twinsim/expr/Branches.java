package io.twinsim.expr;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The results of an {@code if} or {@code lookup}, brought to one type: flags, numbers, or categories over the union of
 * their labels in order of first appearance.
 *
 * @param kind the common kind
 * @param labels the union of the labels
 * @param values one per branch
 * @param whole whether all numbers are whole
 */
record Branches(Operand.Kind kind, List<String> labels, List<Value> values, boolean whole) {

    static Branches join(Graph graph, String user, List<Expr> nodes, List<Operand> operands) {
        boolean numeric = operands.get(0).isNumeric();
        for (int i = 1; i < operands.size(); i++) {
            if (operands.get(i).isNumeric() != numeric) {
                throw nodes.get(i).mark().refuse("results of " + user + " must be all numbers or all labels, got "
                        + operands.get(0).shown() + " and " + operands.get(i).shown());
            }
        }
        boolean whole = operands.stream().allMatch(Operand::whole);
        if (numeric) {
            boolean flags = operands.stream().allMatch(Operand::isFlag);
            return new Branches(flags ? Operand.Kind.FLAG : Operand.Kind.NUMBER, List.of(),
                    operands.stream().map(Operand::value).toList(), whole);
        }
        Set<String> union = operands.stream().flatMap(o -> o.labels().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        List<String> labels = List.copyOf(union);
        List<Value> values = new ArrayList<>();
        for (Operand operand : operands) {
            values.add(recode(graph, operand.value(), operand.labels(), labels));
        }
        return new Branches(Operand.Kind.CATEGORY, labels, values, whole);
    }

    /** Codes of one list of labels as codes of another; -1 for labels that it has not. */
    static Value recode(Graph graph, Value codes, List<String> from, List<String> to) {
        List<Value> entries = new ArrayList<>();
        boolean same = true;
        for (int code = 0; code < from.size(); code++) {
            int other = to.indexOf(from.get(code));
            same &= other == code;
            entries.add(graph.constant(other));
        }
        return same ? codes : graph.table(codes, TableShape.CODES, entries);
    }

    Operand operand(Value value) {
        return new Operand(kind, labels, value, whole);
    }
}
