package io.twinsim.learn;

import java.util.Arrays;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/**
 * A regression tree grown by trying every border of every feature, missing values on either side, on the values as
 * they are. Leaves hold means.
 */
final class TreeSlowPath {

    private final double[][] x;
    private final double[] y;
    private final int depth;
    private final int leastLeaf;

    TreeSlowPath(double[][] x, double[] y, int depth, int leastLeaf) {
        this.x = x;
        this.y = y;
        this.depth = depth;
        this.leastLeaf = leastLeaf;
    }

    /** The tree's prediction for each of its training rows. */
    double[] fitted() {
        double[] fitted = new double[y.length];
        grow(IntStream.range(0, y.length).toArray(), 0, fitted);
        return fitted;
    }

    private void grow(int[] rows, int level, double[] fitted) {
        double sum = sum(rows);
        boolean[] best = null;
        double bestScore = Double.NEGATIVE_INFINITY;
        boolean equal = Arrays.stream(rows).mapToDouble(i -> y[i]).distinct().count() == 1;
        if (level < depth && !equal) {
            for (double[] feature : x) {
                double[] values = Arrays.stream(rows).mapToDouble(i -> feature[i]).filter(v -> !Double.isNaN(v))
                        .sorted().distinct().toArray();
                for (boolean missingLeft : new boolean[] {false, true}) {
                    for (double border : values) {
                        boolean[] left = new boolean[rows.length];
                        for (int k = 0; k < rows.length; k++) {
                            double v = feature[rows[k]];
                            left[k] = Double.isNaN(v) ? missingLeft : v <= border;
                        }
                        int[] l = side(rows, left, true);
                        int[] r = side(rows, left, false);
                        if (l.length < leastLeaf || r.length < leastLeaf) {
                            continue;
                        }
                        double leftSum = sum(l);
                        double rightSum = sum - leftSum;
                        double score = leftSum * leftSum / l.length + rightSum * rightSum / r.length;
                        if (score > bestScore) {
                            bestScore = score;
                            best = left;
                        }
                    }
                }
            }
        }
        if (best == null) {
            DoubleStream.of(sum / rows.length).forEach(mean -> Arrays.stream(rows).forEach(i -> fitted[i] = mean));
            return;
        }
        grow(side(rows, best, true), level + 1, fitted);
        grow(side(rows, best, false), level + 1, fitted);
    }

    private static int[] side(int[] rows, boolean[] left, boolean wanted) {
        return IntStream.range(0, rows.length).filter(k -> left[k] == wanted).map(k -> rows[k]).toArray();
    }

    private double sum(int[] rows) {
        return Arrays.stream(rows).mapToDouble(i -> y[i]).sum();
    }
}
