package io.twinsim.model;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.random.CorrelationKind;

/**
 * One correlation that a world states, and what stands behind it.
 *
 * @param first one variable
 * @param second the other
 * @param kind Spearman unless Pearson is stated
 * @param residual whether it is stated of the uniforms that the variables are drawn with, not of their values
 * @param stated the correlation as stated
 * @param latent the correlation of the normal variables that realises it
 * @param realised the correlation that twins have (of a residual one, their uniforms); other than stated only where the
 *     model was asked to repair
 */
public record Correlation(String first, String second, CorrelationKind kind, boolean residual, double stated,
        double latent, double realised) {

    /** Such as {@code visits-spend 0.6}. */
    @Override
    public String toString() {
        return Lines.one(first + "-" + second + " " + Numbers.significant(realised, 4)
                + (kind == CorrelationKind.PEARSON ? " (Pearson)" : residual ? " (residual)" : ""));
    }
}
