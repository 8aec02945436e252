package io.twinsim.timeline;

import io.twinsim.internal.text.Checks;

/**
 * One period of an N-of-1 trial.
 *
 * @param from its first step, from 0
 * @param to one past its last step
 * @param treated whether the twin is treated in it
 */
public record NOfOnePeriod(int from, int to, boolean treated) {

    /** Refuses a period without steps. */
    public NOfOnePeriod {
        Checks.atLeast(0, from, "from");
        Checks.atLeast(from + 1L, to, "to");
    }

    /**
     * The number of steps.
     *
     * @return steps, at least 1
     */
    public int length() {
        return to - from;
    }

    /** One line such as {@code NOfOnePeriod[steps 14 to 27, treated]}. */
    @Override
    public String toString() {
        return "NOfOnePeriod[steps " + from + " to " + (to - 1) + ", " + (treated ? "treated" : "control") + "]";
    }
}
