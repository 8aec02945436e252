package io.twinsim.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Makes a node anew over other children; where none of them changed, it stays the same object. */
final class Rebuilt {

    private final UnaryOperator<Expr> child;
    private boolean changed;

    private Rebuilt(UnaryOperator<Expr> child) {
        this.child = child;
    }

    /** The node with each child replaced by what the function makes of it; draws must become draws. */
    static Expr of(Expr node, UnaryOperator<Expr> child) {
        Rebuilt rebuilt = new Rebuilt(child);
        Expr result = rebuilt.node(node);
        return rebuilt.changed ? result : node;
    }

    private Expr one(Expr node) {
        Expr result = child.apply(node);
        changed |= result != node;
        return result;
    }

    private List<Expr> all(List<Expr> nodes) {
        List<Expr> result = new ArrayList<>();
        nodes.forEach(node -> result.add(one(node)));
        return result;
    }

    private Expr node(Expr node) {
        if (node instanceof Expr.Negation negation) {
            return new Expr.Negation(one(negation.operand()), negation.mark());
        }
        if (node instanceof Expr.Not not) {
            return new Expr.Not(one(not.operand()), not.mark());
        }
        if (node instanceof Expr.Binary binary) {
            return new Expr.Binary(binary.operator(), one(binary.left()), one(binary.right()), binary.mark());
        }
        if (node instanceof Expr.Membership membership) {
            return new Expr.Membership(one(membership.value()), all(membership.members()), membership.mark());
        }
        if (node instanceof Expr.Call call) {
            return new Expr.Call(call.function(), all(call.arguments()), call.mark());
        }
        if (node instanceof Expr.Lookup lookup) {
            Expr value = one(lookup.value());
            List<Expr.Case> cases = new ArrayList<>();
            lookup.cases().forEach(c -> cases.add(new Expr.Case(c.key(), c.whole(), one(c.result()), c.mark())));
            @Nullable Expr otherwise = lookup.otherwise();
            return new Expr.Lookup(value, cases, otherwise == null ? null : one(otherwise), lookup.mark());
        }
        return node instanceof DrawExpr draw ? draw(draw) : node;
    }

    private DrawExpr draw(DrawExpr node) {
        if (node instanceof DrawExpr.Simple draw) {
            return new DrawExpr.Simple(draw.family(), all(draw.arguments()), draw.stream(), draw.mark());
        }
        if (node instanceof DrawExpr.Categories draw) {
            return new DrawExpr.Categories(draw.labels(), all(draw.probabilities()), draw.stream(), draw.mark());
        }
        if (node instanceof DrawExpr.Truncated draw) {
            return new DrawExpr.Truncated((DrawExpr) one(draw.distribution()), one(draw.lower()), one(draw.upper()),
                    draw.stream(), draw.mark());
        }
        if (node instanceof DrawExpr.Empirical draw) {
            return new DrawExpr.Empirical(all(draw.quantiles()), draw.stream(), draw.mark());
        }
        if (node instanceof DrawExpr.Transition draw) {
            return transition(draw);
        }
        DrawExpr.Mixture mixture = (DrawExpr.Mixture) node;
        List<Expr> weights = new ArrayList<>();
        List<DrawExpr> distributions = new ArrayList<>();
        for (int i = 0; i < mixture.weights().size(); i++) {
            weights.add(one(mixture.weights().get(i)));
            distributions.add((DrawExpr) one(mixture.distributions().get(i)));
        }
        return new DrawExpr.Mixture(weights, distributions, mixture.stream(), mixture.mark());
    }

    private DrawExpr transition(DrawExpr.Transition node) {
        Expr value = one(node.value());
        List<DrawExpr.Row> rows = new ArrayList<>();
        node.rows().forEach(row -> rows.add(new DrawExpr.Row(row.from(), targets(row.targets()), row.mark())));
        @Nullable List<DrawExpr.Target> otherwise = node.otherwise();
        return new DrawExpr.Transition(value, rows, otherwise == null ? null : targets(otherwise), node.stream(),
                node.mark());
    }

    private List<DrawExpr.Target> targets(List<DrawExpr.Target> targets) {
        List<DrawExpr.Target> result = new ArrayList<>();
        for (DrawExpr.Target target : targets) {
            @Nullable Expr probability = target.probability();
            result.add(probability == null ? target
                    : new DrawExpr.Target(target.label(), one(probability), target.mark()));
        }
        return result;
    }
}
