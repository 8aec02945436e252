package io.twinsim.internal.math;

/** Polynomials on [-1, 1] made shorter at the least cost: Lanczos's economisation. */
public final class Chebyshev {

    private static final int HIGHEST = 16;
    private static final double[][] T = polynomials();

    private Chebyshev() {
    }

    private static double[][] polynomials() {
        double[][] t = new double[HIGHEST + 1][HIGHEST + 1];
        t[0][0] = 1;
        t[1][1] = 1;
        for (int n = 2; n <= HIGHEST; n++) {
            for (int k = 0; k <= n; k++) {
                t[n][k] = (k > 0 ? 2 * t[n - 1][k - 1] : 0) - t[n - 2][k];
            }
        }
        return t;
    }

    /**
     * The polynomial of a lower degree that is nearest on [-1, 1], but for terms of second order.
     *
     * @param coefficients from the constant on, at most 17; not modified
     * @param degree the degree wanted
     * @return {@code coefficients.length} coefficients, those beyond {@code degree} zero
     */
    public static double[] economise(double[] coefficients, int degree) {
        double[] shorter = coefficients.clone();
        for (int n = shorter.length - 1; n > degree; n--) {
            double factor = shorter[n] / T[n][n];
            for (int k = n; k >= 0; k -= 2) {
                shorter[k] -= factor * T[n][k];
            }
            shorter[n] = 0;
        }
        return shorter;
    }

    /**
     * A bound of what {@link #economise} loses: the sum of the dropped Chebyshev coefficients.
     *
     * @param coefficients from the constant on, at most 17
     * @param degree the degree wanted
     * @return the greatest error on [-1, 1]
     */
    public static double loss(double[] coefficients, int degree) {
        double[] shorter = coefficients.clone();
        double loss = 0;
        for (int n = shorter.length - 1; n > degree; n--) {
            double factor = shorter[n] / T[n][n];
            loss += Math.abs(factor);
            for (int k = n; k >= 0; k -= 2) {
                shorter[k] -= factor * T[n][k];
            }
        }
        return loss;
    }

    /** The coefficients of {@code t -> f(offset + factor t)}. */
    static double[] shift(double[] coefficients, double offset, double factor) {
        double[] shifted = new double[coefficients.length];
        for (int k = coefficients.length - 1; k >= 0; k--) {
            for (int j = shifted.length - 1; j >= 0; j--) {
                shifted[j] = shifted[j] * offset + (j > 0 ? shifted[j - 1] * factor : 0);
            }
            shifted[0] += coefficients[k];
        }
        return shifted;
    }
}
