package io.twinsim.random;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

/** exp of a normal variate; a point if sigma is 0. */
final class LogNormalFormula extends Formula {

    private static final double ROOT_TWO = 1.4142135623730951;
    /** ln 2 in two parts; the first has so few bits that its product with an exponent is exact. */
    private static final double LN_TWO_HIGH = 0x1.62e42fefap-1;
    private static final double LN_TWO_LOW = 0x1.cf79abc9e3b3ap-40;

    @Override
    @Nullable String refusal(double mu, double sigma, double c) {
        if (!Double.isFinite(mu)) {
            return "lognormal mu must be finite, got " + Numbers.shortest(mu);
        }
        return sigma >= 0 && sigma <= Double.MAX_VALUE ? null
                : "lognormal sigma must be at least 0 and finite, got " + Numbers.shortest(sigma);
    }

    @Override
    double quantile(double u, double mu, double sigma, double c) {
        return Elementary.exp(mu + sigma * Normal.quantile(u));
    }

    @Override
    double survivalQuantile(double q, double mu, double sigma, double c) {
        return Elementary.exp(mu - sigma * Normal.quantile(q));
    }

    @Override
    double cdf(double x, double mu, double sigma, double c) {
        return sigma == 0 ? (x >= Elementary.exp(mu) ? 1 : 0) : x <= 0 ? 0 : Normal.cdf(excess(x, mu) / sigma);
    }

    @Override
    double survival(double x, double mu, double sigma, double c) {
        return sigma == 0 ? (x < Elementary.exp(mu) ? 1 : 0) : x <= 0 ? 1 : Normal.sf(excess(x, mu) / sigma);
    }

    /** ln x - mu; the binary exponent is taken off first, so that the rounding of a large ln x does not count. */
    private static double excess(double x, double mu) {
        int exponent = Math.getExponent(x * ROOT_TWO);
        if (Math.abs(exponent) > 1000) {
            return Elementary.log(x) - mu;
        }
        double mantissa = Math.scalb(x, -exponent);
        return (exponent * LN_TWO_HIGH - mu) + (exponent * LN_TWO_LOW + Elementary.log(mantissa));
    }

    @Override
    double mean(double mu, double sigma, double c) {
        return Elementary.exp(mu + sigma * sigma / 2);
    }

    @Override
    double variance(double mu, double sigma, double c) {
        return Elementary.expm1(sigma * sigma) * Elementary.exp(2 * mu + sigma * sigma);
    }

    @Override
    double lower(double mu, double sigma, double c) {
        return sigma == 0 ? Elementary.exp(mu) : 0;
    }

    @Override
    double upper(double mu, double sigma, double c) {
        return sigma == 0 ? Elementary.exp(mu) : Double.POSITIVE_INFINITY;
    }

    @Override
    void quantiles(double[] u, double mu, double sigma, double c, double[] out, int from, int to) {
        Normal.quantile(u, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = mu + sigma * out[i];
        }
        Elementary.exp(out, out, from, to);
    }

    @Override
    void quantiles(UniformBlock u, double mu, double sigma, double c, double[] out, int from, int to) {
        u.normals(out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = mu + sigma * out[i];
        }
        Elementary.exp(out, out, from, to);
    }

    @Override
    void rowQuantiles(double[] u, double[] mu, double @Nullable [] sigma, double @Nullable [] c,
            double[] out, int from, int to) {
        Normal.quantile(u, out, from, to);
        NormalFormula.scaled(out, mu, sigma, from, to);
        Elementary.exp(out, out, from, to);
    }

    @Override
    void rowQuantiles(UniformBlock u, double[] mu, double @Nullable [] sigma, double @Nullable [] c,
            double[] out, int from, int to) {
        u.normals(out, from, to);
        NormalFormula.scaled(out, mu, sigma, from, to);
        Elementary.exp(out, out, from, to);
    }
}
