package io.twinsim.random;

import io.twinsim.InputException;
import io.twinsim.internal.math.CholeskyFactor;
import io.twinsim.internal.math.SymmetricEigen;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A correlation matrix with a name for each row: symmetric, ones on the diagonal, positive semi-definite; singular ones
 * are welcome. Immutable.
 */
public final class CorrelationMatrix {

    /** How far below 0 the smallest eigenvalue may lie, as correlations are rounded. */
    private static final double TOLERANCE = 1e-10;
    private static final int ROUNDS = 20_000;
    private static final double CONVERGED = 1e-13;

    /**
     * A repaired matrix.
     *
     * @param matrix the nearest correlation matrix
     * @param distance the Frobenius norm of the change: the root of the sum of squared changes of all cells
     */
    public record Repair(CorrelationMatrix matrix, double distance) {

        /** Such as {@code Repair[3 variables, moved by 0.0123]}. */
        @Override
        public String toString() {
            return "Repair[" + matrix.names.size() + " variables, moved by " + Numbers.significant(distance, 4) + "]";
        }
    }

    private final List<String> names;
    private final double[][] values;

    private CorrelationMatrix(List<String> names, double[][] values) {
        this.names = names;
        this.values = values;
    }

    /**
     * Checks and copies a matrix.
     *
     * @param names one name per row, distinct
     * @param values the correlations, as many rows and columns as names; copied
     * @return the matrix
     * @throws InputException if the size differs, a name stands twice, a cell is outside [-1, 1], the diagonal is not
     *     1, two mirrored cells differ, or the smallest eigenvalue is below 0, naming the cells
     */
    public static CorrelationMatrix of(List<String> names, double[][] values) {
        return of(names, values, "variables");
    }

    /**
     * Correlations of what only stands behind the names, such as normal variables.
     *
     * @param names one name per row, distinct
     * @param values the correlations, as many rows and columns as names; copied
     * @param what what is correlated, for the message that it cannot be
     * @return the matrix
     * @throws InputException as for {@link #of(List, double[][])}
     */
    public static CorrelationMatrix of(List<String> names, double[][] values, String what) {
        CorrelationMatrix matrix = stated(names, values);
        double smallest = matrix.smallestEigenvalue();
        if (smallest >= -TOLERANCE) {
            return matrix;
        }
        throw new InputException("correlations must be positive semi-definite, got the smallest eigenvalue "
                + Numbers.significant(smallest, 4) + "; no " + what + " can be correlated so");
    }

    /**
     * The nearest correlation matrix to one that may not be positive semi-definite: alternating projections with
     * Dykstra's correction (Higham 2002, doi:10.1093/imanum/22.3.329). {@code O(n^3)} per round.
     *
     * @param names one name per row, distinct
     * @param values the correlations, which keep all other rules of {@link #of}; not modified
     * @return the matrix and how far it is from {@code values}; the values themselves, and 0, if they are fine
     * @throws InputException as for {@link #of}, but for negative eigenvalues
     */
    public static Repair nearest(List<String> names, double[][] values) {
        CorrelationMatrix stated = stated(names, values);
        if (stated.smallestEigenvalue() >= -TOLERANCE) {
            return new Repair(stated, 0);
        }
        double[][] near = stated.project();
        double square = 0;
        for (int i = 0; i < near.length; i++) {
            for (int j = 0; j < near.length; j++) {
                double moved = near[i][j] - stated.values[i][j];
                square += moved * moved;
            }
        }
        return new Repair(new CorrelationMatrix(stated.names, near), Math.sqrt(square));
    }

    /**
     * Checks all rules but that of the eigenvalues.
     *
     * @param names one name per row, distinct
     * @param values the correlations, not modified
     * @throws InputException as for {@link #of}, but for negative eigenvalues
     */
    public static void check(List<String> names, double[][] values) {
        stated(names, values);
    }

    private static CorrelationMatrix stated(List<String> names, double[][] values) {
        Checks.notNull(names, "names");
        Checks.notNull(values, "correlations");
        int n = names.size();
        for (int i = 0; i < values.length || values.length != n; i++) {
            if (values.length != n || Checks.notNull(values[i], "correlations").length != n) {
                throw new InputException("correlations must be " + n + " x " + n + " for " + Names.list(names)
                        + ", got " + values.length + " rows" + (values.length == n ? " with " + values[i].length
                                + (values[i].length == 1 ? " value" : " values") + " in row " + (i + 1) : ""));
            }
        }
        Set<String> seen = new HashSet<>();
        for (String name : names) {
            if (!seen.add(Checks.notNull(name, "name"))) {
                throw new InputException(
                        "correlations must name each variable once, got " + Names.quote(name) + " twice");
            }
        }
        double[][] copy = new double[n][];
        for (int i = 0; i < n; i++) {
            copy[i] = values[i].clone();
            for (int j = 0; j < n; j++) {
                Checks.inRange(-1, 1, copy[i][j], "correlation" + cell(names, i, j));
                copy[i][j] += 0.0;
            }
        }
        checkShape(names, copy);
        return new CorrelationMatrix(List.copyOf(names), copy);
    }

    private static void checkShape(List<String> names, double[][] values) {
        for (int i = 0; i < values.length; i++) {
            if (values[i][i] != 1) {
                throw Checks.refuse("correlation" + cell(names, i, i), "be 1, as of any variable with itself",
                        values[i][i], null);
            }
        }
        for (int i = 0; i < values.length; i++) {
            for (int j = 0; j < i; j++) {
                if (values[i][j] != values[j][i]) {
                    throw new InputException("correlations must be symmetric, got " + Numbers.shortest(values[j][i])
                            + cell(names, j, i) + " and " + Numbers.shortest(values[i][j]) + cell(names, i, j));
                }
            }
        }
    }

    /** {@code  of age and bmi (row 1, column 2)}. */
    private static String cell(List<String> names, int i, int j) {
        return " of " + names.get(i) + " and " + names.get(j) + " (row " + (i + 1) + ", column " + (j + 1) + ")";
    }

    private double[][] project() {
        int n = values.length;
        double[][] near = copy(values);
        double[][] correction = new double[n][n];
        for (int round = 0; round < ROUNDS; round++) {
            double[][] shifted = new double[n][n];
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    shifted[i][j] = near[i][j] - correction[i][j];
                }
            }
            double[][] positive = SymmetricEigen.of(shifted).positivePart();
            double change = 0;
            for (int i = 0; i < n; i++) {
                for (int j = 0; j < n; j++) {
                    correction[i][j] = positive[i][j] - shifted[i][j];
                    double next = i == j ? 1 : positive[i][j];
                    change = Math.max(change, Math.abs(next - near[i][j]));
                    near[i][j] = next;
                }
            }
            if (change <= CONVERGED) {
                break;
            }
        }
        return scaled(SymmetricEigen.of(near).positivePart());
    }

    /** Rounding has left the diagonal near 1; dividing by its roots keeps the matrix positive semi-definite. */
    private static double[][] scaled(double[][] matrix) {
        int n = matrix.length;
        double[][] scaled = new double[n][n];
        for (int i = 0; i < n; i++) {
            scaled[i][i] = 1;
            for (int j = 0; j < i; j++) {
                double r = matrix[i][j] / Math.sqrt(matrix[i][i] * matrix[j][j]);
                scaled[i][j] = Math.max(-1, Math.min(1, r)) + 0.0;
                scaled[j][i] = scaled[i][j];
            }
        }
        return scaled;
    }

    private static double[][] copy(double[][] matrix) {
        double[][] copy = new double[matrix.length][];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = matrix[i].clone();
        }
        return copy;
    }

    /**
     * The names of the rows.
     *
     * @return an immutable list
     */
    public List<String> names() {
        return names;
    }

    /**
     * One correlation.
     *
     * @param row the row, from 0
     * @param column the column, from 0
     * @return a value in [-1, 1]
     */
    public double value(int row, int column) {
        return values[row][column];
    }

    /**
     * All correlations.
     *
     * @return a copy, row by row
     */
    public double[][] values() {
        return copy(values);
    }

    /**
     * The smallest eigenvalue: 0 for a singular matrix, 1 if nothing is correlated.
     *
     * @return the value, to about 1e-15
     */
    public double smallestEigenvalue() {
        return SymmetricEigen.of(values).smallest();
    }

    /**
     * The lower triangular L with LL' equal to this matrix. Where the correlation is 1 the rows are equal bit for bit;
     * a row does not depend on those below it.
     *
     * @return a new matrix, zero above the diagonal; singular matrices have zeros on it
     */
    public double[][] cholesky() {
        return CholeskyFactor.lower(values);
    }

    /** Names and size. */
    @Override
    public String toString() {
        return Lines.one("CorrelationMatrix[" + String.join(", ", names) + "]");
    }
}
