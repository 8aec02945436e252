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
    /** Below this a long has room for one more digit. */
    private static final long ROOM = (Long.MAX_VALUE - 9) / 10;

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
        int first = at;
        long mantissa = 0;
        for (; at < end && (char) (text[at] - '0') <= 9 && mantissa < ROOM; at++) {
            mantissa = mantissa * 10 + (text[at] - '0');
        }
        int seen = at - first;
        if (at == end && seen > 0 && mantissa <= Integer.MAX_VALUE && !(negative && mantissa == 0)) {
            value = negative ? -(double) mantissa : mantissa;
            return Kind.WHOLE;
        }
        int decimals = 0;
        if (at < end && text[at] == point) {
            int fraction = ++at;
            for (; at < end && (char) (text[at] - '0') <= 9 && mantissa < ROOM; at++) {
                mantissa = mantissa * 10 + (text[at] - '0');
            }
            decimals = at - fraction;
            seen += decimals;
        }
        if (at == end && seen > 0) {
            return finish(text, offset, length, negative, mantissa, -decimals);
        }
        return general(text, offset, end, first);
    }

    /** A text that is no short decimal without exponent, from the start. */
    private Kind general(char[] text, int offset, int end, int first) {
        int at = first;
        long mantissa = 0;
        int digits = 0;
        int decimals = 0;
        boolean pointed = false;
        boolean whole = true;
        for (; at < end; at++) {
            char c = text[at];
            if (c >= '0' && c <= '9') {
                digits++;
                decimals += pointed ? 1 : 0;
                whole &= mantissa < ROOM;
                mantissa = whole ? mantissa * 10 + (c - '0') : mantissa;
            } else if (c == point && !pointed) {
                pointed = true;
            } else {
                break;
            }
        }
        int exponent = digits == 0 ? Integer.MIN_VALUE : at == end ? 0 : exponent(text, at, end);
        if (exponent == Integer.MIN_VALUE) {
            return Kind.NONE;
        }
        if (!whole) {
            return parsed(text, offset, end - offset);
        }
        return finish(text, offset, end - offset, text[offset] == '-', mantissa, exponent - decimals);
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

    /** One rounding of exact operands where that is possible (Clinger 1990, section 3), else a table, else the JDK. */
    private Kind finish(char[] text, int offset, int length, boolean negative, long mantissa, int power) {
        double magnitude;
        if (mantissa <= EXACT && power >= -22 && power <= 22) {
            magnitude = power < 0 ? mantissa / TENS[-power] : mantissa * TENS[power];
        } else {
            magnitude = rounded(mantissa, power);
            if (magnitude != magnitude) {
                return parsed(text, offset, length);
            }
        }
        value = negative ? -magnitude : magnitude;
        return Kind.REAL;
    }

    private Kind parsed(char[] text, int offset, int length) {
        String plain = new String(text, offset, length);
        double parsed = Double.parseDouble(point == '.' ? plain : plain.replace(point, '.'));
        if (Double.isInfinite(parsed)) {
            return Kind.OVERFLOW;
        }
        value = parsed;
        return Kind.REAL;
    }

    /**
     * The double nearest to mantissa 10^q, or NaN where 128 bits of the power do not decide or the result is not normal
     * (Daniel Lemire, Number parsing at a gigabyte per second, Software: Practice and Experience 51(8), 2021, algorithm
     * 1).
     */
    private static double rounded(long mantissa, int q) {
        if (mantissa == 0 || q < Powers.LEAST_Q || q > Powers.GREATEST_Q) {
            return mantissa == 0 ? 0 : Double.NaN;
        }
        int zeros = Long.numberOfLeadingZeros(mantissa);
        long w = mantissa << zeros;
        long factor = Powers.high64(q);
        long low = w * factor;
        long high = highUnsigned(w, factor);
        if ((high & 0x1ff) == 0x1ff) {
            long more = highUnsigned(w, Powers.low64(q));
            low += more;
            if (Long.compareUnsigned(low, more) < 0) {
                high++;
            }
        }
        if (low == -1 && (q < -27 || q > 55)) {
            return Double.NaN;
        }
        int upper = (int) (high >>> 63);
        long bits = high >>> upper + 9;
        int exponent = (217_706 * q >> 16) + 63 + upper - zeros + 1023;
        if (exponent <= 0) {
            return Double.NaN;
        }
        boolean tie = (low == 0 || low == 1) && q >= -4 && q <= 23 && (bits & 3) == 1 && bits << upper + 9 == high;
        bits = tie ? bits & ~1L : bits;
        bits = bits + (bits & 1) >>> 1;
        if (bits == EXACT) {
            bits = EXACT >> 1;
            exponent++;
        }
        return exponent >= 0x7ff ? Double.NaN
                : Double.longBitsToDouble((long) exponent << 52 | bits & (EXACT >> 1) - 1);
    }

    /** The upper half of the product of unsigned numbers. */
    private static long highUnsigned(long a, long b) {
        return Math.multiplyHigh(a, b) + (a >> 63 & b) + (b >> 63 & a);
    }
}
