package io.twinsim.random;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

/** Failures before the first success. */
final class GeometricFormula extends Formula {

    /** Below, draws pass the greatest integer. */
    private static final double LEAST = 2e-8;

    @Override
    @Nullable String refusal(double p, double b, double c) {
        return p >= LEAST && p <= 1 ? null : "geometric p must be in [2.0E-8, 1], got " + Numbers.shortest(p);
    }

    @Override
    double quantile(double u, double p, double b, double c) {
        return count(Elementary.log1p(-u), p);
    }

    @Override
    double survivalQuantile(double q, double p, double b, double c) {
        return count(Elementary.log(q), p);
    }

    /** The smallest k with (k + 1) ln(1 - p) at most the logarithm of the survival. */
    private static double count(double logSurvival, double p) {
        if (p == 1) {
            return 0;
        }
        return Math.max(0, Math.ceil(logSurvival / Elementary.log1p(-p)) - 1);
    }

    @Override
    double cdf(double x, double p, double b, double c) {
        return x < 0 ? 0 : p == 1 ? 1 : -Elementary.expm1((Math.floor(x) + 1) * Elementary.log1p(-p));
    }

    @Override
    double survival(double x, double p, double b, double c) {
        return x < 0 ? 1 : p == 1 ? 0 : Elementary.exp((Math.floor(x) + 1) * Elementary.log1p(-p));
    }

    @Override
    double mean(double p, double b, double c) {
        return (1 - p) / p;
    }

    @Override
    double variance(double p, double b, double c) {
        return (1 - p) / (p * p);
    }

    @Override
    double lower(double p, double b, double c) {
        return 0;
    }

    @Override
    double upper(double p, double b, double c) {
        return p == 1 ? 0 : Double.POSITIVE_INFINITY;
    }

    @Override
    boolean isInteger() {
        return true;
    }

    @Override
    void quantiles(double[] u, double p, double b, double c, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = quantile(u[i], p, b, c);
        }
    }
}
