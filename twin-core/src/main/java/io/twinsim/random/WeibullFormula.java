package io.twinsim.random;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Special;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

final class WeibullFormula extends Formula {

    @Override
    @Nullable String refusal(double shape, double scale, double c) {
        if (!(shape > 0 && shape <= Double.MAX_VALUE)) {
            return "weibull shape must be positive and finite, got " + Numbers.shortest(shape);
        }
        return scale > 0 && scale <= Double.MAX_VALUE ? null
                : "weibull scale must be positive and finite, got " + Numbers.shortest(scale);
    }

    @Override
    double quantile(double u, double shape, double scale, double c) {
        return scale * Elementary.exp(Elementary.log(-Elementary.log1p(-u)) / shape);
    }

    @Override
    double survivalQuantile(double q, double shape, double scale, double c) {
        return scale * Elementary.exp(Elementary.log(-Elementary.log(q)) / shape);
    }

    @Override
    double cdf(double x, double shape, double scale, double c) {
        return x <= 0 ? 0 : -Elementary.expm1(-hazard(x, shape, scale));
    }

    @Override
    double survival(double x, double shape, double scale, double c) {
        return x <= 0 ? 1 : Elementary.exp(-hazard(x, shape, scale));
    }

    /** (x / scale)^shape, with the rounding of x / scale made good. */
    private static double hazard(double x, double shape, double scale) {
        double ratio = x / scale;
        double power = Elementary.pow(ratio, shape);
        double rest = Math.fma(-ratio, scale, x) / x;
        return power > 0 && power < Double.POSITIVE_INFINITY && Math.abs(rest) < 0x1p-50
                ? power * (1 + shape * rest) : power;
    }

    @Override
    double mean(double shape, double scale, double c) {
        return scale * Elementary.exp(Special.logGamma(1 + 1 / shape));
    }

    @Override
    double variance(double shape, double scale, double c) {
        double first = Special.logGamma(1 + 1 / shape);
        double second = Special.logGamma(1 + 2 / shape);
        return scale * scale * Elementary.exp(2 * first) * Elementary.expm1(second - 2 * first);
    }

    @Override
    double lower(double shape, double scale, double c) {
        return 0;
    }

    @Override
    double upper(double shape, double scale, double c) {
        return Double.POSITIVE_INFINITY;
    }

    @Override
    void quantiles(double[] u, double shape, double scale, double c, double[] out, int from, int to) {
        logHazard(u, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = out[i] / shape;
        }
        Elementary.exp(out, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = scale * out[i];
        }
    }

    @Override
    void rowQuantiles(double[] u, double[] shape, double @Nullable [] scale, double @Nullable [] c,
            double[] out, int from, int to) {
        logHazard(u, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = out[i] / shape[i];
        }
        Elementary.exp(out, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = scale[i] * out[i];
        }
    }

    /** {@code out[i] = ln(-ln(1 - u[i]))}. */
    private static void logHazard(double[] u, double[] out, int from, int to) {
        ExponentialFormula.logSurvival(u, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = -out[i];
        }
        Elementary.log(out, out, from, to);
    }
}
