package io.twinsim.model;

import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Numbers;

/**
 * The digits that the numbers of a column deserve: as many decimals as show three digits of its standard deviation, so
 * that all of them have the same. Whole numbers are shown as they are: 123456 is not 123500.
 *
 * @param decimals of values; negative if the column has no spread to go by
 * @param whole whether all values are whole numbers
 */
record Digits(int decimals, boolean whole) {

    private static final int SIGNIFICANT = 4;
    private static final int WHOLE = 15;
    /** From here on plain notation is all digits; below there are none left. */
    private static final double LARGE = 1e15;
    private static final double SMALL = 1e-6;

    static Digits of(int n, Moments moments, boolean whole) {
        double sd = n > 1 ? moments.sd() : 0;
        return new Digits(sd >= SMALL && sd < LARGE ? Numbers.decimals(sd) : -1, whole);
    }

    String value(double value) {
        return whole ? Numbers.significant(value, WHOLE) : fixed(value, decimals);
    }

    /** One decimal more if that shows a third digit; nothing for a number that doubles cannot hold. */
    String mean(double value) {
        if (!Double.isFinite(value)) {
            return "";
        }
        int third = Math.max(decimals, Numbers.decimals(Math.abs(value)));
        return fixed(value, decimals < 0 ? decimals : Math.min(decimals + 1, third));
    }

    private static String fixed(double value, int decimals) {
        if (decimals < 0 || !(Math.abs(value) < LARGE)) {
            int front = Math.abs(value) < LARGE ? Numbers.fixed(Math.abs(value), 0).length() : 0;
            return Numbers.significant(value, Math.max(SIGNIFICANT, front));
        }
        String text = Numbers.fixed(value, decimals);
        boolean vanished = value != 0 && text.chars().noneMatch(c -> c >= '1' && c <= '9');
        return vanished ? Numbers.significant(value, 2) : text;
    }
}
