package io.twinsim.random;

import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * Uniform on the whole numbers from a to b: the smallest with a rank of at least u times their number, decided exactly
 * by the rest that a fused multiplication leaves.
 */
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
        return a - 1 + rank(u, b - a + 1);
    }

    @Override
    double survivalQuantile(double q, double a, double b, double c) {
        double size = b - a + 1;
        double rank = Math.floor(q * size);
        return b - rank - (Math.fma(q, size, -rank) < 0 ? -1 : 0);
    }

    /** The smallest whole number that is not below {@code u * size}; at least 1. No branches, so it is vectorised. */
    private static double rank(double u, double size) {
        double rank = Math.ceil(u * size);
        return rank + Math.ceil(0.5 * Math.fma(u, size, -rank));
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
        double before = a - 1;
        double size = b - a + 1;
        for (int i = from; i < to; i++) {
            out[i] = before + rank(u[i], size);
        }
    }

    @Override
    void rowQuantiles(double[] u, double[] a, double @Nullable [] b, double @Nullable [] c,
            double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            double before = a[i] - 1;
            out[i] = before + rank(u[i], b[i] - before);
        }
    }
}
