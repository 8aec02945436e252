package io.twinsim.inference;

import io.twinsim.internal.math.CholeskyFactor;

/**
 * What the estimation of a nuisance model adds to the influence of each unit on an estimate. The model has the score
 * {@code residual_i x_i} and the information {@code J = mean(weight_i x_i x_i')}; an estimate with the gradient h by
 * the model's coefficients gets {@code residual_i x_i' J^-1 h} (Stefanski and Boos 2002,
 * doi:10.1198/000313002753631330).
 */
final class EstimatingEquation {

    private final double[][] columns;
    private final double[] residual;
    private final double[][] factor;

    EstimatingEquation(double[][] columns, double[] weight, double[] residual) {
        this.columns = columns;
        this.residual = residual;
        int p = columns.length;
        double[][] information = new double[p][p];
        for (int j = 0; j < p; j++) {
            for (int k = 0; k <= j; k++) {
                information[j][k] = mean(weight, columns[j], columns[k]);
                information[k][j] = information[j][k];
            }
        }
        factor = CholeskyFactor.lower(information);
    }

    private static double mean(double[] weight, double[] x, double[] z) {
        double sum = 0;
        for (int i = 0; i < weight.length; i++) {
            sum += weight[i] * x[i] * z[i];
        }
        return sum / weight.length;
    }

    /** Adds the influence for an estimate whose gradient is {@code mean(slope_i x_i)}. */
    void addTo(double[] influence, double[] slope) {
        int p = columns.length;
        double[] h = new double[p];
        for (int j = 0; j < p; j++) {
            double sum = 0;
            for (int i = 0; i < slope.length; i++) {
                sum += slope[i] * columns[j][i];
            }
            h[j] = sum / slope.length;
        }
        double[] a = solve(h);
        for (int j = 0; j < p; j++) {
            double[] x = columns[j];
            for (int i = 0; i < influence.length; i++) {
                influence[i] += residual[i] * x[i] * a[j];
            }
        }
    }

    /** J^-1 h; a coefficient about which the data say nothing moves nothing. */
    private double[] solve(double[] right) {
        int p = right.length;
        double[] z = right.clone();
        for (int j = 0; j < p; j++) {
            for (int k = 0; k < j; k++) {
                z[j] -= factor[j][k] * z[k];
            }
            z[j] = factor[j][j] > 0 ? z[j] / factor[j][j] : 0;
        }
        for (int j = p - 1; j >= 0; j--) {
            for (int k = j + 1; k < p; k++) {
                z[j] -= factor[k][j] * z[k];
            }
            z[j] = factor[j][j] > 0 ? z[j] / factor[j][j] : 0;
        }
        return z;
    }
}
