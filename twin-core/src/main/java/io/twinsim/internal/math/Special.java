package io.twinsim.internal.math;

import org.apache.commons.math3.special.Gamma;

/**
 * Special functions behind the distributions: incomplete gamma and beta functions with their inverses, and the
 * probabilities of counts, all with small relative errors in both tails. Bit-identical everywhere.
 */
public final class Special {

    private static final double ROOT_TWO_PI = 2.5066282746310005024;

    private Special() {
    }

    /**
     * The logarithm of the gamma function.
     *
     * @param x a positive number
     * @return ln Gamma(x)
     */
    public static double logGamma(double x) {
        return x < 15 ? Gamma.logGamma(x)
                : (x - 0.5) * Elementary.log(x) - x + Deviance.HALF_LOG_TWO_PI + Deviance.stirlingError(x);
    }

    /**
     * The regularised lower incomplete gamma function, the cdf of a gamma variate of scale 1.
     *
     * @param shape a positive number
     * @param x any number; below 0 gives 0
     * @return P(shape, x)
     */
    public static double regularisedGammaP(double shape, double x) {
        return x <= 0 ? 0 : x == Double.POSITIVE_INFINITY ? 1
                : gammaTail(shape, x, true);
    }

    /**
     * The regularised upper incomplete gamma function.
     *
     * @param shape a positive number
     * @param x any number; below 0 gives 1
     * @return Q(shape, x) = 1 - P(shape, x)
     */
    public static double regularisedGammaQ(double shape, double x) {
        return x <= 0 ? 1 : x == Double.POSITIVE_INFINITY ? 0
                : gammaTail(shape, x, false);
    }

    /** The rounding of a large coordinate is made good to first order. */
    private static double gammaTail(double shape, double x, boolean lower) {
        double s = gammaCoordinate(shape, x);
        double rest = Math.abs(s) > 1 && Math.abs(s) < 700 ? (x - shape * Elementary.exp(s)) / x : 0;
        return lower ? GammaTails.INSTANCE.lower(shape, 0, s, rest) : GammaTails.INSTANCE.upper(shape, 0, s, rest);
    }

    /** ln(x / shape), accurate where the two are close. */
    static double gammaCoordinate(double shape, double x) {
        double ratio = x / shape;
        return ratio > 0.5 && ratio < 2 ? Elementary.log1p((x - shape) / shape)
                : ratio > 0 && ratio < Double.POSITIVE_INFINITY ? Elementary.log(ratio)
                : Elementary.log(x) - Elementary.log(shape);
    }

    /**
     * The gamma quantile of scale 1.
     *
     * @param p the probability below, in (0, 1)
     * @param shape a positive number
     * @return the x with P(shape, x) = p; 0 where it underflows
     */
    public static double gammaQuantile(double p, double shape) {
        double s = p <= 0.5 ? GammaTails.INSTANCE.solveLower(p, shape, 0, LogConcaveTails.UNKNOWN)
                : GammaTails.INSTANCE.solveUpper(1 - p, shape, 0, LogConcaveTails.UNKNOWN);
        return gammaValue(shape, s);
    }

    /**
     * The gamma quantile of scale 1, seen from above.
     *
     * @param q the probability above, in (0, 1)
     * @param shape a positive number
     * @return the x with Q(shape, x) = q
     */
    public static double gammaSurvivalQuantile(double q, double shape) {
        double s = q <= 0.5 ? GammaTails.INSTANCE.solveUpper(q, shape, 0, LogConcaveTails.UNKNOWN)
                : GammaTails.INSTANCE.solveLower(1 - q, shape, 0, LogConcaveTails.UNKNOWN);
        return gammaValue(shape, s);
    }

    private static double gammaValue(double shape, double s) {
        return shape * Elementary.exp(s);
    }

    /**
     * The regularised incomplete beta function, the cdf of a beta variate.
     *
     * @param x any number; outside [0, 1] gives 0 or 1
     * @param a the first shape, positive
     * @param b the second shape, positive
     * @return I_x(a, b)
     */
    public static double regularisedBeta(double x, double a, double b) {
        return x <= 0 ? 0 : x >= 1 ? 1 : BetaTails.cdf(a, b, betaCoordinate(x, 1 - x, a, b));
    }

    /**
     * The complement of the regularised incomplete beta function.
     *
     * @param x any number; outside [0, 1] gives 1 or 0
     * @param a the first shape, positive
     * @param b the second shape, positive
     * @return 1 - I_x(a, b)
     */
    public static double regularisedBetaComplement(double x, double a, double b) {
        return x <= 0 ? 1 : x >= 1 ? 0 : BetaTails.survival(a, b, betaCoordinate(x, 1 - x, a, b));
    }

    /** logit x - logit(a / (a + b)) with y = 1 - x, accurate where the two are close. */
    static double betaCoordinate(double x, double y, double a, double b) {
        double odds = x / y * (b / a);
        if (odds > 0.5 && odds < 2) {
            // x b - y a as x n - a, n = a + b with its rounding: 1 - x need not be a double
            double n = a + b;
            double part = n - a;
            double rest = (a - (n - part)) + (b - part);
            return Elementary.log1p((Math.fma(x, n, -a) + x * rest) / (y * a));
        }
        return odds > 0 && odds < Double.POSITIVE_INFINITY ? Elementary.log(odds)
                : Elementary.log(x / y) + Elementary.log(b) - Elementary.log(a);
    }

    /**
     * The beta quantile.
     *
     * @param p the probability below, in (0, 1)
     * @param a the first shape, positive
     * @param b the second shape, positive
     * @return the x with I_x(a, b) = p, in [0, 1]
     */
    public static double betaQuantile(double p, double a, double b) {
        if (p == 0.5 && a == b) {
            return 0.5;
        }
        double s = p <= 0.5 ? BetaTails.quantile(p, a, b, LogConcaveTails.UNKNOWN)
                : BetaTails.survivalQuantile(1 - p, a, b, LogConcaveTails.UNKNOWN);
        return BetaTails.value(a, b, s);
    }

    /**
     * The beta quantile, seen from above.
     *
     * @param q the probability above, in (0, 1)
     * @param a the first shape, positive
     * @param b the second shape, positive
     * @return the x with I_x(a, b) = 1 - q, in [0, 1]
     */
    public static double betaSurvivalQuantile(double q, double a, double b) {
        if (q == 0.5 && a == b) {
            return 0.5;
        }
        double s = q <= 0.5 ? BetaTails.survivalQuantile(q, a, b, LogConcaveTails.UNKNOWN)
                : BetaTails.quantile(1 - q, a, b, LogConcaveTails.UNKNOWN);
        return BetaTails.value(a, b, s);
    }

    /**
     * The upper tail of the chi-square distribution.
     *
     * @param x the statistic
     * @param df degrees of freedom, positive
     * @return the probability of values above x
     */
    public static double chiSquareSf(double x, double df) {
        return regularisedGammaQ(df / 2, x / 2);
    }

    /**
     * The upper tail of Fisher's F distribution.
     *
     * @param x the statistic
     * @param df1 degrees of freedom of the numerator, positive
     * @param df2 degrees of freedom of the denominator, positive
     * @return the probability of values above x
     */
    public static double fisherSf(double x, double df1, double df2) {
        return x <= 0 ? 1 : x == Double.POSITIVE_INFINITY ? 0
                : BetaTails.survival(df1 / 2, df2 / 2, Elementary.log(x));
    }

    /**
     * The probability of a Poisson count.
     *
     * @param k the count, a whole number
     * @param mean the mean, at least 0
     * @return the probability of exactly k
     */
    public static double poissonMass(double k, double mean) {
        if (k < 0) {
            return 0;
        }
        if (k == 0 || mean == 0) {
            return k == 0 ? Elementary.exp(-mean) : 0;
        }
        // stirlingError is that of Gamma(k), which is also that of k! = k Gamma(k)
        return Elementary.exp(-Deviance.stirlingError(k) - Deviance.poissonDeviance(k, mean))
                / (ROOT_TWO_PI * Math.sqrt(k));
    }

    /**
     * The probability of a binomial count.
     *
     * @param k the count, a whole number
     * @param n the trials, a whole number
     * @param p the probability of success, in [0, 1]
     * @return the probability of exactly k
     */
    public static double binomialMass(double k, double n, double p) {
        if (k < 0 || k > n) {
            return 0;
        }
        if (p == 0 || p == 1) {
            return k == n * p ? 1 : 0;
        }
        if (k == 0 || k == n) {
            return Elementary.exp(k == 0 ? n * Elementary.log1p(-p) : n * Elementary.log(p));
        }
        return binomialTerm(k, n, p);
    }

    private static double binomialTerm(double k, double n, double p) {
        double rest = n - k;
        double exponent = Deviance.stirlingError(n) - Deviance.stirlingError(k) - Deviance.stirlingError(rest)
                - Deviance.poissonDeviance(k, n * p) - Deviance.poissonDeviance(rest, n * (1 - p));
        return Elementary.exp(exponent) * Math.sqrt(n / k / rest) / ROOT_TWO_PI;
    }

    /**
     * The probability of a negative binomial count.
     *
     * @param k the failures, a whole number
     * @param r the successes waited for, positive
     * @param p the probability of success, in (0, 1]
     * @return the probability of exactly k failures before the r-th success
     */
    public static double negativeBinomialMass(double k, double r, double p) {
        if (k < 0) {
            return 0;
        }
        if (k == 0 || p == 1) {
            return k == 0 ? Elementary.exp(r * Elementary.log(p)) : 0;
        }
        return r / (r + k) * binomialTerm(r, r + k, p);
    }
}
