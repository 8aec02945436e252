package io.twinsim.expr;

import io.twinsim.internal.text.Checks;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Puts formulas in the place of variables and decides what labels then decide, on the way back to the root. */
final class Rewriting {

    private final java.util.function.Function<Expr.Variable, @Nullable List<Expr>> names;
    private final BiFunction<String, Expr.Variable, Expr> coupled;

    Rewriting(java.util.function.Function<Expr.Variable, @Nullable List<Expr>> names,
            BiFunction<String, Expr.Variable, Expr> coupled) {
        this.names = names;
        this.coupled = coupled;
    }

    Expr of(Expr node) {
        if (node instanceof Expr.Variable variable) {
            return single(variable);
        }
        if (node instanceof Expr.Coupled term) {
            return Checks.notNull(coupled.apply(term.coupling(), term.variable()), "coupled");
        }
        if (node instanceof Expr.Call call && call.function().isVariadic()) {
            return variadic(call);
        }
        Expr rebuilt = Rebuilt.of(node, this::of);
        return rebuilt == node ? node : decided(rebuilt);
    }

    private Expr single(Expr.Variable variable) {
        @Nullable List<Expr> found = names.apply(variable);
        if (found == null) {
            return variable;
        }
        if (found.size() != 1) {
            throw variable.mark().refuse(Printer.column(variable.name()) + " names several values; use sum, mean, min"
                    + " or max");
        }
        return marked(found.get(0), variable.mark());
    }

    private Expr variadic(Expr.Call call) {
        List<Expr> arguments = new ArrayList<>();
        boolean changed = false;
        for (Expr argument : call.arguments()) {
            @Nullable List<Expr> several = argument instanceof Expr.Variable variable ? names.apply(variable) : null;
            if (several != null) {
                several.forEach(one -> arguments.add(marked(one, argument.mark())));
                changed = true;
            } else {
                Expr one = argument instanceof Expr.Variable ? argument : of(argument);
                arguments.add(one);
                changed |= one != argument;
            }
        }
        if (!changed) {
            return call;
        }
        if (arguments.isEmpty()) {
            throw call.mark().refuse(call.function().id() + " needs a value, but " + call.arguments().get(0)
                    + " names none");
        }
        boolean itself = arguments.size() == 1 && !call.function().takes(1);
        return itself ? arguments.get(0) : new Expr.Call(call.function(), arguments, call.mark());
    }

    private static Expr marked(Expr node, Mark mark) {
        if (node.mark() != Mark.NONE) {
            return node;
        }
        return node instanceof Expr.Variable variable ? new Expr.Variable(variable.name(), mark)
                : node instanceof Expr.LabelLiteral label ? new Expr.LabelLiteral(label.label(), mark) : node;
    }

    private static Expr decided(Expr node) {
        if (node instanceof Expr.Lookup lookup && lookup.value() instanceof Expr.LabelLiteral label) {
            return chosen(lookup, label);
        }
        if (node instanceof Expr.Membership membership && membership.value() instanceof Expr.LabelLiteral label
                && membership.members().stream().allMatch(member -> member instanceof Expr.LabelLiteral)) {
            return new Expr.FlagLiteral(membership.members().contains(label), membership.mark());
        }
        if (node instanceof Expr.Binary binary) {
            return binary(binary);
        }
        if (node instanceof Expr.Not not && not.operand() instanceof Expr.FlagLiteral flag) {
            return new Expr.FlagLiteral(!flag.value(), not.mark());
        }
        return node instanceof Expr.Call call && call.function() == Function.IF
                && call.arguments().get(0) instanceof Expr.FlagLiteral flag
                ? call.arguments().get(flag.value() ? 1 : 2) : node;
    }

    private static Expr chosen(Expr.Lookup lookup, Expr.LabelLiteral label) {
        for (Expr.Case one : lookup.cases()) {
            if (one.key().equals(label.label())) {
                return one.result();
            }
        }
        @Nullable Expr otherwise = lookup.otherwise();
        if (otherwise == null) {
            throw lookup.mark().refuse("lookup must have a key for " + label + " or else");
        }
        return otherwise;
    }

    private static Expr binary(Expr.Binary node) {
        Operator operator = node.operator();
        boolean equality = operator == Operator.EQUAL || operator == Operator.DIFFERENT;
        if (equality && node.left() instanceof Expr.LabelLiteral a && node.right() instanceof Expr.LabelLiteral b) {
            return new Expr.FlagLiteral(a.equals(b) == (operator == Operator.EQUAL), node.mark());
        }
        if (operator != Operator.AND && operator != Operator.OR) {
            return node;
        }
        if (node.left() instanceof Expr.FlagLiteral flag) {
            return flag.value() == (operator == Operator.AND) ? node.right() : flag;
        }
        if (node.right() instanceof Expr.FlagLiteral flag) {
            return flag.value() == (operator == Operator.AND) ? node.left() : flag;
        }
        return node;
    }
}
