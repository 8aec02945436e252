package io.twinsim.internal.math;

/** The chi-square distribution: a gamma variate of shape df / 2, doubled. Accurate in relative terms in both tails. */
public final class ChiSquare {

    private ChiSquare() {
    }

    /**
     * The distribution function.
     *
     * @param x any number
     * @param df degrees of freedom, positive
     * @return the probability of values up to x
     */
    public static double cdf(double x, double df) {
        return Special.regularisedGammaP(df / 2, x / 2);
    }

    /**
     * The upper tail.
     *
     * @param x any number
     * @param df degrees of freedom, positive
     * @return the probability of values above x
     */
    public static double sf(double x, double df) {
        return Special.chiSquareSf(x, df);
    }

    /**
     * The quantile.
     *
     * @param p the probability below, in (0, 1)
     * @param df degrees of freedom, positive
     * @return the x with cdf(x) = p
     */
    public static double quantile(double p, double df) {
        return 2 * Special.gammaQuantile(p, df / 2);
    }

    /**
     * The critical value of a test.
     *
     * @param q the probability above, in (0, 1)
     * @param df degrees of freedom, positive
     * @return the x with sf(x) = q
     */
    public static double survivalQuantile(double q, double df) {
        return 2 * Special.gammaSurvivalQuantile(q, df / 2);
    }
}
