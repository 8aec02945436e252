package io.twinsim.internal.math;

/** One tree over features in bins. */
interface BinnedTree {

    /** Adds the leaf of each row to its sum. */
    void add(Space space, double[] sums, int from, int to);

    /** The working space of one thread. */
    final class Space {

        /** Bin of row i in lane k at {@code 1024 k + i}. */
        final byte[] bins;
        final long[] words = new long[Blocks.ROWS];
        final int[] nodes = new int[Blocks.ROWS];

        Space(byte[] bins) {
            this.bins = bins;
        }
    }
}
