package io.twinsim.internal.math;

import java.util.Arrays;

/** A tree of any size, walked by all rows of a block in step: one level for all rows, then the next. */
final class SteppedTree implements BinnedTree {

    /** Where the bins of the lane begin, and the place of the threshold in the last eight bits. */
    private final int[] questions;
    /** The left child of node n at 2 n, the right one at 2 n + 1; a leaf is its own child. */
    private final int[] children;
    private final double[] values;
    private final int depth;

    private SteppedTree(int[] questions, int[] children, double[] values, int depth) {
        this.questions = questions;
        this.children = children;
        this.values = values;
        this.depth = depth;
    }

    static SteppedTree of(TreeKernel kernel, int[] packed, int root, int end) {
        int nodes = end - root;
        int[] questions = new int[nodes];
        int[] children = new int[2 * nodes];
        double[] values = new double[nodes];
        int[] level = new int[nodes];
        int depth = 0;
        for (int n = 0; n < nodes; n++) {
            int at = packed[root + n];
            boolean leaf = at < 0;
            children[2 * n] = leaf ? n : n + 1;
            children[2 * n + 1] = leaf ? n : kernel.right(root + n) - root;
            values[n] = kernel.value(root + n);
            depth = Math.max(depth, level[n]);
            if (!leaf) {
                questions[n] = (at >>> 8) * Blocks.ROWS << 8 | at & 255;
                level[children[2 * n]] = level[n] + 1;
                level[children[2 * n + 1]] = level[n] + 1;
            }
        }
        return new SteppedTree(questions, children, values, depth);
    }

    @Override
    public void add(Space space, double[] sums, int from, int to) {
        int[] nodes = space.nodes;
        Arrays.fill(nodes, from, to, 0);
        for (int level = 0; level < depth; level++) {
            step(space.bins, questions, children, nodes, from, to);
        }
        for (int i = from; i < to; i++) {
            sums[i] += values[nodes[i]];
        }
    }

    private static void step(byte[] bins, int[] questions, int[] children, int[] nodes, int from, int to) {
        for (int i = from; i < to; i++) {
            int node = nodes[i];
            int question = questions[node];
            int bin = bins[(question >>> 8) + i] & 255;
            // 1 if the bin is above the place of the threshold.
            nodes[i] = children[2 * node + ((question & 255) - bin >>> 31)];
        }
    }
}
