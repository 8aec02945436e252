package io.twinsim.internal.math;

/**
 * Kolmogorov's distribution, to which {@code sqrt(n) D} tends, D the greatest distance between the distribution
 * function of n independent values and the continuous one they come from. Both of its series are used, each where it
 * converges in a few terms, so that either tail keeps its relative accuracy. For the distribution at a finite n see
 * {@link KolmogorovExact}.
 */
public final class Kolmogorov {

    /** Up to here theta's series in exp(-pi^2 / 8 x^2) is the shorter one. */
    private static final double LEFT_TO = 1.18;
    /** The distribution function underflows below. */
    private static final double LEAST = 0.04;
    private static final double SQUARE_OVER_EIGHT = Trigonometry.PI * Trigonometry.PI / 8;
    private static final double ROOT_TWO_PI = 2.5066282746310005024;

    private Kolmogorov() {
    }

    /**
     * The distribution function.
     *
     * @param x any number
     * @return K(x), the limit of the probability that {@code sqrt(n) D} is up to x
     */
    public static double cdf(double x) {
        return x < LEFT_TO ? left(x) : 1 - right(x);
    }

    /**
     * The upper tail.
     *
     * @param x any number
     * @return 1 - K(x)
     */
    public static double sf(double x) {
        return x < LEFT_TO ? 1 - left(x) : right(x);
    }

    private static double left(double x) {
        if (x <= LEAST) {
            return 0;
        }
        double exponent = SQUARE_OVER_EIGHT / (x * x);
        double sum = 0;
        for (int k = 7; k >= 1; k -= 2) {
            sum += Elementary.exp(-exponent * k * k);
        }
        return ROOT_TWO_PI / x * sum;
    }

    private static double right(double x) {
        double sum = 0;
        for (int k = 5; k >= 1; k--) {
            double term = Elementary.exp(-2.0 * k * k * x * x);
            sum += k % 2 == 1 ? term : -term;
        }
        return 2 * sum;
    }

    /**
     * The quantile.
     *
     * @param p the probability below, in (0, 1)
     * @return the x with cdf(x) = p
     */
    public static double quantile(double p) {
        return solve(p, 1 - p);
    }

    /**
     * The critical value of a test.
     *
     * @param q the probability above, in (0, 1)
     * @return the x with sf(x) = q
     */
    public static double survivalQuantile(double q) {
        return solve(1 - q, q);
    }

    /** The upper tail lies below {@code 2 exp(-2 x^2)}. */
    private static double solve(double p, double q) {
        double most = Math.max(1, Math.sqrt(Elementary.log(2 / q) / 2) * (1 + 1e-9));
        return q < 0.5 ? Root.find(x -> sf(x) / q - 1, LEAST, most, 0) : Root.find(x -> cdf(x) / p - 1, LEAST, most, 0);
    }
}
