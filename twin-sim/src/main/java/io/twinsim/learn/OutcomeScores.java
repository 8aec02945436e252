package io.twinsim.learn;

import io.twinsim.expr.Predictor;
import io.twinsim.internal.math.Blocks;

/** Predictions for the rows of a table, block by block. */
final class OutcomeScores {

    private OutcomeScores() {
    }

    /** The predictions of a model whose inputs are the table's features. */
    static double[] of(Predictor model, FeatureTable x) {
        double[] out = new double[x.rows()];
        double[][] block = new double[x.features()][Blocks.ROWS];
        double[] scores = new double[Blocks.ROWS];
        Predictor.Scorer scorer = model.scorer();
        for (int from = 0; from < out.length; from += Blocks.ROWS) {
            int size = Math.min(Blocks.ROWS, out.length - from);
            for (int j = 0; j < block.length; j++) {
                System.arraycopy(x.columns()[j], from, block[j], 0, size);
            }
            scorer.score(block, scores, 0, size);
            System.arraycopy(scores, 0, out, from, size);
        }
        return out;
    }
}
