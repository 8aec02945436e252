package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.Map;

/** Reads couplings and finds out whether they are stable. */
final class CouplingReader {

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
        checkFinite(matrix, name, axes.get(axis), keys.place("matrix"));
        double radius = SpectralRadius.of(matrix);
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
            if (!empty && !(sum > 0 && sum < Double.POSITIVE_INFINITY)) {
                throw new InputException("coupling " + name + " normalises rows, so each must have a positive sum, got "
                        + Numbers.significant(sum, 6) + " for " + labels.get(i), place);
            }
            for (int j = 0; j < matrix.length && !empty; j++) {
                matrix[i][j] /= sum;
            }
        }
    }

    /** Numbers of a world are finite, but their products and sums need not be. */
    private static void checkFinite(double[][] matrix, String name, List<String> labels, Place place) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < matrix.length; j++) {
                if (!Double.isFinite(matrix[i][j])) {
                    throw new InputException("coupling " + name + " must have finite weights, got "
                            + Numbers.shortest(matrix[i][j]) + " for " + labels.get(i) + "." + labels.get(j), place);
                }
            }
        }
    }
}
