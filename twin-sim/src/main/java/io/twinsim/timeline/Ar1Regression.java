package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.text.Names;
import java.util.Arrays;
import java.util.List;

/**
 * A linear regression whose errors are autoregressive of order 1: {@code y = X b + e} with {@code corr(e_i, e_j) =
 * phi^|t_i - t_j|}, by generalised least squares, phi by restricted maximum likelihood. Steps may be left out: an error
 * two steps on is correlated by phi squared. Time {@code O(n p^2)} per trial value of phi.
 *
 * <p>The errors are whitened one by one, {@code (e_i - r e_(i-1)) / sqrt(1 - r^2)} with {@code r = phi^gap}, which is
 * exact for this process; no matrix of size n is made.
 */
final class Ar1Regression {

    /** Bounds of phi: beyond them a trend and its errors cannot be told apart. */
    static final double LEAST = -0.95;
    static final double MOST = 0.99;
    private static final int GRID = 24;
    private static final double GOLDEN = 0.6180339887498949;
    private static final double TOLERANCE = 1e-8;
    /** What is left of a sum of squares when the fit is perfect up to rounding. */
    private static final double NOTHING = 1e-24;

    private final int[] times;
    private final double[][] columns;
    private final double phi;
    private final Whitened fit;

    private Ar1Regression(int[] times, double[][] columns, double phi, Whitened fit) {
        this.times = times;
        this.columns = columns;
        this.phi = phi;
        this.fit = fit;
    }

    /**
     * Fits.
     *
     * @param columns p columns of n values, the first of ones; shared, not modified
     * @param y n values, not modified
     * @param times the step of each, ascending
     * @param names one name per column, for the message
     * @throws InputException if n is not above p + 1 or a column follows from those before it
     */
    static Ar1Regression fit(double[][] columns, double[] y, int[] times, List<String> names) {
        if (y.length < columns.length + 2) {
            throw new InputException("outcome must have at least " + (columns.length + 2) + " values for "
                    + Names.list(names) + " and their error, got " + y.length);
        }
        Whitened white = Whitened.of(columns, y, times, 0);
        for (int j = 0; j < columns.length; j++) {
            if (white.dependent(j)) {
                throw new InputException(names.get(j) + " must not follow from "
                        + Names.list(names.subList(0, j)) + " in the steps that are analysed");
            }
        }
        double phi = white.rss() <= NOTHING * white.total() ? 0 : likeliest(columns, y, times, true);
        return new Ar1Regression(times, columns, phi, phi == 0 ? white : Whitened.of(columns, y, times, phi));
    }

    /**
     * Twice the logarithm of the greatest likelihood (not restricted, so that it may be compared between models), up to
     * a constant; infinite for a perfect fit.
     */
    static double deviance(double[][] columns, double[] y, int[] times) {
        Whitened white = Whitened.of(columns, y, times, 0);
        if (white.rss() <= NOTHING * white.total()) {
            return Double.POSITIVE_INFINITY;
        }
        return 2 * likelihood(columns, y, times, atanh(likeliest(columns, y, times, false)), false);
    }

    /** The phi of the greatest likelihood: the best of a grid, then golden section around it. */
    private static double likeliest(double[][] columns, double[] y, int[] times, boolean restricted) {
        double from = atanh(LEAST);
        double step = (atanh(MOST) - from) / GRID;
        int best = 0;
        double most = Double.NEGATIVE_INFINITY;
        for (int k = 0; k <= GRID; k++) {
            double value = likelihood(columns, y, times, from + k * step, restricted);
            if (value > most) {
                most = value;
                best = k;
            }
        }
        double low = from + Math.max(0, best - 1) * step;
        double high = from + Math.min(GRID, best + 1) * step;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = likelihood(columns, y, times, left, restricted);
        double atRight = likelihood(columns, y, times, right, restricted);
        while (high - low > TOLERANCE) {
            if (atLeft >= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = likelihood(columns, y, times, left, restricted);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = likelihood(columns, y, times, right, restricted);
            }
        }
        return Elementary.tanh((low + high) / 2);
    }

    private static double atanh(double x) {
        return (Elementary.log1p(x) - Elementary.log1p(-x)) / 2;
    }

    private static double likelihood(double[][] columns, double[] y, int[] times, double z, boolean restricted) {
        Whitened white = Whitened.of(columns, y, times, Elementary.tanh(z));
        int df = restricted ? y.length - columns.length : y.length;
        return -(df * Elementary.log(white.rss()) + white.logDeterminant()
                + (restricted ? white.logInformation() : 0)) / 2;
    }

    double phi() {
        return phi;
    }

    int n() {
        return times.length;
    }

    int[] times() {
        return times;
    }

    double[][] columns() {
        return columns;
    }

    double[] coefficients() {
        return fit.coefficients().clone();
    }

    /** Whether the fit leaves nothing over, so that no error can be estimated. */
    boolean perfect() {
        return fit.rss() <= NOTHING * fit.total();
    }

    /** The variance of the errors. */
    double variance() {
        return fit.rss() / (n() - columns.length);
    }

    /** The covariance of the coefficients as if phi were known. */
    double[][] covariance() {
        double[][] inverse = fit.inverseInformation();
        for (double[] row : inverse) {
            for (int k = 0; k < row.length; k++) {
                row[k] *= variance();
            }
        }
        return inverse;
    }

    /** The statistic of a coefficient, as if phi were known. */
    double statistic(int j) {
        return fit.coefficients()[j] / Math.sqrt(variance() * fit.inverseInformation()[j][j]);
    }

    /** One least-squares fit of whitened rows, by modified Gram-Schmidt on a few columns. */
    private record Whitened(double[] coefficients, double[][] triangle, double rss, double total,
            double logDeterminant) {

        private static final double DEPENDENT = 1e-10;

        static Whitened of(double[][] columns, double[] y, int[] times, double phi) {
            int n = y.length;
            int p = columns.length;
            double[][] white = new double[p + 1][n];
            double logDeterminant = whiten(columns, y, times, phi, white);
            double total = dot(white[p], white[p]);
            double[][] triangle = new double[p + 1][p + 1];
            for (int j = 0; j < p; j++) {
                triangle[j][j] = Math.sqrt(dot(white[j], white[j]));
                double inverse = triangle[j][j] > 0 ? 1 / triangle[j][j] : 0;
                for (int i = 0; i < n; i++) {
                    white[j][i] *= inverse;
                }
                for (int k = j + 1; k <= p; k++) {
                    double product = dot(white[j], white[k]);
                    triangle[j][k] = product;
                    for (int i = 0; i < n; i++) {
                        white[k][i] -= product * white[j][i];
                    }
                }
            }
            double[] b = new double[p];
            for (int j = p - 1; j >= 0; j--) {
                double rest = triangle[j][p];
                for (int k = j + 1; k < p; k++) {
                    rest -= triangle[j][k] * b[k];
                }
                b[j] = rest / triangle[j][j];
            }
            return new Whitened(b, triangle, dot(white[p], white[p]), total, logDeterminant);
        }

        /** Fills the whitened columns and, last, outcomes; gives the log determinant of the correlation matrix. */
        private static double whiten(double[][] columns, double[] y, int[] times, double phi, double[][] white) {
            int p = columns.length;
            double product = 1;
            double logs = 0;
            for (int i = 0; i < y.length; i++) {
                double r = i == 0 ? 0 : power(phi, times[i] - times[i - 1]);
                double rest = 1 - r * r;
                double scale = 1 / Math.sqrt(rest);
                for (int j = 0; j <= p; j++) {
                    double[] x = j == p ? y : columns[j];
                    white[j][i] = i == 0 ? x[0] : (x[i] - r * x[i - 1]) * scale;
                }
                product *= rest;
                if (product < 1e-200) {
                    logs += Elementary.log(product);
                    product = 1;
                }
            }
            return logs + Elementary.log(product);
        }

        private static double dot(double[] a, double[] b) {
            double sum = 0;
            for (int i = 0; i < a.length; i++) {
                sum += a[i] * b[i];
            }
            return sum;
        }

        /** Whether a column is, up to rounding, a sum of multiples of those before it. */
        boolean dependent(int j) {
            double square = 0;
            for (int k = 0; k <= j; k++) {
                square += triangle[k][j] * triangle[k][j];
            }
            return !(triangle[j][j] > DEPENDENT * Math.sqrt(square));
        }

        double logInformation() {
            double sum = 0;
            for (int j = 0; j < coefficients.length; j++) {
                sum += 2 * Elementary.log(triangle[j][j]);
            }
            return sum;
        }

        /** {@code (X'R^-1 X)^-1} as {@code T^-1 T^-T} of the triangle. */
        double[][] inverseInformation() {
            int p = coefficients.length;
            double[][] inverse = new double[p][p];
            for (int k = 0; k < p; k++) {
                inverse[k][k] = 1 / triangle[k][k];
                for (int j = k - 1; j >= 0; j--) {
                    double sum = 0;
                    for (int m = j + 1; m <= k; m++) {
                        sum += triangle[j][m] * inverse[m][k];
                    }
                    inverse[j][k] = -sum / triangle[j][j];
                }
            }
            double[][] out = new double[p][p];
            for (int i = 0; i < p; i++) {
                for (int j = 0; j < p; j++) {
                    for (int k = Math.max(i, j); k < p; k++) {
                        out[i][j] += inverse[i][k] * inverse[j][k];
                    }
                }
            }
            return out;
        }
    }

    /** A whole power, by squaring. */
    static double power(double x, int exponent) {
        double result = 1;
        double square = x;
        for (int e = exponent; e > 0; e >>= 1) {
            if ((e & 1) == 1) {
                result *= square;
            }
            square *= square;
        }
        return result;
    }

    /** A column of ones. */
    static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** Steps from the middle of the series, so that level and trend hardly depend on each other. */
    static double[] centred(int[] times) {
        double middle = (times[0] + (double) times[times.length - 1]) / 2;
        double[] out = new double[times.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = times[i] - middle;
        }
        return out;
    }
}
