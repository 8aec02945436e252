package io.twinsim.random;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

/** exp of a normal variate; a point if sigma is 0. */
final class LogNormalFormula extends Formula {

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
        double excess = Elementary.log(Math.max(0, x)) - mu;
        return sigma == 0 ? (x >= Elementary.exp(mu) ? 1 : 0) : Normal.cdf(excess / sigma);
    }

    @Override
    double survival(double x, double mu, double sigma, double c) {
        double excess = Elementary.log(Math.max(0, x)) - mu;
        return sigma == 0 ? (x < Elementary.exp(mu) ? 1 : 0) : Normal.sf(excess / sigma);
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
    void rowQuantiles(double[] u, double[] mu, double @Nullable [] sigma, double @Nullable [] c,
            double[] out, int from, int to) {
        Normal.quantile(u, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = mu[i] + sigma[i] * out[i];
        }
        Elementary.exp(out, out, from, to);
    }
}
