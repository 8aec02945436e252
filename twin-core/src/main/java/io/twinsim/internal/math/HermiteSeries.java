package io.twinsim.internal.math;

/**
 * The coefficients of a function of a standard normal variable in the orthonormal Hermite polynomials: a_k = E[f h_k],
 * k = 1 to {@value #TERMS}, and the variance that they leave out.
 */
public final class HermiteSeries {

    static final int TERMS = 1024;
    /** What a sum of products may leave out, relative to the standard deviations. */
    static final double ACCURATE = 1e-7;

    private final double[] coefficients;
    private final double rest;

    /** Entry k - 1 is a_k. */
    HermiteSeries(double[] coefficients, double variance) {
        this.coefficients = coefficients;
        double left = variance;
        for (double a : coefficients) {
            left -= a * a;
        }
        this.rest = Math.max(0, left);
    }

    /** The covariance at a correlation of the normal variables. */
    static double covariance(HermiteSeries a, HermiteSeries b, double r) {
        double sum = 0;
        for (int k = Math.min(a.coefficients.length, b.coefficients.length) - 1; k >= 0; k--) {
            sum = (sum + a.coefficients[k] * b.coefficients[k]) * r;
        }
        return sum;
    }

    /** A bound of what {@link #covariance} leaves out (Cauchy and Schwarz). */
    static double rest(HermiteSeries a, HermiteSeries b, double r) {
        double root = Math.sqrt(a.rest * b.rest);
        return root == 0 ? 0 : root * Elementary.pow(Math.abs(r), TERMS + 1);
    }

    /**
     * Sums {@code weight * h_k(z)} over points: entry k of the answer, k from 0 to {@link #TERMS}. The weights carry a
     * factor {@code 1 / sqrt(density(z))}, so that nothing overflows: the recurrence runs on {@code h_k sqrt(density)}.
     */
    static double[] sums(double[] z, double[] weights) {
        int n = z.length;
        double[] before = new double[n];
        double[] now = new double[n];
        for (int i = 0; i < n; i++) {
            now[i] = Math.sqrt(Normal.density(z[i]));
        }
        double[] sums = new double[TERMS + 1];
        for (int k = 0; k <= TERMS; k++) {
            double sum = 0;
            double up = 1 / Math.sqrt(k + 1);
            double down = Math.sqrt(k);
            for (int i = 0; i < n; i++) {
                sum += weights[i] * now[i];
                double next = (z[i] * now[i] - down * before[i]) * up;
                before[i] = now[i];
                now[i] = next;
            }
            sums[k] = sum;
        }
        return sums;
    }
}
