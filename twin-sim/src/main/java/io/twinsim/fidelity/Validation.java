package io.twinsim.fidelity;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * A prediction beside what really happened.
 *
 * @param prediction what the model said
 * @param actual what was measured
 * @param at when the two were brought together
 */
public record Validation(Prediction prediction, Actual actual, Instant at) {

    /** Refuses null. */
    public Validation {
        Checks.notNull(prediction, "prediction");
        Checks.notNull(actual, "actual");
        Checks.notNull(at, "at");
    }

    /**
     * How many standard deviations the two are apart, all uncertainties counted: {@code (sim - act) / sqrt(se_sim^2 +
     * sd_assumption^2 + se_act^2)}.
     *
     * @return z, positive if the model said more than happened
     */
    public double z() {
        double assumption = prediction.sdAssumption().orElse(0);
        return difference() / Math.sqrt(samplingVariance() + assumption * assumption);
    }

    /**
     * Whether the difference is one that the stated uncertainties explain: {@code |z|} is at most the normal quantile
     * of the prediction's level.
     *
     * @return true if covered
     */
    public boolean covered() {
        return Math.abs(z()) <= Prediction.z(prediction.level());
    }

    /**
     * The relative error, {@code (sim - act) / act}.
     *
     * @return the error; empty if the actual is 0
     */
    public OptionalDouble error() {
        return actual.ate() == 0 ? OptionalDouble.empty() : OptionalDouble.of(difference() / actual.ate());
    }

    /**
     * How near the prediction came.
     *
     * @return the grade
     */
    public Grade grade() {
        return Grade.of(prediction.ate(), actual, covered());
    }

    /** The sign of the simulated effect, 1 for 0: effects of opposite signs, so turned, do not cancel in sums. */
    double direction() {
        return prediction.ate() < 0 ? -1 : 1;
    }

    /** Simulated less actual. */
    double difference() {
        return prediction.ate() - actual.ate();
    }

    /** The variance of the difference if the model is right: that of the twins' number and of the real test. */
    double samplingVariance() {
        double simulation = prediction.seSimulation();
        double real = actual.standardError();
        return simulation * simulation + real * real;
    }

    /** One line: both effects, z and the grade. */
    @Override
    public String toString() {
        return FidelityText.line("Validation[" + prediction.id() + ": " + Numbers.significant(prediction.ate(), 4)
                + " against " + Numbers.significant(actual.ate(), 4) + ", z " + Numbers.fixed(z(), 2) + ", "
                + grade().id() + "]");
    }
}
