package io.twinsim.sim;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Numbers;
import java.util.OptionalDouble;

/**
 * What a real test of a given size would find.
 *
 * @param treated units to be treated
 * @param control units to be left alone
 * @param standardError the standard error of the test's estimate, in units of the outcome
 * @param interval where its estimate will lie, coefficients uncertain
 * @param power the probability of a significant result in the better direction if the assumed coefficients hold
 * @param assurance that probability averaged over the coefficient draws; empty if their uncertainty is not stated
 * @param closedForm the assurance if the effect were normal over the draws, with e the effect in the better direction
 *        and sd its standard deviation over them, {@code Phi((e - z se) / sqrt(se^2 + sd^2))}: close to the assurance
 *        unless the effect is far from linear in its coefficients; empty if their uncertainty is not stated
 * @param ceiling what assurance tends to as the test grows: the share of coefficient draws under which the effect has
 *        the better sign; empty if their uncertainty is not stated
 */
public record PlannedTrial(
        long treated, long control, double standardError, Interval interval, double power, OptionalDouble assurance,
        OptionalDouble closedForm, OptionalDouble ceiling) {

    /** One line: the sizes and the power. */
    @Override
    public String toString() {
        return Shown.cut("PlannedTrial[" + Numbers.grouped(treated) + " against " + Numbers.grouped(control)
                + ", power "
                + Shown.probability(power) + (assurance.isPresent()
                ? ", assurance " + Shown.probability(assurance.getAsDouble()) : "") + "]", Shown.LINE);
    }
}
