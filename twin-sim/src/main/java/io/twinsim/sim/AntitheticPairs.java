package io.twinsim.sim;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.OptionalDouble;

/**
 * What antithetic pairs did for a simulation. The members of a pair are not independent, so standard errors and
 * intervals rest on the pairs.
 *
 * @param pairs pairs of which at least one twin counts
 * @param halves those of them of which only one twin counts, because a filter or a slice parts them
 * @param gain how many times as many independent twins would make the mean effect as sure: the squared standard error
 *        of as many independent twins over that of the pairs. Above 1 where effects are monotone in the draws, below 1
 *        where both ends of the draws have like effects; empty if the pairs do not vary at all
 */
public record AntitheticPairs(long pairs, long halves, OptionalDouble gain) {

    /** One line: how many pairs, and what they gain. */
    @Override
    public String toString() {
        return Lines.one("AntitheticPairs[" + Shown.count(pairs, "pair") + (gain.isPresent() ? ", as sure as "
                + times(gain.getAsDouble()) + " times as many twins]" : ", their means do not vary]"));
    }

    /** On how many pairs errors rest, and what that gains. */
    String text() {
        return "errors rest on " + Shown.count(pairs, "pair")
                + (halves == 0 ? "" : " (" + Numbers.grouped(halves) + " by one twin only)") + "; "
                + (gain.isPresent() ? "as sure as " + times(gain.getAsDouble())
                + " times as many independent twins" : "the means of pairs do not vary");
    }

    /** Beyond a million the pairs vary by little more than rounding. */
    private static String times(double gain) {
        return gain > 1e6 ? "over 1,000,000" : gain >= 1000 ? Numbers.grouped(Math.round(gain))
                : Numbers.significant(gain, 2);
    }
}
