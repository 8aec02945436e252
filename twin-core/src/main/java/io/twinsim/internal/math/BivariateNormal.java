package io.twinsim.internal.math;

/**
 * Probabilities of two standard normal variables with correlation r, after Drezner and Wesolowsky (1990,
 * doi:10.1080/00949659008811236) as improved by Genz (2004, doi:10.1023/B:STCO.0000035304.20635.31): Gauss-Legendre
 * quadrature of the density over the correlation, and near r = 1 or -1 of what is left of it after an expansion.
 * Absolute error about 1e-15.
 */
public final class BivariateNormal {

    private static final double ROOT_TWO_PI = 2.5066282746310005024;
    private static final double TWO_PI = 2 * Trigonometry.PI;
    /** From here on the quadrature starts at r = 1 or -1. */
    private static final double STRONG = 0.925;
    /** Below it an exponential no longer counts. */
    private static final double NOTHING = -100;

    private static final GaussLegendre SIX = new GaussLegendre(6);
    private static final GaussLegendre TWELVE = new GaussLegendre(12);
    private static final GaussLegendre TWENTY = new GaussLegendre(20);

    private BivariateNormal() {
    }

    /**
     * The probability that both exceed their thresholds, P(X &gt; h, Y &gt; k).
     *
     * @param h the threshold of X, finite
     * @param k the threshold of Y, finite
     * @param r the correlation, in [-1, 1]
     * @return a value in [0, 1]
     */
    public static double upper(double h, double k, double r) {
        double p = Math.abs(r) < STRONG ? weak(h, k, r) + Normal.sf(h) * Normal.sf(k) : strong(h, k, r);
        return Math.max(0, Math.min(1, p));
    }

    /**
     * The covariance of the two events, P(X &gt; h, Y &gt; k) - P(X &gt; h) P(Y &gt; k); exactly 0 at r = 0.
     *
     * @param h the threshold of X, finite
     * @param k the threshold of Y, finite
     * @param r the correlation, in [-1, 1]
     * @return a value in [-1/4, 1/4]
     */
    public static double covariance(double h, double k, double r) {
        return Math.abs(r) < STRONG ? weak(h, k, r) : strong(h, k, r) - Normal.sf(h) * Normal.sf(k);
    }

    /** The density integrated over the correlation from 0 to r, with r = sin(angle). */
    private static double weak(double h, double k, double r) {
        GaussLegendre rule = Math.abs(r) < 0.3 ? SIX : Math.abs(r) < 0.75 ? TWELVE : TWENTY;
        double squares = (h * h + k * k) / 2;
        double angle = Trigonometry.asin(r);
        double sum = 0;
        for (int i = 0; i < rule.nodes.length; i++) {
            double s = Trigonometry.sin(angle * rule.nodes[i]);
            sum += rule.weights[i] * Elementary.exp((s * h * k - squares) / (1 - s * s));
        }
        return sum * angle / TWO_PI;
    }

    private static double strong(double h, double k, double r) {
        if (r > 0) {
            return Normal.sf(Math.max(h, k)) - missing(h, k, r);
        }
        double between = -k > h ? h < 0 ? Normal.cdf(-k) - Normal.cdf(h) : Normal.sf(h) - Normal.sf(-k) : 0;
        return between + missing(h, -k, -r);
    }

    /** What P(X &gt; h, Y &gt; k) at r falls short of its value at r = 1, for r in [0.925, 1]. */
    private static double missing(double h, double k, double r) {
        if (r >= 1) {
            return 0;
        }
        double product = h * k;
        double distance = (h - k) * (h - k);
        double left = (1 - r) * (1 + r);
        double c = (4 - product) / 8;
        double d = (12 - product) / 16;
        double end = Math.sqrt(left);
        double sum = 0;
        double exponent = -(distance / left + product) / 2;
        if (exponent > NOTHING) {
            sum = end * Elementary.exp(exponent)
                    * (1 - c * (distance - left) * (1 - d * distance / 5) / 3 + c * d * left * left / 5);
        }
        if (-product < -NOTHING) {
            double apart = Math.sqrt(distance);
            sum -= Elementary.exp(-product / 2) * ROOT_TWO_PI * Normal.cdf(-apart / end) * apart
                    * (1 - c * distance * (1 - d * distance / 5) / 3);
        }
        for (int i = 0; i < TWENTY.nodes.length; i++) {
            double at = end * TWENTY.nodes[i];
            double x = at * at;
            exponent = -(distance / x + product) / 2;
            if (exponent > NOTHING) {
                double root = Math.sqrt(1 - x);
                sum += end * TWENTY.weights[i] * Elementary.exp(exponent)
                        * (Elementary.exp(-product * x / (2 * (1 + root) * (1 + root))) / root
                                - (1 + c * x * (1 + d * x)));
            }
        }
        return sum / TWO_PI;
    }
}
