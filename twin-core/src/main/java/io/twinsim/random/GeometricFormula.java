package io.twinsim.random;

import io.twinsim.internal.math.CountSteps;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.QuantileTable;
import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * Failures before the first success. A quotient of logarithms gives the count; where that comes so close to a whole
 * number that rounding could decide, the distribution function does.
 */
final class GeometricFormula extends Formula {

    /** Below, draws pass the greatest integer. */
    private static final double LEAST = 2e-8;
    /** Relative distance from a whole number that no rounding of the quotient reaches. */
    private static final double CLEAR = 4e-15;
    /** What is not certain comes out far below zero. */
    private static final double OPEN = 1e10;

    @Override
    @Nullable String refusal(double p, double b, double c) {
        return p >= LEAST && p <= 1 ? null : "geometric p must be in [2.0E-8, 1], got " + Numbers.shortest(p);
    }

    @Override
    double quantile(double u, double p, double b, double c) {
        double k = count(Elementary.log1p(-u) / Elementary.log1p(-p));
        return k >= 0 ? k : u <= 0.5 ? decided(u, true, p) : decided(1 - u, false, p);
    }

    @Override
    double survivalQuantile(double q, double p, double b, double c) {
        double k = count(Elementary.log(q) / Elementary.log1p(-p));
        return k >= 0 ? k : q < 0.5 ? decided(q, false, p) : decided(1 - q, true, p);
    }

    /** The greatest whole number below the quotient of the logarithms of survival and failure, or far below 0. */
    private static double count(double quotient) {
        double distance = Math.abs(quotient - Math.rint(quotient));
        return Math.ceil(quotient) - 1 + OPEN * (Math.ceil(distance - CLEAR * quotient) - 1);
    }

    /** The count at a step: one of the two beside the whole number that the quotient is near to. */
    private double decided(double tail, boolean lower, double p) {
        double log = lower ? Elementary.log1p(-tail) : Elementary.log(tail);
        double k = Math.rint(log / Elementary.log1p(-p)) - 1;
        if (!(k >= 0)) {
            return 0;
        }
        int sign = CountSteps.compareNegativeBinomial(k, 1, p, tail, lower);
        return (lower ? sign >= 0 : sign <= 0) ? k : k + 1;
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
    @Nullable QuantileTable table(double p, double b, double c) {
        return p == 1 ? null : CountTable.of(new CountTable.Bound(this, p, 0, 0), 0);
    }

    @Override
    void quantiles(double[] u, double p, double b, double c, double[] out, int from, int to) {
        if (u == out) {
            super.quantiles(u, p, b, c, out, from, to);
            return;
        }
        double inverse = 1 / Elementary.log1p(-p);
        logarithms(u, out, from, to);
        for (int i = from; i < to; i++) {
            out[i] = count(out[i] * inverse);
        }
        for (int i = from; i < to; i++) {
            if (!(out[i] >= 0)) {
                out[i] = quantile(u[i], p, 0, 0);
            }
        }
    }

    @Override
    void rowQuantiles(double[] u, double[] p, double @Nullable [] b, double @Nullable [] c,
            double[] out, int from, int to) {
        if (u == out) {
            super.rowQuantiles(u, p, b, c, out, from, to);
            return;
        }
        logarithms(u, out, from, to);
        for (int i = from; i < to; i++) {
            double k = count(out[i] / Elementary.log1p(-p[i]));
            out[i] = k >= 0 ? k : quantile(u[i], p[i], 0, 0);
        }
    }

    private static void logarithms(double[] u, double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = -u[i];
        }
        Elementary.log1p(out, out, from, to);
    }
}
