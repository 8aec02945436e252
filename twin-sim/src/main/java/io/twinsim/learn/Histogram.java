package io.twinsim.learn;

import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;

/**
 * Sums of targets and numbers of rows by feature and bin, for the nodes of a tree. A cell adds its rows in the order
 * they stand in, so neither threads nor the grouping of features change a bit. Of two siblings only the smaller one is
 * summed; the other is what its parent has more.
 */
final class Histogram {

    /** Nodes with fewer rows are cheaper to take row by row, feature by feature. */
    static final int SMALL = 256;
    /** From so many rows times features on, threads are worth their start. */
    private static final long PARALLEL = 1L << 17;

    private final BinsTable bins;
    private final int[][] codes;
    private final int threads;
    /** Where the cells of a feature begin. */
    private final int[] offsets;
    private final int cells;
    private final Deque<double[]> free = new ArrayDeque<>();

    Histogram(BinsTable bins, int[][] codes, int threads) {
        this.bins = bins;
        this.codes = codes;
        this.threads = threads;
        this.offsets = new int[bins.features()];
        int next = 0;
        for (int j = 0; j < offsets.length; j++) {
            offsets[j] = next;
            next += 2 * (bins.feature(j).bins() + 1);
        }
        this.cells = next;
    }

    int offset(int feature) {
        return offsets[feature];
    }

    /** The cells of a node, all features; to be given back. */
    double[] of(int[] rows, int from, int to, double[] target) {
        double[] sums = free.isEmpty() ? new double[cells] : free.pop();
        Arrays.fill(sums, 0);
        add(rows, from, to, target, 1, sums);
        return sums;
    }

    void release(double[] sums) {
        free.push(sums);
    }

    /** Takes rows out of the cells of a node that holds them. */
    void remove(int[] rows, int from, int to, double[] target, double[] sums) {
        add(rows, from, to, target, -1, sums);
    }

    /** Takes the cells of a child out of those of its parent, which leaves its sibling's. */
    static void subtract(double[] child, double[] parent) {
        for (int c = 0; c < parent.length; c++) {
            parent[c] -= child[c];
        }
    }

    private void add(int[] rows, int from, int to, double[] target, int sign, double[] sums) {
        boolean shared = threads > 1 && (long) (to - from) * offsets.length >= PARALLEL;
        Tiles.run(shared ? threads : 1, null, codes.length, StopSignal.NEVER,
                word -> addWord((int) word, rows, from, to, target, sign, sums));
    }

    private void addWord(int word, int[] rows, int from, int to, double[] target, int sign, double[] sums) {
        int first = word << 2;
        if (first + 4 <= offsets.length) {
            addFour(codes[word], rows, from, to, target, sign, sums, offsets[first], offsets[first + 1],
                    offsets[first + 2], offsets[first + 3]);
            return;
        }
        for (int j = first; j < offsets.length; j++) {
            addOne(codes[word], (j & 3) << 3, rows, from, to, target, sign, sums, offsets[j]);
        }
    }

    /** The four features of a word at once: cells of few-valued features then wait for each other less. */
    private static void addFour(int[] word, int[] rows, int from, int to, double[] target, int sign, double[] sums,
            int o0, int o1, int o2, int o3) {
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int code = word[row];
            double value = sign * target[row];
            int c0 = o0 + ((code & 0xff) << 1);
            int c1 = o1 + ((code >>> 8 & 0xff) << 1);
            int c2 = o2 + ((code >>> 16 & 0xff) << 1);
            int c3 = o3 + (code >>> 24 << 1);
            sums[c0] += value;
            sums[c0 + 1] += sign;
            sums[c1] += value;
            sums[c1 + 1] += sign;
            sums[c2] += value;
            sums[c2 + 1] += sign;
            sums[c3] += value;
            sums[c3 + 1] += sign;
        }
    }

    private static void addOne(int[] word, int shift, int[] rows, int from, int to, double[] target, int sign,
            double[] sums, int offset) {
        for (int i = from; i < to; i++) {
            int row = rows[i];
            int c = offset + ((word[row] >>> shift & 0xff) << 1);
            sums[c] += sign * target[row];
            sums[c + 1] += sign;
        }
    }
}
