package io.twinsim.internal.math;

import io.twinsim.InputException;
import java.util.Arrays;

/**
 * The CR2 covariance of regression coefficients whose rows come in clusters (Bell and McCaffrey 2002): residuals of a
 * cluster are multiplied by {@code (I - H_cc)^(-1/2)}, which makes the variances unbiased if all rows are independent
 * with equal variances after all. Small numbers of clusters need t quantiles with the Satterthwaite degrees of freedom
 * given here per contrast (Imbens and Kolesar 2016, <a href="https://doi.org/10.1162/REST_a_00552">doi</a>).
 *
 * <p>With the orthonormal factor {@code Q = W^(1/2) X R^-1} all algebra is in matrices of the smaller of p and the
 * cluster's rows: {@code (I - Q_c Q_c')^(-1/2) Q_c = Q_c (I - Q_c'Q_c)^(-1/2)}. Where a cluster alone determines a
 * coefficient the inverse is the generalised one (Pustejovsky and Tipton 2018, <a
 * href="https://doi.org/10.1080/07350015.2016.1247004">doi</a>). {@code O(n p^2)} plus {@code O(p^3)} per cluster.
 */
public final class ClusterRobust {

    private final Design design;
    private final Triangle triangle;
    private final double[] residuals;
    private final int yExponent;
    private final int[] order;
    private final int[] starts;
    private final double[][] scaled;

    ClusterRobust(Design design, Triangle triangle, double[] residuals, int yExponent, int[] clusters) {
        this.design = design;
        this.triangle = triangle;
        this.residuals = residuals;
        this.yExponent = yExponent;
        Design.length("clusters", clusters.length, design.rows());
        long[] keys = keys(clusters);
        order = new int[keys.length];
        int[] cuts = new int[keys.length + 1];
        int count = 0;
        for (int i = 0; i < keys.length; i++) {
            order[i] = (int) keys[i];
            if (i == 0 || keys[i] >>> 32 != keys[i - 1] >>> 32) {
                cuts[count++] = i;
            }
        }
        if (count < 2) {
            throw new InputException("clusters must be at least 2, got " + count);
        }
        cuts[count] = keys.length;
        starts = Arrays.copyOf(cuts, count + 1);
        scaled = triangle.congruent(meat());
    }

    /** Code and row in one number, sorted: the rows of weight above 0, cluster by cluster in their own order. */
    private long[] keys(int[] clusters) {
        long[] keys = new long[design.counted()];
        int next = 0;
        for (int i = 0; i < clusters.length; i++) {
            if (clusters[i] < 0) {
                throw new InputException("clusters must be codes of at least 0, got " + clusters[i] + " at row " + i);
            }
            if (design.weight(i) > 0) {
                keys[next++] = (long) clusters[i] << 32 | i;
            }
        }
        Arrays.sort(keys);
        return keys;
    }

    private double[][] meat() {
        int p = triangle.size();
        double[][] sum = new double[p][p];
        for (int c = 0; c < clusters(); c++) {
            double[][] adjusted = adjusted(rows(c));
            double[] score = new double[p];
            for (int i = 0; i < adjusted.length; i++) {
                int row = order[starts[c] + i];
                double e = residuals[row] * Math.sqrt(design.weight(row));
                for (int j = 0; j < p; j++) {
                    score[j] += adjusted[i][j] * e;
                }
            }
            addSquare(sum, score);
        }
        return sum;
    }

    private static void addSquare(double[][] sum, double[] v) {
        for (int j = 0; j < v.length; j++) {
            for (int k = 0; k < v.length; k++) {
                sum[j][k] += v[j] * v[k];
            }
        }
    }

    /** The rows of Q of a cluster. */
    private double[][] rows(int c) {
        double[][] q = new double[starts[c + 1] - starts[c]][triangle.size()];
        for (int i = 0; i < q.length; i++) {
            design.row(order[starts[c] + i], q[i]);
            q[i] = triangle.solveTransposed(q[i]);
        }
        return q;
    }

    /** {@code (I - Q Q')^(-1/2) Q}, from whichever side is smaller. */
    private static double[][] adjusted(double[][] q) {
        int m = q.length;
        int p = q[0].length;
        boolean wide = m < p;
        double[][] left = new double[wide ? m : p][wide ? m : p];
        for (int j = 0; j < left.length; j++) {
            for (int k = 0; k <= j; k++) {
                double sum = 0;
                for (int i = 0; i < (wide ? p : m); i++) {
                    sum += wide ? q[j][i] * q[k][i] : q[i][j] * q[i][k];
                }
                left[j][k] = (j == k ? 1 : 0) - sum;
                left[k][j] = left[j][k];
            }
        }
        double[][] root = SymmetricEigen.of(left).inverseRoot(OrthonormalRows.NOTHING);
        return wide ? product(root, q) : product(q, root);
    }

    private static double[][] product(double[][] a, double[][] b) {
        double[][] out = new double[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int k = 0; k < b.length; k++) {
                double factor = a[i][k];
                for (int j = 0; j < out[i].length; j++) {
                    out[i][j] += factor * b[k][j];
                }
            }
        }
        return out;
    }

    /**
     * The number of clusters.
     *
     * @return clusters with a row that counts, at least 2
     */
    public int clusters() {
        return starts.length - 1;
    }

    /**
     * The CR2 covariance matrix of the coefficients.
     *
     * @return a new p by p matrix
     */
    public double[][] covariance() {
        double[][] copy = new double[scaled.length][];
        for (int j = 0; j < copy.length; j++) {
            copy[j] = scaled[j].clone();
        }
        return design.unscale(copy, yExponent);
    }

    /**
     * The standard errors of the coefficients.
     *
     * @return a new array, in the order of the columns
     */
    public double[] standardErrors() {
        return design.standardErrors(scaled, yExponent);
    }

    /**
     * The Satterthwaite degrees of freedom of one coefficient.
     *
     * @param column the coefficient's column, from 0
     * @return the degrees of freedom of its CR2 variance; at most the number of clusters, often far fewer; 0 if the
     *     clusters determine it, so that its CR2 variance is 0 whatever the outcomes
     */
    public double df(int column) {
        double[] contrast = new double[triangle.size()];
        contrast[column] = 1;
        return df(contrast);
    }

    /**
     * The Satterthwaite degrees of freedom of a contrast l'b: with the CR2 variance of it as a quadratic form in the
     * outcomes, twice the square of its mean over its variance, for independent rows of equal variance (with weights:
     * of variance 1 / w).
     *
     * @param contrast l, one finite value per column, not all 0, not modified
     * @return the degrees of freedom, at least 1; 0 if the clusters determine the contrast, so that its CR2 variance is
     *     0 whatever the outcomes
     */
    public double df(double[] contrast) {
        int p = triangle.size();
        double[] l = new double[p];
        double largest = 0;
        for (int j = 0; j < p; j++) {
            l[j] = Math.scalb(contrast[j], -design.exponent(j));
            largest = Math.max(largest, Math.abs(l[j]));
        }
        for (int j = 0; j < p; j++) {
            l[j] /= largest;
        }
        double[] a = triangle.solveTransposed(l);
        double[][] across = new double[p][p];
        double trace = 0;
        double square = 0;
        for (int c = 0; c < clusters(); c++) {
            double[][] q = rows(c);
            double[] g = times(adjusted(q), a);
            double[] t = transposedTimes(q, g);
            double own = dot(g, g);
            double back = dot(t, t);
            trace += own - back;
            square += own * own - 2 * own * back;
            addSquare(across, t);
        }
        for (double[] row : across) {
            square += dot(row, row);
        }
        // The variance without adjustment is dot(a, a); what is left of it by rounding alone is nothing.
        return trace > OrthonormalRows.NOTHING * dot(a, a) ? trace * trace / square : 0;
    }

    private static double[] times(double[][] matrix, double[] v) {
        double[] out = new double[matrix.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = dot(matrix[i], v);
        }
        return out;
    }

    private static double[] transposedTimes(double[][] matrix, double[] v) {
        double[] out = new double[matrix[0].length];
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < out.length; j++) {
                out[j] += matrix[i][j] * v[i];
            }
        }
        return out;
    }

    private static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }
}
