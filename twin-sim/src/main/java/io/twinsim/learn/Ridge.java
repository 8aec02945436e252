package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.LearnedModel;
import io.twinsim.random.Draws;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Linear regression with a penalty on the squares of the coefficients: the b that makes {@code sum (y_i - a - x_i'b)^2
 * / (2 n) + penalty / 2 sum b_j^2} smallest, with numbers brought to mean 0 and standard deviation 1 on the training
 * rows and one indicator per label of a category (Hoerl and Kennard 1970, <a
 * href="https://doi.org/10.1080/00401706.1970.10488634">doi</a>). The intercept carries no penalty.
 *
 * <p>Penalty 0 is ordinary least squares, where a column that follows from those before it gets coefficient 0. The
 * penalty is per row and without a unit: at 1, the coefficient of a feature that is uncorrelated with the others is
 * halved; in scikit-learn's terms, after a StandardScaler, alpha = n penalty. Solved by Cholesky's decomposition (EJML)
 * of the normal equations, whose solution is refined with the residuals of the data: {@code O(n p^2)} time. Missing
 * values are refused. A learned rate of a 0/1 outcome is not kept in [0, 1]: see {@link Logistic}.
 *
 * @param penalty at least 0, per row
 */
public record Ridge(double penalty) implements Learner {

    private static final int REFINEMENTS = 3;

    /** Refuses penalties that are negative or not finite. */
    public Ridge {
        if (!(penalty >= 0 && penalty < Double.POSITIVE_INFINITY)) {
            throw Checks.refuse("penalty", "be at least 0 and finite", penalty, null);
        }
    }

    /**
     * A ridge regression.
     *
     * @param penalty at least 0, per row; 0 for ordinary least squares
     * @return the learner
     * @throws InputException if the penalty is negative or not finite
     */
    public static Ridge of(double penalty) {
        return new Ridge(penalty);
    }

    /**
     * The penalties among which {@link OutcomeFit} chooses unless told otherwise.
     *
     * @return learners with penalties 0 and 0.0001 to 1, each ten times the one before
     */
    public static List<Learner> path() {
        return DoubleStream.of(0, 1e-4, 1e-3, 1e-2, 1e-1, 1).<Learner>mapToObj(Ridge::new).toList();
    }

    @Override
    public String id() {
        return "ridge";
    }

    @Override
    public String describe() {
        return penalty == 0 ? "ridge, penalty 0 (least squares)"
                : "ridge, penalty " + Numbers.significant(penalty, 6);
    }

    @Override
    public boolean serves(boolean binary) {
        return !binary;
    }

    LearnedModel train(String name, FeatureTable x, double[] y, boolean binary, Draws draws, int threads) {
        double mean = Moments.of(y).mean();
        LinearDesign design = LinearDesign.of(x, id());
        PenalisedSystem system = new PenalisedSystem(design.gram(null), design.rows(), penalty);
        double[] b = new double[design.columns()];
        b[0] = mean;
        for (int step = 0; step < REFINEMENTS; step++) {
            double[] fitted = design.linear(b);
            double[] residuals = new double[fitted.length];
            for (int i = 0; i < fitted.length; i++) {
                residuals[i] = y[i] - fitted[i];
            }
            double[] slope = design.transposed(residuals);
            for (int j = 0; j < slope.length; j++) {
                slope[j] = slope[j] / fitted.length - (j == 0 ? 0 : penalty * b[j]);
            }
            double[] change = system.solve(slope);
            for (int j = 0; j < b.length; j++) {
                b[j] += change[j];
            }
        }
        return design.model(name, false, b);
    }

    /** {@code Ridge[penalty 0.01]}. */
    @Override
    public String toString() {
        return "Ridge[penalty " + Numbers.significant(penalty, 6) + "]";
    }
}
