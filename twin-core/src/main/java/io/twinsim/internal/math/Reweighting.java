package io.twinsim.internal.math;

import io.twinsim.InputException;
import io.twinsim.internal.math.GeneralisedLinear.Family;
import org.jspecify.annotations.Nullable;

/**
 * Newton's steps to the maximum of a likelihood, in the units of the scaled columns. What is kept is what R's {@code
 * glm} reports: the step at which the deviance changes by less than epsilon of itself, and the factor with which that
 * step was found. A deviance stands still even where there is no maximum, so the steps go on until no linear predictor
 * moves, or until they prove that there is none.
 */
final class Reweighting {

    /** The {@code epsilon} of {@code glm.control}. R's own, 1e-8, leaves coefficients with eight digits. */
    private static final double EPSILON = 1e-14;
    private static final int STEPS = 100;
    /** Steps until a direction is tried as a proof of separation; sound models are done by then. */
    private static final int BEFORE_SEPARATION = 8;
    private static final int HALVINGS = 40;
    private static final double STILL = 1e-10;
    /** From here on a change that no longer shrinks is rounding. */
    private static final double ROUNDING = 1e-5;
    /** Keeps quotients by a variance finite. */
    private static final double LEAST_VARIANCE = 0x1p-500;

    private final Family family;
    private final Design design;
    private final double[] y;
    private final double[][] block;
    private final double[] predictor;
    private final double[] means;
    /** What R adds to a deviance that may be 0, in the units of weights below 1. */
    private final double nearNothing;
    private double[] coefficients;
    private double[][] factor = new double[0][];
    private double deviance = Double.POSITIVE_INFINITY;

    /** The step that is reported: its number, where it led, and the factor it was found with. */
    record Settled(int step, double[] coefficients, double[] means, double deviance, Triangle triangle) {
    }

    Reweighting(Family family, Design design, double[] y) {
        this.family = family;
        this.design = design;
        this.y = y;
        block = design.registers(design.p() + 1);
        predictor = new double[design.rows()];
        means = new double[design.rows()];
        coefficients = new double[design.p()];
        nearNothing = 0.1 * Math.min(1, design.totalWeight() / design.counted());
    }

    Settled run() {
        Separation separation = new Separation(family, design, y);
        double[] step = first();
        double[] change = new double[predictor.length];
        double[] none = new double[predictor.length];
        double start = total();
        double before = Double.POSITIVE_INFINITY;
        @Nullable Settled settled = null;
        for (int k = 1; k <= STEPS; k++) {
            double old = k == 1 ? start : deviance;
            System.arraycopy(predictor, 0, change, 0, change.length);
            double share = advance(step);
            if (share == 0) {
                throw stuck(k);
            }
            double moved = subtractFromPredictor(change);
            boolean still = share == 1 && (moved <= STILL || moved <= ROUNDING && moved > before / 2);
            boolean level = Math.abs(deviance - old) < EPSILON * (Math.abs(deviance) + nearNothing);
            if (settled == null && (still || level)) {
                settled = new Settled(k, coefficients, means.clone(), deviance, triangle());
            }
            if (still) {
                return settled;
            }
            if (k >= BEFORE_SEPARATION && separation.isProvenBy(change)) {
                throw separation.refusal(step);
            }
            before = moved;
            factor(none);
            step = solution();
        }
        throw stuck(STEPS);
    }

    private Triangle triangle() {
        return new Triangle(factor, design.p());
    }

    private InputException stuck(int steps) {
        return new InputException(family.id() + " model did not converge in " + steps + " steps");
    }

    /** Least squares on the scale of the predictor, from means close to the outcomes. */
    private double[] first() {
        for (int i = 0; i < means.length; i++) {
            boolean logistic = family == Family.LOGISTIC;
            double weight = design.weight(i);
            means[i] = logistic ? (weight * y[i] + 0.5) / (weight + 1) : y[i] + 0.1;
            predictor[i] = Elementary.log(
                    logistic ? (weight * y[i] + 0.5) / (weight * (1 - y[i]) + 0.5) : means[i]);
        }
        factor(predictor);
        Collinearity.refuse(design, factor);
        return solution();
    }

    private double[] solution() {
        int p = design.p();
        double[] right = new double[p];
        for (int i = 0; i < p; i++) {
            right[i] = factor[i][p];
        }
        return triangle().solve(right);
    }

    /** The factor of {@code W^(1/2) [X, offset + (y - m) / v]} at the present means m with variances v. */
    private void factor(double[] offset) {
        int p = design.p();
        TallTriangle tall = new TallTriangle(p + 1, block[0].length);
        for (int from = 0; from < design.rows(); from += Blocks.ROWS) {
            int to = Math.min(design.rows(), from + Blocks.ROWS);
            design.load(from, to, block);
            for (int i = from; i < to; i++) {
                double root = Math.sqrt(variance(i));
                block[p][i - from] = root * offset[i] + residual(i) / root;
                for (int j = 0; j < p; j++) {
                    block[j][i - from] *= root;
                }
            }
            design.weigh(from, to, block);
            tall.add(block, to - from);
        }
        factor = tall.factor();
    }

    private double variance(int i) {
        double variance = family == Family.LOGISTIC ? means[i] * Elementary.logistic(-predictor[i]) : means[i];
        return Math.max(variance, LEAST_VARIANCE);
    }

    /** The outcome less its mean; a probability near 1 is not taken from 1. */
    private double residual(int i) {
        return family == Family.LOGISTIC && y[i] > 0 ? Elementary.logistic(-predictor[i]) : y[i] - means[i];
    }

    /** Takes the step, or the largest of its halves that does not raise the deviance; the share taken, 0 if none. */
    private double advance(double[] step) {
        double[] from = coefficients;
        double share = 1;
        for (int k = 0; k <= HALVINGS; k++, share /= 2) {
            coefficients = from.clone();
            for (int j = 0; j < step.length; j++) {
                coefficients[j] += share * step[j];
            }
            double found = predict();
            if (found <= deviance + 1e-10 * (Math.abs(deviance) + nearNothing) && found < Double.POSITIVE_INFINITY) {
                deviance = found;
                return share;
            }
        }
        return 0;
    }

    /** Linear predictors, means and the deviance of the present coefficients. */
    private double predict() {
        for (int from = 0; from < predictor.length; from += Blocks.ROWS) {
            int to = Math.min(predictor.length, from + Blocks.ROWS);
            design.load(from, to, block);
            for (int i = from; i < to; i++) {
                predictor[i] = 0;
            }
            for (int j = 0; j < coefficients.length; j++) {
                addTo(predictor, coefficients[j], block[j], from, to);
            }
        }
        if (family == Family.LOGISTIC) {
            Elementary.logistic(predictor, means, 0, means.length);
        } else {
            Elementary.exp(predictor, means, 0, means.length);
        }
        return total();
    }

    private static void addTo(double[] sums, double factor, double[] column, int from, int to) {
        for (int i = from; i < to; i++) {
            sums[i] += factor * column[i - from];
        }
    }

    /** The deviance of the present predictors, in block order. */
    private double total() {
        double sum = 0;
        for (int from = 0; from < predictor.length; from += Blocks.ROWS) {
            int to = Math.min(predictor.length, from + Blocks.ROWS);
            double part = 0;
            for (int i = from; i < to; i++) {
                if (design.weight(i) > 0) {
                    part += design.weight(i) * deviance(i);
                }
            }
            sum += part;
        }
        return sum;
    }

    /** Of one row, from the predictor, so that nothing cancels in the tails. */
    private double deviance(int i) {
        double eta = predictor[i];
        if (family == Family.LOGISTIC) {
            double wrong = y[i] > 0 ? -eta : eta;
            return 2 * (Math.max(wrong, 0) + Elementary.log1p(Elementary.exp(-Math.abs(wrong))));
        }
        double mean = Elementary.exp(eta);
        return 2 * (y[i] > 0 ? y[i] * (Elementary.log(y[i]) - eta) - (y[i] - mean) : mean);
    }

    /** The largest move of a predictor, relative beyond 1; the moves are left in the array. */
    private double subtractFromPredictor(double[] old) {
        double largest = 0;
        for (int i = 0; i < old.length; i++) {
            old[i] = predictor[i] - old[i];
            if (design.weight(i) > 0) {
                largest = Math.max(largest, Math.abs(old[i]) / (1 + Math.abs(predictor[i])));
            }
        }
        return largest;
    }
}
