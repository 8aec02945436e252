package io.twinsim.internal.math;

/**
 * Eigenvalues and eigenvectors of a symmetric matrix by cyclic Jacobi rotations (Golub and Van Loan, Matrix
 * Computations, section 8.5): every pair of rows in turn, until what stands off the diagonal no longer counts. One
 * fixed order of exact operations, so the bits are the same on every machine. {@code O(n^3)} per sweep, about 6 to 10
 * sweeps.
 */
public final class SymmetricEigen {

    private static final int SWEEPS = 60;

    private final double[] values;
    private final double[][] vectors;

    private SymmetricEigen(double[] values, double[][] vectors) {
        this.values = values;
        this.vectors = vectors;
    }

    /**
     * Decomposes a matrix.
     *
     * @param matrix symmetric and finite, not modified
     * @return its eigenvalues with their vectors, in no particular order
     */
    public static SymmetricEigen of(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][];
        double[][] v = new double[n][n];
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
            v[i][i] = 1;
        }
        double scale = 0;
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                scale = Math.max(scale, Math.abs(a[i][j]));
            }
        }
        boolean done = false;
        for (int sweep = 0; sweep < SWEEPS && !done; sweep++) {
            done = sweep(a, v, 0x1p-56 * scale);
        }
        double[] values = new double[n];
        for (int i = 0; i < n; i++) {
            values[i] = a[i][i];
        }
        return new SymmetricEigen(values, v);
    }

    /** One rotation for every pair; true if there was nothing left to rotate. */
    private static boolean sweep(double[][] a, double[][] v, double nothing) {
        boolean done = true;
        for (int p = 0; p < a.length; p++) {
            for (int q = p + 1; q < a.length; q++) {
                if (Math.abs(a[p][q]) > nothing) {
                    done = false;
                    rotate(a, v, p, q);
                } else {
                    a[p][q] = 0;
                    a[q][p] = 0;
                }
            }
        }
        return done;
    }

    private static void rotate(double[][] a, double[][] v, int p, int q) {
        double off = a[p][q];
        double theta = (a[q][q] - a[p][p]) / (2 * off);
        double size = Math.abs(theta);
        double t = size > 1e150 ? 0.5 / theta : Math.copySign(1 / (size + Math.sqrt(size * size + 1)), theta);
        double c = 1 / Math.sqrt(t * t + 1);
        double s = t * c;
        double tau = s / (1 + c);
        a[p][p] -= t * off;
        a[q][q] += t * off;
        a[p][q] = 0;
        a[q][p] = 0;
        for (int i = 0; i < a.length; i++) {
            if (i != p && i != q) {
                double x = a[i][p];
                double y = a[i][q];
                a[i][p] = x - s * (y + tau * x);
                a[i][q] = y + s * (x - tau * y);
                a[p][i] = a[i][p];
                a[q][i] = a[i][q];
            }
            double x = v[i][p];
            double y = v[i][q];
            v[i][p] = x - s * (y + tau * x);
            v[i][q] = y + s * (x - tau * y);
        }
    }

    /**
     * The smallest eigenvalue.
     *
     * @return the value
     */
    public double smallest() {
        double least = Double.POSITIVE_INFINITY;
        for (double value : values) {
            least = value < least ? value : least;
        }
        return least;
    }

    /**
     * The eigenvalues.
     *
     * @return a copy, in the order of the vectors
     */
    public double[] values() {
        return values.clone();
    }

    /**
     * The nearest positive semi-definite matrix in the Frobenius norm: negative eigenvalues become 0.
     *
     * @return a new symmetric matrix
     */
    public double[][] positivePart() {
        double[] positive = new double[values.length];
        for (int k = 0; k < positive.length; k++) {
            positive[k] = Math.max(0, values[k]);
        }
        return withValues(positive);
    }

    /** The inverse of the symmetric square root; eigenvalues up to {@code nothing} count as 0 and stay so. */
    double[][] inverseRoot(double nothing) {
        double[] roots = new double[values.length];
        for (int k = 0; k < roots.length; k++) {
            roots[k] = values[k] > nothing ? 1 / Math.sqrt(values[k]) : 0;
        }
        return withValues(roots);
    }

    /** The matrix of the same vectors with other values. */
    private double[][] withValues(double[] others) {
        int n = others.length;
        double[][] part = new double[n][n];
        for (int k = 0; k < n; k++) {
            if (others[k] > 0) {
                for (int i = 0; i < n; i++) {
                    double scaled = others[k] * vectors[i][k];
                    for (int j = 0; j <= i; j++) {
                        part[i][j] += scaled * vectors[j][k];
                    }
                }
            }
        }
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                part[j][i] = part[i][j];
            }
        }
        return part;
    }
}
