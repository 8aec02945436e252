package io.twinsim.sim;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Numbers;

/** The forms in which results show numbers to people. */
final class Shown {

    /** Characters in a line. */
    static final int WIDTH = 100;
    /** Characters in the one line of a toString. */
    static final int LINE = 75;
    /** Decimals when there is no spread to go by. */
    private static final int DECIMALS = 4;

    private Shown() {
    }

    /** A share or level such as {@code 95 %}. */
    static String percent(double share) {
        return Numbers.significant(100 * share, 4) + " %";
    }

    /** Decimals that show a number of this spread to three significant digits, 0 to 9. */
    static int decimals(double spread) {
        if (!(spread > 0) || spread == Double.POSITIVE_INFINITY) {
            return DECIMALS;
        }
        int decimals = 2;
        double scaled = spread;
        while (scaled < 1 && decimals < 9) {
            scaled *= 10;
            decimals++;
        }
        while (scaled >= 10 && decimals > 0) {
            scaled /= 10;
            decimals--;
        }
        return decimals;
    }

    /** Two limits with as many decimals as half their distance deserves. */
    static String range(double lower, double upper) {
        int decimals = decimals((upper - lower) / 2);
        return Numbers.fixed(lower, decimals) + ".." + Numbers.fixed(upper, decimals);
    }

    static String range(Interval interval) {
        return range(interval.lower(), interval.upper());
    }

    /** Text of at most so many characters, its end replaced by dots if it is longer. */
    static String cut(String text, int length) {
        return text.codePointCount(0, text.length()) <= length ? text
                : text.substring(0, text.offsetByCodePoints(0, length - 3)) + "...";
    }

    /** A probability to three decimals, which never claims to be certain. */
    static String probability(double p) {
        return p < 0.0005 ? "< 0.001" : p >= 0.9995 ? "> 0.999" : Numbers.fixed(p, 3);
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

    /** One twin, two twins. */
    static String count(long n, String noun) {
        return Numbers.grouped(n) + " " + noun + (n == 1 ? "" : "s");
    }
}
