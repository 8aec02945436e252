package io.twinsim.expr;

import io.twinsim.internal.math.Blocks;
import org.jspecify.annotations.Nullable;

/** A prediction with the working space of one thread. */
final class RowPrediction {

    private final Predictor.Scorer scorer;
    private final double[] @Nullable [] recode;
    private final double[][] inputs;
    /** Codes of the predictor, for columns whose labels stand in another order. */
    private final double[] @Nullable [] own;

    RowPrediction(PredictionPlan plan) {
        this.scorer = plan.predictor().scorer();
        this.recode = plan.recode();
        this.inputs = new double[recode.length][];
        this.own = new double[recode.length][];
        for (int k = 0; k < own.length; k++) {
            own[k] = recode[k] == null ? null : new double[Blocks.ROWS];
        }
    }

    void run(double[][] registers, int[] in, double[] out, int from, int to) {
        for (int k = 0; k < inputs.length; k++) {
            double[] codes = recode[k];
            double[] target = own[k];
            if (codes == null || target == null) {
                inputs[k] = registers[in[k]];
            } else {
                recode(registers[in[k]], codes, target, from, to);
                inputs[k] = target;
            }
        }
        scorer.score(inputs, out, from, to);
    }

    /** Columns load missing values as NaN, and so they stay. */
    private static void recode(double[] x, double[] codes, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = x[i] == x[i] ? codes[(int) x[i]] : Double.NaN;
        }
    }
}
