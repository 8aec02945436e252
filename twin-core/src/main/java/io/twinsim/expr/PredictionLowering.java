package io.twinsim.expr;

import io.twinsim.internal.text.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Lowers {@code predict(name)}: each model is scored once for each row, however often a formula calls it. */
final class PredictionLowering {

    private final Graph graph;
    private final Scope scope;
    private final Map<Predictor, Value> known = new HashMap<>();

    PredictionLowering(Graph graph, Scope scope) {
        this.graph = graph;
        this.scope = scope;
    }

    Operand prediction(Expr.Prediction node) {
        Predictor bound = node.predictor();
        Predictor predictor = bound != null ? bound : find(node, scope.predictors());
        Value value = known.get(predictor);
        if (value == null) {
            List<Symbol> columns = PredictionPlan.columns(predictor, scope, node.mark());
            PredictionPlan plan = PredictionPlan.of(predictor, columns, node.mark());
            value = columns.isEmpty() ? graph.constant(constant(predictor))
                    : graph.prediction(plan, columns.stream().map(graph::load).toList(),
                            Range.of(predictor.lower(), predictor.upper()).poisoned(!predictor.isTotal()));
            known.put(predictor, value);
        } else {
            graph.notes.shared(value);
        }
        return Operand.number(value, false);
    }

    /** The predictor of a name among those of a world. */
    static Predictor find(Expr.Prediction node, Map<String, ? extends Predictor> predictors) {
        Predictor predictor = predictors.get(node.model());
        if (predictor != null) {
            return predictor;
        }
        throw node.mark().refuse(predictors.isEmpty()
                ? "predict(" + node.model() + ") must name a learned model of this world, and it has none"
                : Names.unknown("learned model", node.model(), predictors.keySet()));
    }

    private static double constant(Predictor predictor) {
        double[] one = new double[1];
        predictor.scorer().score(new double[0][], one, 0, 1);
        return one[0];
    }
}
