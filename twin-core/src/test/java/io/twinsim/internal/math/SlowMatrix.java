package io.twinsim.internal.math;

import org.ejml.data.DMatrixRMaj;
import org.ejml.dense.row.CommonOps_DDRM;

/** Matrices as they stand in the textbook, for slow paths; every operation makes a new one. */
record SlowMatrix(DMatrixRMaj values) {

    static SlowMatrix of(double[][] rows) {
        return new SlowMatrix(new DMatrixRMaj(rows));
    }

    static SlowMatrix column(double... values) {
        return new SlowMatrix(new DMatrixRMaj(values.length, 1, true, values));
    }

    static SlowMatrix diagonal(double... values) {
        return new SlowMatrix(CommonOps_DDRM.diag(values));
    }

    static SlowMatrix zero(int rows, int columns) {
        return new SlowMatrix(new DMatrixRMaj(rows, columns));
    }

    double get(int i, int j) {
        return values.get(i, j);
    }

    void set(int i, int j, double value) {
        values.set(i, j, value);
    }

    SlowMatrix times(SlowMatrix other) {
        return new SlowMatrix(CommonOps_DDRM.mult(values, other.values, null));
    }

    SlowMatrix times(double factor) {
        DMatrixRMaj out = values.copy();
        CommonOps_DDRM.scale(factor, out);
        return new SlowMatrix(out);
    }

    SlowMatrix plus(SlowMatrix other) {
        return new SlowMatrix(CommonOps_DDRM.add(values, other.values, null));
    }

    SlowMatrix transposed() {
        return new SlowMatrix(CommonOps_DDRM.transpose(values, null));
    }

    SlowMatrix inverse() {
        DMatrixRMaj out = new DMatrixRMaj(values.numRows, values.numCols);
        CommonOps_DDRM.invert(values, out);
        return new SlowMatrix(out);
    }

    SlowMatrix row(int i) {
        return new SlowMatrix(CommonOps_DDRM.extractRow(values, i, null));
    }

    double trace() {
        return CommonOps_DDRM.trace(values);
    }

    double largest() {
        return CommonOps_DDRM.elementMaxAbs(values);
    }
}
