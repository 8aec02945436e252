package io.twinsim.learn;

/**
 * A way to learn a model of an outcome from features. {@link OutcomeFit} trains, compares and chooses.
 *
 * <p>A learner is its settings: immutable, without data. Two learners of one {@link #id} are two settings of one kind,
 * among which inner folds choose.
 */
public sealed interface Learner permits Ridge, Logistic, GradientBoosting, RandomForest {

    /**
     * The kind of learner.
     *
     * @return {@code ridge}, {@code logistic}, {@code boosting} or {@code forest}
     */
    String id();

    /**
     * The kind with its settings, for people.
     *
     * @return one line, such as {@code ridge, penalty 0.01}
     */
    String describe();

    /**
     * Whether this kind of outcome can be learned.
     *
     * @param binary true for outcomes that are 0 or 1, false for numbers
     * @return whether the learner serves it
     */
    boolean serves(boolean binary);
}
