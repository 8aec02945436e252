package io.twinsim.internal.math;

import io.twinsim.internal.text.Numbers;
import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A histogram that is made in one pass and does not depend on the order of adding: bin borders are multiples of a power
 * of two, the least with at most a given number of bins for the range seen so far, and pairs of bins are joined when
 * the range grows. The width thus depends on the extremes alone, and {@link #coarser} gives what fewer bins would have
 * given from the start.
 *
 * <p>Why the order does not matter: the width is the least 2^e, e at least -200, for which the bins of the extremes are
 * in [-2^41, 2^41) and are fewer than a given number apart. Both conditions are about bins, not values, and both still
 * hold when pairs of bins are joined or a narrower range is taken. The bin of a value at a width of 2^(e + 1) is half
 * its bin at 2^e, rounded down. So the bins of the extremes are all one has to know of what came before: the width
 * found for it can only grow, and at any greater width its bins follow.
 *
 * <p>Bin b is kept at b modulo a power of two, so the window of bins can grow on both sides without being moved.
 * Nothing is allocated after the constructor. For one thread; counts of all threads are added by {@link #addAll}.
 */
public final class DyadicBins {

    /** The most bins by default: two counts arrays of 64 KiB. */
    public static final int MOST = 8192;

    /** Any range of doubles fits into so few bins of a width below 2^1023. */
    private static final int LEAST = 8;
    private static final int LIMIT = 1 << 20;
    private static final int FINEST = -200;
    private static final int COARSEST = 1022;
    /** Bins are in [-2^41, 2^41). */
    private static final int INDEX_BITS = 41;
    private static final long END = 1L << INDEX_BITS;
    /** Added to a whole number below 2^51, it leaves the number's lowest bits in those of the sum. */
    private static final double TO_BITS = 0x1.8p52;

    private final int most;
    private long[] counts;
    private long[] spare;
    private int exponent;
    private long first;
    private long last;
    private long n;

    /** An empty histogram of at most {@link #MOST} bins. */
    public DyadicBins() {
        this(MOST);
    }

    /**
     * An empty histogram.
     *
     * @param most the most bins, in [8, 2^20]
     * @throws IllegalArgumentException if it is outside
     */
    public DyadicBins(int most) {
        if (!(most >= LEAST && most <= LIMIT)) {
            throw new IllegalArgumentException("most must be in [" + LEAST + ", " + LIMIT + "], got " + most);
        }
        this.most = most;
        int length = Integer.highestOneBit(2 * most - 1);
        counts = new long[length];
        spare = new long[length];
        clear();
    }

    /** Forgets all values. */
    public void clear() {
        Arrays.fill(counts, 0);
        n = 0;
        exponent = FINEST;
        first = 0;
        last = -1;
    }

    /**
     * Adds the selected rows of one block.
     *
     * @param x the values; index i is row i of the block; values that are not selected do not matter
     * @param keep bit i says whether row i is selected; null if all are
     * @param from the first index, at least 0
     * @param to one past the last index
     * @param min the least selected value; above {@code max} if no row is selected, and nothing is added then
     * @param max the greatest selected value
     * @throws ArithmeticException if an extreme is not finite
     */
    public void add(double[] x, long @Nullable [] keep, int from, int to, double min, double max) {
        int chosen = min > max || from >= to ? 0 : RowWeights.count(keep, from, to);
        if (chosen == 0) {
            return;
        }
        cover(min, max);
        double scale = power(-exponent);
        n += chosen;
        if (exponent > 0 && min < 0) {
            countTiny(x, keep, from, to, scale);
            return;
        }
        if (keep == null || chosen == to - from) {
            count(x, from, to, scale, counts);
            return;
        }
        for (int w = from >>> 6; w <= to - 1 >>> 6; w++) {
            int start = Math.max(from, w << 6);
            int end = Math.min(to, (w << 6) + Long.SIZE);
            count(x, keep[w], start, end, scale, counts);
        }
    }

    private static void count(double[] x, int from, int to, double scale, long[] counts) {
        for (int i = from; i < to; i++) {
            double bin = Math.floor(x[i] * scale) + TO_BITS;
            counts[(int) Double.doubleToRawLongBits(bin) & counts.length - 1]++;
        }
    }

    /** Rows that are not selected add 0 to some bin or other. */
    private static void count(double[] x, long bits, int from, int to, double scale, long[] counts) {
        for (int i = from; i < to; i++) {
            double bin = Math.floor(x[i] * scale) + TO_BITS;
            counts[(int) Double.doubleToRawLongBits(bin) & counts.length - 1] += bits >>> i & 1;
        }
    }

    /** Where negative values may be so small that they vanish when they are scaled. */
    private void countTiny(double[] x, long @Nullable [] keep, int from, int to, double scale) {
        for (int i = from; i < to; i++) {
            double bin = bin(x[i], scale) + TO_BITS;
            counts[(int) Double.doubleToRawLongBits(bin) & counts.length - 1] +=
                    keep == null ? 1 : keep[i >>> 6] >>> i & 1;
        }
    }

    /** The bin of a value: scaling by a power of two rounds only below the least normal number. */
    private static double bin(double x, double scale) {
        double scaled = x * scale;
        return scaled == 0 && x < 0 ? -1 : Math.floor(scaled);
    }

    /** Makes bins for a range, and coarsens them as much as that takes. */
    private void cover(double min, double max) {
        if (!(Math.abs(min) <= Double.MAX_VALUE && Math.abs(max) <= Double.MAX_VALUE)) {
            throw new ArithmeticException("the values of a histogram must be finite");
        }
        double scale = power(-exponent);
        double low = bin(min, scale);
        double high = bin(max, scale);
        if (low >= first && high <= last) {
            return;
        }
        // -2^k is the lower border of its bin and so needs no greater width than the numbers above it.
        int largest = Math.getExponent(Math.max(-Math.nextUp(min), max));
        int finest = Math.max(exponent, Math.max(FINEST, largest + 1 - INDEX_BITS));
        double finestScale = power(-finest);
        cover(finest, (long) bin(min, finestScale), (long) bin(max, finestScale));
    }

    /** Makes room for bins of an exponent that is not below the present one. */
    private void cover(int wanted, long low, long high) {
        int coarsest = wanted;
        long from = low;
        long to = high;
        int steps = steps(exponent, wanted);
        long start = first >> steps;
        long end = last >> steps;
        if (n == 0) {
            start = from;
            end = to;
        }
        while (!fits(Math.min(from, start), Math.max(to, end))) {
            coarsest++;
            from >>= 1;
            to >>= 1;
            start >>= 1;
            end >>= 1;
        }
        coarsen(coarsest);
        first = Math.min(from, start);
        last = Math.max(to, end);
    }

    /** Whether a width is great enough for extremes with these bins. */
    private boolean fits(long low, long high) {
        return high - low < most && low >= -END && high < END;
    }

    private void coarsen(int wanted) {
        int steps = steps(exponent, wanted);
        exponent = wanted;
        if (steps == 0 || n == 0) {
            return;
        }
        long[] joined = spare;
        Arrays.fill(joined, 0);
        int mask = counts.length - 1;
        for (long b = first; b <= last; b++) {
            joined[(int) (b >> steps) & mask] += counts[(int) b & mask];
        }
        spare = counts;
        counts = joined;
        first >>= steps;
        last >>= steps;
    }

    /** How far to shift the index of a bin; all but its sign is gone after 63 bits. */
    private static int steps(int from, int to) {
        return Math.min(Long.SIZE - 1, to - from);
    }

    /** 2^k, exactly. */
    private static double power(int k) {
        return Double.longBitsToDouble((1023L + k) << 52);
    }

    /**
     * Adds all values of another histogram.
     *
     * @param other not modified; may have another number of bins, but no fewer than this one
     * @throws IllegalArgumentException if it has fewer
     */
    public void addAll(DyadicBins other) {
        if (other.most < most) {
            throw new IllegalArgumentException("other must allow at least " + most + " bins, got " + other.most);
        }
        if (other.n == 0) {
            return;
        }
        int wanted = Math.max(exponent, other.exponent);
        int steps = steps(other.exponent, wanted);
        cover(wanted, other.first >> steps, other.last >> steps);
        steps = steps(other.exponent, exponent);
        int mask = counts.length - 1;
        for (long b = other.first; b <= other.last; b++) {
            counts[(int) (b >> steps) & mask] += other.counts[(int) b & other.counts.length - 1];
        }
        n += other.n;
    }

    /**
     * The same values in fewer bins: what a histogram of so many bins would have become.
     *
     * @param most the most bins, at least 8 and at most those of this histogram
     * @return a new histogram
     * @throws IllegalArgumentException if {@code most} is outside
     */
    public DyadicBins coarser(int most) {
        DyadicBins bins = new DyadicBins(most);
        bins.addAll(this);
        return bins;
    }

    /**
     * The most bins.
     *
     * @return in [8, 2^20]
     */
    public int most() {
        return most;
    }

    /**
     * How many values.
     *
     * @return the sum of the counts
     */
    public long n() {
        return n;
    }

    /**
     * The lower border of the first bin.
     *
     * @return a multiple of {@link #width}; 0 if there is no value
     */
    public double lower() {
        return n == 0 ? 0 : first * width();
    }

    /**
     * The width of each bin.
     *
     * @return a power of two; 0 if there is no value
     */
    public double width() {
        return n == 0 ? 0 : power(exponent);
    }

    /**
     * The values in each bin, [border, border + width).
     *
     * @return a new array that neither starts nor ends with 0; empty if there is no value
     */
    public long[] counts() {
        long[] copy = new long[n == 0 ? 0 : (int) (last - first) + 1];
        for (int i = 0; i < copy.length; i++) {
            copy[i] = count(first + i);
        }
        return copy;
    }

    private long count(long bin) {
        return counts[(int) bin & counts.length - 1];
    }

    /**
     * A quantile: the value at position (n - 1) p of the sorted values, linear between two of them. The values in a bin
     * are taken to be spread evenly, the j-th of c in the middle of the j-th of c equal parts; the extremes are exact.
     * Off by at most the {@link #width}.
     *
     * @param p in [0, 1]
     * @param min the least value
     * @param max the greatest value
     * @return the quantile, in [min, max]; min for p = 0, max for p = 1, NaN if there is no value
     * @throws IllegalArgumentException if {@code p} is outside
     */
    public double quantile(double p, double min, double max) {
        if (!(p >= 0 && p <= 1)) {
            throw new IllegalArgumentException("p must be in [0, 1], got " + Numbers.shortest(p));
        }
        if (n == 0) {
            return Double.NaN;
        }
        double position = (n - 1) * p;
        long k = Math.min(n - 1, (long) position);
        double rest = position - k;
        long bin = first;
        long below = 0;
        while (below + count(bin) <= k) {
            below += count(bin);
            bin++;
        }
        double low = value(k, bin, below, min, max);
        if (rest == 0) {
            return low;
        }
        while (below + count(bin) <= k + 1) {
            below += count(bin);
            bin++;
        }
        return low + (value(k + 1, bin, below, min, max) - low) * rest;
    }

    /** About the k-th of the sorted values, counted from 0, which lies in a bin that has some values below it. */
    private double value(long k, long bin, long below, double min, double max) {
        if (k == 0 || k == n - 1) {
            return k == 0 ? min : max;
        }
        double inside = (k - below + 0.5) / count(bin);
        return Math.min(max, Math.max(min, (bin + inside) * width()));
    }

    /**
     * Writes a form that is the same for equal counts on every machine: the most bins, the exponent, the first bin and
     * the number of bins, then their counts in groups of seven bits, the lowest first, each 0 followed by the number of
     * further zeros.
     *
     * @param out where it goes, big-endian
     * @throws IOException if writing fails
     */
    public void write(DataOutput out) throws IOException {
        out.writeInt(most);
        out.writeShort(exponent);
        out.writeLong(n == 0 ? 0 : first);
        out.writeInt(n == 0 ? 0 : (int) (last - first) + 1);
        for (long b = first; n > 0 && b <= last; b++) {
            writeNumber(out, count(b));
            if (count(b) == 0) {
                long end = b;
                while (end < last - 1 && count(end + 1) == 0) {
                    end++;
                }
                writeNumber(out, end - b);
                b = end;
            }
        }
    }

    private static void writeNumber(DataOutput out, long number) throws IOException {
        long left = number;
        while (left >>> 7 != 0) {
            out.writeByte((int) left | 0x80);
            left >>>= 7;
        }
        out.writeByte((int) left);
    }

    /**
     * Reads what {@link #write} wrote.
     *
     * @param in where it is
     * @return a histogram with the same bins and counts
     * @throws IOException if reading fails, or if this is not such a form
     */
    public static DyadicBins read(DataInput in) throws IOException {
        int most = in.readInt();
        expect(most >= LEAST && most <= LIMIT, "must be of " + LEAST + " to " + LIMIT + " bins", most);
        DyadicBins bins = new DyadicBins(most);
        int exponent = in.readShort();
        expect(exponent >= FINEST && exponent <= COARSEST, "must have a width of 2^-200 to 2^1022", exponent);
        long first = in.readLong();
        expect(first >= -END && first < END, "must start at a bin from -2^41 to 2^41 - 1", first);
        int size = in.readInt();
        expect(size >= 0 && size <= most, "must have at most " + most + " bins", size);
        expect(first + size <= END, "must end at a bin of at most 2^41 - 1", first + size - 1);
        expect(size > 0 || first == 0, "without a value must start at bin 0", first);
        expect(exponent == FINEST || size > 0 && !bins.fits(2 * first, 2 * (first + size) - 1),
                "must have a width of at most 2^" + (exponent - 1) + " for so few bins", exponent);
        bins.exponent = exponent;
        bins.first = first;
        bins.last = first + size - 1;
        long b = bins.first;
        while (b <= bins.last) {
            long count = readNumber(in);
            bins.counts[(int) b & bins.counts.length - 1] = count;
            bins.n += count;
            expect(bins.n >= 0, "must have fewer than 2^63 values", bins.n);
            long zeros = count == 0 ? readNumber(in) : 0;
            expect(zeros < bins.last - b || count > 0, "must not end with an empty bin", zeros);
            b += 1 + zeros;
        }
        expect(size == 0 || bins.count(first) > 0, "must not start with an empty bin", first);
        return bins;
    }

    private static long readNumber(DataInput in) throws IOException {
        long number = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            byte part = in.readByte();
            number |= (part & 0x7fL) << shift;
            if (part >= 0) {
                return number;
            }
        }
        throw new IOException("a count of a histogram must be below 2^63");
    }

    private static void expect(boolean right, String rule, long got) throws IOException {
        if (!right) {
            throw new IOException("a histogram " + rule + ", got " + got);
        }
    }
}
