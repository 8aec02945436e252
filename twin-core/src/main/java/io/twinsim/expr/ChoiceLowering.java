package io.twinsim.expr;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Lowers what chooses or looks at labels: {@code if}, {@code lookup}, {@code in} and comparisons of categories. */
final class ChoiceLowering {

    private final Lowering lowering;

    ChoiceLowering(Lowering lowering) {
        this.lowering = lowering;
    }

    Operand choice(Expr.Call call) {
        List<Expr> arguments = call.arguments();
        Value condition = lowering.flag(arguments.get(0), "if").value();
        List<Expr> nodes = arguments.subList(1, 3);
        List<Operand> results = nodes.stream().map(lowering::visit).toList();
        Branches branches = Branches.join(lowering.graph, "if", nodes, results);
        return branches.operand(lowering.graph.select(condition, branches.values().get(0), branches.values().get(1)));
    }

    Operand comparison(Expr.Binary binary, Operand left, Operand right) {
        Operator operator = binary.operator();
        if (operator != Operator.EQUAL && operator != Operator.DIFFERENT) {
            throw binary.mark().refuse("labels compare with == and != only, got \"" + operator.symbol() + "\"");
        }
        if (left.isNumeric() || right.isNumeric()) {
            Expr numeric = left.isNumeric() ? binary.left() : binary.right();
            Operand other = left.isNumeric() ? right : left;
            throw numeric.mark().refuse(other.shown() + " compares with quoted labels, got "
                    + (left.isNumeric() ? left : right).shown());
        }
        Graph graph = lowering.graph;
        if (left.isLabel() && right.isLabel()) {
            boolean same = left.labels().equals(right.labels());
            return Operand.flag(graph.flag(same == (operator == Operator.EQUAL)));
        }
        if (left.isLabel()) {
            Value code = code(left, binary.left(), right, binary.right());
            return Operand.flag(lowering.compare(operator, right.value(), code));
        }
        Value codes = right.isLabel() ? code(right, binary.right(), left, binary.left())
                : Branches.recode(graph, right.value(), right.labels(), left.labels());
        return Operand.flag(lowering.compare(operator, left.value(), codes));
    }

    private Value code(Operand label, Expr labelNode, Operand category, Expr categoryNode) {
        return lowering.graph.constant(
                Lowering.code(label.labels().get(0), category.labels(), categoryNode.toString(), labelNode.mark()));
    }

    Operand membership(Expr.Membership node) {
        Operand value = lowering.visit(node.value());
        List<Operand> members = node.members().stream().map(lowering::visit).toList();
        Graph graph = lowering.graph;
        List<Integer> slots = new ArrayList<>();
        Value found = graph.flag(false);
        for (int i = 0; i < members.size(); i++) {
            Operand member = members.get(i);
            if (member.isNumeric() != value.isNumeric()) {
                throw node.members().get(i).mark().refuse(value.shown() + " must be compared with a list of "
                        + (value.isNumeric() ? "numbers" : "quoted labels") + ", got " + member.shown());
            }
            if (value.isNumeric()) {
                found = graph.logical(Op.OR, found, graph.binary(Op.EQUAL, value.value(), member.value()));
            } else if (value.isLabel()) {
                found = graph.logical(Op.OR, found, graph.flag(value.labels().equals(member.labels())));
            } else {
                slots.add(Lowering.code(member.labels().get(0), value.labels(), node.value().toString(),
                        node.members().get(i).mark()));
            }
        }
        return Operand.flag(value.kind() == Operand.Kind.CATEGORY
                ? graph.overlay.among(value.value(), TableShape.CODES, value.labels().size(), slots) : found);
    }

    Operand lookup(Expr.Lookup node) {
        Operand key = lowering.visit(node.value());
        List<Expr> nodes = new ArrayList<>(node.cases().stream().map(Expr.Case::result).toList());
        if (node.otherwise() != null) {
            nodes.add(node.otherwise());
        }
        List<Operand> results = nodes.stream().map(lowering::visit).toList();
        Branches branches = Branches.join(lowering.graph, "lookup", nodes, results);
        LookupKeys keys = new LookupKeys(node, key);
        List<Value> values = branches.values();
        @Nullable Value otherwise = node.otherwise() == null ? null : values.get(values.size() - 1);
        if (keys.constant()) {
            if (key.value().range.risky()) {
                return branches.operand(lowering.graph.constant(Double.NaN));
            }
            int chosen = keys.chosen();
            return branches.operand(chosen < 0 ? orRefused(otherwise, keys) : values.get(chosen));
        }
        if (keys.span() > TableShape.WIDEST) {
            return branches.operand(chain(key.value(), keys, values, orRefused(otherwise, keys)));
        }
        List<Value> slots = new ArrayList<>();
        for (int slot = 0; slot < keys.slots(); slot++) {
            int chosen = keys.at(slot);
            slots.add(chosen < 0 ? orRefused(otherwise, keys) : values.get(chosen));
        }
        return branches.operand(slots.isEmpty() ? values.get(0)
                : lowering.graph.overlay.of(key.value(), keys.shape(), slots));
    }

    private static Value orRefused(@Nullable Value otherwise, LookupKeys keys) {
        if (otherwise == null) {
            throw keys.incomplete();
        }
        return otherwise;
    }

    private Value chain(Value x, LookupKeys keys, List<Value> values, Value otherwise) {
        Graph graph = lowering.graph;
        Value result = otherwise;
        for (int i = keys.count() - 1; i >= 0; i--) {
            Value here = graph.binary(Op.EQUAL, x, graph.constant(keys.number(i)));
            result = graph.select(here, values.get(i), result);
        }
        return result;
    }
}
