package io.twinsim.internal.math;

/**
 * Student's t and the noncentral t distribution. A t variate with df degrees of freedom has {@code t^2 = e^-s}, s the
 * logit of a beta(df / 2, 1 / 2) variate measured from its mean, so both tails come without cancellation.
 */
public final class StudentT {

    /** Beyond this many degrees of freedom t and normal agree to the last bits. */
    private static final double NORMAL_FROM = 1e17;
    /** From this noncentrality on zero is out of the reach of Z + delta. */
    private static final double FAR = 40;
    private static final double STEP_OF_Z = 0.125;
    private static final int STEPS_OF_Z = 72;
    /** In standard deviations of ln y. */
    private static final double ROUGH_STEP = 0.85;
    private static final int ROUGH_STEPS = 8;

    private StudentT() {
    }

    /**
     * The distribution function.
     *
     * @param t any number
     * @param df degrees of freedom, positive, need not be whole, may be infinite
     * @return the probability of values up to t; small values keep their relative accuracy
     */
    public static double cdf(double t, double df) {
        if (df >= NORMAL_FROM) {
            return Normal.cdf(t);
        }
        if (t == 0 || Double.isInfinite(t)) {
            return t == 0 ? 0.5 : t > 0 ? 1 : 0;
        }
        double s = -2 * Elementary.log(Math.abs(t));
        return t < 0 ? BetaTails.cdf(df / 2, 0.5, s) / 2 : 0.5 + BetaTails.survival(df / 2, 0.5, s) / 2;
    }

    /**
     * The quantile.
     *
     * @param p a probability in (0, 1)
     * @param df degrees of freedom, positive, need not be whole, may be infinite
     * @return the t with cdf(t) = p
     */
    public static double quantile(double p, double df) {
        return p <= 0.5 ? -upperQuantile(p, df) : upperQuantile(1 - p, df);
    }

    /** The t with a probability of q, at most 1/2, above it. */
    private static double upperQuantile(double q, double df) {
        if (df >= NORMAL_FROM) {
            return -Normal.quantile(q);
        }
        if (q == 0.5) {
            return 0;
        }
        double start = start(q, df);
        double s = q <= 0.25 ? BetaTails.quantile(2 * q, df / 2, 0.5, start)
                : BetaTails.survivalQuantile(1 - 2 * q, df / 2, 0.5, start);
        return Elementary.exp(-s / 2);
    }

    /** By the expansion of t in 1 / df (Abramowitz and Stegun 26.7.5), as long as t is not far out for its df. */
    private static double start(double q, double df) {
        double z = -Normal.quantile(q);
        double square = z * z;
        if (!(square < df)) {
            return LogConcaveTails.UNKNOWN;
        }
        double first = (square + 1) / 4;
        double second = ((5 * square + 16) * square + 3) / 96;
        double third = (((3 * square + 19) * square + 17) * square - 15) / 384;
        double t = z * (1 + (first + (second + third / df) / df) / df);
        return -2 * Elementary.log(t);
    }

    /**
     * The distribution function of {@code (Z + delta) / sqrt(V / df)} with Z standard normal and V chi-square of df
     * degrees. Integrates {@code Phi(t y - delta)} over the density of {@code y = sqrt(V / df)} by the trapezoidal
     * rule in ln y, which converges geometrically; absolute error below 1e-12.
     *
     * @param t any number
     * @param df degrees of freedom, at least 0.5
     * @param delta the noncentrality, any number
     * @return the probability of values up to t
     */
    public static double noncentralCdf(double t, double df, double delta) {
        if (df >= NORMAL_FROM || Double.isInfinite(delta)) {
            return Normal.cdf(t - delta);
        }
        if (Math.abs(delta) > FAR && delta * t > 0 && Math.abs(t) > Math.sqrt(2 * df)) {
            return t > 0 ? farCdf(t, df, delta) : 1 - farCdf(-t, df, -delta);
        }
        double a = df / 2;
        double from = -(Math.sqrt(80 / a) + 40 / a) / 2;
        double to = Math.min(Math.sqrt(40 / a), 0.5 * Elementary.log(2 + 80 / a) + 1);
        double scale = Math.min(1 / Math.sqrt(2 * df), 1 / (1 + Math.abs(delta)));
        int steps = (int) Math.min(1_000_000, Math.ceil((to - from) / (0.2 * scale)));
        double h = (to - from) / steps;
        double sum = 0;
        for (int k = 0; k <= steps; k++) {
            double v = from + k * h;
            double weight = Elementary.exp(GammaTails.INSTANCE.logDensity(a, 0, 2 * v));
            sum += weight * Normal.cdf(t * Elementary.exp(v) - delta);
        }
        return Math.min(1, 2 * h * sum);
    }

    /**
     * What {@link #noncentralCdf} gives, within 2e-9 for 60 degrees of freedom and more and a |t| up to 5: the same
     * integral with no more points than that needs, its weights scaled to a sum of 1.
     *
     * @param t any number
     * @param df degrees of freedom, at least 60
     * @param delta the noncentrality, any number
     * @return the probability of values up to t, nearly
     */
    public static double roughNoncentralCdf(double t, double df, double delta) {
        double h = ROUGH_STEP / Math.sqrt(2 * df);
        double factor = Elementary.exp(h);
        double y = Elementary.exp(-ROUGH_STEPS * h);
        double sum = 0;
        double weights = 0;
        for (int k = -ROUGH_STEPS; k <= ROUGH_STEPS; k++) {
            double weight = Elementary.exp(-df / 2 * (Math.fma(y, y, -1) - 2 * (k * h)));
            weights += weight;
            sum += weight * Normal.cdf(t * y - delta);
            y *= factor;
        }
        return sum / weights;
    }

    /**
     * The quantile by the expansion in 1 / df (Abramowitz and Stegun 26.7.5), within 5e-7 for 60 degrees of freedom and
     * more and a |z| up to 4, 1e-10 from 400 on.
     *
     * @param z the normal quantile of the same probability
     * @param df degrees of freedom, at least 60
     * @return the quantile, nearly
     */
    public static double roughQuantile(double z, double df) {
        double square = z * z;
        double first = (square + 1) / 4;
        double second = ((5 * square + 16) * square + 3) / 96;
        double third = (((3 * square + 19) * square + 17) * square - 15) / 384;
        double fourth = ((((79 * square + 776) * square + 1482) * square - 1920) * square - 945) / 92160;
        return z * (1 + (first + (second + (third + fourth / df) / df) / df) / df);
    }

    /**
     * Far out, where Phi is a step beside the density of y: the mean over Z of the probability that {@code y >= (Z +
     * delta) / t}, again by the trapezoidal rule.
     */
    private static double farCdf(double t, double df, double delta) {
        double a = df / 2;
        double sum = 0;
        for (double z = -STEPS_OF_Z; z <= STEPS_OF_Z; z++) {
            double y = (z * STEP_OF_Z + delta) / t;
            sum += Normal.density(z * STEP_OF_Z) * Special.regularisedGammaQ(a, a * y * y);
        }
        return Math.min(1, STEP_OF_Z * sum);
    }

    /**
     * The noncentrality under which values up to t have a given probability: a confidence limit of a standardised
     * effect when p is one of its tails.
     *
     * @param p a probability in (0, 1)
     * @param t a finite number
     * @param df degrees of freedom, at least 0.5
     * @return the delta with noncentralCdf(t, df, delta) = p
     */
    public static double noncentrality(double p, double t, double df) {
        double centre = t - Normal.quantile(p) * Math.sqrt(1 + t * t / (2 * df));
        double reach = Math.sqrt(1 + t * t / (2 * df));
        double low = centre - reach;
        while (noncentralCdf(t, df, low) < p) {
            reach *= 2;
            low -= reach;
        }
        double high = centre + reach;
        while (noncentralCdf(t, df, high) > p) {
            reach *= 2;
            high += reach;
        }
        return Root.find(delta -> noncentralCdf(t, df, delta) / p - 1, low, high, 0);
    }

    /**
     * The mean of a noncentral t variate over its noncentrality, {@code sqrt(df / 2) Gamma((df - 1) / 2) / Gamma(df /
     * 2)}: by this factor a standardised effect comes out too large (Hedges 1981).
     *
     * @param df degrees of freedom, above 1
     * @return a number above 1, near {@code 1 + 3 / (4 df - 4)}
     */
    public static double noncentralMean(double df) {
        return Math.sqrt(df / 2) * Elementary.exp(-Deviance.logGammaRise((df - 1) / 2, 0.5));
    }
}
