package io.twinsim.internal.math;

/**
 * The standard normal distribution.
 *
 * <p>Quantile: one rational function from 7/1024 to 1017/1024, a polynomial of degree 6 per cell beyond, 32 cells to a
 * binade of the tail, and Wichura's AS 241 with one Newton step below 2^-56. Error at most 2 ulp (relative 3e-16) down
 * to 1e-290; on the uniforms of a stream, odd multiples of 2^-53, it never falls.
 *
 * <p>Distribution function: cells of width 1/32 with an error of at most 0.8 ulp for |z| up to 6.5; below -6.5 Cody's
 * rational function (1969, doi:10.1090/S0025-5718-1969-0247736-4) with an error of at most 4 ulp, down to the subnormal
 * numbers.
 */
public final class Normal {

    /** Probabilities below this, and above 1 minus this, are those of the tails, where the quantile costs more. */
    public static final double OUTER = 7.0 / 1024;

    private static final double ROOT_TWO_PI = 2.5066282746310005024;
    private static final double INVERSE_ROOT_TWO_PI = 0.39894228040143267794;

    private static final double[] TOP = {.21589853405795699, .1274011611602473639, .022235277870649807,
        .001421619193227893466, 2.9112874951168792e-5, .02307344176494017303};
    private static final double[] BOTTOM = {1.28426009614491121, .468238212480865118, .0659881378689285515,
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
        return Math.abs(z) <= NormalCdf.REACH ? NormalCdf.lookUp(NormalCdf.CELLS, z) : far(z);
    }

    /**
     * The distribution function of many numbers, the same bits as {@link #cdf(double)}; allocates nothing.
     *
     * @param z any numbers
     * @param out receives the probabilities; may be {@code z} itself
     * @param from the first index
     * @param to one past the last index
     */
    public static void cdf(double[] z, double[] out, int from, int to) {
        double[] cells = NormalCdf.CELLS;
        for (int i = from; i < to; i++) {
            double x = z[i];
            out[i] = Math.abs(x) <= NormalCdf.REACH ? NormalCdf.lookUp(cells, x) : far(x);
        }
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

    private static double far(double z) {
        double tail = tail(Math.abs(z));
        return z < 0 ? tail : 1 - tail;
    }

    /** The tail beyond x > 6.5; NaN gives NaN. */
    private static double tail(double x) {
        if (x > 40) {
            return 0;
        }
        double inverse = 1 / (x * x);
        double top = TOP[5] * inverse;
        double bottom = inverse;
        for (int k = 0; k < 4; k++) {
            top = (top + TOP[k]) * inverse;
            bottom = (bottom + BOTTOM[k]) * inverse;
        }
        double ratio = (INVERSE_ROOT_TWO_PI - inverse * (top + TOP[4]) / (bottom + BOTTOM[4])) / x;
        // x^2 = square + rest exactly, so that the rounding of the square, up to 700 ulp of the tail, does no harm
        double square = x * x;
        double rest = Math.fma(x, x, -square);
        double scaled = Elementary.exp(-0.5 * square) * ratio;
        return Math.fma(scaled, -0.5 * rest, scaled);
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
        return NormalCentre.holds(p) ? NormalCentre.quantile(p) : outer(NormalTable.CELLS, p);
    }

    /**
     * The quantiles of many probabilities, the same bits as {@link #quantile(double)}; allocates nothing. Fastest where
     * {@code out} is another array than {@code p}.
     *
     * @param p probabilities in (0, 1)
     * @param out receives the quantiles; may be {@code p} itself
     * @param from the first index
     * @param to one past the last index
     */
    public static void quantile(double[] p, double[] out, int from, int to) {
        if (p == out) {
            quantileInPlace(p, from, to);
            return;
        }
        NormalCentre.quantile(p, out, from, to);
        double[] cells = NormalTable.CELLS;
        for (int i = from; i < to; i++) {
            double u = p[i];
            if (!NormalCentre.holds(u)) {
                out[i] = outer(cells, u);
            }
        }
    }

    /** From one tail value to the next, as the vector loop writes over the probabilities. */
    private static void quantileInPlace(double[] p, int from, int to) {
        double[] cells = NormalTable.CELLS;
        int start = from;
        while (start < to) {
            int end = start;
            while (end < to && NormalCentre.holds(p[end])) {
                end++;
            }
            // a loop of its own: short runs must not shape the compiled form of the long one
            for (int i = start; i < end; i++) {
                p[i] = NormalCentre.quantile(p[i]);
            }
            if (end < to) {
                p[end] = outer(cells, p[end]);
            }
            start = end + 1;
        }
    }

    /**
     * The quantiles of many probabilities of which those in the tails are known, the same bits as {@link
     * #quantile(double)}; allocates nothing.
     *
     * @param p probabilities in (0, 1)
     * @param outer the indices, from {@code from} to {@code to}, of those below {@link #OUTER} or above 1 minus it
     * @param count how many there are
     * @param out receives the quantiles; not {@code p} itself
     * @param from the first index
     * @param to one past the last index
     */
    public static void quantile(double[] p, int[] outer, int count, double[] out, int from, int to) {
        NormalCentre.quantile(p, out, from, to);
        double[] cells = NormalTable.CELLS;
        for (int k = 0; k < count; k++) {
            int i = outer[k];
            out[i] = outer(cells, p[i]);
        }
    }

    private static double outer(double[] cells, double p) {
        double tail = Math.min(p, 1 - p);
        if (tail >= NormalTable.LEAST) {
            return NormalTable.lookUp(cells, p, tail);
        }
        return p < 0.5 ? -deep(p) : p == 1 ? Double.POSITIVE_INFINITY : Double.NaN;
    }

    /** The z with a tail of p beyond it, for any p in [0, 0.5]. */
    static double deep(double p) {
        if (p == 0) {
            return Double.POSITIVE_INFINITY;
        }
        double z = Wichura.upper(p);
        // where the tail is subnormal AS 241 stands as it is
        return z < 1 || p < 1e-290 ? z : z + (cdf(-z) - p) / density(z);
    }

    static double slope(double z) {
        return ROOT_TWO_PI * Elementary.exp(0.5 * z * z);
    }
}
