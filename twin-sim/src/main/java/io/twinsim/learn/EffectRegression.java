package io.twinsim.learn;

import io.twinsim.internal.math.LeastSquares;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Robust;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Outcomes regressed on the treatment, centred terms and their products with the treatment (Lin 2013,
 * doi:10.1214/12-AOAS583). The effect of a unit is {@code b0 + sum b_j (x_j - mean_j)}, so b0 is the average effect.
 * With given propensities every unit counts with the inverse of the probability of its arm.
 *
 * @param terms what the regression is on
 * @param centres the terms' means over the units
 * @param control intercept and slopes of the expected outcome without treatment
 * @param effect intercept and slopes of the effect
 * @param covariance of the effect's coefficients, HC2
 * @param n the number of units
 */
record EffectRegression(EffectTerms terms, double[] centres, double[] control, double[] effect, double[][] covariance,
        int n) implements EffectModel {

    static EffectRegression of(EffectData data) {
        EffectTerms terms = EffectTerms.of(data);
        double[][] x = terms.columns(data.x());
        int p = x.length + 1;
        double[] centres = new double[x.length];
        double[][] columns = new double[2 * p][];
        columns[0] = new double[data.rows()];
        Arrays.fill(columns[0], 1);
        columns[p] = data.treated();
        List<String> names = new ArrayList<>(List.of("(intercept)"));
        for (int j = 0; j < x.length; j++) {
            centres[j] = Moments.of(x[j]).mean();
            columns[j + 1] = centred(x[j], centres[j]);
            columns[p + j + 1] = products(columns[j + 1], data.treated());
            names.add(terms.terms().get(j).name());
        }
        List.copyOf(names).forEach(name -> names.add("treated x " + name));
        LeastSquares fit = data.weighted() ? LeastSquares.of(columns, data.y(), data.weights(), names)
                : LeastSquares.of(columns, data.y(), names);
        double[] b = fit.coefficients();
        double[][] all = fit.covariance(Robust.HC2);
        double[][] block = new double[p][];
        Arrays.setAll(block, i -> Arrays.copyOfRange(all[p + i], p, 2 * p));
        return new EffectRegression(terms, centres, Arrays.copyOf(b, p), Arrays.copyOfRange(b, p, 2 * p),
                symmetric(block), data.rows());
    }

    private static double[] centred(double[] x, double centre) {
        double[] out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = x[i] - centre;
        }
        return out;
    }

    private static double[] products(double[] x, double[] treated) {
        double[] out = new double[x.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = treated[i] == 1 ? x[i] : 0;
        }
        return out;
    }

    /** World files hold the matrix in full and refuse halves that differ in a bit. */
    private static double[][] symmetric(double[][] matrix) {
        for (int i = 0; i < matrix.length; i++) {
            for (int j = 0; j < i; j++) {
                matrix[i][j] = matrix[j][i];
            }
        }
        return matrix;
    }

    @Override
    public void means(FeatureTable x, double[] without, double[] with) {
        double[][] columns = terms.columns(x);
        linear(columns, control, without);
        linear(columns, effect, with);
        for (int i = 0; i < with.length; i++) {
            with[i] += without[i];
        }
    }

    /** The effect of every row. */
    double[] effects(FeatureTable x) {
        double[] out = new double[x.rows()];
        linear(terms.columns(x), effect, out);
        return out;
    }

    private void linear(double[][] columns, double[] b, double[] out) {
        Arrays.fill(out, b[0]);
        for (int j = 0; j < columns.length; j++) {
            double[] column = columns[j];
            double centre = centres[j];
            double slope = b[j + 1];
            for (int i = 0; i < out.length; i++) {
                out[i] += slope * (column[i] - centre);
            }
        }
    }

    /**
     * The mean effect of some rows of a table: {@code g'b} with variance {@code g'Sg}, g the mean of (1, x - centre).
     */
    PredictedMean mean(double[][] columns, int[] rows) {
        double[] g = new double[columns.length + 1];
        g[0] = 1;
        for (int j = 0; j < columns.length; j++) {
            g[j + 1] = Moments.of(centred(FeatureTable.take(columns[j], rows), centres[j])).mean();
        }
        return new PredictedMean(EffectAlgebra.dot(g, effect), Math.sqrt(EffectAlgebra.form(g, covariance)),
                rows.length);
    }
}
