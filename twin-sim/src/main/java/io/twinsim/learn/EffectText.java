package io.twinsim.learn;

import io.twinsim.internal.text.Numbers;

/** The forms in which learned effects show numbers to people. */
final class EffectText {

    private EffectText() {
    }

    /** Text such as {@code +0.0761 ± 0.0033}: an estimate and its standard error. */
    static String withError(double estimate, double standardError) {
        int decimals = Numbers.decimals(standardError);
        return Numbers.signed(estimate, decimals) + " ± " + Numbers.fixed(standardError, decimals);
    }

    /** Text such as {@code +0.0695..+0.0826}. */
    static String range(double lower, double upper) {
        int decimals = Numbers.decimals(upper - lower);
        return Numbers.signed(lower, decimals) + ".." + Numbers.signed(upper, decimals);
    }
}
