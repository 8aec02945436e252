package io.twinsim.expr;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Binds the predictions of a tree to predictors; what has none stays the same object. */
final class Resolution {

    private final Map<String, ? extends Predictor> predictors;

    Resolution(Map<String, ? extends Predictor> predictors) {
        this.predictors = predictors;
    }

    Expr of(Expr node) {
        return Walk.hasPredictions(node) ? bound(node) : node;
    }

    private Expr bound(Expr node) {
        if (node instanceof Expr.Prediction prediction) {
            return prediction.predictor() != null ? prediction : new Expr.Prediction(prediction.model(),
                    PredictionLowering.find(prediction, predictors), prediction.mark());
        }
        if (node instanceof Expr.Negation negation) {
            return new Expr.Negation(of(negation.operand()), negation.mark());
        }
        if (node instanceof Expr.Not not) {
            return new Expr.Not(of(not.operand()), not.mark());
        }
        if (node instanceof Expr.Binary binary) {
            return new Expr.Binary(binary.operator(), of(binary.left()), of(binary.right()), binary.mark());
        }
        if (node instanceof Expr.Membership membership) {
            return new Expr.Membership(of(membership.value()), all(membership.members()), membership.mark());
        }
        if (node instanceof Expr.Call call) {
            return new Expr.Call(call.function(), all(call.arguments()), call.mark());
        }
        if (node instanceof Expr.Lookup lookup) {
            Expr otherwise = lookup.otherwise();
            return new Expr.Lookup(of(lookup.value()), lookup.cases().stream()
                    .map(c -> new Expr.Case(c.key(), c.whole(), of(c.result()), c.mark())).toList(),
                    otherwise == null ? null : of(otherwise), lookup.mark());
        }
        return draw((DrawExpr) node);
    }

    private DrawExpr draw(DrawExpr node) {
        if (node instanceof DrawExpr.Simple simple) {
            return new DrawExpr.Simple(simple.family(), all(simple.arguments()), simple.stream(), simple.mark());
        }
        if (node instanceof DrawExpr.Categories draw) {
            return new DrawExpr.Categories(draw.labels(), all(draw.probabilities()), draw.stream(), draw.mark());
        }
        if (node instanceof DrawExpr.Truncated draw) {
            return new DrawExpr.Truncated(draw(draw.distribution()), of(draw.lower()), of(draw.upper()), draw.stream(),
                    draw.mark());
        }
        if (node instanceof DrawExpr.Empirical draw) {
            return new DrawExpr.Empirical(all(draw.quantiles()), draw.stream(), draw.mark());
        }
        DrawExpr.Mixture mixture = (DrawExpr.Mixture) node;
        return new DrawExpr.Mixture(all(mixture.weights()), mixture.distributions().stream().map(this::draw).toList(),
                mixture.stream(), mixture.mark());
    }

    private List<Expr> all(List<Expr> nodes) {
        List<Expr> bound = new ArrayList<>();
        nodes.forEach(node -> bound.add(of(node)));
        return bound;
    }
}
