package io.twinsim.internal.math;

/**
 * The standard normal distribution. cdf and sf follow Cody (1969, doi:10.1090/S0025-5718-1969-0247736-4) with the
 * exponent split so that its rounding does not grow: relative error about 1e-15 in both tails down to the subnormal
 * numbers.
 *
 * <p>The quantile is one polynomial of degree 6 per cell, 32 cells to a binade of min(p, 1 - p), without a branch:
 * relative error about 1e-15, and on the uniforms of a stream it never falls. Outside the table, below 2^-56,
 * Wichura's AS 241 with one Newton step takes over.
 */
public final class Normal {

    private static final double ROOT_TWO_PI = 2.5066282746310005024;
    private static final double INVERSE_ROOT_TWO_PI = 0.39894228040143267794;

    private static final double[] A = {2.2352520354606839287, 161.02823106855587881, 1067.6894854603709582,
        18154.981253343561249, .065682337918207449113};
    private static final double[] B = {47.20258190468824187, 976.09855173777669322, 10260.932208618978205,
        45507.789335026729956};
    private static final double[] C = {.39894151208813466764, 8.8831497943883759412, 93.506656132177855979,
        597.27027639480026226, 2494.5375852903726711, 6848.1904505362823326, 11602.651437647350124,
        9842.7148383839780218, 1.0765576773720192317e-8};
    private static final double[] D = {22.266688044328115691, 235.38790178262499861, 1519.377599407554805,
        6485.558298266760755, 18615.571640885098091, 34900.952721145977266, 38912.003286093271411,
        19685.429676859990727};
    private static final double[] P = {.21589853405795699, .1274011611602473639, .022235277870649807,
        .001421619193227893466, 2.9112874951168792e-5, .02307344176494017303};
    private static final double[] Q = {1.28426009614491121, .468238212480865118, .0659881378689285515,
        .00378239633202758244, 7.29751555083966205e-5};

    private Normal() {
    }

    /**
     * The distribution function.
     *
     * @param z any number
     * @return the probability of values up to z; small values keep their relative accuracy
     */
    public static double cdf(double z) {
        double x = Math.abs(z);
        if (x <= 0.67448975) {
            return 0.5 + central(z);
        }
        double tail = tail(x);
        return z < 0 ? tail : 1 - tail;
    }

    /**
     * The survival function.
     *
     * @param z any number
     * @return the probability of values above z; small values keep their relative accuracy
     */
    public static double sf(double z) {
        return cdf(-z);
    }

    private static double central(double z) {
        double square = Math.abs(z) > 0x1p-54 ? z * z : 0;
        double top = A[4] * square;
        double bottom = square;
        for (int k = 0; k < 3; k++) {
            top = (top + A[k]) * square;
            bottom = (bottom + B[k]) * square;
        }
        return z * (top + A[3]) / (bottom + B[3]);
    }

    /** The tail beyond x > 0.67; NaN gives NaN. */
    private static double tail(double x) {
        double ratio;
        if (x <= 5.656854249492380195206) {
            double top = C[8] * x;
            double bottom = x;
            for (int k = 0; k < 7; k++) {
                top = (top + C[k]) * x;
                bottom = (bottom + D[k]) * x;
            }
            ratio = (top + C[7]) / (bottom + D[7]);
        } else {
            double square = 1 / (x * x);
            double top = P[5] * square;
            double bottom = square;
            for (int k = 0; k < 4; k++) {
                top = (top + P[k]) * square;
                bottom = (bottom + Q[k]) * square;
            }
            ratio = (INVERSE_ROOT_TWO_PI - square * (top + P[4]) / (bottom + Q[4])) / x;
        }
        if (x > 40) {
            return x > 0 ? 0 : ratio;
        }
        // x^2 = head^2 + rest with head a multiple of 1/16, so that head^2 is exact
        double head = Math.floor(x * 16) / 16;
        double rest = (x - head) * (x + head);
        return Elementary.exp(-head * head * 0.5) * Elementary.exp(-rest * 0.5) * ratio;
    }

    /**
     * The density.
     *
     * @param z any number
     * @return exp(-z^2 / 2) / sqrt(2 pi)
     */
    public static double density(double z) {
        return Elementary.exp(-0.5 * z * z) * INVERSE_ROOT_TWO_PI;
    }

    /**
     * The quantile.
     *
     * @param p a probability in (0, 1)
     * @return the z with cdf(z) = p; negative infinity at 0, infinity at 1, NaN outside
     */
    public static double quantile(double p) {
        double tail = Math.min(p, 1 - p);
        if (!(tail >= NormalTable.LEAST)) {
            return p < 0.5 ? -deep(p) : p == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
        }
        return NormalTable.lookUp(NormalTable.CELLS, p);
    }

    /**
     * The quantiles of many probabilities, the same bits as {@link #quantile(double)}; allocates nothing.
     *
     * @param p probabilities in (0, 1)
     * @param out receives the quantiles; may be {@code p} itself
     * @param from the first index
     * @param to one past the last index
     */
    public static void quantile(double[] p, double[] out, int from, int to) {
        double[] cells = NormalTable.CELLS;
        for (int i = from; i < to; i++) {
            double u = p[i];
            out[i] = Math.min(u, 1 - u) >= NormalTable.LEAST ? NormalTable.lookUp(cells, u) : quantile(u);
        }
    }

    /** The z with a tail of p beyond it, for any p in [0, 0.5]. */
    static double deep(double p) {
        if (p == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double z = Wichura.upper(p);
        double ratio = tailRatio(z, p);
        return z + ratio;
    }

    /** The Newton step from z towards the tail p; where the tail is subnormal AS 241 stands as it is. */
    private static double tailRatio(double z, double p) {
        if (z < 1 || p < 1e-290) {
            return 0;
        }
        return (tail(z) - p) / density(z);
    }

    static double slope(double z) {
        return ROOT_TWO_PI * Elementary.exp(0.5 * z * z);
    }
}
