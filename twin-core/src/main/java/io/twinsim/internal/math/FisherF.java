package io.twinsim.internal.math;

/**
 * Fisher's F distribution, the ratio of two mean squares. Its logarithm is the logit of a beta(df1 / 2, df2 / 2)
 * variate measured from its mean, so both tails come without cancellation.
 */
public final class FisherF {

    /** Beyond this many degrees of freedom below the line, F is chi-square over df1 to the last bits. */
    private static final double CHI_SQUARE_FROM = 1e17;

    private FisherF() {
    }

    /**
     * The distribution function.
     *
     * @param x any number
     * @param df1 degrees of freedom of the numerator, positive
     * @param df2 degrees of freedom of the denominator, positive, may be infinite
     * @return the probability of values up to x
     */
    public static double cdf(double x, double df1, double df2) {
        if (df2 >= CHI_SQUARE_FROM) {
            return ChiSquare.cdf(df1 * x, df1);
        }
        return x <= 0 ? 0 : x == Double.POSITIVE_INFINITY ? 1
                : BetaTails.cdf(df1 / 2, df2 / 2, Elementary.log(x));
    }

    /**
     * The upper tail.
     *
     * @param x any number
     * @param df1 degrees of freedom of the numerator, positive
     * @param df2 degrees of freedom of the denominator, positive, may be infinite
     * @return the probability of values above x
     */
    public static double sf(double x, double df1, double df2) {
        return df2 >= CHI_SQUARE_FROM ? ChiSquare.sf(df1 * x, df1) : Special.fisherSf(x, df1, df2);
    }

    /**
     * The quantile.
     *
     * @param p the probability below, in (0, 1)
     * @param df1 degrees of freedom of the numerator, positive
     * @param df2 degrees of freedom of the denominator, positive, may be infinite
     * @return the x with cdf(x) = p
     */
    public static double quantile(double p, double df1, double df2) {
        return p <= 0.5 ? lower(p, df1, df2) : upper(1 - p, df1, df2);
    }

    /**
     * The critical value of a test.
     *
     * @param q the probability above, in (0, 1)
     * @param df1 degrees of freedom of the numerator, positive
     * @param df2 degrees of freedom of the denominator, positive, may be infinite
     * @return the x with sf(x) = q
     */
    public static double survivalQuantile(double q, double df1, double df2) {
        return q <= 0.5 ? upper(q, df1, df2) : lower(1 - q, df1, df2);
    }

    private static double lower(double p, double df1, double df2) {
        return df2 >= CHI_SQUARE_FROM ? ChiSquare.quantile(p, df1) / df1
                : Elementary.exp(BetaTails.quantile(p, df1 / 2, df2 / 2, LogConcaveTails.UNKNOWN));
    }

    private static double upper(double q, double df1, double df2) {
        return df2 >= CHI_SQUARE_FROM ? ChiSquare.survivalQuantile(q, df1) / df1
                : Elementary.exp(BetaTails.survivalQuantile(q, df1 / 2, df2 / 2, LogConcaveTails.UNKNOWN));
    }
}
