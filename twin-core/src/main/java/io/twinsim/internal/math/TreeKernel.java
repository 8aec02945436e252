package io.twinsim.internal.math;

import io.twinsim.InputException;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * A sum of decision trees over blocks of 1,024 rows. A row goes left where its feature is at most the threshold of the
 * node, and the node's own way where the feature is NaN. Immutable; each thread has its own {@link Walker}.
 *
 * <p>Nodes are kept tree by tree in preorder, so that a left child is the node after its parent: trees of the same
 * shape have the same arrays, in whichever order their nodes were given.
 */
public final class TreeKernel {

    final int[] roots;
    /** -1 for a leaf. */
    final int[] feature;
    final double[] threshold;
    final boolean[] missingLeft;
    final int[] right;
    final double[] value;
    final double[] @Nullable [] codes;
    private final int depth;
    private final @Nullable TreeBins bins;

    private TreeKernel(int[] roots, int nodes, double[] @Nullable [] codes, Shape shape) {
        this.roots = roots;
        this.feature = Arrays.copyOf(shape.feature, nodes);
        this.threshold = Arrays.copyOf(shape.threshold, nodes);
        this.missingLeft = Arrays.copyOf(shape.missingLeft, nodes);
        this.right = Arrays.copyOf(shape.right, nodes);
        this.value = Arrays.copyOf(shape.value, nodes);
        this.codes = codes;
        this.depth = shape.depth;
        this.bins = TreeBins.of(this);
    }

    /** The arrays of all nodes, as given or in preorder. */
    private static final class Shape {
        private final int[] feature;
        private final double[] threshold;
        private final boolean[] missingLeft;
        private final int[] right;
        private final double[] value;
        private int depth;

        private Shape(int nodes) {
            feature = new int[nodes];
            threshold = new double[nodes];
            missingLeft = new boolean[nodes];
            right = new int[nodes];
            value = new double[nodes];
        }
    }

    /**
     * Checks trees and takes them over.
     *
     * @param roots the root of each tree
     * @param feature the feature of each node; negative for a leaf
     * @param threshold of each node
     * @param missingLeft of each node
     * @param left child of each node
     * @param right child of each node
     * @param value of each leaf
     * @param codes for each feature null, or what stands for each code of a category
     * @return the kernel
     * @throws InputException if the arrays do not describe trees, or a number is not finite
     */
    public static TreeKernel of(int[] roots, int[] feature, double[] threshold, boolean[] missingLeft, int[] left,
            int[] right, double[] value, double[] @Nullable [] codes) {
        int nodes = feature.length;
        if (threshold.length != nodes || missingLeft.length != nodes || left.length != nodes || right.length != nodes
                || value.length != nodes) {
            throw new InputException("arrays of trees must have one value per node (" + nodes + ")");
        }
        Shape out = new Shape(nodes);
        int[] starts = new int[roots.length];
        boolean[] seen = new boolean[nodes];
        int n = 0;
        Deque<int[]> open = new ArrayDeque<>();
        for (int t = 0; t < roots.length; t++) {
            starts[t] = n;
            open.push(new int[] {roots[t], -1, 0});
            while (!open.isEmpty()) {
                int[] at = open.pop();
                int node = at[0];
                if (node < 0 || node >= nodes || seen[node]) {
                    throw new InputException("nodes of trees must be in [0, " + (nodes - 1)
                            + "] and have one parent each, got node " + node + " in tree " + t);
                }
                seen[node] = true;
                if (at[1] >= 0) {
                    out.right[at[1]] = n;
                }
                out.depth = Math.max(out.depth, at[2]);
                if (feature[node] < 0) {
                    out.feature[n] = -1;
                    out.value[n] = finite(value[node], "value of a leaf", t) + 0.0;
                } else {
                    if (feature[node] >= codes.length) {
                        throw new InputException("features of trees must be in [0, " + (codes.length - 1) + "], got "
                                + feature[node] + " in tree " + t);
                    }
                    out.feature[n] = feature[node];
                    out.threshold[n] = finite(threshold[node], "threshold", t) + 0.0;
                    out.missingLeft[n] = missingLeft[node];
                    open.push(new int[] {right[node], n, at[2] + 1});
                    open.push(new int[] {left[node], -1, at[2] + 1});
                }
                n++;
            }
        }
        return new TreeKernel(starts, n, codes, out);
    }

    private static double finite(double number, String what, int tree) {
        if (Double.isFinite(number)) {
            return number;
        }
        throw new InputException(what + " must be finite, got " + Numbers.shortest(number) + " in tree " + tree);
    }

    /**
     * The number of trees.
     *
     * @return at least 0
     */
    public int trees() {
        return roots.length;
    }

    /**
     * The first node of a tree, in preorder over all trees.
     *
     * @param tree which tree
     * @return its root
     */
    public int root(int tree) {
        return roots[tree];
    }

    /**
     * The number of nodes.
     *
     * @return nodes of all trees, leaves included
     */
    public int nodes() {
        return feature.length;
    }

    /**
     * The feature that a node asks for.
     *
     * @param node in preorder
     * @return the feature; -1 for a leaf
     */
    public int feature(int node) {
        return feature[node];
    }

    /**
     * The threshold of a node.
     *
     * @param node in preorder, no leaf
     * @return what goes left is at most this
     */
    public double threshold(int node) {
        return threshold[node];
    }

    /**
     * Where a row without the feature goes.
     *
     * @param node in preorder, no leaf
     * @return true for left
     */
    public boolean missingLeft(int node) {
        return missingLeft[node];
    }

    /**
     * The right child of a node; the left one is the next node.
     *
     * @param node in preorder, no leaf
     * @return a node
     */
    public int right(int node) {
        return right[node];
    }

    /**
     * What a leaf adds.
     *
     * @param node in preorder, a leaf
     * @return a finite number
     */
    public double value(int node) {
        return value[node];
    }

    /**
     * The longest way from a root to a leaf.
     *
     * @return 0 if every tree is a leaf
     */
    public int depth() {
        return depth;
    }

    /**
     * The least sum that any row can have. Rounded sums are monotone in their terms, so this bounds what a walker adds.
     *
     * @param base what the sum starts from
     * @return the sum of the least leaves, in the order of the trees
     */
    public double least(double base) {
        return extreme(base, -1);
    }

    /**
     * The greatest sum that any row can have.
     *
     * @param base what the sum starts from
     * @return the sum of the greatest leaves, in the order of the trees
     */
    public double greatest(double base) {
        return extreme(base, 1);
    }

    private double extreme(double base, int sign) {
        double sum = base;
        for (int t = 0; t < roots.length; t++) {
            int end = t + 1 < roots.length ? roots[t + 1] : feature.length;
            double best = Double.NEGATIVE_INFINITY;
            for (int n = roots[t]; n < end; n++) {
                best = feature[n] < 0 ? Math.max(best, sign * value[n]) : best;
            }
            sum += sign * best;
        }
        return sum;
    }

    /**
     * The sum of one row, node by node: what {@link Walker} must equal in every bit.
     *
     * @param base what the sum starts from
     * @param row the features of the row, codes for categories, NaN for missing
     * @return the sum
     */
    public double walk(double base, double... row) {
        double sum = base;
        for (int root : roots) {
            int n = root;
            while (feature[n] >= 0) {
                double[] ranks = codes[feature[n]];
                double x = row[feature[n]];
                double at = ranks == null || x != x ? x : ranks[(int) x];
                n = (at != at ? missingLeft[n] : at <= threshold[n]) ? n + 1 : right[n];
            }
            sum += value[n];
        }
        return sum;
    }

    /**
     * Working space for one thread.
     *
     * @return a new walker
     */
    public Walker walker() {
        return bins == null ? new PlainWalker(this) : bins.walker();
    }

    /** Adds trees to sums, block by block. */
    public interface Walker {

        /**
         * Adds the leaf of each tree to the sums of some rows, in the order of the trees.
         *
         * @param features {@code features[k][i]} is feature k of row i
         * @param sums {@code sums[i]} is added to
         * @param from the first row, at least 0
         * @param to one past the last row, at most 1,024
         */
        void add(double[][] features, double[] sums, int from, int to);
    }

    /** For trees with more thresholds than fit a byte: row by row, node by node. */
    private static final class PlainWalker implements Walker {
        private final TreeKernel kernel;
        private final double[] row;

        private PlainWalker(TreeKernel kernel) {
            this.kernel = kernel;
            this.row = new double[kernel.codes.length];
        }

        @Override
        public void add(double[][] features, double[] sums, int from, int to) {
            for (int i = from; i < to; i++) {
                for (int k = 0; k < row.length; k++) {
                    row[k] = features[k][i];
                }
                sums[i] = kernel.walk(sums[i], row);
            }
        }
    }
}
