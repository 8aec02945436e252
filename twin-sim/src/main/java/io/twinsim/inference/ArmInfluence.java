package io.twinsim.inference;

import io.twinsim.internal.math.Moments;
import java.util.OptionalDouble;

/**
 * What each unit does to the two adjusted means, from which every error follows. An estimate is its true value plus the
 * mean of the influence, up to terms of smaller order.
 *
 * @param treated influence on the mean of the treated
 * @param control influence on the mean of the controls
 */
record ArmInfluence(double[] treated, double[] control) {

    /** The influence on {@code a treated + b control}. */
    private double[] combined(double a, double b) {
        double[] sum = new double[treated.length];
        for (int i = 0; i < sum.length; i++) {
            sum[i] = a * treated[i] + b * control[i];
        }
        return sum;
    }

    /** The standard error of the difference. */
    double error(ArmUnits units) {
        return error(combined(1, -1), units);
    }

    /** The standard error of the logarithm of the ratio; NaN where there is none to speak of. */
    double logRatioError(ArmUnits units, double treatedMean, double controlMean) {
        if (!(units.binary() && treatedMean > 0 && controlMean > 0)) {
            return Double.NaN;
        }
        return error(combined(1 / treatedMean, -1 / controlMean), units);
    }

    /** {@code sqrt(sum psi^2) / n}; with G clusters by their sums, times {@code sqrt(G / (G - 1))}. */
    private static double error(double[] influence, ArmUnits units) {
        if (units.clusters().isEmpty()) {
            return Math.sqrt(squares(influence)) / influence.length;
        }
        Clusters clusters = units.clusters().get();
        double sum = squares(clusters.sums(influence));
        return Math.sqrt(sum * clusters.count() / (clusters.count() - 1.0)) / influence.length;
    }

    private static double squares(double[] values) {
        double[] squares = new double[values.length];
        for (int i = 0; i < values.length; i++) {
            squares[i] = values[i] * values[i];
        }
        return Moments.of(squares).sum();
    }

    static OptionalDouble df(ArmUnits units) {
        return units.clusters().isPresent() ? OptionalDouble.of(units.clusters().get().count() - 1.0)
                : OptionalDouble.empty();
    }
}
