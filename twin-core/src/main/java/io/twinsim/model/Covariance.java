package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The block {@code covariance: {coefficients: [a, b], matrix: [[..], [..]]}} that joins uncertain coefficients. */
final class Covariance {

    private Covariance() {
    }

    /** The covariance matrix of all coefficients, in their order; rows without a stated sd are zero. */
    static double[][] read(@Nullable Node node, Map<String, Coefficient> coefficients) {
        List<String> names = new ArrayList<>(coefficients.keySet());
        double[][] full = new double[names.size()][names.size()];
        for (int i = 0; i < names.size(); i++) {
            double sd = coefficients.get(names.get(i)).sd().orElse(0);
            full[i][i] = sd * sd;
        }
        if (node != null) {
            Keys keys = Keys.of(node, "covariance", "coefficients", "matrix");
            fill(keys, names, coefficients, full);
        }
        return full;
    }

    /** Estimates from one sample vary together; with variances alone their mean may look far less sure than it is. */
    static void requireJoint(Map<String, Coefficient> coefficients, Keys keys) {
        List<String> alone = coefficients.values().stream().filter(c -> c.sd().isPresent()).map(Coefficient::name)
                .toList();
        if (coefficients.size() > 1 && !alone.isEmpty()) {
            throw new InputException("coefficients of a fitted effect must have their variances in covariance, as they "
                    + "vary together, got an sd alone for " + Names.list(alone), keys.place("coefficients"));
        }
    }

    private static void fill(Keys keys, List<String> names, Map<String, Coefficient> coefficients, double[][] full) {
        List<String> joined = Keys.texts(keys.required("coefficients"), "covariance.coefficients");
        int[] at = new int[joined.size()];
        for (int i = 0; i < at.length; i++) {
            String name = joined.get(i);
            at[i] = names.indexOf(name);
            if (at[i] < 0 || joined.indexOf(name) < i) {
                String message = at[i] < 0 ? Names.unknown("coefficient", name, names)
                        : "covariance.coefficients must name each coefficient once, got " + Names.quote(name) + " twice";
                throw new InputException(message, keys.place("coefficients"));
            }
            if (coefficients.get(name).sd().isPresent()) {
                throw new InputException("coefficient " + name + " must have its variance either in sd or in covariance",
                        keys.place("coefficients"));
            }
        }
        double[][] block = matrix(keys, at.length);
        check(block, keys);
        for (int i = 0; i < at.length; i++) {
            for (int j = 0; j < at.length; j++) {
                full[at[i]][at[j]] = block[i][j];
            }
        }
    }

    private static double[][] matrix(Keys keys, int size) {
        List<Node> rows = Keys.items(keys.required("matrix"), "covariance.matrix");
        double[][] matrix = new double[rows.size()][];
        for (int i = 0; i < rows.size(); i++) {
            List<Node> cells = Keys.items(rows.get(i), "covariance.matrix");
            matrix[i] = cells.stream().mapToDouble(cell -> Keys.number(cell, "covariance.matrix")).toArray();
            if (cells.size() != size || rows.size() != size) {
                throw new InputException("covariance.matrix must be " + size + " x " + size + ", as there are " + size
                        + " coefficients, got " + rows.size() + " rows with " + cells.size() + " values in row " + (i + 1),
                        keys.place("matrix"));
            }
        }
        return matrix;
    }

    private static void check(double[][] matrix, Keys keys) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                if (matrix[i][j] != matrix[j][i]) {
                    throw new InputException("covariance.matrix must be symmetric, got "
                            + Numbers.shortest(matrix[j][i]) + " in row " + (j + 1) + ", column " + (i + 1) + " and "
                            + Numbers.shortest(matrix[i][j]) + " in row " + (i + 1) + ", column " + (j + 1),
                            keys.place("matrix"));
                }
            }
        }
        if (!positiveSemidefinite(matrix)) {
            throw new InputException("covariance.matrix must be positive semi-definite; no set of coefficients varies so",
                    keys.place("matrix"));
        }
    }

    /** An LDL' sweep; a pivot of zero must have a zero column. */
    private static boolean positiveSemidefinite(double[][] matrix) {
        int n = matrix.length;
        double[][] a = new double[n][];
        double scale = 0;
        for (int i = 0; i < n; i++) {
            a[i] = matrix[i].clone();
            scale = Math.max(scale, Math.abs(matrix[i][i]));
        }
        double tiny = 1e-12 * scale;
        for (int k = 0; k < n; k++) {
            if (a[k][k] < -tiny) {
                return false;
            }
            for (int i = k + 1; i < n; i++) {
                if (a[k][k] <= tiny) {
                    if (Math.abs(a[i][k]) > Math.sqrt(tiny * scale)) {
                        return false;
                    }
                    continue;
                }
                double factor = a[i][k] / a[k][k];
                for (int j = k + 1; j < n; j++) {
                    a[i][j] -= factor * a[k][j];
                }
            }
        }
        return true;
    }

    static Map<String, Coefficient> withStatedSd(Map<String, Coefficient> coefficients, double[][] covariance) {
        Map<String, Coefficient> stated = new LinkedHashMap<>();
        int i = 0;
        for (Coefficient c : coefficients.values()) {
            double variance = covariance[i][i];
            stated.put(c.name(), c.sd().isPresent() || variance == 0 ? c
                    : new Coefficient(c.name(), c.value(), java.util.OptionalDouble.of(Math.sqrt(variance))));
            i++;
        }
        return stated;
    }
}
