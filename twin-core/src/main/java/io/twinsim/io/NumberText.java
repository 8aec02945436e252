package io.twinsim.io;

/**
 * Reads plain decimal numbers, {@code [+-] digits [. digits] [e [+-] digits]} with at least one digit before or
 * after the point, and nothing else: no hexadecimal, no suffix, no grouping, no infinities. Rounds correctly.
 * Serves one thread.
 */
final class NumberText {

    /** What a piece of text is. */
    enum Kind {
        /** Not a number. */
        NONE,
        /** Digits that fit an int; {@code -0} is not among them, since an int would lose its sign. */
        WHOLE,
        /** Any other finite number. */
        REAL,
        /** A number beyond the range of double. */
        OVERFLOW
    }

    /** Powers of ten that a double holds exactly. */
    private static final double[] TENS = {1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13,
        1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22};
    private static final long EXACT = 1L << 53;

    private final char point;
    private double value;

    NumberText(char point) {
        this.point = point;
    }

    /** The value of the last text that was WHOLE or REAL. */
    double value() {
        return value;
    }

    Kind parse(String text) {
        return parse(text.toCharArray(), 0, text.length());
    }

    Kind parse(char[] text, int offset, int length) {
        int end = offset + length;
        int at = offset;
        boolean negative = at < end && text[at] == '-';
        if (negative || at < end && text[at] == '+') {
            at++;
        }
        long mantissa = 0;
        int digits = 0;
        int decimals = 0;
        boolean pointed = false;
        boolean exact = true;
        for (; at < end; at++) {
            char c = text[at];
            if (c >= '0' && c <= '9') {
                digits++;
                decimals += pointed ? 1 : 0;
                exact &= mantissa < EXACT / 10;
                mantissa = exact ? mantissa * 10 + (c - '0') : mantissa;
            } else if (c == point && !pointed) {
                pointed = true;
            } else {
                break;
            }
        }
        if (digits == 0) {
            return Kind.NONE;
        }
        if (at == end && !pointed && exact && mantissa <= Integer.MAX_VALUE && !(negative && mantissa == 0)) {
            value = negative ? -(double) mantissa : mantissa;
            return Kind.WHOLE;
        }
        if (at == end) {
            return finish(text, offset, length, exact, negative, mantissa, -decimals);
        }
        int exponent = exponent(text, at, end);
        if (exponent == Integer.MIN_VALUE) {
            return Kind.NONE;
        }
        return finish(text, offset, length, exact, negative, mantissa, exponent - decimals);
    }

    /** The exponent, cut to +-99,999; the lowest int if the text at {@code at} is none. */
    private static int exponent(char[] text, int at, int end) {
        if (text[at] != 'e' && text[at] != 'E') {
            return Integer.MIN_VALUE;
        }
        int i = at + 1;
        boolean negative = i < end && text[i] == '-';
        if (negative || i < end && text[i] == '+') {
            i++;
        }
        if (i == end) {
            return Integer.MIN_VALUE;
        }
        int exponent = 0;
        for (; i < end; i++) {
            if (text[i] < '0' || text[i] > '9') {
                return Integer.MIN_VALUE;
            }
            exponent = Math.min(99_999, exponent * 10 + (text[i] - '0'));
        }
        return negative ? -exponent : exponent;
    }

    /** One rounding of exact operands where that is possible (Clinger 1990, section 3), else the JDK's parser. */
    private Kind finish(
            char[] text, int offset, int length, boolean exact, boolean negative, long mantissa, int power) {
        if (exact && power >= -22 && power <= 22) {
            double magnitude = power < 0 ? mantissa / TENS[-power] : mantissa * TENS[power];
            value = negative ? -magnitude : magnitude;
            return Kind.REAL;
        }
        String plain = new String(text, offset, length);
        double parsed = Double.parseDouble(point == '.' ? plain : plain.replace(point, '.'));
        if (Double.isInfinite(parsed)) {
            return Kind.OVERFLOW;
        }
        value = parsed;
        return Kind.REAL;
    }
}
