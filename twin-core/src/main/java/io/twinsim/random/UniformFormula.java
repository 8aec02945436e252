package io.twinsim.random;

import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

/** Uniform on [a, b]; a point if the two are equal. */
final class UniformFormula extends Formula {

    @Override
    @Nullable String refusal(double a, double b, double c) {
        if (!Double.isFinite(a) || !Double.isFinite(b)) {
            return "uniform " + (Double.isFinite(a) ? "b" : "a") + " must be finite, got "
                    + Numbers.shortest(Double.isFinite(a) ? b : a);
        }
        if (!(a <= b)) {
            return "uniform a must be at most b, got a = " + Numbers.shortest(a) + ", b = " + Numbers.shortest(b);
        }
        return Double.isFinite(b - a) ? null
                : "uniform b - a must be finite, got a = " + Numbers.shortest(a) + ", b = " + Numbers.shortest(b);
    }

    @Override
    double quantile(double u, double a, double b, double c) {
        return Math.min(b, a + (b - a) * u);
    }

    @Override
    double survivalQuantile(double q, double a, double b, double c) {
        return Math.max(a, b - (b - a) * q);
    }

    @Override
    double cdf(double x, double a, double b, double c) {
        return x >= b ? 1 : x < a ? 0 : (x - a) / (b - a);
    }

    @Override
    double survival(double x, double a, double b, double c) {
        return x >= b ? 0 : x < a ? 1 : (b - x) / (b - a);
    }

    @Override
    double mean(double a, double b, double c) {
        return a + (b - a) / 2;
    }

    @Override
    double variance(double a, double b, double c) {
        return (b - a) * (b - a) / 12;
    }

    @Override
    double lower(double a, double b, double c) {
        return a;
    }

    @Override
    double upper(double a, double b, double c) {
        return b;
    }

    @Override
    void quantiles(double[] u, double a, double b, double c, double[] out, int from, int to) {
        double width = b - a;
        for (int i = from; i < to; i++) {
            double x = a + width * u[i];
            out[i] = x < b ? x : b;
        }
    }
}
