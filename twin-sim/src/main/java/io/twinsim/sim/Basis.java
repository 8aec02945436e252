package io.twinsim.sim;

import org.jspecify.annotations.Nullable;

/**
 * What an answer rests on, kept while a run lasts.
 *
 * @param prepared the twins and the formulas
 * @param sums over all twins
 * @param theta the mean effect as a function of the coefficients
 * @param draws the coefficients
 * @param uncertainty the means under all draws; null if no uncertainty is stated
 */
record Basis(Preparation prepared, EffectSums sums, Theta theta, CoefficientDraws draws,
        @Nullable Uncertainty uncertainty) {

    Scenario scenario() {
        return prepared.scenario();
    }
}
