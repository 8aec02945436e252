package io.twinsim.internal.math;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The selected rows of a block without branches: weight 1 and their value, and for all others weight 0 and the value of
 * the first selected row, which changes neither sums nor extremes. Scratch for one thread.
 */
final class RowWeights {

    private static final int LANES = 8;
    /** The eight bits of a byte as numbers. */
    private static final double[] OCTETS = octets();

    private final double[] value = new double[Blocks.ROWS];
    private final double[] weight = new double[Blocks.ROWS];
    private double standIn;

    private static double[] octets() {
        double[] octets = new double[LANES << LANES];
        for (int i = 0; i < octets.length; i++) {
            octets[i] = i >> 3 >> (i & 7) & 1;
        }
        return octets;
    }

    /** How many rows of a range are selected. */
    static int count(long @Nullable [] keep, int from, int to) {
        if (keep == null || from >= to) {
            return Math.max(0, to - from);
        }
        int n = 0;
        for (int w = from >>> 6; w <= to - 1 >>> 6; w++) {
            n += Long.bitCount(word(keep, w, from, to));
        }
        return n;
    }

    /** The bits of one word that are selected and inside the range, which the word meets. */
    private static long word(long @Nullable [] keep, int w, int from, int to) {
        long bits = keep == null ? -1 : keep[w];
        int start = w << 6;
        if (start < from) {
            bits &= -1L << (from - start);
        }
        if (start + Long.SIZE > to) {
            bits &= -1L >>> (start + Long.SIZE - to);
        }
        return bits;
    }

    /** Loads the selected rows of a range, of which there is at least one, provided that all its values are finite. */
    void load(double[] x, long @Nullable [] keep, int from, int to) {
        weigh(keep, from, to);
        standIn = x[firstRow(keep, from, to)];
        Arrays.fill(value, 0, from, standIn);
        Arrays.fill(value, to, Blocks.ROWS, standIn);
        for (int i = from; i < to; i++) {
            value[i] = x[i] * weight[i] + (1 - weight[i]) * standIn;
        }
    }

    /** Corrects what was loaded where values that are not selected are not finite: slower, and for any values. */
    void reload(double[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            value[i] = weight[i] == 0 ? standIn : x[i];
        }
    }

    private void weigh(long @Nullable [] keep, int from, int to) {
        for (int w = 0; w < Blocks.WORDS; w++) {
            int start = w << 6;
            long bits = start + Long.SIZE <= from || start >= to ? 0 : word(keep, w, from, to);
            if (bits == -1 || bits == 0) {
                Arrays.fill(weight, start, start + Long.SIZE, -bits);
                continue;
            }
            for (int i = start; i < start + Long.SIZE; i += LANES) {
                System.arraycopy(OCTETS, (int) (bits >>> i & 0xff) << 3, weight, i, LANES);
            }
        }
    }

    private static int firstRow(long @Nullable [] keep, int from, int to) {
        int w = from >>> 6;
        while (word(keep, w, from, to) == 0) {
            w++;
        }
        return (w << 6) + Long.numberOfTrailingZeros(word(keep, w, from, to));
    }

    /** Weighted deviations of the whole block from a centre; a zero of either sign where no row is selected. */
    void deviations(double centre, double[] out) {
        for (int i = 0; i < Blocks.ROWS; i++) {
            out[i] = (value[i] - centre) * weight[i];
        }
    }

    /** Values of the whole block, selected ones alone; shared. A zero may have lost its sign. */
    double[] values() {
        return value;
    }
}
