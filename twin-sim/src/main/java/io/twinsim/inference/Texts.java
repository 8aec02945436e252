package io.twinsim.inference;

import io.twinsim.internal.text.Numbers;

/** The forms in which results of this package show numbers to people. */
final class Texts {

    private static final int LINE = 75;

    private Texts() {
    }

    /** A level such as {@code 95 %}. */
    static String percent(double share) {
        return Numbers.significant(100 * share, 6) + " %";
    }

    /** Two limits with as many decimals as their distance deserves. */
    static String range(double lower, double upper) {
        int decimals = Numbers.decimals(upper - lower);
        return Numbers.fixed(lower, decimals) + ".." + Numbers.fixed(upper, decimals);
    }

    /** Text of at most 75 characters, its end replaced by dots if it is longer. */
    static String line(String text) {
        return text.codePointCount(0, text.length()) <= LINE ? text
                : text.substring(0, text.offsetByCodePoints(0, LINE - 4)) + "...]";
    }

    /** A p-value: {@code 0.034}, {@code <1e-9}. */
    static String pValue(double p) {
        return p < 1e-9 ? "<1e-9" : Numbers.significant(p, 2);
    }
}
