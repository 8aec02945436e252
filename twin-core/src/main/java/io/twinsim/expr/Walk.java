package io.twinsim.expr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

/** Visits every node of a tree in source order. */
final class Walk {

    private Walk() {
    }

    static Set<String> variables(Expr root) {
        return names(root, Expr.Variable.class, Expr.Variable::name);
    }

    static Set<String> parameters(Expr root) {
        return names(root, Expr.ParameterValue.class, Expr.ParameterValue::name);
    }

    static Set<String> coefficients(Expr root) {
        return names(root, Expr.CoefficientValue.class, Expr.CoefficientValue::name);
    }

    /** The labels that transitions leave and reach. */
    static Set<String> transitionLabels(Expr root) {
        Set<String> labels = new LinkedHashSet<>();
        each(root, node -> {
            if (node instanceof DrawExpr.Transition transition) {
                transition.rows().forEach(row -> {
                    labels.add(row.from());
                    row.targets().forEach(target -> labels.add(target.label()));
                });
                if (transition.otherwise() != null) {
                    transition.otherwise().forEach(target -> labels.add(target.label()));
                }
            }
        });
        return Collections.unmodifiableSet(labels);
    }

    static boolean hasDraws(Expr root) {
        return root instanceof DrawExpr || children(root).stream().anyMatch(Walk::hasDraws);
    }

    /** The most draws from the owner's stream that one row uses: of branches only the one taken counts. */
    static int ownDraws(Expr root) {
        List<Expr> children = root instanceof DrawExpr draw ? DistributionBinder.parameters(draw) : children(root);
        if (root instanceof Expr.Lookup || root instanceof Expr.Call call && call.function() == Function.IF) {
            int most = children.stream().skip(1).mapToInt(Walk::ownDraws).max().orElse(0);
            return ownDraws(children.get(0)) + most;
        }
        int own = root instanceof DrawExpr draw && draw.stream() == null ? 1 : 0;
        return own + children.stream().mapToInt(Walk::ownDraws).sum();
    }

    private static <N extends Expr> Set<String> names(Expr root, Class<N> type,
            java.util.function.Function<N, String> name) {
        Set<String> names = new LinkedHashSet<>();
        each(root, node -> {
            if (type.isInstance(node)) {
                names.add(name.apply(type.cast(node)));
            }
        });
        return Collections.unmodifiableSet(names);
    }

    static void each(Expr node, Consumer<Expr> visitor) {
        visitor.accept(node);
        children(node).forEach(child -> each(child, visitor));
    }

    /** The nodes right below a node, in source order. */
    static List<Expr> children(Expr node) {
        if (node instanceof Expr.Binary binary) {
            return List.of(binary.left(), binary.right());
        }
        if (node instanceof Expr.Call call) {
            return call.arguments();
        }
        if (node instanceof Expr.Negation negation) {
            return List.of(negation.operand());
        }
        if (node instanceof Expr.Not not) {
            return List.of(not.operand());
        }
        if (node instanceof Expr.Membership membership) {
            List<Expr> children = new ArrayList<>(List.of(membership.value()));
            children.addAll(membership.members());
            return children;
        }
        if (node instanceof Expr.Lookup lookup) {
            List<Expr> children = new ArrayList<>(List.of(lookup.value()));
            lookup.cases().forEach(c -> children.add(c.result()));
            if (lookup.otherwise() != null) {
                children.add(lookup.otherwise());
            }
            return children;
        }
        if (node instanceof Expr.Prediction prediction && prediction.predictor() != null) {
            return prediction.predictor().inputs().stream()
                    .map(input -> (Expr) new Expr.Variable(input.name(), prediction.mark())).toList();
        }
        if (node instanceof Expr.Coupled coupled) {
            return List.of(coupled.variable());
        }
        return node instanceof DrawExpr draw ? children(draw) : List.of();
    }

    private static List<Expr> children(DrawExpr draw) {
        if (draw instanceof DrawExpr.Simple simple) {
            return simple.arguments();
        }
        if (draw instanceof DrawExpr.Categories categories) {
            return categories.probabilities();
        }
        if (draw instanceof DrawExpr.Truncated truncated) {
            return List.of(truncated.distribution(), truncated.lower(), truncated.upper());
        }
        if (draw instanceof DrawExpr.Empirical empirical) {
            return empirical.quantiles();
        }
        if (draw instanceof DrawExpr.Transition transition) {
            List<Expr> children = new ArrayList<>(List.of(transition.value()));
            transition.rows().forEach(row -> probabilities(row.targets(), children));
            if (transition.otherwise() != null) {
                probabilities(transition.otherwise(), children);
            }
            return children;
        }
        DrawExpr.Mixture mixture = (DrawExpr.Mixture) draw;
        List<Expr> children = new ArrayList<>();
        for (int i = 0; i < mixture.weights().size(); i++) {
            children.add(mixture.weights().get(i));
            children.add(mixture.distributions().get(i));
        }
        return children;
    }

    private static void probabilities(List<DrawExpr.Target> targets, List<Expr> into) {
        for (DrawExpr.Target target : targets) {
            if (target.probability() != null) {
                into.add(target.probability());
            }
        }
    }
}
