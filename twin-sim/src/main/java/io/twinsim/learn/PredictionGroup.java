package io.twinsim.learn;

import io.twinsim.internal.text.Numbers;

/**
 * Held-out rows of like prediction.
 *
 * @param lower the lowest prediction among them
 * @param upper the highest
 * @param n how many rows
 * @param predicted the mean prediction
 * @param observed the mean outcome; near {@code predicted} in every group if the model is calibrated
 * @param residualVariance the mean squared difference of outcome and prediction
 */
public record PredictionGroup(
        double lower, double upper, long n, double predicted, double observed, double residualVariance) {

    /** {@code PredictionGroup[n=44, predicted 80.1, observed 84, residual variance 2340]}. */
    @Override
    public String toString() {
        return "PredictionGroup[n=" + Numbers.grouped(n) + ", predicted " + Numbers.significant(predicted, 4)
                + ", observed " + Numbers.significant(observed, 4) + ", variance "
                + Numbers.significant(residualVariance, 4) + "]";
    }
}
