package io.twinsim.timeline;

import io.twinsim.internal.math.Blocks;
import org.jspecify.annotations.Nullable;

/** Sets of the twins of a block: bit i of word {@code i >>> 6} is register i. */
final class Masks {

    private Masks() {
    }

    static long[] create() {
        return new long[Blocks.WORDS];
    }

    static boolean has(long[] words, int i) {
        return (words[i >>> 6] >>> i & 1) != 0;
    }

    static boolean has(long @Nullable [] words, int from, int to, int i) {
        return words == null ? i >= from && i < to : has(words, i);
    }

    /** Exactly the rows [from, to). */
    static void range(long[] words, int from, int to) {
        for (int w = 0; w < words.length; w++) {
            int low = Math.max(from - w * Long.SIZE, 0);
            int high = Math.min(to - w * Long.SIZE, Long.SIZE);
            words[w] = low < high ? -1L >>> Long.SIZE - (high - low) << low : 0;
        }
    }

    static void and(long[] words, long[] other) {
        for (int w = 0; w < words.length; w++) {
            words[w] &= other[w];
        }
    }

    static void andNot(long[] words, long[] other) {
        for (int w = 0; w < words.length; w++) {
            words[w] &= ~other[w];
        }
    }

    static boolean any(long[] words) {
        for (long word : words) {
            if (word != 0) {
                return true;
            }
        }
        return false;
    }

    /** Keeps the rows of [from, to) whose value is above 0. */
    static void andPositive(long[] words, double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            if (!(values[i] > 0)) {
                words[i >>> 6] &= ~(1L << i);
            }
        }
    }
}
