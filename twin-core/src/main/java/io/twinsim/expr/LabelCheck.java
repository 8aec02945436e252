package io.twinsim.expr;

import java.util.List;

/** Refuses labels that a variable is compared with and that it cannot have. */
final class LabelCheck {

    private final String name;
    private final List<String> labels;

    private LabelCheck(String name, List<String> labels) {
        this.name = name;
        this.labels = labels;
    }

    static void check(Expr root, String name, List<String> labels) {
        Walk.each(root, new LabelCheck(name, labels)::node);
    }

    private void node(Expr node) {
        if (node instanceof Expr.Lookup lookup && isIt(lookup.value())) {
            lookup.cases().forEach(one -> label(one.key(), one.mark()));
        } else if (node instanceof DrawExpr.Transition transition && isIt(transition.value())) {
            transition.rows().forEach(row -> label(row.from(), row.mark()));
        } else if (node instanceof Expr.Membership membership && isIt(membership.value())) {
            membership.members().forEach(this::literal);
        } else if (node instanceof Expr.Binary binary && binary.operator().isComparison()) {
            if (isIt(binary.left())) {
                literal(binary.right());
            } else if (isIt(binary.right())) {
                literal(binary.left());
            }
        }
    }

    private boolean isIt(Expr node) {
        return node instanceof Expr.Variable variable && variable.name().equals(name);
    }

    private void literal(Expr node) {
        if (node instanceof Expr.LabelLiteral literal) {
            label(literal.label(), literal.mark());
        }
    }

    private void label(String label, Mark mark) {
        Lowering.code(label, labels, name, mark);
    }
}
