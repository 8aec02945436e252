package io.twinsim.io;

/**
 * Writes doubles into a buffer as the shortest decimals that read back, character for character as {@link
 * io.twinsim.internal.text.Numbers#shortest} does, without a string each. Raffaello Giulietti, The Schubfach way to
 * render doubles (2020), sections 8 to 10; the names of the variables are his.
 */
final class Decimals {

    private static final int P = 53;
    private static final int Q_MIN = -1074;
    private static final long C_MIN = 1L << P - 1;
    /** Subnormals below this have two digits only with a factor of ten. */
    private static final long C_TINY = 3;
    private static final int EXPONENT_MASK = (1 << 11) - 1;
    private static final long FRACTION_MASK = C_MIN - 1;
    private static final long MASK_63 = Long.MAX_VALUE;
    /** Digits that are laid out. */
    private static final int H = 17;

    private static final long[] TENS = new long[H + 1];
    /** The digits of 0 to 99, two by two. */
    private static final byte[] PAIRS = new byte[200];

    static {
        TENS[0] = 1;
        for (int i = 1; i < TENS.length; i++) {
            TENS[i] = 10 * TENS[i - 1];
        }
        for (int i = 0; i < 100; i++) {
            PAIRS[2 * i] = (byte) ('0' + i / 10);
            PAIRS[2 * i + 1] = (byte) ('0' + i % 10);
        }
    }

    private Decimals() {
    }

    /**
     * Writes a number.
     *
     * @param value a finite number
     * @param out the buffer, with room for 25 bytes
     * @param start where to begin
     * @return where the text ends
     */
    static int write(double value, byte[] out, int start) {
        long bits = Double.doubleToRawLongBits(value);
        int at = start;
        if (bits < 0) {
            out[at++] = '-';
        }
        long t = bits & FRACTION_MASK;
        int exponent = (int) (bits >>> P - 1) & EXPONENT_MASK;
        if (exponent != 0) {
            int mq = -Q_MIN + 1 - exponent;
            long c = C_MIN | t;
            if (0 < mq && mq < P) {
                long f = c >> mq;
                if (f << mq == c) {
                    return layOut(f, 0, out, at);
                }
            }
            return shortest(-mq, c, 0, out, at);
        }
        if (t != 0) {
            return t < C_TINY ? shortest(Q_MIN, 10 * t, -1, out, at) : shortest(Q_MIN, t, 0, out, at);
        }
        out[at] = '0';
        out[at + 1] = '.';
        out[at + 2] = '0';
        return at + 3;
    }

    /** The shortest decimal in the rounding interval of c 2^q, the nearest if there are several. */
    private static int shortest(int q, long c, int dk, byte[] buffer, int at) {
        int out = (int) c & 1;
        long cb = c << 2;
        boolean regular = c != C_MIN || q == Q_MIN;
        long cbl = regular ? cb - 2 : cb - 1;
        int k = regular ? Powers.log10OfPower2(q) : Powers.log10OfThreeQuarters(q);
        int h = q + Powers.log2OfPower10(-k) + 2;
        long g1 = Powers.high63(k);
        long g0 = Powers.low63(k);
        long vb = rop(g1, g0, cb << h);
        long vbl = rop(g1, g0, cbl << h);
        long vbr = rop(g1, g0, cb + 2 << h);
        long s = vb >> 2;
        if (s >= 100) {
            long sp10 = 10 * Math.multiplyHigh(s, 115_292_150_460_684_698L << 4);
            long tp10 = sp10 + 10;
            boolean upin = vbl + out <= sp10 << 2;
            boolean wpin = (tp10 << 2) + out <= vbr;
            if (upin != wpin) {
                return layOut(upin ? sp10 : tp10, k, buffer, at);
            }
        }
        long t = s + 1;
        boolean uin = vbl + out <= s << 2;
        boolean win = (t << 2) + out <= vbr;
        if (uin != win) {
            return layOut(uin ? s : t, k + dk, buffer, at);
        }
        long cmp = vb - (s + t << 1);
        return layOut(cmp < 0 || cmp == 0 && (s & 1) == 0 ? s : t, k + dk, buffer, at);
    }

    /** Rounds cp g 2^-127 to odd. */
    private static long rop(long g1, long g0, long cp) {
        long x1 = Math.multiplyHigh(g0, cp);
        long y0 = g1 * cp;
        long y1 = Math.multiplyHigh(g1, cp);
        long z = (y0 >>> 1) + x1;
        long w = y1 + (z >>> 63);
        return w | (z & MASK_63) + MASK_63 >>> 63;
    }

    /** Writes f 10^e: plainly from 0.001 up to 10^7, else with an exponent. */
    private static int layOut(long f, int e, byte[] out, int at) {
        int length = Powers.log10OfPower2(Long.SIZE - Long.numberOfLeadingZeros(f));
        if (f >= TENS[length]) {
            length++;
        }
        int point = e + length;
        if (point <= -3 || point > 7) {
            int end = digits(f, length, 1, out, at);
            return exponent(point - 1, out, end);
        }
        if (point > 0) {
            return digits(f, length, point, out, at);
        }
        out[at] = '0';
        out[at + 1] = '.';
        for (int i = 0; i < -point; i++) {
            out[at + 2 + i] = '0';
        }
        int first = at + 2 - point;
        return trim(spread(f * TENS[H - length], out, first), first + 1, out);
    }

    /** Writes digits with a point after the first {@code whole}, and at least one digit after the point. */
    private static int digits(long f, int length, int whole, byte[] out, int at) {
        int end = spread(f * TENS[H - length], out, at + 1);
        for (int i = 0; i < whole; i++) {
            out[at + i] = out[at + 1 + i];
        }
        out[at + whole] = '.';
        return trim(end, at + whole + 2, out);
    }

    /** Drops zeros at the end, down to {@code least}. */
    private static int trim(int end, int least, byte[] out) {
        int at = end;
        while (at > least && out[at - 1] == '0') {
            at--;
        }
        return at;
    }

    /** Writes 17 digits, or the first 9 of them if the others are 0; tells where they end. */
    private static int spread(long f, byte[] out, int at) {
        long hm = f / 100_000_000;
        int low = (int) (f - hm * 100_000_000);
        int head = (int) (hm / 100_000_000);
        out[at] = (byte) ('0' + head);
        eight((int) (hm - head * 100_000_000L), out, at + 1);
        if (low == 0) {
            return at + 9;
        }
        eight(low, out, at + 9);
        return at + H;
    }

    private static void eight(int number, byte[] out, int at) {
        int high = number / 10_000;
        int low = number - high * 10_000;
        four(high, out, at);
        four(low, out, at + 4);
    }

    private static void four(int number, byte[] out, int at) {
        int high = number / 100;
        int low = number - high * 100;
        out[at] = PAIRS[2 * high];
        out[at + 1] = PAIRS[2 * high + 1];
        out[at + 2] = PAIRS[2 * low];
        out[at + 3] = PAIRS[2 * low + 1];
    }

    private static int exponent(int exponent, byte[] out, int start) {
        int at = start;
        out[at++] = 'E';
        if (exponent < 0) {
            out[at++] = '-';
        }
        int size = Math.abs(exponent);
        if (size >= 100) {
            out[at++] = (byte) ('0' + size / 100);
        }
        if (size >= 10) {
            out[at++] = (byte) ('0' + size / 10 % 10);
        }
        out[at++] = (byte) ('0' + size % 10);
        return at;
    }
}
