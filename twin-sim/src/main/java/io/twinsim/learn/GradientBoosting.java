package io.twinsim.learn;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.TreeModel;
import io.twinsim.random.Draws;

/**
 * Gradient-boosted trees: each tree is a least-squares regression tree on what the trees before leave over, and only a
 * part of it, the rate, is added (Friedman 2001, doi:10.1214/aos/1013203451, algorithms LS_Boost and, for outcomes that
 * are 0 or 1, L2_TreeBoost: leaves then make one Newton step on the scale of log odds, at most 20 long).
 *
 * <p>Features are cut into bins learned from the training rows. Levels of a category are split in the order of their
 * mean outcome. Missing values go to the side that fits the training rows better, or, where none were missing, with the
 * greater part. Two training rows or fewer give the mean alone. Categories with many rare levels and small leaves
 * overfit: raise {@code leastLeaf}.
 *
 * <p>Results are bit-identical for any thread count. Cost: O(trees depth rows features) time, one int per row and four
 * features.
 *
 * @param trees the number of trees, 1 to 100,000; fewer are kept if the last ones have nothing left to fit
 * @param depth the most questions from root to leaf, 1 to 64
 * @param rate the share of each tree that is added, the learning rate, in (0, 1]
 * @param leastLeaf training rows in a leaf at least, 1 or more
 * @param mostBins bins per feature at most, 2 to 255
 * @param subsample the share of the rows each tree is fitted on, drawn without replacement, in (0, 1]
 */
public record GradientBoosting(int trees, int depth, double rate, int leastLeaf, int mostBins, double subsample)
        implements Learner {

    /** Checks the ranges. */
    public GradientBoosting {
        Checks.inRange(1L, 100_000, trees, "trees");
        Checks.inRange(1L, 64, depth, "depth");
        share(rate, "rate", "the learning rate shrinks the step of each tree");
        Checks.atLeast(1, leastLeaf, "leastLeaf");
        Checks.inRange(2L, BinsFeature.MOST, mostBins, "mostBins");
        share(subsample, "subsample", "1 takes all rows");
    }

    private static void share(double value, String name, String hint) {
        if (!(value > 0 && value <= 1)) {
            throw Checks.refuse(name, "be in (0, 1]", value, hint);
        }
    }

    /**
     * 100 trees of depth 3 with rate 0.1, on all rows and up to 255 bins.
     *
     * @return the settings
     */
    public static GradientBoosting of() {
        return new GradientBoosting(100, 3, 0.1, 1, BinsFeature.MOST, 1);
    }

    /**
     * The same with another number of trees.
     *
     * @param value the number of trees, 1 to 100,000
     * @return the settings
     * @throws io.twinsim.InputException if it is outside
     */
    public GradientBoosting withTrees(int value) {
        return new GradientBoosting(value, depth, rate, leastLeaf, mostBins, subsample);
    }

    /**
     * The same with another depth.
     *
     * @param value the most questions from root to leaf, 1 to 64
     * @return the settings
     * @throws io.twinsim.InputException if it is outside
     */
    public GradientBoosting withDepth(int value) {
        return new GradientBoosting(trees, value, rate, leastLeaf, mostBins, subsample);
    }

    /**
     * The same with another learning rate.
     *
     * @param value the share of each tree that is added, in (0, 1]
     * @return the settings
     * @throws io.twinsim.InputException if it is outside
     */
    public GradientBoosting withRate(double value) {
        return new GradientBoosting(trees, depth, value, leastLeaf, mostBins, subsample);
    }

    /**
     * The same with another least size of leaves.
     *
     * @param value training rows in a leaf at least, 1 or more
     * @return the settings
     * @throws io.twinsim.InputException if it is outside
     */
    public GradientBoosting withLeastLeaf(int value) {
        return new GradientBoosting(trees, depth, rate, value, mostBins, subsample);
    }

    /**
     * The same with another number of bins.
     *
     * @param value bins per feature at most, 2 to 255
     * @return the settings
     * @throws io.twinsim.InputException if it is outside
     */
    public GradientBoosting withMostBins(int value) {
        return new GradientBoosting(trees, depth, rate, leastLeaf, value, subsample);
    }

    /**
     * The same with another share of rows per tree.
     *
     * @param value the share, in (0, 1]
     * @return the settings
     * @throws io.twinsim.InputException if it is outside
     */
    public GradientBoosting withSubsample(double value) {
        return new GradientBoosting(trees, depth, rate, leastLeaf, mostBins, value);
    }

    @Override
    public String id() {
        return "boosting";
    }

    @Override
    public String describe() {
        return "boosting, " + trees + (trees == 1 ? " tree" : " trees") + " of depth " + depth + ", rate "
                + Numbers.shortest(rate) + (leastLeaf > 1 ? ", " + leastLeaf + " rows per leaf" : "")
                + (subsample < 1 ? ", " + Numbers.shortest(subsample) + " of the rows per tree" : "");
    }

    @Override
    public boolean serves(boolean binary) {
        return true;
    }

    /** Trains on all rows of the table; outcomes are 0 or 1 if binary. */
    TreeModel train(String name, FeatureTable x, double[] y, boolean binary, Draws draws, int threads) {
        return new TreeBoosting(this, x, y, binary, draws, threads).model(name);
    }

    /**
     * The mean loss on held-out rows after 0, 1, ..., {@link #trees} trees of {@link #train} with the same arguments:
     * the squared error, or the log loss if binary. Costs little more than one training.
     */
    double[] losses(FeatureTable x, double[] y, FeatureTable held, double[] heldY, boolean binary, Draws draws,
            int threads) {
        return new TreeBoosting(this, x, y, binary, draws, threads).losses(held, heldY);
    }

    /** One line: {@link #describe}. */
    @Override
    public String toString() {
        return "GradientBoosting[" + trees + " trees, depth " + depth + ", rate " + Numbers.shortest(rate) + "]";
    }
}
