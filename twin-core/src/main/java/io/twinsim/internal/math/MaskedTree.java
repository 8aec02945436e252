package io.twinsim.internal.math;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A tree of at most 64 leaves without walking it: for each bin of a lane, one word says which leaves all questions
 * about that lane leave possible. The first leaf that is possible by all lanes is the one that the row falls into
 * (QuickScorer: Lucchese et al. 2015, SIGIR, doi:10.1145/2766462.2767733, here by table instead of by sorted
 * thresholds). About half the time of {@link SteppedTree} for trees of depth 6 (PredictBenchmark).
 */
final class MaskedTree implements BinnedTree {

    private static final int LEAVES = Long.SIZE;

    private final int[] offsets;
    private final long[][] tables;
    private final double[] leaves;

    private MaskedTree(int[] offsets, long[][] tables, double[] leaves) {
        this.offsets = offsets;
        this.tables = tables;
        this.leaves = leaves;
    }

    /** The tree of nodes [root, end); null if it has more than 64 leaves. */
    static @Nullable MaskedTree of(TreeKernel kernel, int[] packed, int[] sizes, int root, int end) {
        double[] leaves = new double[LEAVES];
        int[] before = new int[end - root + 1];
        for (int n = root; n < end; n++) {
            boolean leaf = packed[n] < 0;
            if (leaf && before[n - root] == LEAVES) {
                return null;
            }
            if (leaf) {
                leaves[before[n - root]] = kernel.value(n);
            }
            before[n - root + 1] = before[n - root] + (leaf ? 1 : 0);
        }
        Map<Integer, long[]> tables = new LinkedHashMap<>();
        for (int n = root; n < end; n++) {
            if (packed[n] < 0) {
                continue;
            }
            int lane = packed[n] >>> 8;
            long[] table = tables.computeIfAbsent(lane, key -> {
                long[] all = new long[sizes[key]];
                Arrays.fill(all, -1);
                return all;
            });
            // What goes right cannot end in a leaf of the left part.
            long left = (1L << before[kernel.right(n) - root]) - (1L << before[n - root]);
            for (int bin = (packed[n] & 255) + 1; bin < table.length; bin++) {
                table[bin] &= ~left;
            }
        }
        int[] offsets = tables.keySet().stream().mapToInt(lane -> lane * Blocks.ROWS).toArray();
        return new MaskedTree(offsets, tables.values().toArray(new long[0][]), leaves);
    }

    long bytes() {
        return Arrays.stream(tables).mapToLong(table -> 8L * table.length).sum() + 8L * leaves.length;
    }

    @Override
    public void add(Space space, double[] sums, int from, int to) {
        long[] words = space.words;
        Arrays.fill(words, from, to, -1);
        int k = 0;
        for (; k + 1 < tables.length; k += 2) {
            both(space.bins, offsets[k], tables[k], offsets[k + 1], tables[k + 1], words, from, to);
        }
        if (k < tables.length) {
            one(space.bins, offsets[k], tables[k], words, from, to);
        }
        for (int i = from; i < to; i++) {
            sums[i] += leaves[Long.numberOfTrailingZeros(words[i]) & LEAVES - 1];
        }
    }

    private static void both(byte[] bins, int a, long[] byA, int b, long[] byB, long[] words, int from, int to) {
        for (int i = from; i < to; i++) {
            words[i] &= byA[bins[a + i] & 255] & byB[bins[b + i] & 255];
        }
    }

    private static void one(byte[] bins, int a, long[] byA, long[] words, int from, int to) {
        for (int i = from; i < to; i++) {
            words[i] &= byA[bins[a + i] & 255];
        }
    }
}
