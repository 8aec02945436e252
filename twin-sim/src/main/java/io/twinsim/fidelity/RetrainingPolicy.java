package io.twinsim.fidelity;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.time.Duration;

/**
 * When a model is learned again. Immutable.
 *
 * @param minValidations validations before anything is decided, at least 2; the rule works in rounds of four times as
 *     many
 * @param cooldown the time after a job in which the model gets no other
 * @param attempts how often one job may be tried, at least 1
 * @param automaticBelow a job needs no approval if fidelity is below, in [0, 1]
 * @param leastError the relative error that is worth a retraining, 0 or more; smaller ones are let be, however certain
 * @param falseAlarms the probability, per round, that a perfect twin is retrained, in (0, 0.5]
 * @param lookBack how far back reports and decisions look
 */
public record RetrainingPolicy(
        int minValidations, Duration cooldown, int attempts, double automaticBelow, double leastError,
        double falseAlarms, Duration lookBack) {

    private static final int MOST_VALIDATIONS = 50;

    /** Checks the ranges. */
    public RetrainingPolicy {
        Checks.inRange(2L, MOST_VALIDATIONS, minValidations, "minValidations");
        Checks.atLeast(1, attempts, "attempts");
        Checks.closedUnit(automaticBelow, "automaticBelow");
        if (!(leastError >= 0 && leastError < Double.POSITIVE_INFINITY)) {
            throw Checks.refuse("leastError", "be finite and at least 0", leastError, null);
        }
        if (!(falseAlarms > 0 && falseAlarms <= 0.5)) {
            throw Checks.refuse("falseAlarms", "be in (0, 0.5]", falseAlarms, null);
        }
        if (Checks.notNull(cooldown, "cooldown").isNegative()) {
            throw new InputException("cooldown must not be negative, got " + cooldown);
        }
        if (Checks.notNull(lookBack, "lookBack").isNegative() || lookBack.isZero()) {
            throw new InputException("lookBack must be positive, got " + lookBack);
        }
    }

    /**
     * The usual policy: 5 validations, 24 hours, 3 attempts, automatic below a fidelity of 0.5, errors from 10 %, 0.5 %
     * false alarms in 20 validations, 90 days.
     *
     * @return the policy
     */
    public static RetrainingPolicy of() {
        return new RetrainingPolicy(5, Duration.ofHours(24), 3, 0.5, 0.10, 0.005, Duration.ofDays(90));
    }

    /**
     * The same with another least number of validations.
     *
     * @param count 2 to 50
     * @return the policy
     */
    public RetrainingPolicy withMinValidations(int count) {
        return new RetrainingPolicy(count, cooldown, attempts, automaticBelow, leastError, falseAlarms, lookBack);
    }

    /**
     * The same with another cooldown.
     *
     * @param time not negative
     * @return the policy
     */
    public RetrainingPolicy withCooldown(Duration time) {
        return new RetrainingPolicy(minValidations, time, attempts, automaticBelow, leastError, falseAlarms, lookBack);
    }

    /**
     * The same with another number of attempts.
     *
     * @param count at least 1
     * @return the policy
     */
    public RetrainingPolicy withAttempts(int count) {
        return new RetrainingPolicy(minValidations, cooldown, count, automaticBelow, leastError, falseAlarms,
                lookBack);
    }

    /**
     * The same with another limit for jobs that need no approval.
     *
     * @param fidelity in [0, 1]; 0 has every job approved by somebody, 1 next to none
     * @return the policy
     */
    public RetrainingPolicy withAutomaticBelow(double fidelity) {
        return new RetrainingPolicy(minValidations, cooldown, attempts, fidelity, leastError, falseAlarms, lookBack);
    }

    /**
     * The same with another least error.
     *
     * @param relative 0 or more
     * @return the policy
     */
    public RetrainingPolicy withLeastError(double relative) {
        return new RetrainingPolicy(minValidations, cooldown, attempts, automaticBelow, relative, falseAlarms,
                lookBack);
    }

    /**
     * The same with another probability of a false alarm.
     *
     * @param probability in (0, 0.5]
     * @return the policy
     */
    public RetrainingPolicy withFalseAlarms(double probability) {
        return new RetrainingPolicy(minValidations, cooldown, attempts, automaticBelow, leastError, probability,
                lookBack);
    }

    /**
     * The same with another look-back.
     *
     * @param time positive
     * @return the policy
     */
    public RetrainingPolicy withLookBack(Duration time) {
        return new RetrainingPolicy(minValidations, cooldown, attempts, automaticBelow, leastError, falseAlarms, time);
    }

    /** One line: the main settings. */
    @Override
    public String toString() {
        return FidelityText.line("RetrainingPolicy[from " + minValidations + " validations, cooldown " + cooldown
                + ", false alarms " + Numbers.significant(falseAlarms, 3) + "]");
    }
}
