package io.twinsim.fidelity;

import io.twinsim.internal.text.Numbers;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.List;
import java.util.Optional;

/**
 * Whether recent predictions are worse than older ones: the mean |z| of the later half of the validations beside that
 * of the earlier half (the middle one of an odd number counts as recent). Degraded is a rise of more than 10 % that a
 * random order of the same validations shows in fewer than 5 % of 1,999 keyed permutations.
 *
 * @param older the mean |z| of the earlier half
 * @param recent the mean |z| of the later half
 * @param pValue one-sided, {@code (1 + permutations with as large a rise) / 2,000}
 * @param degraded whether both rules say so
 */
public record Degradation(double older, double recent, double pValue, boolean degraded) {

    /** Fewer validations have no halves worth comparing. */
    static final int LEAST = 10;
    private static final int PERMUTATIONS = 1_999;
    private static final double RISE = 1.10;
    private static final double SIGNIFICANT = 0.05;
    private static final long SEED = 42;

    static Optional<Degradation> of(List<Validation> validations) {
        if (validations.size() < LEAST) {
            return Optional.empty();
        }
        double[] z = new double[validations.size()];
        for (int i = 0; i < z.length; i++) {
            z[i] = Math.abs(validations.get(i).z());
        }
        return Optional.of(of(z, validations.get(0).prediction().modelId()));
    }

    /** Of absolute z in order of time; the model's id keys the permutations. */
    static Degradation of(double[] z, String modelId) {
        int half = z.length / 2;
        double older = mean(z, 0, half);
        double recent = mean(z, half, z.length);
        double rise = recent - older;
        // equal rises must count as equal whatever the order of their sums
        double tie = 1e-12 * (older + recent);
        DrawStream stream = Draws.of(SEED).stream("fidelity/degradation/" + modelId);
        double[] shuffled = z.clone();
        int asLarge = 0;
        for (int k = 0; k < PERMUTATIONS; k++) {
            DrawStream draw = stream.draw(k);
            for (int i = 0; i < half; i++) {
                int j = i + draw.below(z.length - i, i);
                double kept = shuffled[i];
                shuffled[i] = shuffled[j];
                shuffled[j] = kept;
            }
            asLarge += mean(shuffled, half, z.length) - mean(shuffled, 0, half) >= rise - tie ? 1 : 0;
        }
        double p = (1.0 + asLarge) / (1 + PERMUTATIONS);
        return new Degradation(older, recent, p, recent > RISE * older && p < SIGNIFICANT);
    }

    private static double mean(double[] x, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += x[i];
        }
        return sum / (to - from);
    }

    /** One line: both means and p. */
    @Override
    public String toString() {
        return FidelityText.line("Degradation[mean |z| " + Numbers.fixed(older, 2) + " to " + Numbers.fixed(recent, 2)
                + ", p " + FidelityText.probability(pValue) + (degraded ? ", degraded]" : "]"));
    }
}
