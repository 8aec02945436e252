package io.twinsim.fidelity;

import io.twinsim.InputException;
import io.twinsim.internal.text.Numbers;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two models against the same real tests. Compared is |simulated - actual| of each scenario of each test that both
 * predicted; p is one-sided by flipping the signs of the paired differences, all 2^n ways up to n = 12, else 9,999
 * keyed ones. Valid if tests are independent and neither model was learned from them.
 *
 * @param before the older model
 * @param after the newer one
 * @param pairs the tests that both predicted
 * @param meanBefore the older model's mean |simulated - actual|
 * @param meanAfter the newer one's
 * @param pValue the probability of so large an improvement between models that are equally good
 */
public record ModelComparison(
        String before, String after, int pairs, double meanBefore, double meanAfter, double pValue) {

    private static final int EXACT = 12;
    private static final int FLIPS = 9_999;
    private static final long SEED = 42;
    private static final double SIGNIFICANT = 0.05;

    static ModelComparison of(String before, List<Validation> old, String after, List<Validation> fresh) {
        Map<String, Double> errors = byExperiment(old);
        Map<String, Double> others = byExperiment(fresh);
        errors.keySet().retainAll(others.keySet());
        if (errors.isEmpty()) {
            throw new InputException("models must share at least one experiment of one scenario to be compared, got "
                    + "none; name the experiment of each actual");
        }
        double[] gains = new double[errors.size()];
        double sumBefore = 0;
        double sumAfter = 0;
        int i = 0;
        for (Map.Entry<String, Double> entry : errors.entrySet()) {
            double other = others.get(entry.getKey());
            sumBefore += entry.getValue();
            sumAfter += other;
            gains[i++] = entry.getValue() - other;
        }
        return new ModelComparison(before, after, i, sumBefore / i, sumAfter / i, pValue(gains, before + after));
    }

    /** The latest error for each scenario of each experiment, in the order of validation. */
    private static Map<String, Double> byExperiment(List<Validation> validations) {
        Map<String, Double> errors = new LinkedHashMap<>();
        for (Validation v : validations) {
            v.actual().experiment().ifPresent(id -> errors.put(FidelityState.key(v.prediction().scenario(), id),
                    Math.abs(v.difference())));
        }
        return errors;
    }

    static double pValue(double[] gains, String key) {
        boolean exact = gains.length <= EXACT;
        int flips = exact ? 1 << gains.length : FLIPS;
        DrawStream stream = Draws.of(SEED).stream("fidelity/comparison/" + key);
        double observed = 0;
        double size = 0;
        for (double gain : gains) {
            observed += gain;
            size += Math.abs(gain);
        }
        double least = observed - 1e-12 * size;
        int asLarge = 0;
        for (int k = 0; k < flips; k++) {
            DrawStream draw = stream.draw(k);
            double sum = 0;
            for (int i = 0; i < gains.length; i++) {
                boolean flip = exact ? (k >>> i & 1) == 1 : draw.bits(i) < 0;
                sum += flip ? -gains[i] : gains[i];
            }
            asLarge += sum >= least ? 1 : 0;
        }
        return exact ? (double) asLarge / flips : (1.0 + asLarge) / (1 + flips);
    }

    /**
     * Whether the newer model is better beyond chance, p &lt; 0.05.
     *
     * @return true if so
     */
    public boolean better() {
        return pValue < SIGNIFICANT;
    }

    /** One line: both mean errors and p. */
    @Override
    public String toString() {
        return FidelityText.line("Comparison[" + FidelityText.count(pairs, "pair") + ", error "
                + Numbers.significant(meanBefore, 3) + " to " + Numbers.significant(meanAfter, 3) + ", p "
                + FidelityText.probability(pValue) + "]");
    }
}
