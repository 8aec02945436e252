package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.Map;

/** Reads couplings and finds out whether they are stable. */
final class CouplingReader {

    /** By then only eigenvalues whose moduli differ by less than one part in 10^13 are not told apart. */
    private static final int SQUARINGS = 50;
    /** Rounding must not let a matrix through that neither grows nor shrinks. */
    private static final double EDGE = 1 - 1e-9;

    private CouplingReader() {
    }

    static Coupling read(String name, Node.Field field, Map<String, List<String>> axes) {
        Keys keys = Keys.of(field.value(), "coupling " + name, "across", "retain", "scale", "normalise", "unstable", "matrix");
        Keys.checkIdentifier(name, "coupling name", field.keyPlace());
        keys.required("across");
        String axis = keys.text("across").orElseThrow();
        if (!axes.containsKey(axis)) {
            throw new InputException(Names.unknown("axis", axis, axes.keySet()) + " (in coupling " + name + ")",
                    keys.place("across"));
        }
        double[][] matrix = matrix(keys.required("matrix"), name, axis, axes.get(axis));
        if (keys.choice("normalise", "none", "none", "rows").equals("rows")) {
            normalise(matrix, name, axes.get(axis), keys.place("matrix"));
        }
        double retain = keys.number("retain").orElse(0.0);
        double scale = keys.number("scale").orElse(1.0);
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                matrix[i][j] = scale * matrix[i][j] + (i == j ? retain : 0.0) + 0.0;
            }
        }
        double radius = spectralRadius(matrix);
        boolean allowed = keys.choice("unstable", "refuse", "refuse", "allow").equals("allow");
        if (!allowed && !(radius < EDGE)) {
            throw new InputException("coupling " + name + " must have a spectral radius below 1, got "
                    + Numbers.significant(radius, 6) + "; lower retain or scale, or write unstable: allow", field.keyPlace());
        }
        return new Coupling(name, axis, matrix, radius);
    }

    private static double[][] matrix(Node node, String name, String axis, List<String> labels) {
        double[][] matrix = new double[labels.size()][labels.size()];
        String what = "coupling " + name + ".matrix";
        Keys.entries(node, what).forEach((receiver, row) -> {
            int i = label(receiver, axis, labels, what, row.keyPlace());
            Keys.entries(row.value(), what + "." + receiver).forEach((source, weight) -> matrix[i][label(
                    source, axis, labels, what, weight.keyPlace())] = Keys.number(weight.value(), receiver + "." + source));
        });
        return matrix;
    }

    private static int label(String label, String axis, List<String> labels, String what, Place place) {
        int at = labels.indexOf(label);
        if (at < 0) {
            throw new InputException(Names.unknown("label of " + axis, label, labels) + " (in " + what + ")", place);
        }
        return at;
    }

    private static void normalise(double[][] matrix, String name, List<String> labels, Place place) {
        for (int i = 0; i < matrix.length; i++) {
            double sum = 0;
            boolean empty = true;
            for (double weight : matrix[i]) {
                sum += weight;
                empty &= weight == 0;
            }
            if (!empty && !(sum > 0)) {
                throw new InputException("coupling " + name + " normalises rows, so each must have a positive sum, got "
                        + Numbers.significant(sum, 6) + " for " + labels.get(i), place);
            }
            for (int j = 0; j < matrix.length && !empty; j++) {
                matrix[i][j] /= sum;
            }
        }
    }

    /**
     * The greatest modulus of an eigenvalue, by Gelfand's formula: the limit of the norm of A^m to the power 1/m, along
     * m = 1, 2, 4, ... Every square is brought to norm 1, so that nothing overflows; the logarithms of the norms add up.
     */
    static double spectralRadius(double[][] matrix) {
        double[][] power = matrix;
        double log = 0;
        double weight = 1;
        for (int k = 0; k < SQUARINGS; k++) {
            double norm = norm(power);
            if (norm == 0) {
                return 0;
            }
            log += weight * Elementary.log(norm);
            power = square(power, norm);
            weight /= 2;
        }
        return Elementary.exp(log);
    }

    /** The greatest sum of moduli in a row. */
    private static double norm(double[][] matrix) {
        double norm = 0;
        for (double[] row : matrix) {
            double sum = 0;
            for (double x : row) {
                sum += Math.abs(x);
            }
            norm = Math.max(norm, sum);
        }
        return norm;
    }

    private static double[][] square(double[][] matrix, double norm) {
        int n = matrix.length;
        double[][] square = new double[n][n];
        for (int i = 0; i < n; i++) {
            for (int k = 0; k < n; k++) {
                double factor = matrix[i][k] / norm;
                for (int j = 0; j < n && factor != 0; j++) {
                    square[i][j] += factor * (matrix[k][j] / norm);
                }
            }
        }
        return square;
    }
}
