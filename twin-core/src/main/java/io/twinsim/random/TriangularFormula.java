package io.twinsim.random;

import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

/** Triangular on [a, b]; a point if the two are equal. */
final class TriangularFormula extends Formula {

    @Override
    @Nullable String refusal(double a, double mode, double b) {
        if (!Double.isFinite(a) || !Double.isFinite(mode) || !Double.isFinite(b)) {
            String name = !Double.isFinite(a) ? "a" : !Double.isFinite(mode) ? "mode" : "b";
            double value = !Double.isFinite(a) ? a : !Double.isFinite(mode) ? mode : b;
            return "triangular " + name + " must be finite, got " + Numbers.shortest(value);
        }
        if (a <= mode && mode <= b && Double.isFinite(b - a)) {
            return null;
        }
        return "triangular mode must be between a and b, got a = " + Numbers.shortest(a) + ", mode = "
                + Numbers.shortest(mode) + ", b = " + Numbers.shortest(b);
    }

    @Override
    double quantile(double u, double a, double mode, double b) {
        double width = b - a;
        double share = width > 0 ? (mode - a) / width : 0;
        return u <= share ? Math.min(mode, a + width * Math.sqrt(u * share))
                : Math.max(mode, b - width * Math.sqrt((1 - u) * (1 - share)));
    }

    @Override
    double survivalQuantile(double q, double a, double mode, double b) {
        double width = b - a;
        double share = width > 0 ? (mode - a) / width : 0;
        return q >= 1 - share ? Math.min(mode, a + width * Math.sqrt((1 - q) * share))
                : Math.max(mode, b - width * Math.sqrt(q * (1 - share)));
    }

    @Override
    double cdf(double x, double a, double mode, double b) {
        if (x >= b || x < a) {
            return x >= b ? 1 : 0;
        }
        double width = b - a;
        return x <= mode ? (mode > a ? (x - a) / width * ((x - a) / (mode - a)) : 0)
                : 1 - (b - x) / width * ((b - x) / (b - mode));
    }

    @Override
    double survival(double x, double a, double mode, double b) {
        if (x >= b || x < a) {
            return x >= b ? 0 : 1;
        }
        double width = b - a;
        return x >= mode ? (b - x) / width * ((b - x) / (b - mode)) : 1 - (x - a) / width * ((x - a) / (mode - a));
    }

    @Override
    double mean(double a, double mode, double b) {
        return a + ((mode - a) + (b - a)) / 3;
    }

    @Override
    double variance(double a, double mode, double b) {
        double left = mode - a;
        double right = b - mode;
        return (left * left + right * right + left * right) / 18;
    }

    @Override
    double lower(double a, double mode, double b) {
        return a;
    }

    @Override
    double upper(double a, double mode, double b) {
        return b;
    }

    @Override
    void quantiles(double[] u, double a, double mode, double b, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = quantile(u[i], a, mode, b);
        }
    }
}
