package io.twinsim.learn;

import io.twinsim.model.LearnedModel;
import io.twinsim.random.Draws;

/** Trains any learner. What is learned depends on the rows given, on the seed and on nothing else. */
final class Training {

    private Training() {
    }

    /**
     * Trains.
     *
     * @param learner with its settings
     * @param name of the model to be
     * @param x the training rows' features; labels that no row carries must not move anything
     * @param y one outcome per row, 0 or 1 if binary
     * @param binary whether the model gives probabilities
     * @param draws the randomness of this training; streams are keyed by path and row id
     * @param threads threads to use; they cannot change a bit
     * @return the model, whose inputs are the table's symbols
     */
    static LearnedModel train(
            Learner learner, String name, FeatureTable x, double[] y, boolean binary, Draws draws, int threads) {
        if (learner instanceof Ridge ridge) {
            return ridge.train(name, x, y, binary, draws, threads);
        }
        if (learner instanceof Logistic logistic) {
            return logistic.train(name, x, y, binary, draws, threads);
        }
        if (learner instanceof GradientBoosting boosting) {
            return boosting.train(name, x, y, binary, draws, threads);
        }
        return ((RandomForest) learner).train(name, x, y, binary, draws, threads);
    }
}
