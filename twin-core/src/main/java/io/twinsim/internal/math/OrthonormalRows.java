package io.twinsim.internal.math;

import org.jspecify.annotations.Nullable;

/** The rows of the orthonormal factor {@code Q = W^(1/2) X R^-1}, block by block, and the sums taken over them. */
final class OrthonormalRows {

    /** What may be left of 1 - h for a leverage that is 1 but for rounding. */
    static final double NOTHING = 1e-10;

    private final Design design;
    private final Triangle triangle;
    private volatile double @Nullable [] leverages;

    OrthonormalRows(Design design, Triangle triangle) {
        this.design = design;
        this.triangle = triangle;
    }

    /** The sums of squares of the rows; computed once, shared. */
    double[] leverages() {
        double[] known = leverages;
        if (known == null) {
            known = new double[design.rows()];
            double[][] q = design.registers(design.p());
            for (int from = 0; from < known.length; from += Blocks.ROWS) {
                int to = load(from, q);
                for (double[] column : q) {
                    for (int i = from; i < to; i++) {
                        known[i] += column[i - from] * column[i - from];
                    }
                }
            }
            leverages = known;
        }
        return known;
    }

    /** Rows from the first of a block to its end, column by column; returns that end. */
    private int load(int from, double[][] q) {
        int to = Math.min(design.rows(), from + Blocks.ROWS);
        design.load(from, to, q);
        design.weigh(from, to, q);
        triangle.orthonormalise(q, to - from);
        return to;
    }

    /** {@code Q' diag(v) Q} for the variances v that a kind of robustness takes from the residuals. */
    double[][] meat(double[] residuals, Robust kind) {
        int p = design.p();
        double[][] sum = new double[p][p];
        double[][] q = design.registers(p);
        double[] e = design.registers(1)[0];
        for (int from = 0; from < design.rows(); from += Blocks.ROWS) {
            int to = load(from, q);
            System.arraycopy(residuals, from, e, 0, to - from);
            design.weigh(from, to, e);
            inflate(kind, from, to, e);
            for (double[] column : q) {
                for (int i = 0; i < to - from; i++) {
                    column[i] *= e[i];
                }
            }
            for (int j = 0; j < p; j++) {
                for (int k = 0; k <= j; k++) {
                    sum[j][k] += Lanes.dot(q[j], q[k], 0, to - from);
                    sum[k][j] = sum[j][k];
                }
            }
        }
        return sum;
    }

    /** Divides residuals by the power of 1 - h that the kind asks for. */
    private void inflate(Robust kind, int from, int to, double[] e) {
        if (kind != Robust.HC2 && kind != Robust.HC3) {
            return;
        }
        double[] h = leverages();
        for (int i = from; i < to; i++) {
            double left = 1 - h[i];
            if (left > NOTHING) {
                e[i - from] /= kind == Robust.HC2 ? Math.sqrt(left) : left;
            } else {
                e[i - from] = 0;
            }
        }
    }
}
