package io.twinsim.learn;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Losses of held-out units, each predicted by what was learned from the others. The R-loss is the mean of
 * {@code (Y - m - (T - e) tau)^2}, with T the treatment (0 or 1), e its probability and m the expected outcome without
 * knowledge of the treatment (Nie and Wager 2021, doi:10.1093/biomet/asaa076); the transformed-outcome loss is the mean
 * of {@code (Y (T - e) / (e (1 - e)) - tau)^2}. Both are, up to a constant, the squared error of tau; the R-loss is the
 * less noisy one, and it judges.
 *
 * @param learned the R-loss of the learned effect
 * @param constant the R-loss of one effect for all, learned from the same units, with the same m
 * @param difference learned less constant, at most 0 if learning pays
 * @param differenceError the standard error of the difference
 * @param transformedLearned the transformed-outcome loss of the learned effect
 * @param transformedConstant that of one effect for all
 */
public record EffectLoss(double learned, double constant, double difference, double differenceError,
        double transformedLearned, double transformedConstant) {

    /** Losses of units with everything that was learned without them. */
    static EffectLoss of(EffectData data, double[] control, double[] treated, double[] constant) {
        int n = data.rows();
        double[] sums = new double[4];
        double[] differences = new double[n];
        for (int i = 0; i < n; i++) {
            double e = data.propensity()[i];
            double tau = treated[i] - control[i];
            double rest = data.y()[i] - (e * treated[i] + (1 - e) * control[i]);
            double a = square(rest - (data.treated()[i] - e) * tau);
            double b = square(rest - (data.treated()[i] - e) * constant[i]);
            double transformed = data.y()[i] * (data.treated()[i] - e) / (e * (1 - e));
            sums[0] += a;
            sums[1] += b;
            sums[2] += square(transformed - tau);
            sums[3] += square(transformed - constant[i]);
            differences[i] = a - b;
        }
        double mean = (sums[0] - sums[1]) / n;
        double squares = 0;
        for (double difference : differences) {
            squares += square(difference - mean);
        }
        return new EffectLoss(sums[0] / n, sums[1] / n, mean, Math.sqrt(squares / (n - 1.0) / n), sums[2] / n,
                sums[3] / n);
    }

    private static double square(double x) {
        return x * x;
    }

    /**
     * Whether the learned effect explains held-out outcomes at least as well as one effect for all.
     *
     * @return true if the difference is at most 0
     */
    public boolean improves() {
        return difference <= 0;
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("learned", learned);
        tree.put("constant", constant);
        tree.put("difference", difference);
        tree.put("differenceStandardError", differenceError);
        tree.put("transformedLearned", transformedLearned);
        tree.put("transformedConstant", transformedConstant);
        return tree;
    }

    /** One line such as {@code EffectLoss[0.12013, constant 0.12016, difference -2.6e-5 ± 1.1e-5]}. */
    @Override
    public String toString() {
        return Lines.one("EffectLoss[" + Numbers.significant(learned, 6) + ", constant "
                + Numbers.significant(constant, 6) + ", difference " + Numbers.significant(difference, 2) + " ± "
                + Numbers.significant(differenceError, 2) + "]");
    }
}
