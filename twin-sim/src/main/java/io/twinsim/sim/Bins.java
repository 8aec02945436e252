package io.twinsim.sim;

import org.jspecify.annotations.Nullable;

/**
 * A histogram that is made in one pass and does not depend on the order of merging: bin borders are multiples of a
 * power of two, the least with at most {@value #MOST} bins for the range seen so far, and pairs of bins are joined when
 * the range grows. The final width depends on the extremes alone.
 */
final class Bins {

    static final int MOST = 128;
    private static final int FINEST = -200;
    /** Widths are kept so coarse that a bin index has at most this many bits. */
    private static final int INDEX_BITS = 40;

    private final int exponent;
    private final long firstBin;
    private final long[] counts;

    private Bins(int exponent, long firstBin, long[] counts) {
        this.exponent = exponent;
        this.firstBin = firstBin;
        this.counts = counts;
    }

    /** The selected values of one block; null if there is none. */
    static @Nullable Bins ofBlock(double[] x, long[] mask, int from, int to) {
        double min = Double.POSITIVE_INFINITY;
        double max = Double.NEGATIVE_INFINITY;
        for (int i = from; i < to; i++) {
            if ((mask[i >>> 6] >>> i & 1) != 0) {
                min = Math.min(min, x[i]);
                max = Math.max(max, x[i]);
            }
        }
        if (min > max) {
            return null;
        }
        int exponent = exponent(min, max);
        double scale = power(-exponent);
        long first = (long) Math.floor(min * scale);
        long[] counts = new long[(int) ((long) Math.floor(max * scale) - first) + 1];
        for (int i = from; i < to; i++) {
            if ((mask[i >>> 6] >>> i & 1) != 0) {
                counts[(int) ((long) Math.floor(x[i] * scale) - first)]++;
            }
        }
        return new Bins(exponent, first, counts);
    }

    private static int exponent(double min, double max) {
        int largest = (int) (Double.doubleToRawLongBits(Math.max(Math.abs(min), Math.abs(max))) >>> 52) - 1023;
        int exponent = Math.max(FINEST, largest - INDEX_BITS);
        while (Math.floor(max * power(-exponent)) - Math.floor(min * power(-exponent)) >= MOST) {
            exponent++;
        }
        return exponent;
    }

    /** 2^k, exactly. */
    private static double power(int k) {
        return k >= -1022 ? Double.longBitsToDouble((1023L + k) << 52) : 0;
    }

    static @Nullable Bins merge(@Nullable Bins left, @Nullable Bins right) {
        if (left == null || right == null) {
            return left == null ? right : left;
        }
        int exponent = Math.max(left.exponent, right.exponent);
        Bins a = left.coarser(exponent);
        Bins b = right.coarser(exponent);
        while (Math.max(a.last(), b.last()) - Math.min(a.firstBin, b.firstBin) >= MOST) {
            exponent++;
            a = a.coarser(exponent);
            b = b.coarser(exponent);
        }
        long first = Math.min(a.firstBin, b.firstBin);
        long[] counts = new long[(int) (Math.max(a.last(), b.last()) - first) + 1];
        a.addTo(counts, first);
        b.addTo(counts, first);
        return new Bins(exponent, first, counts);
    }

    private long last() {
        return firstBin + counts.length - 1;
    }

    private void addTo(long[] target, long first) {
        for (int i = 0; i < counts.length; i++) {
            target[(int) (firstBin - first) + i] += counts[i];
        }
    }

    private Bins coarser(int wanted) {
        Bins bins = this;
        while (bins.exponent < wanted) {
            long first = bins.firstBin >> 1;
            long[] joined = new long[(int) ((bins.last() >> 1) - first) + 1];
            for (int i = 0; i < bins.counts.length; i++) {
                joined[(int) ((bins.firstBin + i >> 1) - first)] += bins.counts[i];
            }
            bins = new Bins(bins.exponent + 1, first, joined);
        }
        return bins;
    }

    Histogram histogram() {
        double width = power(exponent);
        return new Histogram(firstBin * width, width, counts);
    }
}
