package io.twinsim.random;

import java.util.ArrayList;
import java.util.List;

/**
 * A {@link CategoricalSwitch} of few boundaries, without tables of cells and without branches: the number of the
 * categorical above the mantissa of the draw makes one whole number, and the outcome depends on how many boundaries
 * are below it. Counting them is subtractions, shifts and additions of longs, which compile to vector instructions, in
 * loops of four boundaries each; longer ones do not. Immutable.
 */
final class SwitchCounts {

    /** More would take longer than a table of cells. */
    private static final int MOST = 16;
    private static final int AT_ONCE = 4;
    private static final int MANTISSA = 52;

    /** The greatest places below each boundary, ascending; padded with places that none is above. */
    private final long[] boundaries;
    /** By the number of boundaries below; padded to a power of two. */
    private final double[] outcomes;

    private SwitchCounts(List<Long> boundaries, List<Double> outcomes) {
        int loops = Math.max(1, (boundaries.size() + AT_ONCE - 1) / AT_ONCE);
        this.boundaries = new long[loops * AT_ONCE];
        for (int k = 0; k < this.boundaries.length; k++) {
            this.boundaries[k] = k < boundaries.size() ? boundaries.get(k) : Long.MAX_VALUE;
        }
        this.outcomes = new double[StreamSwitch.padded(outcomes.size())];
        for (int k = 0; k < outcomes.size(); k++) {
            this.outcomes[k] = outcomes.get(k);
        }
    }

    /** Takes the boundaries of one categorical after another. */
    static final class Builder {

        private final List<Long> boundaries = new ArrayList<>();
        private final List<Double> outcomes = new ArrayList<>();

        /** The draws up to {@code last}, an unsigned number, that no earlier call took, of the categorical. */
        void add(int number, long last, double outcome) {
            boundaries.add((long) number << MANTISSA | last >>> Long.SIZE - MANTISSA);
            outcomes.add(outcome);
        }

        /** Whether counting pays. */
        boolean isShort(int parts) {
            return parts <= StreamSwitch.FEW && boundaries.size() - 1 <= MOST;
        }

        SwitchCounts built() {
            return new SwitchCounts(boundaries.subList(0, boundaries.size() - 1), outcomes);
        }
    }

    /** From the numbers of categoricals and the bits of draws to outcomes; overwrites both. */
    void locate(long[] numbers, long[] bits, double[] out, int start, int rows) {
        places(numbers, bits, rows);
        long[] b = boundaries;
        count(bits, numbers, b[0], b[1], b[2], b[3], rows);
        for (int k = AT_ONCE; k < b.length; k += AT_ONCE) {
            countMore(bits, numbers, b[k], b[k + 1], b[k + 2], b[k + 3], rows);
        }
        double[] found = outcomes;
        int mask = found.length - 1;
        for (int j = 0; j < rows; j++) {
            out[start + j] = found[(int) numbers[j] & mask];
        }
    }

    private static void places(long[] numbers, long[] bits, int rows) {
        for (int j = 0; j < rows; j++) {
            bits[j] = numbers[j] << MANTISSA | bits[j] >>> Long.SIZE - MANTISSA;
        }
    }

    private static void count(long[] places, long[] counts, long a, long b, long c, long d, int rows) {
        for (int j = 0; j < rows; j++) {
            long place = places[j];
            counts[j] = (a - place >>> 63) + (b - place >>> 63) + (c - place >>> 63) + (d - place >>> 63);
        }
    }

    private static void countMore(long[] places, long[] counts, long a, long b, long c, long d, int rows) {
        for (int j = 0; j < rows; j++) {
            long place = places[j];
            counts[j] += (a - place >>> 63) + (b - place >>> 63) + (c - place >>> 63) + (d - place >>> 63);
        }
    }
}
