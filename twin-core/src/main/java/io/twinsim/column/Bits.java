package io.twinsim.column;

/** Bit i of a mask is {@code words[i >>> 6]}, bit {@code i & 63}. */
final class Bits {

    private Bits() {
    }

    static int words(int size) {
        return (int) ((size + 63L) >>> 6);
    }

    static boolean get(long[] words, int i) {
        return (words[i >>> 6] >>> i & 1) != 0;
    }

    /** Sets the bits in [from, to) and leaves the others. */
    static void fill(long[] words, int from, int to) {
        for (int at = from; at < to;) {
            int end = Math.min(to, (at | 63) + 1);
            words[at >>> 6] |= mask(at, end);
            at = end;
        }
    }

    /** Copies the source bits from {@code position} on to the bits [from, to) of the target and leaves the others. */
    static void copy(long[] source, int position, long[] target, int from, int to) {
        for (int at = from; at < to;) {
            int end = Math.min(to, (at | 63) + 1);
            long mask = mask(at, end);
            long bits = gather(source, position + (at - from), end - at) << at;
            int word = at >>> 6;
            target[word] = target[word] & ~mask | bits & mask;
            at = end;
        }
    }

    static int count(long[] words, int from, int to) {
        int count = 0;
        for (int at = from; at < to;) {
            int end = Math.min(to, (at | 63) + 1);
            count += Long.bitCount(words[at >>> 6] & mask(at, end));
            at = end;
        }
        return count;
    }

    /** The bits [from, to) of one word. */
    private static long mask(int from, int to) {
        return -1L >>> 64 - (to - from) << from;
    }

    /** Up to 64 bits from any position; what lies beyond {@code length} is not specified. */
    private static long gather(long[] words, int position, int length) {
        int word = position >>> 6;
        int shift = position & 63;
        long bits = words[word] >>> shift;
        return shift + length > 64 ? bits | words[word + 1] << 64 - shift : bits;
    }
}
