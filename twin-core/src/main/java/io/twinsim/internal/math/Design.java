package io.twinsim.internal.math;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The columns of a regression with the weights of its rows, checked, and read block by block. Columns are multiplied
 * by powers of two that bring their largest value to [1, 2), which costs no bit and keeps squares from overflowing.
 * The arrays are shared with the caller, not copied.
 */
final class Design {

    private final double[][] columns;
    private final double @Nullable [] weights;
    private final List<String> names;
    private final int rows;
    private final int counted;
    private final int[] exponents;

    private Design(double[][] columns, int rows, double @Nullable [] weights, List<String> names) {
        this.columns = columns;
        this.weights = weights;
        this.names = names;
        this.rows = rows;
        this.counted = weights == null ? rows : positive(weights);
        exponents = new int[columns.length];
        for (int j = 0; j < columns.length; j++) {
            exponents[j] = exponent(columns[j]);
        }
    }

    static Design of(double[][] columns, double[] y, double @Nullable [] weights, List<String> names) {
        if (columns.length == 0 || columns.length != names.size()) {
            throw new InputException("covariates must have one name per column and at least one column, got "
                    + names.size() + " names for " + columns.length + " columns");
        }
        finite("outcome", y);
        for (int j = 0; j < columns.length; j++) {
            String name = "covariate " + Names.quote(names.get(j));
            length(name, columns[j].length, y.length);
            finite(name, columns[j]);
        }
        if (weights != null) {
            length("weights", weights.length, y.length);
            for (int i = 0; i < weights.length; i++) {
                if (!(weights[i] >= 0 && weights[i] < Double.POSITIVE_INFINITY)) {
                    throw at("weights must be at least 0 and finite", weights[i], i);
                }
            }
        }
        Design design = new Design(columns, y.length, weights, List.copyOf(names));
        if (design.p() >= design.counted) {
            throw new InputException("covariates must be fewer than rows, got " + count(design.p(), "column")
                    + " for " + count(design.counted, "row") + (weights == null ? "" : " with a weight above 0"));
        }
        return design;
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    static void length(String name, int got, int rows) {
        if (got != rows) {
            throw new InputException(name + " must have one value per row (" + rows + "), got " + got);
        }
    }

    private static void finite(String name, double[] values) {
        for (int i = 0; i < values.length; i++) {
            if (!Double.isFinite(values[i])) {
                throw at(name + " must be finite", values[i], i);
            }
        }
    }

    static InputException at(String rule, double value, int row) {
        return new InputException(rule + ", got " + Numbers.shortest(value) + " at row " + row);
    }

    private static int positive(double[] weights) {
        int count = 0;
        for (double weight : weights) {
            count += weight > 0 ? 1 : 0;
        }
        return count;
    }

    /** The exponent of the largest value; 0 if all are 0. */
    static int exponent(double[] values) {
        double largest = 0;
        for (double value : values) {
            largest = Math.max(largest, Math.abs(value));
        }
        return largest > 0 ? Math.getExponent(largest) : 0;
    }

    int rows() {
        return rows;
    }

    /** Rows with a weight above 0. */
    int counted() {
        return counted;
    }

    int p() {
        return columns.length;
    }

    String name(int column) {
        return names.get(column);
    }

    double[] column(int j) {
        return columns[j];
    }

    /** Scaled values are {@code 2^-exponent} times those given. */
    int exponent(int column) {
        return exponents[column];
    }

    double weight(int row) {
        return weights == null ? 1 : weights[row];
    }

    boolean weighted() {
        return weights != null;
    }

    /** Registers for {@code columns} columns of a block. */
    double[][] registers(int columns) {
        return new double[columns][Math.min(rows, Blocks.ROWS)];
    }

    /** Scaled values of rows {@code [from, to)}, from index 0 on. */
    void load(int from, int to, double[][] block) {
        for (int j = 0; j < columns.length; j++) {
            scaled(columns[j], exponents[j], from, to, block[j]);
        }
    }

    static void scaled(double[] values, int exponent, int from, int to, double[] out) {
        if (exponent < -1000) {
            for (int i = from; i < to; i++) {
                out[i - from] = Math.scalb(values[i], -exponent);
            }
            return;
        }
        double scale = Math.scalb(1.0, -exponent);
        for (int i = from; i < to; i++) {
            out[i - from] = values[i] * scale;
        }
    }

    /** Multiplies what was loaded by the square roots of the weights. */
    void weigh(int from, int to, double[]... block) {
        if (weights == null) {
            return;
        }
        for (int i = from; i < to; i++) {
            double root = Math.sqrt(weights[i]);
            for (double[] column : block) {
                column[i - from] *= root;
            }
        }
    }

    /** One row, scaled and weighted. */
    void row(int i, double[] out) {
        double root = weights == null ? 1 : Math.sqrt(weights[i]);
        for (int j = 0; j < out.length; j++) {
            out[j] = Math.scalb(columns[j][i], -exponents[j]) * root;
        }
    }

    /** {@code sum w v^2}, in block order. */
    double squares(double[] values) {
        double[] v = registers(1)[0];
        double sum = 0;
        for (int from = 0; from < rows; from += Blocks.ROWS) {
            int to = Math.min(rows, from + Blocks.ROWS);
            System.arraycopy(values, from, v, 0, to - from);
            weigh(from, to, v);
            sum += Lanes.dot(v, v, 0, to - from);
        }
        return sum;
    }

    double totalWeight() {
        double sum = 0;
        for (int i = 0; i < rows; i++) {
            sum += weight(i);
        }
        return sum;
    }

    /** A covariance of scaled coefficients, in place, in the units of the data. */
    double[][] unscale(double[][] covariance, int yExponent) {
        for (int j = 0; j < covariance.length; j++) {
            for (int k = 0; k < covariance.length; k++) {
                covariance[j][k] = Math.scalb(covariance[j][k], 2 * yExponent - exponents[j] - exponents[k]);
            }
        }
        return covariance;
    }

    /** Standard errors in the units of the data, from a covariance of scaled coefficients. */
    double[] standardErrors(double[][] covariance, int yExponent) {
        double[] errors = new double[covariance.length];
        for (int j = 0; j < errors.length; j++) {
            errors[j] = Math.scalb(Math.sqrt(covariance[j][j]), yExponent - exponents[j]);
        }
        return errors;
    }

    /** Coefficients in the units of the data. */
    double[] unscale(double[] coefficients, int yExponent) {
        double[] b = new double[coefficients.length];
        for (int j = 0; j < b.length; j++) {
            b[j] = Math.scalb(coefficients[j], yExponent - exponents[j]);
        }
        return b;
    }

    boolean hasConstant() {
        for (int j = 0; j < columns.length; j++) {
            if (isConstant(j)) {
                return true;
            }
        }
        return false;
    }

    /** Whether a column holds one value in every row that counts. */
    boolean isConstant(int j) {
        double[] x = columns[j];
        int first = -1;
        for (int i = 0; i < rows; i++) {
            if (weight(i) > 0) {
                first = first < 0 ? i : first;
                if (x[i] != x[first]) {
                    return false;
                }
            }
        }
        return true;
    }
}
