package io.twinsim.internal.math;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.List;

/**
 * Columns that follow from those before them, found in the triangular factor: what is left of such a column below the
 * rows of the others is rounding. The bound of 2^-40 of the column's length stands between rounding (2^-50) and what
 * may still be meant, such as the tenth power of x beside the nine lower ones (2^-24).
 */
final class Collinearity {

    private static final double NOTHING = 0x1p-40;
    private static final double NO_PART = 0x1p-20;

    private final Design design;
    private double[][] factor;
    private final List<Integer> kept = new ArrayList<>();

    private Collinearity(Design design, double[][] factor) {
        this.design = design;
        this.factor = factor;
    }

    /**
     * Accepts a factor of full rank.
     *
     * @param design the columns
     * @param factor the triangular factor of the scaled columns; a last column for the outcome is allowed
     * @throws InputException naming every column that follows from those before it, and from which
     */
    static void refuse(Design design, double[][] factor) {
        List<String> found = new Collinearity(design, factor).dependent();
        if (!found.isEmpty()) {
            throw new InputException("covariates must be linearly independent, got " + String.join(", ", found)
                    + "; leave " + (found.size() == 1 ? "it" : "them") + " out");
        }
    }

    private List<String> dependent() {
        List<String> found = new ArrayList<>();
        for (int j = 0; j < design.p(); j++) {
            int at = kept.size();
            if (Math.abs(factor[at][at]) > NOTHING * length(at, at)) {
                kept.add(j);
            } else {
                found.add(Names.quote(design.name(j)) + " (" + reason(j, at) + ")");
                drop(at);
            }
        }
        return found;
    }

    private double length(int column, int lastRow) {
        double square = 0;
        for (int i = 0; i <= lastRow; i++) {
            square += factor[i][column] * factor[i][column];
        }
        return Math.sqrt(square);
    }

    /** Takes a column out of the factor and makes what is left triangular again. */
    private void drop(int at) {
        int size = factor.length;
        double[][] columns = new double[size - 1][size];
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size - 1; j++) {
                columns[j][i] = factor[i][j < at ? j : j + 1];
            }
        }
        TallTriangle rest = new TallTriangle(size - 1, size);
        rest.add(columns, size);
        factor = rest.factor();
    }

    private String reason(int j, int at) {
        double length = length(at, at);
        if (length == 0) {
            return "0 in every row";
        }
        if (design.isConstant(j)) {
            return "constant";
        }
        double[] right = new double[at];
        for (int i = 0; i < at; i++) {
            right[i] = factor[i][at];
        }
        double[] parts = new Triangle(factor, at).solve(right);
        List<Integer> sources = new ArrayList<>();
        for (int k = 0; k < at; k++) {
            if (Math.abs(parts[k]) * length(k, k) > NO_PART * length) {
                sources.add(kept.get(k));
            }
        }
        return reason(j, sources);
    }

    private String reason(int j, List<Integer> sources) {
        List<String> quoted = sources.stream().map(k -> Names.quote(design.name(k))).toList();
        if (sources.size() == 1) {
            return (same(j, sources.get(0)) ? "a duplicate of " : "a multiple of ") + quoted.get(0);
        }
        return "follows from " + Names.list(quoted);
    }

    private boolean same(int j, int k) {
        double[] x = design.column(j);
        double[] y = design.column(k);
        for (int i = 0; i < x.length; i++) {
            if (x[i] != y[i] && design.weight(i) > 0) {
                return false;
            }
        }
        return true;
    }
}
