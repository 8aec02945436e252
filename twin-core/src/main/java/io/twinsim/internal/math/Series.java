package io.twinsim.internal.math;

/**
 * Taylor series of quantile functions. Where the density f satisfies {@code f' / f = -q(x) / p(x)}, the quantile x(u)
 * satisfies {@code p(x) x'' = q(x) x'^2}, in any linear measure of u (Steinbrecher and Shaw 2008,
 * doi:10.1017/S0956792508007341).
 */
public final class Series {

    private Series() {
    }

    /**
     * The coefficients of a quantile about a point.
     *
     * @param value x at the point
     * @param slope x' there
     * @param degree the highest power, at least 2
     * @param p three coefficients of p, from the constant on
     * @param q two coefficients of q, from the constant on
     * @return {@code degree + 1} coefficients
     */
    public static double[] quantile(double value, double slope, int degree, double[] p, double[] q) {
        double[] x = new double[degree + 1];
        x[0] = value;
        x[1] = slope;
        double[] first = new double[degree];
        double[] second = new double[degree];
        double[] left = new double[degree];
        double[] right = new double[degree];
        double[] square = new double[degree];
        first[0] = slope;
        for (int k = 0; k + 2 <= degree; k++) {
            left[k] = (k == 0 ? p[0] : 0) + p[1] * x[k] + p[2] * product(x, x, k);
            right[k] = (k == 0 ? q[0] : 0) + q[1] * x[k];
            square[k] = product(first, first, k);
            double sum = product(right, square, k);
            for (int j = 1; j <= k; j++) {
                sum -= left[j] * second[k - j];
            }
            second[k] = sum / left[0];
            x[k + 2] = second[k] / ((k + 1) * (k + 2));
            first[k + 1] = second[k] / (k + 1);
        }
        return x;
    }

    /**
     * The coefficients of a quantile s(u) in a coordinate in which the density w satisfies {@code (ln w)' = a - pull X}
     * with {@code X' = X (1 + bend X)}, so that {@code s'' = (pull X - a) s'^2}: the logarithm of a gamma variate
     * (X the variate, pull 1, bend 0), the logit of a beta variate (pull a + b, bend -1).
     */
    static double[] quantileOfLogarithm(double s, double slope, int degree, double variate, double bend, double pull,
            double a) {
        double[] value = new double[degree + 1];
        value[0] = s;
        value[1] = slope;
        double[] x = new double[degree];
        double[] bent = new double[degree];
        double[] first = new double[degree];
        double[] square = new double[degree];
        x[0] = variate;
        first[0] = slope;
        for (int k = 0; k + 2 <= degree; k++) {
            square[k] = product(first, first, k);
            double second = pull * product(x, square, k) - a * square[k];
            value[k + 2] = second / ((k + 1) * (k + 2));
            bent[k] = x[k] + bend * product(x, x, k);
            x[k + 1] = product(bent, first, k) / (k + 1);
            first[k + 1] = second / (k + 1);
        }
        return value;
    }

    /** The coefficient of the k-th power of a product. */
    private static double product(double[] a, double[] b, int k) {
        double sum = 0;
        for (int j = 0; j <= k; j++) {
            sum += a[j] * b[k - j];
        }
        return sum;
    }
}
