package io.twinsim.random;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

final class ParetoFormula extends Formula {

    @Override
    @Nullable String refusal(double scale, double shape, double c) {
        if (!(scale > 0 && scale <= Double.MAX_VALUE)) {
            return "pareto scale must be positive and finite, got " + Numbers.shortest(scale);
        }
        return shape > 0 && shape <= Double.MAX_VALUE ? null
                : "pareto shape must be positive and finite, got " + Numbers.shortest(shape);
    }

    @Override
    double quantile(double u, double scale, double shape, double c) {
        return scale * Elementary.exp(-Elementary.log1p(-u) / shape);
    }

    @Override
    double survivalQuantile(double q, double scale, double shape, double c) {
        return scale * Elementary.exp(-Elementary.log(q) / shape);
    }

    @Override
    double cdf(double x, double scale, double shape, double c) {
        return x <= scale ? 0 : -Elementary.expm1(shape * logRatio(x, scale));
    }

    @Override
    double survival(double x, double scale, double shape, double c) {
        return x <= scale ? 1 : x < 2 * scale ? Elementary.exp(shape * logRatio(x, scale))
                : Elementary.pow(scale / x, shape);
    }

    /** ln(scale / x), accurate where the two are close. */
    private static double logRatio(double x, double scale) {
        return x < 2 * scale ? Elementary.log1p((scale - x) / x) : Elementary.log(scale / x);
    }

    @Override
    double mean(double scale, double shape, double c) {
        return shape > 1 ? scale * (shape / (shape - 1)) : Double.POSITIVE_INFINITY;
    }

    @Override
    double variance(double scale, double shape, double c) {
        return shape > 2 ? scale * scale * (shape / ((shape - 1) * (shape - 1) * (shape - 2)))
                : Double.POSITIVE_INFINITY;
    }

    @Override
    double lower(double scale, double shape, double c) {
        return scale;
    }

    @Override
    double upper(double scale, double shape, double c) {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    void quantiles(double[] u, double scale, double shape, double c, double[] out, int from, int to) {
        ExponentialFormula.logSurvival(u, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = -out[i] / shape;
        }
        Elementary.exp(out, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = scale * out[i];
        }
    }

    @Override
    void rowQuantiles(double[] u, double[] scale, double @Nullable [] shape, double @Nullable [] c,
            double[] out, int from, int to) {
        ExponentialFormula.logSurvival(u, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = -out[i] / shape[i];
        }
        Elementary.exp(out, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = scale[i] * out[i];
        }
    }
}
