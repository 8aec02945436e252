package io.twinsim.internal.math;

/**
 * Logarithms by table: x = 2^k z with z in [0.704, 1.409), c from the cell of z, r = z / c - 1, so
 * ln x = k ln2 + ln c + ln(1 + r), the last from a minimax polynomial (Tang 1990, doi:10.1145/98267.98294). 1 / c has
 * so few bits that r is exact, as in S. Nagy's pow in Arm's optimized-routines (2018), and c = 1 in a cell around 1:
 * what is small there keeps its relative accuracy without a branch.
 *
 * <p>One comparison sends the rare arguments elsewhere; there is no other branch. The sum k ln2 + ln c is exact in its
 * upper part, so the error of a logarithm is that of its last addition and little more.
 */
final class ElementaryLog {

    /** The bits of the least z. */
    private static final long FIRST = 0x3fe68aaaaaab0000L;
    private static final long EXPONENT = 0xfff0000000000000L;
    private static final long LEAST_NORMAL = 0x0010000000000000L;
    private static final long INFINITE = 0x7ff0000000000000L;
    private static final long ONE = 0x3ff0000000000000L;
    /** Leaves 4 j of cell j after {@link #CELL_MASK}. */
    private static final int CELL_SHIFT = 43;
    private static final int CELL_MASK = 0x1fc;

    /** From here on ln(1 + x) is ln x, and 2^-k might not be a normal number. */
    private static final double FAR = 0x1p1000;

    /** 1.5 2^52: a whole number added to its bits is added to its value. */
    private static final double SHIFT = 0x1.8p52;
    private static final long SHIFT_BITS = 0x4338000000000000L;

    /** ln2 in two parts; k times the first plus a multiple of 2^-43 is exact. */
    private static final double LN2_HIGH = 0x1.62e42fefa38p-1;
    private static final double LN2_LOW = 0x1.ef35793c7673p-45;

    /** ln(1 + r) = r - r^2 / 2 + A3 r^3 + ... with a relative error below 2^-69. */
    private static final double A3 = 0x1.555555555555dp-2;
    private static final double A4 = -0x1.000000000000fp-2;
    private static final double A5 = 0x1.999999966036p-3;
    private static final double A6 = -0x1.5555554c2aa03p-3;
    private static final double A7 = 0x1.2495591bde5bcp-3;
    private static final double A8 = -0x1.00027878c51fcp-3;

    private ElementaryLog() {
    }

    static double log(double x) {
        long bits = Double.doubleToRawLongBits(x);
        return isSafe(bits) ? safe(bits) : extreme(x);
    }

    static double log1p(double x) {
        return x > -1 && x < FAR ? ElementaryExp.withSign(safeOneMore(x), x) : log(1 + x);
    }

    /** Whether the bits are those of a positive, normal, finite number. */
    static boolean isSafe(long bits) {
        return bits - LEAST_NORMAL + Long.MIN_VALUE < INFINITE - LEAST_NORMAL + Long.MIN_VALUE;
    }

    /** ln x where {@link #safe} does not reach. */
    private static double extreme(double x) {
        if (x == 0) {
            return Double.NEGATIVE_INFINITY;
        }
        if (x < 0) {
            return Double.NaN;
        }
        return x < Double.MIN_NORMAL ? safe(subnormalBits(x)) : x;
    }

    /** The bits a positive subnormal number would have if the exponent had no bound. */
    static long subnormalBits(double x) {
        return Double.doubleToRawLongBits(x * 0x1p52) - (52L << 52);
    }

    private static double safe(long bits) {
        long offset = bits - FIRST;
        int cell = (int) (offset >>> CELL_SHIFT) & CELL_MASK;
        double k = exponent(offset);
        double r = Math.fma(significand(bits, offset), ElementaryTables.LOG[cell], -1);
        double table = Math.fma(k, LN2_HIGH, ElementaryTables.LOG[cell + 1]);
        double tableLow = Math.fma(k, LN2_LOW, ElementaryTables.LOG[cell + 2]);
        double high = table + r;
        double low = table - high + r + tableLow;
        double square = r * r;
        return high + Math.fma(square, Math.fma(r, cubic(r, square), -0.5), low);
    }

    /** ln(1 + x) for {@code -1 < x < 2^1000}, but for the sign of a zero: ln of the sum plus what its rounding lost. */
    private static double safeOneMore(double x) {
        double sum = 1 + x;
        double lost = x - (sum - 1);
        long bits = Double.doubleToRawLongBits(sum);
        long offset = bits - FIRST;
        int cell = (int) (offset >>> CELL_SHIFT) & CELL_MASK;
        double k = exponent(offset);
        double inverse = ElementaryTables.LOG[cell];
        double scale = Double.longBitsToDouble(ONE - (offset & EXPONENT));
        double near = Math.fma(significand(bits, offset), inverse, -1);
        double more = lost * (scale * inverse);
        double r = near + more;
        double rLow = near - r + more;
        double table = Math.fma(k, LN2_HIGH, ElementaryTables.LOG[cell + 1]);
        double tableLow = Math.fma(k, LN2_LOW, ElementaryTables.LOG[cell + 2]);
        double high = table + r;
        double low = table - high + r + (rLow + tableLow);
        double square = r * r;
        return high + Math.fma(square, Math.fma(r, cubic(r, square), -0.5), low);
    }

    /**
     * x^y for the bits of a positive x: e^(y ln x) with ln x in two parts, relative error below 2^-67.
     *
     * @param bits of a safe x, or from {@link #subnormalBits}
     */
    static double power(long bits, double y) {
        long offset = bits - FIRST;
        int cell = (int) (offset >>> CELL_SHIFT) & CELL_MASK;
        double k = exponent(offset);
        double r = Math.fma(significand(bits, offset), ElementaryTables.LOG[cell], -1);
        double table = Math.fma(k, LN2_HIGH, ElementaryTables.LOG[cell + 1]);
        double tableLow = Math.fma(k, LN2_LOW, ElementaryTables.LOG[cell + 2]);
        double first = table + r;
        double square = r * r;
        // near chooses the cell of the exponential early: the chain of dependent operations is what pow costs
        double near = y * Math.fma(square, Math.fma(r, A3, -0.5), first);
        double half = 0.5 * square;
        double high = first - half;
        double low = tableLow + (table - first + r) + Math.fma(r, -0.5 * r, half) + (first - high - half);
        double more = Math.fma(r * square, cubic(r, square), low);
        if (Math.abs(near) < ElementaryExp.SAFE) {
            double product = y * high;
            return ElementaryExp.safe(near, product, Math.fma(y, high, -product), y, more);
        }
        return extremePower(near, y, high, more);
    }

    private static double extremePower(double near, double y, double high, double more) {
        if (!(Math.abs(near) < 800)) {
            return ElementaryExp.extreme(near, 0);
        }
        double product = y * high;
        double low = Math.fma(y, more, Math.fma(y, high, -product));
        double sum = product + low;
        return ElementaryExp.extreme(sum, product - sum + low);
    }

    private static double exponent(long offset) {
        return Double.longBitsToDouble((offset >> 52) + SHIFT_BITS) - SHIFT;
    }

    private static double significand(long bits, long offset) {
        return Double.longBitsToDouble(bits - (offset & EXPONENT));
    }

    /** (ln(1 + r) - r + r^2 / 2) / r^3. */
    private static double cubic(double r, double square) {
        double top = Math.fma(square, Math.fma(r, A8, A7), Math.fma(r, A6, A5));
        return Math.fma(square, top, Math.fma(r, A4, A3));
    }
}
