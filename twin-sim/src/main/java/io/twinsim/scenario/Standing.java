package io.twinsim.scenario;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.Optional;

/**
 * The place of a scenario among all that are compared.
 *
 * @param rank 1 for the best mean effect; equal effects have equal ranks
 * @param scenario its label
 * @param effect the mean effect per twin; 0 for doing nothing
 * @param interval the total interval of that; empty for doing nothing
 * @param probBest the probability that its effect is the best of all; as a thousand draws of the coefficients are
 *     behind it, it may be off by chance by a standard error of up to 0.016, half of that near 0.05 and 0.95
 */
public record Standing(int rank, String scenario, double effect, Optional<Interval> interval, double probBest) {

    /** One line such as {@code 1. email_campaign +0.0571, best with probability 0.98}. */
    @Override
    public String toString() {
        int decimals = interval.map(i -> Numbers.decimals(i.width() / 2)).orElse(0);
        return Lines.one(rank + ". " + scenario + " " + Numbers.signed(effect, decimals) + ", best with probability "
                + Shown.probability(probBest));
    }
}
