package io.twinsim.random;

/**
 * Sums of the probabilities of counts of Panjer's class: Poisson, binomial and negative binomial, whose masses obey
 * {@code mass(k + 1) / mass(k) = scale (size + sign k) / (k + 1)}. What comes so close to a step of the distribution
 * function that the rounding of a sum could decide is left open, as -1: so an answer is that of the exact search.
 */
final class CountSums {

    /** Relative distance from a step that no rounding of the sums reaches. */
    private static final double CLEAR = 1e-11;
    /** Smaller masses have lost digits, or will have by the underflow of their parts. */
    private static final double LEAST_MASS = 1e-290;
    /** The most terms from zero on. */
    private static final int LONGEST = 250;
    /** Reciprocals of the whole numbers. */
    private static final double[] INVERSE = new double[LONGEST + 1];

    static {
        for (int k = 1; k <= LONGEST; k++) {
            INVERSE[k] = 1.0 / k;
        }
    }

    private CountSums() {
    }

    /** The quantile by adding up from zero on, with the mass at zero given; -1 if it is far or not certain. */
    static double fromZero(double u, double massAtZero, double scale, double size, double sign) {
        if (massAtZero < LEAST_MASS) {
            return -1;
        }
        double slack = CLEAR * u;
        double mass = massAtZero;
        double cdf = mass;
        int k = 0;
        while (cdf < u - slack && k < LONGEST) {
            mass *= scale * (size + sign * k) * INVERSE[k + 1];
            k++;
            cdf += mass;
        }
        return cdf > u + slack && cdf - mass < u - slack ? k : -1;
    }

    /**
     * The quantile by adding up the tail beyond a guess and walking from there; -1 if it is not certain. Up to the
     * mean the cdf is summed; above it 1 - survival, with u seen from above too.
     *
     * @param reach beyond this distance from the guess the masses count for nothing
     */
    static double around(double u, double guess, double massAtGuess, double mean, double reach, double scale,
            double size, double sign) {
        boolean lower = guess <= mean;
        double slack = lower && u > 0.5 ? CLEAR : CLEAR * (u < 0.5 ? u : 1 - u);
        double target = lower ? u : u - 1;
        double k = guess;
        double mass = massAtGuess;
        double cdf = lower ? mass * below(k, reach, scale, size, sign) : -mass * above(k, reach, scale, size, sign);
        while (cdf < target - slack && mass > 0) {
            mass *= scale * (size + sign * k) / (k + 1);
            k++;
            cdf += mass;
        }
        while (k > 0 && cdf - mass > target + slack) {
            cdf -= mass;
            mass *= k / (scale * (size + sign * (k - 1)));
            k--;
        }
        return cdf > target + slack && (k == 0 || cdf - mass < target - slack) ? k : -1;
    }

    /** cdf(k) / mass(k), from the smallest term that counts. */
    private static double below(double k, double reach, double scale, double size, double sign) {
        double inverse = 1 / scale;
        double sum = 1;
        for (double j = Math.max(1, Math.ceil(k - reach)); j <= k; j++) {
            sum = Math.fma(sum, j * inverse / (size + sign * (j - 1)), 1);
        }
        return sum;
    }

    /** survival(k) / mass(k), from the smallest term that counts. */
    private static double above(double k, double reach, double scale, double size, double sign) {
        double sum = 0;
        for (double j = Math.ceil(k + reach); j > k; j--) {
            double ratio = scale * (size + sign * (j - 1)) / j;
            ratio = ratio > 0 ? ratio : 0;
            sum = Math.fma(sum, ratio, ratio);
        }
        return sum;
    }
}
