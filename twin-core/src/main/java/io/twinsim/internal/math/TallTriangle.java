package io.twinsim.internal.math;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.factory.DecompositionFactory_DDRM;
import org.ejml.interfaces.decomposition.QRDecomposition;

/**
 * The triangular factor of a matrix with few columns and any number of rows: blocks of rows are put under the factor of
 * those before them, and EJML's Householder decomposition takes the two to the next factor (Demmel, Grigori, Hoemmen
 * and Langou 2012, <a href="https://doi.org/10.1137/080731992">doi</a>, the sequential form). Beside one block it
 * holds {@code O(p^2)}; as stable as a decomposition of the whole; {@code O(n p^2)} time.
 */
final class TallTriangle {

    private final int columns;
    private final double[][] r;
    private final QRDecomposition<DMatrixRMaj> qr;
    private final DMatrixRMaj stack;

    TallTriangle(int columns, int blockRows) {
        this.columns = columns;
        r = new double[columns][columns];
        qr = DecompositionFactory_DDRM.qr(columns + blockRows, columns);
        stack = new DMatrixRMaj(columns + blockRows, columns);
    }

    /** Folds the first rows of a block, which is given column by column. */
    void add(double[][] block, int rows) {
        stack.reshape(columns + rows, columns);
        double[] data = stack.data;
        for (int i = 0; i < columns; i++) {
            System.arraycopy(r[i], 0, data, i * columns, columns);
        }
        int first = columns * columns;
        for (int j = 0; j < columns; j++) {
            double[] column = block[j];
            for (int i = 0; i < rows; i++) {
                data[first + i * columns + j] = column[i];
            }
        }
        qr.decompose(stack);          // false says only that a column is 0, which is for the caller to see in R
        DMatrixRMaj folded = qr.getR(null, true);
        for (int i = 0; i < columns; i++) {
            System.arraycopy(folded.data, i * columns, r[i], 0, columns);
        }
    }

    /** The factor of all rows so far; its diagonal may have either sign. */
    double[][] factor() {
        return r;
    }
}
