package io.twinsim.learn;

import io.twinsim.model.TreeModel;
import java.util.Arrays;
import java.util.List;

/** The nodes of a tree while it grows, in the order they are met going left first; grows as needed. */
final class TreeNodes {

    private int[] feature = new int[16];
    /** The last bin that goes left. */
    private int[] bin = new int[16];
    private double[] threshold = new double[16];
    private boolean[] missingLeft = new boolean[16];
    private int[] left = new int[16];
    private int[] right = new int[16];
    private double[] value = new double[16];
    private int size;

    int size() {
        return size;
    }

    /** A node without a split, which is a leaf until {@link #split} is told. */
    int leaf() {
        if (size == feature.length) {
            reserve(2 * size);
        }
        feature[size] = -1;
        left[size] = -1;
        right[size] = -1;
        return size++;
    }

    private void reserve(int capacity) {
        feature = Arrays.copyOf(feature, capacity);
        bin = Arrays.copyOf(bin, capacity);
        threshold = Arrays.copyOf(threshold, capacity);
        missingLeft = Arrays.copyOf(missingLeft, capacity);
        left = Arrays.copyOf(left, capacity);
        right = Arrays.copyOf(right, capacity);
        value = Arrays.copyOf(value, capacity);
    }

    void split(int node, int splitFeature, int splitBin, double splitThreshold, boolean missingGoesLeft) {
        feature[node] = splitFeature;
        bin[node] = splitBin;
        threshold[node] = splitThreshold;
        missingLeft[node] = missingGoesLeft;
    }

    void children(int node, int leftChild, int rightChild) {
        left[node] = leftChild;
        right[node] = rightChild;
    }

    void value(int node, double leafValue) {
        value[node] = leafValue;
    }

    /** The value of the leaf of a row that is cut into bins. */
    double value(BinsTable bins, int[][] codes, int row) {
        int node = 0;
        while (feature[node] >= 0) {
            int j = feature[node];
            int code = BinsTable.code(codes, j, row);
            boolean goesLeft = code == bins.feature(j).bins() ? missingLeft[node] : code <= bin[node];
            node = goesLeft ? left[node] : right[node];
        }
        return value[node];
    }

    /** Several trees in one table of nodes. */
    static TreeModel.Trees join(List<TreeNodes> trees) {
        int nodes = trees.stream().mapToInt(TreeNodes::size).sum();
        TreeModel.Trees joined = new TreeModel.Trees(new int[trees.size()], new int[nodes], new double[nodes],
                new boolean[nodes], new int[nodes], new int[nodes], new double[nodes]);
        int at = 0;
        for (int t = 0; t < trees.size(); t++) {
            TreeNodes tree = trees.get(t);
            joined.roots()[t] = at;
            for (int node = 0; node < tree.size; node++) {
                boolean inner = tree.feature[node] >= 0;
                joined.feature()[at + node] = tree.feature[node];
                joined.threshold()[at + node] = inner ? tree.threshold[node] : 0;
                joined.missingLeft()[at + node] = inner && tree.missingLeft[node];
                joined.left()[at + node] = inner ? at + tree.left[node] : -1;
                joined.right()[at + node] = inner ? at + tree.right[node] : -1;
                joined.value()[at + node] = inner ? 0 : tree.value[node];
            }
            at += tree.size;
        }
        return joined;
    }
}
