package io.twinsim.column;

import org.jspecify.annotations.Nullable;

/** Which rows have a value: a bitmap, or nothing at all when every row has one. Immutable. */
final class Validity {

    private static final Validity ALL = new Validity(null, 0);

    private final long @Nullable [] words;
    private final int missing;

    private Validity(long @Nullable [] words, int missing) {
        this.words = words;
        this.missing = missing;
    }

    static Validity all() {
        return ALL;
    }

    static Validity of(boolean[] missing) {
        long[] words = new long[Bits.words(missing.length)];
        for (int i = 0; i < missing.length; i++) {
            words[i >>> 6] |= (missing[i] ? 0L : 1L) << i;
        }
        return of(words, missing.length);
    }

    /** From one byte per row, 1 for a missing one; nothing means that all are valid. */
    static Validity of(byte @Nullable [] missing) {
        if (missing == null) {
            return ALL;
        }
        long[] words = new long[Bits.words(missing.length)];
        for (int i = 0; i < missing.length; i++) {
            words[i >>> 6] |= (missing[i] ^ 1L) << i;
        }
        return of(words, missing.length);
    }

    private static Validity of(long[] words, int size) {
        int missing = size - Bits.count(words, 0, size);
        return missing == 0 ? ALL : new Validity(words, missing);
    }

    int missing() {
        return missing;
    }

    boolean isMissing(int i) {
        return words != null && !Bits.get(words, i);
    }

    /** Refuses to give a number for a row that has none. */
    void check(int i) {
        if (isMissing(i)) {
            throw new IllegalStateException("row " + i + " is missing; ask isMissing(" + i + ") first");
        }
    }

    void load(int position, long[] target, int from, int to) {
        if (words == null) {
            Bits.fill(target, from, to);
        } else {
            Bits.copy(words, position, target, from, to);
        }
    }

    /** Writes NaN over the missing rows of a loaded register. */
    void blank(int position, double[] out, int from, int to) {
        if (words == null) {
            return;
        }
        long[] bits = words;
        int shift = position - from;
        for (int i = from; i < to; i++) {
            int row = i + shift;
            if ((bits[row >>> 6] >>> row & 1) == 0) {
                out[i] = Double.NaN;
            }
        }
    }

    Validity slice(int from, int to) {
        if (words == null) {
            return ALL;
        }
        long[] bits = new long[Bits.words(to - from)];
        Bits.copy(words, from, bits, 0, to - from);
        return of(bits, to - from);
    }

    Validity take(Selection selection) {
        if (words == null) {
            return ALL;
        }
        long[] bits = new long[Bits.words(selection.count())];
        int at = 0;
        for (int row = selection.next(0); row >= 0; row = selection.next(row + 1)) {
            bits[at >>> 6] |= (words[row >>> 6] >>> row & 1) << at;
            at++;
        }
        return of(bits, at);
    }

    long bytes() {
        return words == null ? 0 : 8L * words.length;
    }
}
