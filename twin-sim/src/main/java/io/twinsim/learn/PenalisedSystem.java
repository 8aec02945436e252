package io.twinsim.learn;

import java.util.Arrays;
import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.LinearSolverFactory_DDRM;
import org.ejml.interfaces.linsol.LinearSolverDense;

/**
 * The symmetric system {@code (X'WX / n + penalty I) b = g}, factorised once by EJML's Cholesky decomposition. The
 * intercept, column 0, carries no penalty. A column that follows from those before it, so that next to nothing of it is
 * left (2^-40 of its sum of squares), gets coefficient 0.
 */
final class PenalisedSystem {

    private static final double NOTHING = 0x1p-40;

    private final int[] kept;
    private final int size;
    private final LinearSolverDense<DMatrixRMaj> solver;

    PenalisedSystem(double[][] gram, int rows, double penalty) {
        size = gram.length;
        double[][] matrix = new double[size][size];
        for (int j = 0; j < size; j++) {
            for (int k = 0; k < size; k++) {
                matrix[j][k] = gram[j][k] / rows;
            }
            matrix[j][j] += j == 0 ? 0 : penalty;
        }
        kept = independent(matrix);
        DMatrixRMaj dense = new DMatrixRMaj(kept.length, kept.length);
        for (int j = 0; j < kept.length; j++) {
            for (int k = 0; k < kept.length; k++) {
                dense.unsafe_set(j, k, matrix[kept[j]][kept[k]]);
            }
        }
        solver = LinearSolverFactory_DDRM.symmPosDef(kept.length);
        if (!solver.setA(dense)) {
            throw new IllegalStateException("there is no Cholesky factor of " + kept.length + " independent columns");
        }
    }

    /** Rows of the Cholesky factor in turn, leaving out those of which nothing is left. */
    private static int[] independent(double[][] matrix) {
        int[] kept = new int[matrix.length];
        double[][] factor = new double[matrix.length][];
        int rank = 0;
        for (int j = 0; j < matrix.length; j++) {
            double[] row = new double[rank + 1];
            double left = matrix[j][j];
            for (int k = 0; k < rank; k++) {
                double sum = matrix[j][kept[k]];
                for (int l = 0; l < k; l++) {
                    sum -= row[l] * factor[k][l];
                }
                row[k] = sum / factor[k][k];
                left -= row[k] * row[k];
            }
            if (left > NOTHING * matrix[j][j]) {
                row[rank] = Math.sqrt(left);
                factor[rank] = row;
                kept[rank++] = j;
            }
        }
        return Arrays.copyOf(kept, rank);
    }

    /** The solution, with 0 for columns that were left out. */
    double[] solve(double[] right) {
        DMatrixRMaj g = new DMatrixRMaj(kept.length, 1);
        for (int j = 0; j < kept.length; j++) {
            g.data[j] = right[kept[j]];
        }
        DMatrixRMaj b = new DMatrixRMaj(kept.length, 1);
        solver.solve(g, b);
        double[] out = new double[size];
        for (int j = 0; j < kept.length; j++) {
            out[kept[j]] = b.data[j];
        }
        return out;
    }
}
