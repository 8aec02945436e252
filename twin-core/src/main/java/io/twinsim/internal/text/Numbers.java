package io.twinsim.internal.text;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import tools.jackson.core.io.NumberOutput;

/** The one way in which numbers become text: the same characters on every JDK, in every locale. */
public final class Numbers {

    private Numbers() {
    }

    /**
     * The shortest decimal that reads back to the same double (Raffaello Giulietti's Schubfach, as shipped by
     * jackson-core).
     *
     * @param value any double
     * @return text such as {@code 0.1}, {@code 95.0}, {@code 1.0E-5}, {@code NaN}
     */
    public static String shortest(double value) {
        return NumberOutput.toString(value, true);
    }

    /**
     * A fixed number of decimals, rounded half-even from the exact binary value.
     *
     * @param value any double; not-finite values read {@code NaN}, {@code Infinity}, {@code -Infinity}
     * @param decimals digits after the point, at least 0
     * @return text such as {@code 0.0571}; zero never carries a sign
     */
    public static String fixed(double value, int decimals) {
        if (!Double.isFinite(value)) {
            return shortest(value);
        }
        BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
        return rounded.toPlainString();
    }

    /**
     * Like {@link #fixed}, with a plus sign in front of positive values.
     *
     * @param value any double
     * @param decimals digits after the point, at least 0
     * @return text such as {@code +0.0571}
     */
    public static String signed(double value, int decimals) {
        String text = fixed(value, decimals);
        return value > 0 && Double.isFinite(value) ? "+" + text : text;
    }

    /**
     * A number of significant digits in plain notation, trailing zeros dropped; very small and very large magnitudes
     * are written with an exponent.
     *
     * @param value any double
     * @param digits significant digits, at least 1
     * @return text such as {@code 0.0571}, {@code 12300}, {@code 1.2e-7}
     */
    public static String significant(double value, int digits) {
        if (!Double.isFinite(value)) {
            return shortest(value);
        }
        if (value == 0) {
            return "0";
        }
        BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits, RoundingMode.HALF_EVEN)).stripTrailingZeros();
        int exponent = rounded.precision() - rounded.scale() - 1;
        if (exponent < -5 || exponent > 14) {
            String mantissa = rounded.movePointLeft(exponent).toPlainString();
            return mantissa + "e" + exponent;
        }
        return rounded.toPlainString();
    }

    /**
     * The decimals that show a number of some spread to three significant digits of that spread.
     *
     * @param spread the width that matters, such as a standard error
     * @return 0 to 9; 4 if there is no finite spread above 0
     */
    public static int decimals(double spread) {
        if (!(spread > 0 && spread < Double.POSITIVE_INFINITY)) {
            return 4;
        }
        BigDecimal exact = new BigDecimal(spread);
        int magnitude = exact.precision() - exact.scale() - 1;
        return Math.max(0, Math.min(9, 2 - magnitude));
    }

    /**
     * A whole number with a comma between groups of three digits.
     *
     * @param value any long
     * @return text such as {@code 100,000}
     */
    public static String grouped(long value) {
        String digits = Long.toString(value);
        int start = value < 0 ? 1 : 0;
        StringBuilder text = new StringBuilder(digits.length() + digits.length() / 3);
        for (int i = 0; i < digits.length(); i++) {
            if (i > start && (digits.length() - i) % 3 == 0) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    /**
     * A memory size in decimal units.
     *
     * @param bytes at least 0
     * @return text such as {@code 812 B}, {@code 7.7 MB}
     */
    public static String bytes(long bytes) {
        String[] units = {"B", "kB", "MB", "GB", "TB", "PB", "EB"};
        double size = bytes;
        int unit = 0;
        while (size >= 1000 && unit < units.length - 1) {
            size /= 1000;
            unit++;
        }
        return (unit == 0 ? Long.toString(bytes) : fixed(size, 1)) + " " + units[unit];
    }
}
