package io.twinsim.internal.math;

/**
 * The few trigonometric functions that are needed; the same bits on every machine.
 *
 * <p>Method of {@link #sin} and {@link #cos}: the angle is reduced to [-pi / 4, pi / 4] with pi / 2 in three parts of
 * 33 bits each, as many of them as the cancellation needs, and the remainder kept as a sum of two doubles; there a
 * polynomial of degree 13 or 14 is taken. The reduction and the coefficients are those of fdlibm (Sun Microsystems
 * 1993, {@code e_rem_pio2.c}, {@code k_sin.c}, {@code k_cos.c}), and so are the results, bit for bit, with an error
 * below 1 ulp. Beyond {@value #MEDIUM} fdlibm itself is asked.
 */
public final class Trigonometry {

    /** The double nearest to pi. */
    public static final double PI = 3.141592653589793;

    /** Below this magnitude three parts of pi / 2 are enough; about 2^19 pi / 2. */
    private static final double MEDIUM = 823_000;
    private static final double TINY = 0x1p-27;
    private static final double HALF_PI = 1.5707963267948966;
    /** The first double with a greater high word than pi / 4: below it nothing is reduced. */
    private static final double QUARTER = 0x1.921fcp-1;
    private static final double TWO_OVER_PI = 6.36619772367581382433e-01;
    private static final double PART_1 = 1.57079632673412561417e+00;
    private static final double REST_1 = 6.07710050650619224932e-11;
    private static final double PART_2 = 6.07710050630396597660e-11;
    private static final double REST_2 = 2.02226624879595063154e-21;
    private static final double PART_3 = 2.02226624871116645580e-21;
    private static final double REST_3 = 8.47842766036889956997e-32;

    private static final double S1 = -1.66666666666666324348e-01;
    private static final double S2 = 8.33333333332248946124e-03;
    private static final double S3 = -1.98412698298579493134e-04;
    private static final double S4 = 2.75573137070700676789e-06;
    private static final double S5 = -2.50507602534068634195e-08;
    private static final double S6 = 1.58969099521155010221e-10;
    private static final double C1 = 4.16666666666666019037e-02;
    private static final double C2 = -1.38888888888741095749e-03;
    private static final double C3 = 2.48015872894767294178e-05;
    private static final double C4 = -2.75573143513906633035e-07;
    private static final double C5 = 2.08757232129817482790e-09;
    private static final double C6 = -1.13596475577881948265e-11;

    private Trigonometry() {
    }

    /**
     * The sine.
     *
     * @param x an angle in radians
     * @return its sine, in [-1, 1]; NaN if {@code x} is not finite
     */
    public static double sin(double x) {
        if (!(Math.abs(x) < QUARTER)) {
            return reduced(x, 0);
        }
        return sine(x, 0, false);
    }

    /**
     * The cosine.
     *
     * @param x an angle in radians
     * @return its cosine, in [-1, 1]; NaN if {@code x} is not finite
     */
    public static double cos(double x) {
        return Math.abs(x) < QUARTER ? cosine(x, 0) : reduced(x, 1);
    }

    /**
     * The sines of a block: {@code out[i] = sin(x[i])}.
     *
     * @param x angles in radians
     * @param out receives the sines; may be {@code x} itself
     * @param from the first index
     * @param to one past the last index
     */
    public static void sin(double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = sin(x[i]);
        }
    }

    /**
     * The cosines of a block: {@code out[i] = cos(x[i])}.
     *
     * @param x angles in radians
     * @param out receives the cosines; may be {@code x} itself
     * @param from the first index
     * @param to one past the last index
     */
    public static void cos(double[] x, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = cos(x[i]);
        }
    }

    /** The sine of x + shift * pi / 2, shift 0 or 1. */
    private static double reduced(double x, int shift) {
        double magnitude = Math.abs(x);
        if (!(magnitude < MEDIUM)) {
            return shift == 0 ? StrictMath.sin(x) : StrictMath.cos(x);
        }
        int turns = (int) (magnitude * TWO_OVER_PI + 0.5);
        double r = magnitude - turns * PART_1;
        double w = turns * REST_1;
        double head = r - w;
        int exponent = Math.getExponent(magnitude);
        // fdlibm looks for cancellation in the first turns only where the high words of angle and multiple agree.
        boolean near = turns >= 32 || high(magnitude) == high(turns * HALF_PI);
        if (near && exponent - Math.getExponent(head) > 16) {
            double before = r;
            w = turns * PART_2;
            r = before - w;
            w = turns * REST_2 - (before - r - w);
            head = r - w;
            if (exponent - Math.getExponent(head) > 49) {
                before = r;
                w = turns * PART_3;
                r = before - w;
                w = turns * REST_3 - (before - r - w);
                head = r - w;
            }
        }
        double tail = r - head - w;
        boolean negative = x < 0;
        int quadrant = (negative ? -turns : turns) + shift;
        double first = negative ? -head : head;
        double second = negative ? -tail : tail;
        double value = (quadrant & 1) == 0 ? sine(first, second, true) : cosine(first, second);
        return (quadrant & 2) == 0 ? value : -value;
    }

    /** The sine of x + y, |x| at most pi / 4 and y the tail of x. */
    private static double sine(double x, double y, boolean hasTail) {
        if (Math.abs(x) < TINY) {
            return x;
        }
        double z = x * x;
        double v = z * x;
        double r = S2 + z * (S3 + z * (S4 + z * (S5 + z * S6)));
        return hasTail ? x - (z * (0.5 * y - v * r) - y - v * S1) : x + v * (S1 + z * r);
    }

    /** The cosine of x + y: what is cut off before 1 - x^2 / 2 is exact. */
    private static double cosine(double x, double y) {
        double magnitude = Math.abs(x);
        if (magnitude < TINY) {
            return 1;
        }
        double z = x * x;
        double r = z * (C1 + z * (C2 + z * (C3 + z * (C4 + z * (C5 + z * C6)))));
        if (high(magnitude) < 0x3FD33333) {
            return 1 - (0.5 * z - (z * r - x * y));
        }
        double cut = high(magnitude) > 0x3fe90000 ? 0.28125
                : Double.longBitsToDouble((long) (high(magnitude) - 0x00200000) << 32);
        double half = 0.5 * z - cut;
        return 1 - cut - (half - (z * r - x * y));
    }

    private static int high(double x) {
        return (int) (Double.doubleToRawLongBits(x) >>> 32);
    }

    /**
     * The inverse of the sine.
     *
     * @param x a value in [-1, 1]
     * @return the angle in [-pi / 2, pi / 2]; NaN outside
     */
    public static double asin(double x) {
        return StrictMath.asin(x);
    }
}
