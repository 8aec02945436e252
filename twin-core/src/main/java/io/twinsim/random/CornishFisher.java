package io.twinsim.random;

/**
 * Counts from normal quantiles by the expansion of Cornish and Fisher (1938; Abramowitz and Stegun 26.2.49) up to the
 * sixth cumulant, which are those of the count less those of a uniform on an interval of length 1: so that the
 * expansion runs smoothly through the steps of the distribution function. A value is given only if it is farther from
 * a step than the expansion errs; the bound was checked against the incomplete beta function, with a factor of two.
 */
final class CornishFisher {

    /** What is not certain comes out far below zero. */
    private static final double OPEN = 1e10;

    private CornishFisher() {
    }

    /**
     * The count at the normal quantile w, or a number that is not at least 0 where the expansion does not decide. The
     * cumulants are those of a binomial count: {@code variance}, {@code variance * skew}, {@code variance * (1 - 6
     * spread)} ..., with {@code spread = p (1 - p)} and {@code skew = 1 - 2 p}; p is negative for the negative
     * binomial.
     */
    static double count(double w, double mean, double variance, double skew, double spread) {
        double v = variance - 1 / 12.0;
        double root = Math.sqrt(v);
        double inverse = 1 / v;
        double s = 1 / root;
        // standardised cumulants 3 to 6
        double g1 = variance * skew * inverse * s;
        double g2 = (variance * (1 - 6 * spread) + 1 / 120.0) * inverse * inverse;
        double g3 = variance * skew * (1 - 12 * spread) * inverse * inverse * s;
        double g4 = (variance * Math.fma(120 * spread - 30, spread, 1) - 1 / 252.0) * inverse * inverse * inverse;
        double f = g1 * g1;
        // Hermite polynomials
        double w2 = w * w;
        double h2 = w2 - 1;
        double h3 = w * (w2 - 3);
        double h4 = Math.fma(w2 - 6, w2, 3);
        double h5 = w * Math.fma(w2 - 10, w2, 15);
        double y = g1 * h2 * (1 / 6.0) + g2 * h3 * (1 / 24.0) - f * (2 * h3 + w) * (1 / 36.0)
                + g3 * h4 * (1 / 120.0) - g1 * g2 * (h4 + h2) * (1 / 24.0) + g1 * f * (12 * h4 + 19 * h2) * (1 / 324.0)
                + g4 * h5 * (1 / 720.0) - g2 * g2 * (3 * h5 + 6 * h3 + 2 * w) * (1 / 384.0)
                - g1 * g3 * (2 * h5 + 3 * h3) * (1 / 180.0) + f * g2 * (14 * h5 + 37 * h3 + 8 * w) * (1 / 288.0)
                - f * f * (252 * h5 + 832 * h3 + 227 * w) * (1 / 7776.0);
        double x = mean + (0.5 + root * w + root * y);
        double wide = 1 - 1.3 * (spread - Math.abs(spread)) * 0.5;
        double rho2 = wide / (variance - 0.75);
        double w6 = w2 * w2 * w2;
        double bound = Math.fma(1e-15, mean, 1e-7)
                + root * rho2 * rho2 * Math.sqrt(rho2) * Math.fma(w6, Math.fma(1.2e-4, w2, 2e-3), 0.02);
        double distance = Math.abs(x - Math.rint(x));
        return Math.floor(x) + OPEN * (Math.ceil(distance - bound) - 1);
    }
}
