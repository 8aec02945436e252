package io.twinsim.learn;

/**
 * The best split of a node found so far: the one with the greatest fall of the squared error, the first of several.
 * Mutable, one per grower.
 */
final class TreeSplit {

    int feature;
    /** The last bin with rows on the left and the first one with rows on the right; equal if only missing go right. */
    int leftBin;
    int rightBin;
    boolean missingLeft;
    /** Whether rows of the node lack the feature; if none do, they are sent with the greater side. */
    boolean missingSeen;
    double leftSum;
    int leftCount;
    double score;

    void clear() {
        feature = -1;
        score = Double.NEGATIVE_INFINITY;
    }

    boolean found() {
        return feature >= 0;
    }
}
