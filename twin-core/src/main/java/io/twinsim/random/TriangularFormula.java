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
        return u <= share ? rising(u, a, mode, b) : falling((u - share) / (1 - share), (1 - u) / (1 - share), mode, b);
    }

    /** The quantile below the mode. */
    private static double rising(double u, double a, double mode, double b) {
        double x = a + root(u, b - a, mode - a);
        return x < mode ? x : mode;
    }

    /** sqrt(p width side), of widths whose products would leave the range of doubles too. */
    private static double root(double p, double width, double side) {
        double unit = unit(width);
        return unit * Math.sqrt(p * (width / unit * (side / unit)));
    }

    /** A power of two near a width: dividing by it and multiplying by it changes no bit. */
    private static double unit(double width) {
        return Math.scalb(1.0, Math.max(-1022, Math.min(1022, Math.getExponent(width))));
    }

    /** The quantile above the mode with t of the mass there passed, 1 - sqrt(rest) of the way without cancellation. */
    private static double falling(double t, double rest, double mode, double b) {
        double x = mode + (b - mode) * (t / (1 + Math.sqrt(rest)));
        return x < b ? x : b;
    }

    @Override
    double survivalQuantile(double q, double a, double mode, double b) {
        double width = b - a;
        double share = width > 0 ? (mode - a) / width : 0;
        if (q >= 0.5) {
            return quantile(1 - q, a, mode, b);
        }
        return q > 1 - share ? rising(1 - q, a, mode, b)
                : Math.max(mode, b - root(q, width, b - mode));
    }

    @Override
    double cdf(double x, double a, double mode, double b) {
        if (x >= b || x < a) {
            return x >= b ? 1 : 0;
        }
        double width = b - a;
        return x <= mode ? (mode > a ? (x - a) / width * ((x - a) / (mode - a)) : 0)
                : (mode - a) / width + (x - mode) / width * (1 + (b - x) / (b - mode));
    }

    @Override
    double survival(double x, double a, double mode, double b) {
        if (x >= b || x < a) {
            return x >= b ? 0 : 1;
        }
        double width = b - a;
        return x >= mode ? (b - x) / width * ((b - x) / (b - mode))
                : (b - mode) / width + (mode - x) / width * (1 + (x - a) / (mode - a));
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

    /** Without a branch on the side of the mode, which no processor could guess. */
    @Override
    void quantiles(double[] u, double a, double mode, double b, double[] out, int from, int to) {
        double share = b > a ? (mode - a) / (b - a) : 0;
        double unit = unit(b - a);
        double below = (b - a) / unit * ((mode - a) / unit);
        double inverse = share < 1 ? 1 / (1 - share) : 0;
        double wide = (b - mode) * inverse;
        for (int i = from; i < to; i++) {
            double p = u[i];
            long isAbove = Double.doubleToRawLongBits(share - p) >> 63;
            double root = Math.sqrt(select(isAbove, p * below, (1 - p) * inverse));
            double low = a + unit * root;
            double high = mode + wide * ((p - share) / (1 + root));
            double top = select(isAbove, mode, b);
            double x = select(isAbove, low, high);
            out[i] = x < top ? x : top;
        }
    }

    /** The second if all bits are set, the first if none is. */
    private static double select(long mask, double first, double second) {
        long bits = Double.doubleToRawLongBits(first);
        return Double.longBitsToDouble(bits ^ (bits ^ Double.doubleToRawLongBits(second)) & mask);
    }
}
