package io.twinsim.random;

import io.twinsim.internal.text.Numbers;
import org.jspecify.annotations.Nullable;

/**
 * 1 with probability p, else 0; the ones are at the upper end of the uniforms, where u exceeds 1 - p: exactly, as the
 * rounding of 1 - p is taken off too. The blocks turn the sign of the difference into 0 and 1 without a branch.
 */
final class BernoulliFormula extends Formula {

    @Override
    @Nullable String refusal(double p, double b, double c) {
        return p >= 0 && p <= 1 ? null : "bernoulli p must be in [0, 1], got " + Numbers.shortest(p);
    }

    @Override
    double quantile(double u, double p, double b, double c) {
        double cut = 1 - p;
        return flag(u - cut - (1 - cut - p));
    }

    /** 1 for a positive excess of at most 1, else 0; the sum makes a negative zero positive. */
    private static double flag(double excess) {
        return Math.ceil(0.5 * excess) + 0.0;
    }

    @Override
    double survivalQuantile(double q, double p, double b, double c) {
        return q < p ? 1 : 0;
    }

    @Override
    double cdf(double x, double p, double b, double c) {
        return x >= 1 ? 1 : x >= 0 ? 1 - p : 0;
    }

    @Override
    double survival(double x, double p, double b, double c) {
        return x >= 1 ? 0 : x >= 0 ? p : 1;
    }

    @Override
    double mean(double p, double b, double c) {
        return p;
    }

    @Override
    double variance(double p, double b, double c) {
        return p * (1 - p);
    }

    @Override
    double lower(double p, double b, double c) {
        return p == 1 ? 1 : 0;
    }

    @Override
    double upper(double p, double b, double c) {
        return p == 0 ? 0 : 1;
    }

    @Override
    boolean isInteger() {
        return true;
    }

    @Override
    void quantiles(double[] u, double p, double b, double c, double[] out, int from, int to) {
        double cut = 1 - p;
        double rest = 1 - cut - p;
        for (int i = from; i < to; i++) {
            out[i] = flag(u[i] - cut - rest);
        }
    }

    @Override
    void rowQuantiles(double[] u, double[] p, double @Nullable [] b, double @Nullable [] c,
            double[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            double cut = 1 - p[i];
            out[i] = flag(u[i] - cut - (1 - cut - p[i]));
        }
    }
}
