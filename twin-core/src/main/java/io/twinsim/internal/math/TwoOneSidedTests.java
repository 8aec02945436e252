package io.twinsim.internal.math;

/**
 * The power of two one-sided t tests that share one variance estimate, as in tests of equivalence: the probability that
 * {@code Z + lower >= t y} and {@code Z - upper <= -t y} at once, Z standard normal and {@code y = sqrt(V / df)} with V
 * chi-square of df degrees. It is a difference of two of Owen's Q functions (Owen 1965, Biometrika 52:437-446).
 *
 * <p>Given y it is {@code Phi(upper - t y) - Phi(t y - lower)} up to {@code y = (lower + upper) / 2t} and nothing
 * beyond; integrated over ln y by Gauss and Legendre's rule on panels, absolute error below 1e-12.
 */
public final class TwoOneSidedTests {

    private static final GaussLegendre RULE = new GaussLegendre(16);
    private static final int MOST_PANELS = 100_000;

    private TwoOneSidedTests() {
    }

    /**
     * The probability that both tests reject.
     *
     * @param critical the t that both have to reach, positive
     * @param df degrees of freedom, at least 0.5
     * @param lower the distance of the true effect from the lower margin, in standard errors
     * @param upper the distance of the true effect from the upper margin, in standard errors
     * @return a probability; 0 if the margins are in the wrong order
     */
    public static double power(double critical, double df, double lower, double upper) {
        double last = (lower + upper) / (2 * critical);
        if (!(last > 0)) {
            return 0;
        }
        double a = df / 2;
        double from = -(Math.sqrt(80 / a) + 40 / a) / 2;
        double to = Math.min(Math.min(Math.sqrt(40 / a), 0.5 * Elementary.log(2 + 80 / a) + 1), Elementary.log(last));
        if (to <= from) {
            return 0;
        }
        double scale = Math.min(1 / Math.sqrt(2 * df), 1 / (1 + Math.max(Math.abs(lower), Math.abs(upper))));
        int panels = (int) Math.min(MOST_PANELS, Math.ceil((to - from) / (2 * scale)));
        double width = (to - from) / panels;
        double sum = 0;
        for (int k = 0; k < panels; k++) {
            double start = from + k * width;
            for (int j = 0; j < RULE.nodes.length; j++) {
                double v = start + width * RULE.nodes[j];
                double bar = critical * Elementary.exp(v);
                double inside = Normal.cdf(upper - bar) - Normal.cdf(bar - lower);
                sum += RULE.weights[j] * Elementary.exp(GammaTails.INSTANCE.logDensity(a, 0, 2 * v)) * inside;
            }
        }
        return Math.max(0, Math.min(1, 2 * width * sum));
    }
}
