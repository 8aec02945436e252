package io.twinsim.internal.math;

import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.List;

/**
 * Trees and rows for tests: every third feature is a category; thresholds are drawn from few numbers, so ties abound.
 */
public final class RandomTrees {

    private static final int CODES = 7;

    private final DrawStream stream;
    private long drawn;
    private boolean complete;
    private final List<double[]> nodes = new ArrayList<>();

    private RandomTrees(long seed) {
        stream = Draws.of(seed).stream("trees");
    }

    /** Trees that grow to a depth, complete for seed 0; else every sixth question ends early. Far up one side is a leaf. */
    public static TreeKernel of(long seed, int trees, int depth, int features, int cuts) {
        RandomTrees random = new RandomTrees(seed);
        random.complete = seed == 0;
        int[] roots = new int[trees];
        for (int t = 0; t < trees; t++) {
            roots[t] = random.grow(depth, depth, features, cuts);
        }
        int n = random.nodes.size();
        int[] feature = new int[n];
        double[] threshold = new double[n];
        boolean[] missingLeft = new boolean[n];
        int[] left = new int[n];
        int[] right = new int[n];
        double[] value = new double[n];
        for (int k = 0; k < n; k++) {
            double[] node = random.nodes.get(k);
            feature[k] = (int) node[0];
            threshold[k] = node[1];
            missingLeft[k] = node[2] > 0;
            left[k] = (int) node[3];
            right[k] = (int) node[4];
            value[k] = node[5];
        }
        double[][] codes = new double[features][];
        for (int f = 2; f < features; f += 3) {
            codes[f] = new double[] {3, 0, 1, 6, 2, 4, 5};
        }
        return TreeKernel.of(roots, feature, threshold, missingLeft, left, right, value, codes);
    }

    private int grow(int depth, int deepest, int features, int cuts) {
        int node = nodes.size();
        nodes.add(new double[6]);
        double[] content = nodes.get(node);
        if (depth == 0 || !complete && depth < deepest && below(6) == 0) {
            content[0] = -1;
            content[5] = stream.uniform(drawn++) - 0.4;
            return node;
        }
        content[0] = below(features);
        content[1] = (int) content[0] % 3 == 2 ? below(CODES) - 0.5 * below(2) : cut(below(cuts));
        content[2] = below(2);
        content[3] = grow(deepest > 8 && depth > 8 ? 0 : depth - 1, deepest, features, cuts);
        content[4] = grow(depth - 1, deepest, features, cuts);
        return node;
    }

    private int below(int n) {
        return stream.below(n, drawn++);
    }

    private static double cut(int k) {
        return (k - 5) * 0.1;
    }

    /** A block of rows: numbers on, between and beyond the thresholds, infinities, both zeros, missing values. */
    public static double[][] rows(long seed, TreeKernel kernel, int features, int cuts) {
        DrawStream draws = Draws.of(seed).stream("rows");
        double[] odd = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -0.0, 0.0, Double.MIN_VALUE};
        double[][] x = new double[features][Blocks.ROWS];
        for (int f = 0; f < features; f++) {
            for (int i = 0; i < Blocks.ROWS; i++) {
                long row = (long) f * Blocks.ROWS + i;
                int choice = draws.draw(1).below(10, row);
                boolean category = kernel.codes[f] != null;
                if (category) {
                    x[f][i] = choice == 0 ? Double.NaN : draws.draw(2).below(CODES, row);
                } else {
                    x[f][i] = choice == 0 ? odd[draws.draw(2).below(odd.length, row)]
                            : cut(draws.draw(2).below(cuts + 2, row) - 1) + (choice < 5 ? 0.05 : 0);
                }
            }
        }
        return x;
    }
}
