package io.twinsim.inference;

import io.twinsim.internal.math.Blocks;
import io.twinsim.random.DrawStream;
import java.util.Arrays;

/**
 * How often each value of a slab is drawn: the draws of {@link SlabKernel}, word for word, counted instead of added up.
 */
final class SlabCounts {

    private static final int WORDS = 1024;
    private static final int PER_WORD = 5;

    private final long[] words = new long[WORDS];

    /**
     * Counts the draws of one slab and replicate.
     *
     * @param firstRow where the lane of the slab and replicate starts
     * @param count how many draws
     * @param size how many values the slab has, 1 to 4,096
     * @param out receives the counts; of its 4,096 elements, those past {@code size} are cleared or left alone
     */
    void fill(DrawStream stream, long firstRow, long count, int size, double[] out) {
        SlabKernel.requireLane(count);
        if (size == 1) {
            out[0] = count;
        } else if (size == Blocks.SLAB) {
            full(stream, firstRow, (int) count, out);
        } else {
            partial(stream, firstRow, (int) count, size, out);
        }
    }

    private void full(DrawStream stream, long firstRow, int count, double[] out) {
        Arrays.fill(out, 0);
        int done = 0;
        for (long row = firstRow; done < count; row += WORDS) {
            int need = Math.min(PER_WORD * WORDS, count - done);
            stream.bits(row, words, 0, (need + PER_WORD - 1) / PER_WORD);
            scatter(out, words, need);
            done += need;
        }
    }

    /** The kernel: masks keep every index in range, so that no bounds check stays in the loop. */
    private static void scatter(double[] out, long[] words, int count) {
        int mask = out.length - 1;
        int whole = count / PER_WORD;
        for (int w = 0; w < whole; w++) {
            long x = words[w];
            out[(int) x & mask] += 1;
            out[(int) (x >>> 12) & mask] += 1;
            out[(int) (x >>> 24) & mask] += 1;
            out[(int) (x >>> 36) & mask] += 1;
            out[(int) (x >>> 48) & mask] += 1;
        }
        for (int i = PER_WORD * whole; i < count; i++) {
            out[(int) (words[whole] >>> 12 * (i - PER_WORD * whole)) & mask] += 1;
        }
    }

    private void partial(DrawStream stream, long firstRow, int count, int size, double[] out) {
        int bits = SlabKernel.indexBits(size);
        int lanes = Long.SIZE / bits;
        int mask = (1 << bits) - 1;
        Arrays.fill(out, 0, mask + 1, 0);
        int left = count;
        long row = firstRow;
        while (left > 0) {
            int fetch = (int) Math.min(WORDS, ((long) left << bits) / ((long) size * lanes) + 2);
            stream.bits(row, words, 0, fetch);
            row += fetch;
            for (int w = 0; w < fetch && left > 0; w++) {
                long x = words[w];
                for (int lane = 0; lane < lanes && left > 0; lane++) {
                    int i = (int) x & mask;
                    out[i] += 1;
                    left += i - size >> 31;
                    x >>>= bits;
                }
            }
        }
        Arrays.fill(out, size, mask + 1, 0);
    }
}
