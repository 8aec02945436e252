package io.twinsim.random;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

final class ExponentialFormula extends Formula {

    @Override
    @Nullable String refusal(double rate, double b, double c) {
        return rate > 0 && rate <= Double.MAX_VALUE ? null
                : "exponential rate must be positive and finite, got " + Numbers.shortest(rate);
    }

    @Override
    double quantile(double u, double rate, double b, double c) {
        return -Elementary.log1p(-u) / rate;
    }

    @Override
    double survivalQuantile(double q, double rate, double b, double c) {
        return -Elementary.log(q) / rate;
    }

    @Override
    double cdf(double x, double rate, double b, double c) {
        return x <= 0 ? 0 : -Elementary.expm1(-rate * x);
    }

    @Override
    double survival(double x, double rate, double b, double c) {
        return x <= 0 ? 1 : Elementary.exp(-rate * x);
    }

    @Override
    double mean(double rate, double b, double c) {
        return 1 / rate;
    }

    @Override
    double variance(double rate, double b, double c) {
        return 1 / rate / rate;
    }

    @Override
    double lower(double rate, double b, double c) {
        return 0;
    }

    @Override
    double upper(double rate, double b, double c) {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    void quantiles(double[] u, double rate, double b, double c, double[] out, int from, int to) {
        logSurvival(u, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = -out[i] / rate;
        }
    }

    @Override
    void rowQuantiles(double[] u, double[] rate, double @Nullable [] b, double @Nullable [] c,
            double[] out, int from, int to) {
        logSurvival(u, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = -out[i] / rate[i];
        }
    }

    @Override
    void quantiles(UniformBlock u, double rate, double b, double c, double[] out, int from, int to) {
        logSurvival(u, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = -out[i] / rate;
        }
    }

    @Override
    void rowQuantiles(UniformBlock u, double[] rate, double @Nullable [] b, double @Nullable [] c,
            double[] out, int from, int to) {
        logSurvival(u, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = -out[i] / rate[i];
        }
    }

    /**
     * As below, the same bits: where 1 - u is exact, as for a stream's own uniforms, log1p has nothing to make good, and
     * a logarithm is a third quicker.
     */
    private static void logSurvival(UniformBlock u, double[] out, int from, int to) {
        double[] values = u.values();
        if (!u.isExact(from, to)) {
            logSurvival(values, out, from, to);
            return;
        }
        for (int i = from; i < to; i++) {
            out[i] = 1 - values[i];
        }
        Elementary.log(out, out, from, to);
    }

    /** {@code out[i] = ln(1 - u[i])}. */
    static void logSurvival(double[] u, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = -u[i];
        }
        Elementary.log1p(out, out, from, to);
    }
}
