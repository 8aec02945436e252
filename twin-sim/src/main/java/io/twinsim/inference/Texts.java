package io.twinsim.inference;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.text.Numbers;

/** The forms in which results of this package show numbers to people. */
final class Texts {

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

    /** A p-value: {@code 0.034}, {@code <1e-9}. */
    static String pValue(double p) {
        return p < 1e-9 ? "<1e-9" : Numbers.significant(p, 2);
    }
}
