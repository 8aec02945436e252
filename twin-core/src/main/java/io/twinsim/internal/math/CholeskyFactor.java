package io.twinsim.internal.math;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.CholeskyDecomposition_F64;

/**
 * The lower triangular L with LL' = A of a positive semi-definite matrix A. Rows that do not follow from those above
 * them are factorised by EJML's Cholesky decomposition; a row that does follow from them has a zero on the diagonal and
 * is found by forward substitution, scaled to its variance, and is an exact copy where the correlation is 1 or -1. A
 * row depends on the rows above it alone, so a matrix may grow at its end without a change to what was there.
 */
public final class CholeskyFactor {

    /** What may be left of a variance, relative to it, once all that follows from other rows is taken off. */
    private static final double NOTHING = 1e-13;

    private CholeskyFactor() {
    }

    /**
     * Factorises.
     *
     * @param matrix symmetric, positive semi-definite up to rounding, not modified; that it is so is not checked
     * @return the lower factor, row by row, with zeros above the diagonal
     */
    public static double[][] lower(double[][] matrix) {
        int n = matrix.length;
        int[] basis = new int[n];
        int rank = 0;
        double[][] swept = new double[n][];
        for (int i = 0; i < n; i++) {
            swept[i] = substitute(matrix, swept, basis, rank, i);
            double left = matrix[i][i];
            for (int k = 0; k < rank; k++) {
                left -= swept[i][k] * swept[i][k];
            }
            if (left > NOTHING * n * matrix[i][i]) {
                swept[i][rank] = Math.sqrt(left);
                basis[rank++] = i;
            }
        }
        return assemble(matrix, basis, rank);
    }

    private static double[][] assemble(double[][] matrix, int[] basis, int rank) {
        int n = matrix.length;
        double[][] exact = ejml(matrix, basis, rank);
        double[][] dense = new double[n][];
        double[][] lower = new double[n][n];
        int next = 0;
        for (int i = 0; i < n; i++) {
            boolean own = next < rank && basis[next] == i;
            dense[i] = own ? exact[next] : dependent(matrix, dense, basis, next, i);
            next += own ? 1 : 0;
            for (int k = 0; k < next; k++) {
                lower[i][basis[k]] = dense[i][k];
            }
        }
        return lower;
    }

    private static double[][] ejml(double[][] matrix, int[] basis, int rank) {
        double[][] factor = new double[rank][rank];
        if (rank == 0) {
            return factor;
        }
        DMatrixRMaj block = new DMatrixRMaj(rank, rank);
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j < rank; j++) {
                block.set(i, j, matrix[basis[i]][basis[j]]);
            }
        }
        CholeskyDecomposition_F64<DMatrixRMaj> cholesky = DecompositionFactory_DDRM.chol(rank, true);
        if (!cholesky.decompose(block)) {
            throw new IllegalArgumentException("matrix must be positive semi-definite");
        }
        DMatrixRMaj found = cholesky.getT(null);
        for (int i = 0; i < rank; i++) {
            for (int j = 0; j <= i; j++) {
                factor[i][j] = found.get(i, j);
            }
        }
        return factor;
    }

    /** A row that follows from the first {@code rank} rows of the basis. */
    private static double[] dependent(double[][] matrix, double[][] dense, int[] basis, int rank, int i) {
        for (int j = 0; j < i; j++) {
            if (matrix[j][j] == matrix[i][i] && Math.abs(matrix[i][j]) == matrix[i][i] && matrix[i][i] > 0) {
                double[] copy = new double[matrix.length];
                for (int k = 0; k < rank; k++) {
                    copy[k] = matrix[i][j] > 0 ? dense[j][k] : -dense[j][k];
                }
                return copy;
            }
        }
        double[] row = substitute(matrix, dense, basis, rank, i);
        double square = 0;
        for (int k = 0; k < rank; k++) {
            square += row[k] * row[k];
        }
        double scale = square > 0 ? Math.sqrt(matrix[i][i] / square) : 0;
        for (int k = 0; k < rank; k++) {
            row[k] *= scale;
        }
        return row;
    }

    /** Row i of the factor left of the diagonal, from the rows of the basis above it. */
    private static double[] substitute(double[][] matrix, double[][] rows, int[] basis, int rank, int i) {
        double[] row = new double[matrix.length];
        for (int k = 0; k < rank; k++) {
            double[] above = rows[basis[k]];
            double sum = matrix[i][basis[k]];
            for (int m = 0; m < k; m++) {
                sum -= row[m] * above[m];
            }
            row[k] = sum / above[k];
        }
        return row;
    }
}
