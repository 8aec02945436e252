package io.twinsim.internal.math;

/**
 * Digamma, the derivative of the logarithm of the gamma function, and trigamma, its own derivative, for arguments above
 * 0: recurrences up to 12, then the asymptotic series (Abramowitz and Stegun 1964, 6.3.18 and 6.4.12), to rounding.
 */
public final class Polygamma {

    /** From here on seven terms of the series leave less than rounding. */
    private static final double FAR = 12;

    private Polygamma() {
    }

    /**
     * The derivative of the logarithm of the gamma function.
     *
     * @param x above 0
     * @return digamma
     */
    public static double digamma(double x) {
        return Elementary.log(x) - logMinusDigamma(x);
    }

    /**
     * {@code log(x) - digamma(x)}, about {@code 1 / (2 x)}, without the cancellation for large x.
     *
     * @param x above 0
     * @return the difference, above 0
     */
    public static double logMinusDigamma(double x) {
        double shift = 0;
        double y = x;
        while (y < FAR) {
            shift += 1 / y;
            y += 1;
        }
        double q = 1 / (y * y);
        double series = 0.5 / y + q * (1.0 / 12 - q * (1.0 / 120 - q * (1.0 / 252 - q * (1.0 / 240 - q * (1.0 / 132
                - q * (691.0 / 32760 - q / 12))))));
        return y == x ? series : shift + series - Elementary.log(y / x);
    }

    /**
     * The second derivative of the logarithm of the gamma function.
     *
     * @param x above 0
     * @return trigamma, above 0
     */
    public static double trigamma(double x) {
        double shift = 0;
        double y = x;
        while (y < FAR) {
            shift += 1 / (y * y);
            y += 1;
        }
        double q = 1 / (y * y);
        return shift + 1 / y + q * (0.5 + (1.0 / 6 - q * (1.0 / 30 - q * (1.0 / 42 - q * (1.0 / 30 - q * (5.0 / 66
                - q * (691.0 / 2730 - q * 7 / 6)))))) / y);
    }
}
