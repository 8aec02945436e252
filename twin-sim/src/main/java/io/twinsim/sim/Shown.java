package io.twinsim.sim;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;

/** The forms in which results show numbers to people. */
final class Shown {

    /** Characters in the one line of a toString. */
    static final int LINE = 75;

    private Shown() {
    }

    /** A share or level such as {@code 95 %}. */
    static String percent(double share) {
        return Numbers.significant(100 * share, 4) + " %";
    }

    /** Two limits with as many decimals as half their distance deserves. */
    static String range(double lower, double upper) {
        int decimals = Numbers.decimals((upper - lower) / 2);
        return Numbers.fixed(lower, decimals) + ".." + Numbers.fixed(upper, decimals);
    }

    static String range(Interval interval) {
        return range(interval.lower(), interval.upper());
    }

    /** Text of at most so many characters, its end replaced by dots if it is longer. */
    static String cut(String text, int length) {
        return Lines.cut(text, length);
    }

    /** A probability to three decimals, which never claims to be certain. */
    static String probability(double p) {
        return p < 0.0005 ? "< 0.001" : p >= 0.9995 ? "> 0.999" : Numbers.fixed(p, 3);
    }

    /** One twin, two twins. */
    static String count(long n, String noun) {
        return Numbers.grouped(n) + " " + noun + (n == 1 ? "" : "s");
    }
}
