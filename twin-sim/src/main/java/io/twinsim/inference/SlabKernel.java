package io.twinsim.inference;

import io.twinsim.internal.math.Blocks;
import io.twinsim.random.DrawStream;
import java.util.Arrays;

/**
 * Sums of values drawn with replacement from one slab, in a local copy that stays in the first-level cache.
 *
 * <p>A full slab has 4,096 values: five 12-bit indices come from each 64-bit word, and none is favoured. A partial slab
 * of s values is padded with zeros to the next power of two; an index that hits the padding is not counted, so that the
 * others stay equally likely. What rejections cost is taken from the lane of this slab and replicate alone.
 */
final class SlabKernel {

    private static final int SLAB = Blocks.SLAB;
    private static final int WORDS = 1024;
    /** Words a lane holds; 40,000 draws from one slab where 4,096 are expected do not happen. */
    private static final int LANE = 1 << 13;

    private final double[] values = new double[SLAB];
    private final long[] words = new long[WORDS];
    private int size;
    private int bits;

    /** The bits of an index into a slab of {@code size} values. */
    static int indexBits(int size) {
        return Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
    }

    static void requireLane(long count) {
        if (count > 5L * LANE / 2) {
            throw new IllegalStateException("draws from one slab must fit its lane, got " + count);
        }
    }

    /** Takes the values of a slab over. */
    void load(double[] source, int from, int to) {
        size = to - from;
        bits = indexBits(size);
        System.arraycopy(source, from, values, 0, size);
        Arrays.fill(values, size, 1 << bits, 0);
    }

    /** The sum of {@code count} values, drawn with the words of the lane that starts at {@code firstRow}. */
    double sum(DrawStream stream, long firstRow, long count) {
        requireLane(count);
        if (size == 1) {
            return count * values[0];
        }
        return size == SLAB ? full(stream, firstRow, (int) count) : partial(stream, firstRow, (int) count);
    }

    private double full(DrawStream stream, long firstRow, int count) {
        double sum = 0;
        int done = 0;
        for (long row = firstRow; done < count; row += WORDS) {
            int need = Math.min(5 * WORDS, count - done);
            stream.bits(row, words, 0, (need + 4) / 5);
            sum += gather(values, words, need);
            done += need;
        }
        return sum;
    }

    /** The kernel: masks keep every index in range, so that no bounds check stays in the loop. */
    private static double gather(double[] a, long[] words, int count) {
        int mask = a.length - 1;
        double s0 = 0;
        double s1 = 0;
        double s2 = 0;
        double s3 = 0;
        double s4 = 0;
        int whole = count / 5;
        for (int w = 0; w < whole; w++) {
            long x = words[w];
            s0 += a[(int) x & mask];
            s1 += a[(int) (x >>> 12) & mask];
            s2 += a[(int) (x >>> 24) & mask];
            s3 += a[(int) (x >>> 36) & mask];
            s4 += a[(int) (x >>> 48) & mask];
        }
        double sum = ((s0 + s1) + (s2 + s3)) + s4;
        for (int i = 5 * whole; i < count; i++) {
            sum += a[(int) (words[whole] >>> 12 * (i - 5 * whole)) & mask];
        }
        return sum;
    }

    private double partial(DrawStream stream, long firstRow, int count) {
        int lanes = Long.SIZE / bits;
        int mask = (1 << bits) - 1;
        double sum = 0;
        int left = count;
        long row = firstRow;
        while (left > 0) {
            int fetch = (int) Math.min(WORDS, ((long) left << bits) / ((long) size * lanes) + 2);
            stream.bits(row, words, 0, fetch);
            row += fetch;
            int w = 0;
            double s0 = 0;
            double s1 = 0;
            while (w + 1 < fetch && left >= 2 * lanes) {
                long x = words[w];
                long y = words[w + 1];
                for (int lane = 0; lane < lanes; lane++) {
                    int i = (int) x & mask;
                    int j = (int) y & mask;
                    s0 += values[i];
                    s1 += values[j];
                    left += (i - size >> 31) + (j - size >> 31);
                    x >>>= bits;
                    y >>>= bits;
                }
                w += 2;
            }
            sum += s0 + s1;
            for (; w < fetch && left > 0; w++) {
                long x = words[w];
                for (int lane = 0; lane < lanes && left > 0; lane++) {
                    int i = (int) x & mask;
                    sum += values[i];
                    left += i - size >> 31;
                    x >>>= bits;
                }
            }
        }
        return sum;
    }
}
