package io.twinsim.learn;

import io.twinsim.internal.text.Checks;
import io.twinsim.model.TreeModel;
import io.twinsim.random.Draws;

/**
 * A random forest: the mean of deep trees, each grown on as many rows as there are, drawn with replacement, with some
 * of the features tried at each node (Breiman 2001, doi:10.1023/A:1010933404324). For outcomes that are 0 or 1, each
 * tree gives the share of ones in its leaf, so that predictions lie in [0, 1]; with small leaves they may be 0 or 1 and
 * be wrong, which makes the log loss great where the ranking is good: raise {@code leastLeaf} for probabilities.
 *
 * <p>Bins, categories and missing values are as for {@link GradientBoosting}. Two training rows or fewer give the mean
 * alone. Results are bit-identical for any thread count.
 *
 * @param trees the number of trees, 1 to 100,000
 * @param depth the most questions from root to leaf, 1 to 64
 * @param leastLeaf training rows in a leaf at least, repeated ones counted again, 1 or more
 * @param features how many features are tried at each node, at least 1; 0 stands for all of them, or, for outcomes that
 *     are 0 or 1, the square root of their number; nodes that none of them parts go on trying
 * @param mostBins bins per feature at most, 2 to 255
 */
public record RandomForest(int trees, int depth, int leastLeaf, int features, int mostBins) implements Learner {

    /** Checks the ranges. */
    public RandomForest {
        Checks.inRange(1L, 100_000, trees, "trees");
        Checks.inRange(1L, 64, depth, "depth");
        Checks.atLeast(1, leastLeaf, "leastLeaf");
        Checks.atLeast(0, features, "features");
        Checks.inRange(2L, BinsFeature.MOST, mostBins, "mostBins");
    }

    /**
     * 100 trees of depth 64 at most, with leaves of any size and the usual number of features per node.
     *
     * @return the settings
     */
    public static RandomForest of() {
        return new RandomForest(100, 64, 1, 0, BinsFeature.MOST);
    }

    /**
     * The same with another number of trees.
     *
     * @param value the number of trees, 1 to 100,000
     * @return the settings
     * @throws io.twinsim.InputException if it is outside
     */
    public RandomForest withTrees(int value) {
        return new RandomForest(value, depth, leastLeaf, features, mostBins);
    }

    /**
     * The same with another depth.
     *
     * @param value the most questions from root to leaf, 1 to 64
     * @return the settings
     * @throws io.twinsim.InputException if it is outside
     */
    public RandomForest withDepth(int value) {
        return new RandomForest(trees, value, leastLeaf, features, mostBins);
    }

    /**
     * The same with another least size of leaves.
     *
     * @param value training rows in a leaf at least, 1 or more
     * @return the settings
     * @throws io.twinsim.InputException if it is outside
     */
    public RandomForest withLeastLeaf(int value) {
        return new RandomForest(trees, depth, value, features, mostBins);
    }

    /**
     * The same with another number of features per node.
     *
     * @param value how many are tried, at least 1, or 0 for the usual number; more than there are means all
     * @return the settings
     * @throws io.twinsim.InputException if it is negative
     */
    public RandomForest withFeatures(int value) {
        return new RandomForest(trees, depth, leastLeaf, value, mostBins);
    }

    /**
     * The same with another number of bins.
     *
     * @param value bins per feature at most, 2 to 255
     * @return the settings
     * @throws io.twinsim.InputException if it is outside
     */
    public RandomForest withMostBins(int value) {
        return new RandomForest(trees, depth, leastLeaf, features, value);
    }

    /** How many of some features are tried at each node; 0 for all. */
    int featuresOf(int known, boolean binary) {
        return features == 0 && binary ? Math.max(1, (int) Math.sqrt(known)) : features;
    }

    @Override
    public String id() {
        return "forest";
    }

    @Override
    public String describe() {
        return "forest, " + trees + (trees == 1 ? " tree" : " trees") + " of depth " + depth + " at most, " + leastLeaf
                + (leastLeaf == 1 ? " row" : " rows") + " per leaf"
                + (features == 0 ? "" : ", " + features + " features per node");
    }

    @Override
    public boolean serves(boolean binary) {
        return true;
    }

    /** Trains on all rows of the table; outcomes are 0 or 1 if binary. */
    TreeModel train(String name, FeatureTable x, double[] y, boolean binary, Draws draws, int threads) {
        return new TreeForest(this, x, y, binary, draws, threads).model(name);
    }

    /** One line: the number of trees and the size of leaves. */
    @Override
    public String toString() {
        return "RandomForest[" + trees + " trees, " + leastLeaf + (leastLeaf == 1 ? " row" : " rows") + " per leaf]";
    }
}
