package io.twinsim.expr;

import java.util.Map;

/** Binds the predictions of a tree to predictors; what has none stays the same object. */
final class Resolution {

    private final Map<String, ? extends Predictor> predictors;

    Resolution(Map<String, ? extends Predictor> predictors) {
        this.predictors = predictors;
    }

    Expr of(Expr node) {
        if (node instanceof Expr.Prediction prediction) {
            return prediction.predictor() != null ? prediction : new Expr.Prediction(prediction.model(),
                    PredictionLowering.find(prediction, predictors), prediction.mark());
        }
        return Rebuilt.of(node, this::of);
    }
}
