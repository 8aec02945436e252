package io.twinsim.inference;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.text.Numbers;

/** The forms in which results of this package show numbers to people. */
final class Texts {

    /** Characters in a line. */
    static final int WIDTH = 100;
    private static final int LINE = 75;

    private Texts() {
    }

    /** A level such as {@code 95 %}. */
    static String percent(double share) {
        return Numbers.significant(100 * share, 6) + " %";
    }

    /** Decimals that show a number of this spread to three significant digits, 0 to 9. */
    static int decimals(double spread) {
        if (!(spread > 0) || spread == Double.POSITIVE_INFINITY) {
            return 4;
        }
        int magnitude = (int) Math.floor(Elementary.log(spread) / Elementary.log(10.0));
        return Math.max(0, Math.min(9, 2 - magnitude));
    }

    /** Two limits with as many decimals as their distance deserves. */
    static String range(double lower, double upper) {
        int decimals = decimals(upper - lower);
        return Numbers.fixed(lower, decimals) + ".." + Numbers.fixed(upper, decimals);
    }

    /** Text of at most 75 characters, its end replaced by dots if it is longer. */
    static String line(String text) {
        return text.codePointCount(0, text.length()) <= LINE ? text
                : text.substring(0, text.offsetByCodePoints(0, LINE - 4)) + "...]";
    }

    /** One paragraph, broken at blanks so that no line is longer than 100; what goes on is indented by two more. */
    static String paragraph(int indent, String text) {
        StringBuilder out = new StringBuilder();
        String rest = " ".repeat(indent) + text;
        while (rest.length() > WIDTH) {
            int cut = rest.lastIndexOf(' ', WIDTH);
            if (cut <= indent + 2) {
                cut = WIDTH;
            }
            out.append(rest, 0, cut).append('\n');
            rest = " ".repeat(indent + 2) + rest.substring(cut).strip();
        }
        return out.append(rest).append('\n').toString();
    }

    /** A p-value: {@code 0.034}, {@code <1e-9}. */
    static String pValue(double p) {
        return p < 1e-9 ? "<1e-9" : Numbers.significant(p, 2);
    }
}
