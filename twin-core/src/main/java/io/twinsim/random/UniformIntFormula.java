package io.twinsim.random;

import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

/** Uniform on the whole numbers from a to b. */
final class UniformIntFormula extends Formula {

    @Override
    @Nullable String refusal(double a, double b, double c) {
        if (!isInt(a) || !isInt(b)) {
            return "uniform_int " + (isInt(a) ? "b" : "a")
                    + " must be a whole number in [-2147483648, 2147483647], got "
                    + Numbers.shortest(isInt(a) ? b : a);
        }
        return a <= b ? null
                : "uniform_int a must be at most b, got a = " + Numbers.shortest(a) + ", b = " + Numbers.shortest(b);
    }

    private static boolean isInt(double value) {
        return value >= Integer.MIN_VALUE && value <= Integer.MAX_VALUE && Math.rint(value) == value;
    }

    @Override
    double quantile(double u, double a, double b, double c) {
        return Math.min(b, a + Math.floor(u * (b - a + 1)));
    }

    @Override
    double survivalQuantile(double q, double a, double b, double c) {
        return Math.max(a, b - Math.floor(q * (b - a + 1)));
    }

    @Override
    double cdf(double x, double a, double b, double c) {
        return x >= b ? 1 : x < a ? 0 : (Math.floor(x) - a + 1) / (b - a + 1);
    }

    @Override
    double survival(double x, double a, double b, double c) {
        return x >= b ? 0 : x < a ? 1 : (b - Math.floor(x)) / (b - a + 1);
    }

    @Override
    double mean(double a, double b, double c) {
        return (a + b) / 2;
    }

    @Override
    double variance(double a, double b, double c) {
        double size = b - a + 1;
        return (size * size - 1) / 12;
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
    boolean isInteger() {
        return true;
    }

    @Override
    void quantiles(double[] u, double a, double b, double c, double[] out, int from, int to) {
        double size = b - a + 1;
        for (int i = from; i < to; i++) {
            double x = a + Math.floor(u[i] * size);
            out[i] = x < b ? x : b;
        }
    }
}
