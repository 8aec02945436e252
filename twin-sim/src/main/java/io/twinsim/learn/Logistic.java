package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Lanes;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.LearnedModel;
import io.twinsim.random.Draws;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * Logistic regression with a penalty on the squares of the coefficients: the b that makes the mean log loss plus {@code
 * penalty / 2 sum b_j^2} smallest, with numbers brought to mean 0 and standard deviation 1 on the training rows and one
 * indicator per label of a category (le Cessie and van Houwelingen 1992, <a href="https://doi.org/10.2307/2347628">
 * doi</a>). The intercept carries no penalty. In scikit-learn's terms, after a StandardScaler, C = 1 / (n penalty).
 *
 * <p>Newton's steps, which are iteratively reweighted least squares (Cholesky by EJML), halved as long as the loss
 * would rise. Above penalty 0 there always is a smallest value, also where a feature separates the outcomes; at 0 such
 * data are refused. Training rows with one outcome only give the constant rate (k + 0.5) / (n + 1). Missing values are
 * refused.
 *
 * @param penalty at least 0, per row
 */
public record Logistic(double penalty) implements Learner {

    private static final int MOST_STEPS = 100;
    private static final int MOST_HALVINGS = 30;
    private static final double SETTLED = 1e-12;
    /** Log odds that no rate short of certainty reaches. */
    private static final double SEPARATED = 30;

    /** Refuses penalties that are negative or not finite. */
    public Logistic {
        if (!(penalty >= 0 && penalty < Double.POSITIVE_INFINITY)) {
            throw Checks.refuse("penalty", "be at least 0 and finite", penalty, null);
        }
    }

    /**
     * A logistic regression.
     *
     * @param penalty at least 0, per row
     * @return the learner
     * @throws InputException if the penalty is negative or not finite
     */
    public static Logistic of(double penalty) {
        return new Logistic(penalty);
    }

    /**
     * The penalties among which {@link OutcomeFit} chooses unless told otherwise.
     *
     * @return learners with penalties 0.0001 to 0.1, each ten times the one before
     */
    public static List<Learner> path() {
        return DoubleStream.of(1e-4, 1e-3, 1e-2, 1e-1).<Learner>mapToObj(Logistic::new).toList();
    }

    @Override
    public String id() {
        return "logistic";
    }

    @Override
    public String describe() {
        return "logistic, penalty " + Numbers.significant(penalty, 6);
    }

    @Override
    public boolean serves(boolean binary) {
        return binary;
    }

    LearnedModel train(String name, FeatureTable x, double[] y, boolean binary, Draws draws, int threads) {
        double ones = Lanes.sum(y, y.length);
        double start = Elementary.log((ones + 0.5) / (y.length - ones + 0.5));
        if (ones == 0 || ones == y.length) {
            return LinearDesign.constant(name, x, true, start);
        }
        LinearDesign design = LinearDesign.of(x, id());
        double[] b = new double[design.columns()];
        b[0] = start;
        return design.model(name, true, new Newton(design, y, b).run());
    }

    /** The search for the smallest penalised loss. */
    private final class Newton {
        private final LinearDesign design;
        private final double[] y;
        private double[] b;
        private double[] eta;
        private double loss;

        Newton(LinearDesign design, double[] y, double[] b) {
            this.design = design;
            this.y = y;
            this.b = b;
            eta = design.linear(b);
            loss = loss(b, eta);
        }

        double[] run() {
            for (int step = 1; step <= MOST_STEPS; step++) {
                boolean moved = step();
                refuseSeparated(step);
                if (!moved) {
                    return b;
                }
            }
            throw new InputException("logistic model did not converge in " + MOST_STEPS + " steps with penalty "
                    + Numbers.shortest(penalty) + "; set a larger one");
        }

        private void refuseSeparated(int step) {
            for (double odds : eta) {
                if (penalty == 0 && !(Math.abs(odds) <= SEPARATED)) {
                    throw new InputException("logistic model with penalty 0 did not converge: after " + step
                            + " steps features tell outcomes apart with log odds of "
                            + Numbers.significant(Math.abs(odds), 3) + "; set a penalty above 0");
                }
            }
        }

        /** One step; false once it is next to nothing. */
        private boolean step() {
            int n = y.length;
            double[] weights = new double[n];
            double[] residuals = new double[n];
            Elementary.logistic(eta, weights, 0, n);
            for (int i = 0; i < n; i++) {
                residuals[i] = y[i] - weights[i];
                weights[i] = Math.max(weights[i] * (1 - weights[i]), 0x1p-60);
            }
            double[] slope = design.transposed(residuals);
            for (int j = 0; j < slope.length; j++) {
                slope[j] = slope[j] / n - (j == 0 ? 0 : penalty * b[j]);
            }
            double[] change = new PenalisedSystem(design.gram(weights), n, penalty).solve(slope);
            double decrease = 0;
            for (int j = 0; j < slope.length; j++) {
                decrease += slope[j] * change[j];
            }
            return move(change) && decrease > SETTLED * SETTLED;
        }

        /** Goes as far as the loss does not rise; false if it rises however short the step. */
        private boolean move(double[] change) {
            double length = 1;
            for (int halving = 0; halving < MOST_HALVINGS; halving++) {
                double[] next = new double[b.length];
                for (int j = 0; j < b.length; j++) {
                    next[j] = b[j] + length * change[j];
                }
                double[] nextEta = design.linear(next);
                double nextLoss = loss(next, nextEta);
                if (nextLoss <= loss) {
                    boolean moved = nextLoss < loss;
                    b = next;
                    eta = nextEta;
                    loss = nextLoss;
                    return moved;
                }
                length /= 2;
            }
            return false;
        }

        /** The mean of log(1 + exp(-m)), m the linear predictor towards the outcome, and the penalty. */
        private double loss(double[] at, double[] linear) {
            double[] terms = new double[y.length];
            for (int i = 0; i < terms.length; i++) {
                terms[i] = -Math.abs(linear[i]);
            }
            Elementary.exp(terms, terms, 0, terms.length);
            Elementary.log1p(terms, terms, 0, terms.length);
            for (int i = 0; i < terms.length; i++) {
                double towards = y[i] > 0 ? linear[i] : -linear[i];
                terms[i] += towards < 0 ? -towards : 0;
            }
            double squares = 0;
            for (int j = 1; j < at.length; j++) {
                squares += at[j] * at[j];
            }
            return Lanes.sum(terms, terms.length) / terms.length + penalty / 2 * squares;
        }
    }

    /** {@code Logistic[penalty 0.01]}. */
    @Override
    public String toString() {
        return "Logistic[penalty " + Numbers.significant(penalty, 6) + "]";
    }
}
