package io.twinsim.sim;

import io.twinsim.inference.Interval;
import java.util.OptionalDouble;

/**
 * What a real test of a given size would find.
 *
 * @param treated units to be treated
 * @param control units to be left alone
 * @param standardError the standard error of the test's estimate
 * @param interval where its estimate will lie, coefficients uncertain
 * @param power the probability of a significant result in the better direction if the assumed coefficients hold
 * @param assurance that probability averaged over the uncertainty of the coefficients; empty if it is not stated
 * @param ceiling what no test size can exceed: the probability that the effect has the better sign; empty if the
 *        uncertainty is not stated
 */
public record PlannedTrial(
        long treated, long control, double standardError, Interval interval, double power, OptionalDouble assurance,
        OptionalDouble ceiling) {
}
