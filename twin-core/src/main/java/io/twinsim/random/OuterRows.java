package io.twinsim.random;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.Normal;

/**
 * Finds the rows of a block whose bits give a uniform of the normal tails, below {@link Normal#OUTER} or above 1 minus
 * it: one row in 73. Scratch space of one thread.
 *
 * <p>Method: in a whole block a flag is computed for every row and those of sixteen rows packed into a word, by two
 * loops over long arrays that compile to vector instructions; the words that are not 0 are listed without a branch, so
 * that none is mispredicted. A part of a block is searched row by row.
 */
final class OuterRows {

    /** Bits below this or from its negative on, unsigned, are those of an outer uniform. */
    private static final long OUTER = (long) (Normal.OUTER * 0x1p63) << 1;
    private static final int QUARTER = Blocks.ROWS / 4;
    private static final int SIXTEENTH = Blocks.ROWS / 16;

    private final long[] fours = new long[QUARTER];
    private final long[] sixteens = new long[SIXTEENTH];
    private final int[] words = new int[SIXTEENTH + 1];

    /**
     * Lists the outer rows of a block or of a part of it.
     *
     * @param bits the mantissas of the block's rows, see {@link DrawStream#mantissas}
     * @param from the first row looked at
     * @param to one past the last row looked at
     * @param outer receives the rows, in no order
     * @return how many there are
     */
    int find(long[] bits, int from, int to, int[] outer) {
        if (from == 0 && to == Blocks.ROWS) {
            flags(bits, fours);
            pack(fours, sixteens);
            return rows(words(), outer);
        }
        int count = 0;
        for (int i = from; i < to; i++) {
            if (flag(bits[i]) != 0) {
                outer[count++] = i;
            }
        }
        return count;
    }

    /** 1 for the mantissa of an outer uniform, else 0. */
    private static long flag(long mantissa) {
        return ((mantissa << 12) + OUTER >>> 1) - OUTER >>> 63;
    }

    /** The flag of row j + 256 k at bit k of word j. */
    private static void flags(long[] bits, long[] words) {
        for (int j = 0; j < QUARTER; j++) {
            words[j] = flag(bits[j]) | flag(bits[j + QUARTER]) << 1
                    | flag(bits[j + 2 * QUARTER]) << 2 | flag(bits[j + 3 * QUARTER]) << 3;
        }
    }

    /** Word j + 64 m at bits 4 m to 4 m + 3 of word j. */
    private static void pack(long[] fours, long[] sixteens) {
        for (int j = 0; j < SIXTEENTH; j++) {
            sixteens[j] = fours[j] | fours[j + SIXTEENTH] << 4
                    | fours[j + 2 * SIXTEENTH] << 8 | fours[j + 3 * SIXTEENTH] << 12;
        }
    }

    /** Lists the words that are not 0. */
    private int words() {
        int count = 0;
        for (int j = 0; j < SIXTEENTH; j++) {
            words[count] = j;
            count += (int) (-sixteens[j] >>> 63);
        }
        return count;
    }

    /** Lists the rows of the words listed. */
    private int rows(int listed, int[] outer) {
        int count = 0;
        for (int k = 0; k < listed; k++) {
            int j = words[k];
            long left = sixteens[j];
            do {
                int bit = Long.numberOfTrailingZeros(left);
                outer[count++] = j + SIXTEENTH * (bit >>> 2) + QUARTER * (bit & 3);
                left &= left - 1;
            } while (left != 0);
        }
        return count;
    }
}
