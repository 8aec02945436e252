package io.twinsim.sim;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.MomentKernel;

/**
 * Splits the rows of one block into antithetic pairs, rows 2k and 2k + 1, and rows whose partner does not count. Blocks
 * start at even rows, so no pair is in two of them. Registers of one thread.
 */
final class PairBlock {

    private static final long EVEN = 0x5555555555555555L;

    /** The mean of the pair of rows 2k and 2k + 1 at k; anything if one of them does not count. */
    final double[] means = new double[Blocks.ROWS / 2];
    /** The group of both rows of a pair at k; -1 if there is none. */
    final int[] wholeCodes = new int[Blocks.ROWS / 2];
    /** The group of a row in which its partner is not; -1 if there is none. */
    final int[] halfCodes = new int[Blocks.ROWS];
    private final long[] whole = new long[Blocks.WORDS / 2];
    private final long[] halves = new long[Blocks.WORDS];
    private double[] values = new double[0];
    private int from;
    private int to;

    /** Takes rows [start, end) of a block. */
    void load(double[] x, int start, int end) {
        values = x;
        from = start;
        to = end;
        for (int k = firstPair(); k < endPair(); k++) {
            means[k] = mean(x[2 * k], x[2 * k + 1]);
        }
    }

    /** Halved before they are added, so that the sum of two large values is finite. */
    static double mean(double first, double second) {
        return 0.5 * first + 0.5 * second;
    }

    int firstPair() {
        return from >> 1;
    }

    int endPair() {
        return (to + 1) >> 1;
    }

    double[] values() {
        return values;
    }

    /**
     * The moments of the rows kept, of whole pairs at {@code at}, then of the halves; rows outside of those loaded must
     * not be.
     */
    void moments(long[] keep, MomentKernel kernel, double[] out, int at) {
        long alone = 0;
        for (int w = 0; w < keep.length; w += 2) {
            long low = both(keep[w]);
            long high = both(keep[w + 1]);
            halves[w] = keep[w] & ~(low | low << 1);
            halves[w + 1] = keep[w + 1] & ~(high | high << 1);
            alone |= halves[w] | halves[w + 1];
            whole[w >> 1] = packed(low) | packed(high) << Integer.SIZE;
        }
        kernel.block(means, whole, firstPair(), endPair(), 4, out, at);
        if (alone == 0) {
            MomentKernel.empty(out, at + MomentKernel.SIZE);
        } else {
            kernel.block(values, halves, from, to, 4, out, at + MomentKernel.SIZE);
        }
    }

    /** The even bits whose right neighbour is set as well. */
    private static long both(long word) {
        return word & word >>> 1 & EVEN;
    }

    /** The even bits side by side in the lower half. */
    private static long packed(long even) {
        long x = (even | even >>> 1) & 0x3333333333333333L;
        x = (x | x >>> 2) & 0x0f0f0f0f0f0f0f0fL;
        x = (x | x >>> 4) & 0x00ff00ff00ff00ffL;
        x = (x | x >>> 8) & 0x0000ffff0000ffffL;
        return (x | x >>> 16) & 0x00000000ffffffffL;
    }

    /** Splits the rows by group, -1 for rows that do not count. */
    void split(int[] codes) {
        for (int k = firstPair(); k < endPair(); k++) {
            int a = code(codes, 2 * k);
            int b = code(codes, 2 * k + 1);
            boolean same = a == b;
            wholeCodes[k] = same ? a : -1;
            halfCodes[2 * k] = same ? -1 : a;
            halfCodes[2 * k + 1] = same ? -1 : b;
        }
    }

    /** Outside of the rows loaded codes are those of another block. */
    int code(int[] codes, int i) {
        return i < from || i >= to ? -1 : codes[i];
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }
}
