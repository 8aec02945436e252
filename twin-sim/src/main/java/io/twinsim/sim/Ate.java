package io.twinsim.sim;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Numbers;

/**
 * The average treatment effect of a simulation; effects, errors and deviations are in units of the outcome.
 *
 * @param estimate the mean effect over all twins
 * @param standardError its standard error for the estimand; 0 for these-units without noise
 * @param sd the standard deviation of the effects of twins (divisor n - 1)
 * @param sdSystematic the standard deviation of the systematic part, what base and modifiers say
 * @param sdNoise the standard deviation of the noise; 0 if it is switched off
 * @param reached twins to which the intervention applies; n if it applies to all
 * @param perReached the mean effect over the twins reached; 0 (in JSON null) if there is none
 * @param interval the simulation interval
 */
public record Ate(
        double estimate, double standardError, double sd, double sdSystematic, double sdNoise, long reached,
        double perReached, Interval interval) {

    /** One line: the mean effect with its standard error. */
    @Override
    public String toString() {
        return Shown.cut("Ate[" + Numbers.significant(estimate, 4) + ", standard error "
                + Numbers.significant(standardError, 3) + ", reaches " + Shown.count(reached, "twin") + "]",
                Shown.LINE);
    }
}
