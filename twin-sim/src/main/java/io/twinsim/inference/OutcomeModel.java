package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.GeneralisedLinear;
import io.twinsim.internal.math.LeastSquares;
import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * The mean outcome of one arm given the covariates: logistic regression for outcomes of 0 and 1, else linear. Outcomes
 * that do not vary are predicted as they are.
 *
 * @param predicted the mean of every unit, whether the model saw it or not
 * @param seen the units it was fitted to
 * @param logistic whether the model is logistic
 * @param constant whether all outcomes seen were equal
 */
record OutcomeModel(double[] predicted, boolean[] seen, boolean logistic, boolean constant) {

    /** Fits to the units of an arm that a condition lets in. */
    static OutcomeModel of(ArmUnits units, boolean ofTreated, IntPredicate in) {
        boolean[] seen = new boolean[units.size()];
        int count = 0;
        for (int i = 0; i < seen.length; i++) {
            seen[i] = units.isTreated(i) == ofTreated && in.test(i);
            count += seen[i] ? 1 : 0;
        }
        double[] y = taken(units.outcome(), seen, count);
        if (Arrays.stream(y).distinct().limit(2).count() < 2 && count > 0) {
            double[] same = new double[units.size()];
            Arrays.fill(same, y[0]);
            return new OutcomeModel(same, seen, units.binary(), true);
        }
        double[][] design = units.design();
        double[][] columns = new double[design.length][];
        for (int j = 0; j < columns.length; j++) {
            columns[j] = taken(design[j], seen, count);
        }
        try {
            return new OutcomeModel(fit(units, columns, y, design), seen, units.binary(), false);
        } catch (InputException e) {
            throw new InputException("outcome model of arm " + (ofTreated ? "treated" : "control") + ": "
                    + e.getMessage(), e);
        }
    }

    private static double[] fit(ArmUnits units, double[][] columns, double[] y, double[][] design) {
        if (!units.binary()) {
            return LeastSquares.of(columns, y, units.designNames()).predict(design);
        }
        return GeneralisedLinear.of(GeneralisedLinear.Family.LOGISTIC, columns, y, null, units.designNames())
                .predict(design);
    }

    static double[] taken(double[] values, boolean[] in, int count) {
        double[] taken = new double[count];
        int next = 0;
        for (int i = 0; i < values.length; i++) {
            if (in[i]) {
                taken[next++] = values[i];
            }
        }
        return taken;
    }

    /** Adds what the estimation of this model does to an estimate whose slope by the predictions is given. */
    void addTo(double[] influence, double[] slopeByPrediction, ArmUnits units) {
        if (constant) {
            return;
        }
        int n = predicted.length;
        double[] information = new double[n];
        double[] residual = new double[n];
        double[] slope = new double[n];
        for (int i = 0; i < n; i++) {
            double byScore = logistic ? predicted[i] * (1 - predicted[i]) : 1;
            information[i] = seen[i] ? byScore : 0;
            residual[i] = seen[i] ? units.outcome()[i] - predicted[i] : 0;
            slope[i] = slopeByPrediction[i] * byScore;
        }
        new EstimatingEquation(units.design(), information, residual).addTo(influence, slope);
    }
}
