package io.twinsim.learn;

import io.twinsim.internal.text.Numbers;
import io.twinsim.random.Family;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers and draws as people would write them into a world file. */
final class KnotsText {

    private static final double PLAIN_FROM = 1e-5;
    private static final double PLAIN_TO = 1e15;

    private KnotsText() {
    }

    /** The shortest text that reads back as the number, without a point where none is needed: {@code 3}. */
    static String exact(double value) {
        double size = Math.abs(value);
        BigDecimal shortest = new BigDecimal(Numbers.shortest(value)).stripTrailingZeros();
        if (value == 0 || size >= PLAIN_FROM && size < PLAIN_TO) {
            return shortest.signum() == 0 ? "0" : shortest.toPlainString();
        }
        int exponent = shortest.precision() - shortest.scale() - 1;
        return shortest.movePointLeft(exponent).toPlainString() + "e" + exponent;
    }

    /** A number rounded to some significant digits, and to no more than it has. */
    static double rounded(double value, int digits) {
        return digits >= 17 ? value : Double.parseDouble(Numbers.significant(value, digits));
    }

    /** A value of the data as it is, if that reads well, else rounded. */
    static double readable(double value, int digits) {
        return length(value) <= digits + 2 ? value : rounded(value, digits);
    }

    /** A least value as it is, if that reads well, else rounded up, so that nothing falls below it. */
    static double least(double value, int digits) {
        return inward(value, digits, RoundingMode.CEILING);
    }

    /** A greatest value as it is, if that reads well, else rounded down. */
    static double greatest(double value, int digits) {
        return inward(value, digits, RoundingMode.FLOOR);
    }

    private static double inward(double value, int digits, RoundingMode mode) {
        return length(value) <= digits + 2 ? value
                : new BigDecimal(value).round(new MathContext(digits, mode)).doubleValue();
    }

    private static int length(double value) {
        return new BigDecimal(Numbers.shortest(value)).stripTrailingZeros().precision();
    }

    /** A draw such as {@code gamma(2.03117, 1.4851)}. */
    static String family(Family family, double[] parameters, int digits) {
        StringBuilder text = new StringBuilder(family.id()).append('(');
        for (int k = 0; k < parameters.length; k++) {
            double value = parameters[k];
            text.append(k == 0 ? "" : ", ").append(Double.isFinite(value) ? exact(rounded(value, digits))
                    : Numbers.shortest(value));
        }
        return text.append(')').toString();
    }

    /**
     * The significant digits that values of some size need so that rounding moves none by more than a small part of
     * what they vary by: 6 unless they vary little for their size.
     */
    static int digits(double size, double spread) {
        int digits = 6;
        double step = size * 1e-6;
        while (digits < 17 && step > 1e-5 * spread) {
            step /= 10;
            digits++;
        }
        return digits;
    }
}
