package io.twinsim.learn;

import io.twinsim.internal.text.Numbers;

/** The forms in which learned effects show numbers to people. */
final class EffectText {

    private static final int LINE = 75;
    private static final int TABLE = 100;

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

    /** Text of at most 75 characters, its end replaced by dots if it is longer. */
    static String line(String text) {
        return text.codePointCount(0, text.length()) <= LINE ? text
                : text.substring(0, text.offsetByCodePoints(0, LINE - 4)) + "...]";
    }

    /** A sentence in lines of at most 100 characters, each ended by a line feed; all but the first are indented. */
    static String lines(String sentence) {
        StringBuilder text = new StringBuilder();
        int used = 0;
        for (String word : sentence.split(" ")) {
            if (used > 0 && used + 1 + word.length() > TABLE) {
                text.append("\n    ").append(word);
                used = 4 + word.length();
            } else {
                text.append(used > 0 ? " " : "").append(word);
                used += (used > 0 ? 1 : 0) + word.length();
            }
        }
        return text.append('\n').toString();
    }
}
