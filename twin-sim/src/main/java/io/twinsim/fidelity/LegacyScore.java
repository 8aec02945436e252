package io.twinsim.fidelity;

import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The score that older systems report, kept for comparison and never a trigger: {@code 0.7 max(0, 1 - mean error) + 0.3
 * coverage}, 0.5 without validations. Its faults are part of it: the error of a right prediction grows with the noise
 * of the real test, an actual of 0 counts as no error, and coverage asks whether the actual lies inside the
 * <em>simulated</em> interval, which ignores that noise, so that a perfect twin is covered hardly ever.
 *
 * @param score in [0, 1]
 * @param meanError the mean absolute relative error; empty without validations
 * @param coverage the share of actuals inside the simulated interval; empty without validations
 */
public record LegacyScore(double score, OptionalDouble meanError, OptionalDouble coverage) {

    private static final double UNKNOWN = 0.5;
    private static final double OF_ERROR = 0.7;
    private static final double OF_COVERAGE = 0.3;

    static LegacyScore of(List<Validation> validations) {
        int n = validations.size();
        if (n == 0) {
            return new LegacyScore(UNKNOWN, OptionalDouble.empty(), OptionalDouble.empty());
        }
        double errors = 0;
        int inside = 0;
        for (Validation v : validations) {
            errors += Math.abs(v.error().orElse(0));
            inside += v.prediction().interval().contains(v.actual().ate()) ? 1 : 0;
        }
        double coverage = (double) inside / n;
        return new LegacyScore(weighted(errors / n, coverage), OptionalDouble.of(errors / n),
                OptionalDouble.of(coverage));
    }

    /** The weights, which the mended score shares. */
    static double weighted(double error, double coverage) {
        return OF_ERROR * Math.max(0, 1 - error) + OF_COVERAGE * coverage;
    }

    /** One line: the score and its parts. */
    @Override
    public String toString() {
        return FidelityText.line("LegacyScore[" + Numbers.fixed(score, 3) + ": mean error "
                + FidelityText.percent(meanError) + ", coverage " + FidelityText.percent(coverage) + "]");
    }
}
