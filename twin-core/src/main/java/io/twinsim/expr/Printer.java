package io.twinsim.expr;

import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a tree as a formula, with the brackets that it needs and no others. */
final class Printer {

    /** Words that are no column names unless they stand in backticks. */
    static final Set<String> RESERVED = Set.of("and", "or", "not", "in", "true", "false", "else", "t", "dt");

    /** Those of them that mean a number in formulas over time. */
    static final Set<String> TIME = Set.of("t", "dt");
    /** What a transition leaves to its last target. */
    static final String REST = "rest";

    private static final double WHOLE_LIMIT = 1e15;

    private final StringBuilder out = new StringBuilder();

    private Printer() {
    }

    static String print(Expr root) {
        Printer printer = new Printer();
        printer.node(root, 0);
        return printer.out.toString();
    }

    /** The name that a draw is called by. */
    static String name(DrawExpr draw) {
        if (draw instanceof DrawExpr.Simple simple) {
            return simple.family().id();
        }
        return draw instanceof DrawExpr.Categories ? "categorical" : draw instanceof DrawExpr.Truncated ? "truncated"
                : draw instanceof DrawExpr.Mixture ? "mixture" : draw instanceof DrawExpr.Transition ? "transition"
                : "empirical";
    }

    static String number(double value) {
        boolean whole = Math.rint(value) == value && Math.abs(value) < WHOLE_LIMIT;
        return whole ? Long.toString((long) value) : Numbers.shortest(value);
    }

    static String label(String label) {
        return "'" + label.replace("'", "''") + "'";
    }

    static String column(String name) {
        return Lexer.isPath(name) && !RESERVED.contains(name) ? name : "`" + name.replace("`", "``") + "`";
    }

    /** Writes a node where operators of a weaker level than {@code level} need brackets. */
    private void node(Expr node, int level) {
        int own = level(node);
        if (own < level) {
            out.append('(');
            bare(node);
            out.append(')');
        } else {
            bare(node);
        }
    }

    private static int level(Expr node) {
        if (node instanceof Expr.Binary binary) {
            return binary.operator().level();
        }
        if (node instanceof Expr.Membership) {
            return Operator.COMPARISON_LEVEL;
        }
        return node instanceof Expr.Not ? Operator.NOT_LEVEL
                : node instanceof Expr.Negation ? Operator.MINUS_LEVEL : Integer.MAX_VALUE;
    }

    private void bare(Expr node) {
        if (node instanceof Expr.NumberLiteral number) {
            out.append(number(number.value()));
        } else if (node instanceof Expr.LabelLiteral label) {
            out.append(label(label.label()));
        } else if (node instanceof Expr.FlagLiteral flag) {
            out.append(flag.value());
        } else if (node instanceof Expr.Variable variable) {
            boolean time = TIME.contains(variable.name()) && variable.mark().source() != null
                    && !variable.mark().inBackticks();
            out.append(time ? variable.name() : column(variable.name()));
        } else if (node instanceof Expr.ParameterValue parameter) {
            out.append('$').append(parameter.name());
        } else if (node instanceof Expr.CoefficientValue coefficient) {
            out.append("$$").append(coefficient.name());
        } else if (node instanceof Expr.Negation negation) {
            out.append('-');
            node(negation.operand(), Operator.MINUS_LEVEL);
        } else if (node instanceof Expr.Not not) {
            out.append("not ");
            node(not.operand(), Operator.NOT_LEVEL);
        } else if (node instanceof Expr.Binary binary) {
            binary(binary);
        } else if (node instanceof Expr.Membership membership) {
            node(membership.value(), Operator.COMPARISON_LEVEL + 1);
            out.append(" in ");
            arguments("", membership.members(), null);
        } else {
            called(node);
        }
    }

    private void binary(Expr.Binary binary) {
        int level = binary.operator().level();
        // Operators associate to the left; comparisons do not associate at all.
        node(binary.left(), binary.operator().isComparison() ? level + 1 : level);
        out.append(' ').append(binary.operator().symbol()).append(' ');
        node(binary.right(), level + 1);
    }

    private void called(Expr node) {
        if (node instanceof Expr.Call call) {
            arguments(call.function().id(), call.arguments(), null);
        } else if (node instanceof Expr.Prediction prediction) {
            out.append("predict(").append(column(prediction.model())).append(')');
        } else if (node instanceof Expr.Coupled coupled) {
            out.append("coupled(").append(column(coupled.coupling())).append(", ");
            bare(coupled.variable());
            out.append(')');
        } else if (node instanceof Expr.Lookup lookup) {
            lookup(lookup);
        } else {
            draw((DrawExpr) node);
        }
    }

    private void lookup(Expr.Lookup lookup) {
        out.append("lookup(");
        node(lookup.value(), 0);
        for (Expr.Case one : lookup.cases()) {
            out.append(", ").append(one.whole() ? one.key() : key(one.key())).append(": ");
            node(one.result(), 0);
        }
        if (lookup.otherwise() != null) {
            out.append(", else: ");
            node(lookup.otherwise(), 0);
        }
        out.append(')');
    }

    private static String key(String label) {
        return Lexer.isName(label) && !RESERVED.contains(label) ? label : label(label);
    }

    private void draw(DrawExpr draw) {
        if (draw instanceof DrawExpr.Categories categories) {
            out.append("categorical(");
            for (int i = 0; i < categories.labels().size(); i++) {
                out.append(i == 0 ? "" : ", ").append(key(categories.labels().get(i))).append(": ");
                node(categories.probabilities().get(i), 0);
            }
            close(draw.stream());
        } else if (draw instanceof DrawExpr.Mixture mixture) {
            out.append("mixture(");
            for (int i = 0; i < mixture.weights().size(); i++) {
                out.append(i == 0 ? "" : ", ");
                node(mixture.weights().get(i), 0);
                out.append(": ");
                node(mixture.distributions().get(i), 0);
            }
            close(draw.stream());
        } else if (draw instanceof DrawExpr.Transition transition) {
            transition(transition);
        } else {
            arguments(name(draw), Walk.children(draw), draw.stream());
        }
    }

    private void transition(DrawExpr.Transition transition) {
        out.append("transition(");
        node(transition.value(), 0);
        for (DrawExpr.Row row : transition.rows()) {
            targets(key(row.from()), row.targets());
        }
        if (transition.otherwise() != null) {
            targets("else", transition.otherwise());
        }
        close(transition.stream());
    }

    private void targets(String from, List<DrawExpr.Target> targets) {
        out.append(", ").append(from).append(": {");
        for (int i = 0; i < targets.size(); i++) {
            Expr probability = targets.get(i).probability();
            out.append(i == 0 ? "" : ", ").append(key(targets.get(i).label())).append(": ");
            if (probability == null) {
                out.append(REST);
            } else if (probability instanceof Expr.Variable variable && variable.name().equals(REST)) {
                out.append('`').append(REST).append('`');
            } else {
                node(probability, 0);
            }
        }
        out.append('}');
    }

    private void arguments(String name, List<Expr> arguments, @Nullable String stream) {
        out.append(name).append('(');
        for (int i = 0; i < arguments.size(); i++) {
            out.append(i == 0 ? "" : ", ");
            node(arguments.get(i), 0);
        }
        close(stream);
    }

    private void close(@Nullable String stream) {
        if (stream != null) {
            out.append(", stream: ").append(label(stream));
        }
        out.append(')');
    }
}
