package io.twinsim.internal.math;

import java.util.List;

/**
 * A linear regression by least squares: the b that makes {@code sum w_i (y_i - x_i'b)^2} smallest.
 *
 * <p>The columns, brought to one scale by powers of two, are taken to a triangular factor block by block (Householder's
 * decomposition, never the normal equations), and the coefficients are refined with residuals of 106 bits, so that they
 * are right to the last places even for columns that nearly depend on each other. {@code O(n p^2)} time; beside the
 * data and the residuals one block and {@code O(p^2)} are held. All sums run in one order: the bits do not depend on
 * threads or machine.
 *
 * <p>An intercept is a column of ones among the others. Weights are inverse variances up to a factor, as in R's {@code
 * lm}: a row of weight 0 is left out and counts in no n. The arrays are shared with the caller and must not change as
 * long as the result is in use.
 */
public final class LeastSquares {

    private final Design design;
    private final Triangle triangle;
    private final int yExponent;
    private final double[] y;
    private final double[] scaledCoefficients;
    private final double[] scaledResiduals;
    private final double rss;
    private final OrthonormalRows rows;

    private LeastSquares(Design design, double[] y) {
        this.design = design;
        this.y = y;
        yExponent = Design.exponent(y);
        int p = design.p();
        double[][] factor = factor();
        Collinearity.refuse(design, factor);
        triangle = new Triangle(factor, p);
        rows = new OrthonormalRows(design, triangle);
        double[] right = new double[p];
        for (int i = 0; i < p; i++) {
            right[i] = factor[i][p];
        }
        scaledCoefficients = triangle.solve(right);
        scaledResiduals = new Refinement(design, y, yExponent, triangle, scaledCoefficients).run();
        rss = design.squares(scaledResiduals);
    }

    /**
     * Fits with equal weights.
     *
     * @param columns p columns of n finite values each, p below n; shared, not modified
     * @param y n finite outcomes; shared, not modified
     * @param names one name per column, for messages
     * @return the regression
     * @throws io.twinsim.InputException if lengths differ, a value is not finite, there are not more rows than columns,
     *     or a column follows from those before it
     */
    public static LeastSquares of(double[][] columns, double[] y, List<String> names) {
        return new LeastSquares(Design.of(columns, y, null, names), y);
    }

    /**
     * Fits with weights.
     *
     * @param columns p columns of n finite values each, p below the number of weights above 0; shared, not modified
     * @param y n finite outcomes; shared, not modified
     * @param weights n finite weights, at least 0; shared, not modified
     * @param names one name per column, for messages
     * @return the regression
     * @throws io.twinsim.InputException as without weights, or if a weight is below 0 or not finite
     */
    public static LeastSquares of(double[][] columns, double[] y, double[] weights, List<String> names) {
        return new LeastSquares(Design.of(columns, y, weights, names), y);
    }

    private double[][] factor() {
        int p = design.p();
        double[][] block = design.registers(p + 1);
        TallTriangle tall = new TallTriangle(p + 1, block[0].length);
        for (int from = 0; from < design.rows(); from += Blocks.ROWS) {
            int to = Math.min(design.rows(), from + Blocks.ROWS);
            design.load(from, to, block);
            Design.scaled(y, yExponent, from, to, block[p]);
            design.weigh(from, to, block);
            tall.add(block, to - from);
        }
        return tall.factor();
    }

    /**
     * The coefficients.
     *
     * @return a new array, in the order of the columns
     */
    public double[] coefficients() {
        return design.unscale(scaledCoefficients, yExponent);
    }

    /**
     * Outcomes less fitted values, not weighted.
     *
     * @return a new array, in the order of the rows, with a value for rows of weight 0 too
     */
    public double[] residuals() {
        double[] e = new double[design.rows()];
        for (int i = 0; i < e.length; i++) {
            e[i] = Math.scalb(scaledResiduals[i], yExponent);
        }
        return e;
    }

    /**
     * The fitted values.
     *
     * @return a new array, in the order of the rows
     */
    public double[] fitted() {
        double[] fitted = residuals();
        for (int i = 0; i < fitted.length; i++) {
            fitted[i] = y[i] - fitted[i];
        }
        return fitted;
    }

    /**
     * The values that the coefficients give other rows.
     *
     * @param columns p columns as in the fit, of any one length, not modified
     * @return a new array with one value per row
     */
    public double[] predict(double[][] columns) {
        return linear(columns, coefficients());
    }

    static double[] linear(double[][] columns, double[] coefficients) {
        double[] out = new double[columns[0].length];
        for (int j = 0; j < coefficients.length; j++) {
            double b = coefficients[j];
            double[] x = columns[j];
            for (int i = 0; i < out.length; i++) {
                out[i] += x[i] * b;
            }
        }
        return out;
    }

    /**
     * The diagonal of {@code W^(1/2) X (X'WX)^-1 X' W^(1/2)}: the weight that each outcome has in its own fit.
     *
     * @return a new array of values in [0, 1], p in all
     */
    public double[] leverages() {
        return rows.leverages().clone();
    }

    /**
     * The number of rows.
     *
     * @return n, without rows of weight 0
     */
    public long n() {
        return design.counted();
    }

    /**
     * The number of columns.
     *
     * @return p, the intercept included
     */
    public int p() {
        return design.p();
    }

    /**
     * The degrees of freedom of the residuals.
     *
     * @return n - p, at least 1
     */
    public double df() {
        return n() - p();
    }

    /**
     * The residual standard deviation.
     *
     * @return the root of the weighted sum of squared residuals over n - p
     */
    public double sigma() {
        return Math.scalb(Math.sqrt(rss / df()), yExponent);
    }

    /**
     * The share of the outcome's sum of squares that the fit takes up. Squares are about the mean if there is a
     * constant column, and about 0 if there is none, as in R.
     *
     * @return a share in [0, 1]; 0 if the outcome does not vary
     */
    public double rSquared() {
        double[] scaled = new double[y.length];
        Design.scaled(y, yExponent, 0, y.length, scaled);
        if (design.hasConstant()) {
            centre(scaled);
        }
        double total = design.squares(scaled);
        return total > 0 ? Math.max(0, 1 - rss / total) : 0;
    }

    /** Takes the mean off, and then what rounding left of it. */
    private void centre(double[] values) {
        double weights = design.totalWeight();
        for (int pass = 0; pass < 2; pass++) {
            double sum = 0;
            for (int i = 0; i < values.length; i++) {
                sum += design.weight(i) * values[i];
            }
            double mean = sum / weights;
            for (int i = 0; i < values.length; i++) {
                values[i] -= mean;
            }
        }
    }

    /**
     * The covariance matrix of the coefficients. A row of leverage 1 has residual 0 and adds nothing to HC2 and HC3.
     *
     * @param kind what is assumed of the variances
     * @return a new p by p matrix
     */
    public double[][] covariance(Robust kind) {
        return design.unscale(scaledCovariance(kind), yExponent);
    }

    /**
     * The standard errors of the coefficients.
     *
     * @param kind what is assumed of the variances
     * @return a new array, in the order of the columns
     */
    public double[] standardErrors(Robust kind) {
        return design.standardErrors(scaledCovariance(kind), yExponent);
    }

    private double[][] scaledCovariance(Robust kind) {
        if (kind == Robust.CLASSICAL) {
            return times(triangle.inverseGram(), rss / df());
        }
        double[][] robust = triangle.congruent(rows.meat(scaledResiduals, kind));
        return kind == Robust.HC1 ? times(robust, n() / df()) : robust;
    }

    private static double[][] times(double[][] matrix, double factor) {
        for (double[] row : matrix) {
            for (int j = 0; j < row.length; j++) {
                row[j] *= factor;
            }
        }
        return matrix;
    }

    /**
     * The root mean square of leave-one-out prediction errors e / (1 - h), the root of PRESS over n; with weights, the
     * weighted mean.
     *
     * @return the error, in the units of the outcome
     * @throws io.twinsim.InputException if a row has leverage 1, so that the rest cannot be fitted without it
     */
    public double looRmse() {
        double[] h = rows.leverages();
        double[] errors = new double[h.length];
        for (int i = 0; i < h.length; i++) {
            if (!(1 - h[i] > OrthonormalRows.NOTHING)) {
                throw Design.at("leverage must be below 1 in every row, or the others cannot be fitted alone", h[i], i);
            }
            errors[i] = scaledResiduals[i] / (1 - h[i]);
        }
        return Math.scalb(Math.sqrt(design.squares(errors) / design.totalWeight()), yExponent);
    }

    /**
     * Standard errors that allow rows of one cluster to depend on each other.
     *
     * @param clusters one code per row, at least 0, not modified; at least two codes
     * @return the CR2 covariance with its degrees of freedom
     * @throws io.twinsim.InputException if the length is wrong, a code is below 0, or there are fewer than two clusters
     */
    public ClusterRobust clusterRobust(int[] clusters) {
        return new ClusterRobust(design, triangle, scaledResiduals, yExponent, clusters);
    }
}
