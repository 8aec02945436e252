package io.twinsim.internal.math;

/** An upper triangular matrix R of full rank, and what is solved with it. */
final class Triangle {

    private final double[][] r;

    /** The leading {@code p} rows and columns of a matrix, copied. */
    Triangle(double[][] matrix, int p) {
        r = new double[p][p];
        for (int i = 0; i < p; i++) {
            System.arraycopy(matrix[i], i, r[i], i, p - i);
        }
    }

    int size() {
        return r.length;
    }

    /** The b with {@code R b = z}. */
    double[] solve(double[] z) {
        double[] b = new double[r.length];
        for (int i = r.length - 1; i >= 0; i--) {
            double sum = z[i];
            for (int k = i + 1; k < r.length; k++) {
                sum -= r[i][k] * b[k];
            }
            b[i] = sum / r[i][i];
        }
        return b;
    }

    /** The z with {@code R'z = g}. */
    double[] solveTransposed(double[] g) {
        double[] z = new double[r.length];
        for (int i = 0; i < r.length; i++) {
            double sum = g[i];
            for (int k = 0; k < i; k++) {
                sum -= r[k][i] * z[k];
            }
            z[i] = sum / r[i][i];
        }
        return z;
    }

    /** {@code R^-1 M R'^-1} for a symmetric matrix M. */
    double[][] congruent(double[][] m) {
        int p = r.length;
        double[][] half = new double[p][];
        for (int i = 0; i < p; i++) {
            half[i] = solve(m[i]);
        }
        double[][] full = new double[p][p];
        double[] column = new double[p];
        for (int j = 0; j < p; j++) {
            for (int i = 0; i < p; i++) {
                column[i] = half[i][j];
            }
            full[j] = solve(column);
        }
        for (int i = 0; i < p; i++) {
            for (int j = 0; j < i; j++) {
                full[i][j] = full[j][i];
            }
        }
        return full;
    }

    /** {@code (R'R)^-1}. */
    double[][] inverseGram() {
        double[][] identity = new double[r.length][r.length];
        for (int i = 0; i < r.length; i++) {
            identity[i][i] = 1;
        }
        return congruent(identity);
    }

    /** In place: the rows x of a block, column by column, become {@code x R^-1}. */
    void orthonormalise(double[][] block, int rows) {
        for (int j = 0; j < r.length; j++) {
            double[] q = block[j];
            for (int k = 0; k < j; k++) {
                subtract(q, r[k][j], block[k], rows);
            }
            double diagonal = r[j][j];
            for (int i = 0; i < rows; i++) {
                q[i] /= diagonal;
            }
        }
    }

    private static void subtract(double[] q, double factor, double[] other, int rows) {
        for (int i = 0; i < rows; i++) {
            q[i] -= factor * other[i];
        }
    }
}
