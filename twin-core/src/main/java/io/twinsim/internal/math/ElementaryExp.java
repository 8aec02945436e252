package io.twinsim.internal.math;

/**
 * Exponentials by table: x = k ln2 / 128 + r with {@code |r| <= ln2 / 256}, so e^x = 2^(k / 128) e^r, the first factor
 * from a table, the second from a short minimax polynomial (Tang 1989, doi:10.1145/63522.214389). The tail beside the
 * table and the single rounding of subnormal results follow S. Nagy's exp in Arm's optimized-routines (2018).
 *
 * <p>One comparison sends the rare arguments to {@link #extreme}; there is no other branch.
 */
final class ElementaryExp {

    /** Below it in size nothing overflows and nothing is subnormal. */
    static final double SAFE = 708;

    /** {@code |x + 336| < 372} says that {@code -708 < x < 36}. */
    private static final double CENTRE = -336;
    private static final double RADIUS = 372;
    /** From here on tanh rounds to 1. */
    private static final double TANH_FULL = 22;

    private static final double CELLS_PER_UNIT = 0x1.71547652b82fep7;
    /** ln2 / 128 in two parts; x less k times the first is exact. */
    private static final double CELL_HIGH = 0x1.62e42fefap-8;
    private static final double CELL_LOW = 0x1.cf79abc9e3b3ap-47;
    /** Adding it rounds to a whole number, which then stands in the last bits of the sum. */
    private static final double SHIFT = 0x1.8p52;
    private static final int CELL_SHIFT = 45;

    /** e^r = 1 + r + C2 r^2 + ... with an absolute error below 2^-65.3. */
    private static final double C2 = 0x1.ffffffffffdbdp-2;
    private static final double C3 = 0x1.555555555543bp-3;
    private static final double C4 = 0x1.55555cf1a7036p-5;
    private static final double C5 = 0x1.1111167ba8d0cp-7;

    /** e^r - 1 = r + r^2 / 2 + D3 r^3 + ... with a relative error below 2^-67.9. */
    private static final double D3 = 0x1.55555555554b0p-3;
    private static final double D4 = 0x1.5555555555487p-5;
    private static final double D5 = 0x1.1111156a7044cp-7;
    private static final double D6 = 0x1.6c16c7731cc1ep-10;

    private ElementaryExp() {
    }

    static double exp(double x) {
        return Math.abs(x) < SAFE ? safe(x) : extreme(x, 0);
    }

    static double expm1(double x) {
        if (Math.abs(x - CENTRE) < RADIUS) {
            return withSign(safeLessOne(x), x);
        }
        return x < 0 ? -1 : largeLessOne(x);
    }

    static double logistic(double x) {
        if (Math.abs(x + CENTRE) < RADIUS) {
            return 1 / safeOneMore(-x);
        }
        if (x > 0) {
            return 1;
        }
        double e = exp(x);
        return Math.fma(e, -e, e);
    }

    static double tanh(double x) {
        double size = Math.abs(x);
        if (size < TANH_FULL) {
            return withSign(safeTanh(size), x);
        }
        return x > 0 ? 1 : x < 0 ? -1 : x;
    }

    /** A value that is not negative, with the sign of another; a negative one keeps its own. */
    static double withSign(double value, double sign) {
        return Double.longBitsToDouble(
                Double.doubleToRawLongBits(value) | (Double.doubleToRawLongBits(sign) & Long.MIN_VALUE));
    }

    /** e^x for {@code |x| < 708}. */
    private static double safe(double x) {
        double shifted = Math.fma(x, CELLS_PER_UNIT, SHIFT);
        double cells = shifted - SHIFT;
        double r = Math.fma(cells, -CELL_LOW, Math.fma(cells, -CELL_HIGH, x));
        long k = Double.doubleToRawLongBits(shifted);
        double power = power(k);
        return Math.fma(power, rest(k, r), power);
    }

    /**
     * e^(high + low + factor more) for exponents below 708 in size.
     *
     * @param near the exponent, but for an error of 1e-4
     */
    static double safe(double near, double high, double low, double factor, double more) {
        double shifted = Math.fma(near, CELLS_PER_UNIT, SHIFT);
        double cells = shifted - SHIFT;
        double r = Math.fma(factor, more, Math.fma(cells, -CELL_HIGH, high) + Math.fma(cells, -CELL_LOW, low));
        long k = Double.doubleToRawLongBits(shifted);
        double power = power(k);
        return Math.fma(power, rest(k, r), power);
    }

    /** 2^(k / 128) but for its tail. */
    private static double power(long k) {
        return Double.longBitsToDouble(ElementaryTables.EXP_BITS[(int) k & 127] + (k << CELL_SHIFT));
    }

    /** e^r - 1 plus the tail of the table. */
    private static double rest(long k, double r) {
        double square = r * r;
        double top = Math.fma(square, Math.fma(r, C5, C4), Math.fma(r, C3, C2));
        return Math.fma(square, top, ElementaryTables.EXP_TAILS[(int) k & 127] + r);
    }

    /** e^(x + low) where the results may overflow or be subnormal; low is below an ulp of x. */
    static double extreme(double x, double low) {
        if (!(Math.abs(x) < 746)) {
            return x > 0 ? Double.POSITIVE_INFINITY : x < 0 ? 0 : x;
        }
        double shifted = Math.fma(x, CELLS_PER_UNIT, SHIFT);
        double cells = shifted - SHIFT;
        double r = Math.fma(cells, -CELL_HIGH, x) + Math.fma(cells, -CELL_LOW, low);
        long k = Double.doubleToRawLongBits(shifted);
        double rest = rest(k, r);
        if (x > 0) {
            double power = power(k - 128 * 128);
            return 0x1p128 * Math.fma(power, rest, power);
        }
        return subnormal(power(k + 1022 * 128), rest);
    }

    /** 2^-1022 power (1 + rest), rounded once though the result may be subnormal. */
    private static double subnormal(double power, double rest) {
        double value = Math.fma(power, rest, power);
        if (value < 1) {
            double lost = Math.fma(power, rest, power - value);
            double sum = 1 + value;
            value = sum + (1 - sum + value + lost) - 1;
        }
        return value * 0x1p-1022;
    }

    /** 1 + e^x for {@code -708 < x < 36}. */
    private static double safeOneMore(double x) {
        double shifted = Math.fma(x, CELLS_PER_UNIT, SHIFT);
        double cells = shifted - SHIFT;
        double r = Math.fma(cells, -CELL_LOW, Math.fma(cells, -CELL_HIGH, x));
        long k = Double.doubleToRawLongBits(shifted);
        double power = power(k);
        double more = 1 + power;
        double lost = power - (more - 1);
        return more + Math.fma(power, rest(k, r), lost);
    }

    /** e^x - 1 for {@code -708 < x < 36}, but for the sign of a zero. */
    private static double safeLessOne(double x) {
        double shifted = Math.fma(x, CELLS_PER_UNIT, SHIFT);
        double cells = shifted - SHIFT;
        double near = Math.fma(cells, -CELL_HIGH, x);
        double r = Math.fma(cells, -CELL_LOW, near);
        long k = Double.doubleToRawLongBits(shifted);
        double power = power(k);
        double less = power - 1;
        double high = Math.fma(power, r, less);
        return high + lowLessOne(k, r, Math.fma(cells, -CELL_LOW, near - r), power, less, high);
    }

    /**
     * What e^x - 1 has beyond {@code high = power r + (power - 1)}. Beside 1 - 1, or nearly so, all roundings would be
     * seen: those of power - 1, of high, of r and of the table.
     */
    private static double lowLessOne(long k, double r, double rLow, double power, double less, double high) {
        double lessLow = power - (less + 1);
        double highLow = Math.fma(power, r, less - high);
        double tail = ElementaryTables.EXP_TAILS[(int) k & 127];
        double square = r * r;
        double top = Math.fma(square, Math.fma(square, D6, Math.fma(r, D5, D4)), Math.fma(r, D3, 0.5));
        double rest = Math.fma(square, top, Math.fma(tail, r, tail + rLow));
        return Math.fma(power, rest, highLow + lessLow);
    }

    /**
     * e / (e + 2) with e = e^2x - 1 for {@code 0 <= x < 22}: with {@code near + 2} exact, near / (near + 2) and what
     * the rest of e adds to it.
     */
    private static double safeTanh(double x) {
        double twice = 2 * x;
        double shifted = Math.fma(twice, CELLS_PER_UNIT, SHIFT);
        double cells = shifted - SHIFT;
        double r = Math.fma(cells, -CELL_LOW, Math.fma(cells, -CELL_HIGH, twice));
        long k = Double.doubleToRawLongBits(shifted);
        double power = power(k);
        double less = power - 1;
        double high = Math.fma(power, r, less);
        double tail = ElementaryTables.EXP_TAILS[(int) k & 127];
        double square = r * r;
        double top = Math.fma(square, Math.fma(square, D6, Math.fma(r, D5, D4)), Math.fma(r, D3, 0.5));
        double low = Math.fma(power, Math.fma(square, top, Math.fma(tail, r, tail)),
                Math.fma(power, r, less - high));
        double sum = high + 2;
        double near = sum - 2;
        double ratio = near / sum;
        double rise = 1 - ratio;
        double share = 0.5 * (high - near + low) * rise;
        return Math.fma(rise, Math.fma(share, Math.fma(share, share, -share), share), ratio);
    }

    /** e^x - 1 for {@code x >= 36} or NaN. */
    private static double largeLessOne(double x) {
        if (!(x < SAFE)) {
            return extreme(x, 0);
        }
        double shifted = Math.fma(x, CELLS_PER_UNIT, SHIFT);
        double cells = shifted - SHIFT;
        long k = Double.doubleToRawLongBits(shifted);
        double rest = rest(k, Math.fma(cells, -CELL_LOW, Math.fma(cells, -CELL_HIGH, x)));
        double power = power(k);
        double value = Math.fma(power, rest, power);
        return value + (Math.fma(power, rest, power - value) - 1);
    }
}
