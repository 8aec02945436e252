package io.twinsim.scenario;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;

/** The forms in which comparisons show numbers to people. */
final class Shown {

    private static final int MOST_DECIMALS = 6;
    /** Characters of a long name's end. */
    private static final int TAIL = 13;

    private Shown() {
    }

    /** A level such as {@code 95 %}. */
    static String percent(double share) {
        return Numbers.significant(100 * share, 4) + " %";
    }

    /** Decimals for a number that is known to within this much. */
    static int decimals(double half) {
        return Math.min(MOST_DECIMALS, Numbers.decimals(half));
    }

    /** Two limits with as many decimals as half their distance deserves. */
    static String range(Interval interval) {
        return range(interval.lower(), interval.upper());
    }

    static String range(double lower, double upper) {
        int decimals = decimals((upper - lower) / 2);
        return Numbers.fixed(lower, decimals) + ".." + Numbers.fixed(upper, decimals);
    }

    /** A probability that was counted over draws: two decimals, never certain. */
    static String probability(double p) {
        return p < 0.005 ? "< 0.01" : p >= 0.995 ? "> 0.99" : Numbers.fixed(p, 2);
    }

    /** A name in so many characters; of a longer one the start and the end, as scenarios of one kind differ there. */
    static String name(String name, int width) {
        int length = name.codePointCount(0, name.length());
        int tail = Math.min(TAIL, width / 2);
        return length <= width ? name
                : Lines.cut(name, width - tail) + name.substring(name.offsetByCodePoints(0, length - tail));
    }

    /** One twin, two twins. */
    static String count(long n, String noun) {
        return Numbers.grouped(n) + " " + noun + (n == 1 ? "" : "s");
    }
}
