package io.twinsim.bench;

import io.twinsim.internal.math.Special;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntToLongFunction;

/**
 * Values that come too often or lie too evenly: birthday spacings (Marsaglia; in TestU01 {@code
 * smarsa_BirthdaySpacings}) and collisions (Knuth). What finds streams that overlap: a value that two of them share is
 * seen at once.
 */
final class BytesSpacings {

    /** Values at most, so that the range of values keeps to 62 bits. */
    private static final int MOST = 1 << 23;

    private BytesSpacings() {
    }

    /**
     * Birthday spacings and collisions of upper bits, lower bits, and upper bits of neighbours joined.
     *
     * @param words the sample
     * @return one finding per test and kind of value
     */
    static List<BytesFinding> of(long[] words) {
        int n = Integer.highestOneBit(Math.min(words.length, MOST));
        int m = Integer.numberOfTrailingZeros(n);
        int wide = 3 * m - 7;
        int narrow = 2 * m - 11;
        int pairs = n / 2;
        int half = (wide - 3) / 2;
        return List.of(
                spacings("upper bits", n, wide, i -> words[i] >>> Long.SIZE - wide),
                spacings("lower bits", n, wide, i -> words[i] & (1L << wide) - 1),
                spacings("pairs", pairs, 2 * half,
                        i -> words[2 * i] >>> Long.SIZE - half << half | words[2 * i + 1] >>> Long.SIZE - half),
                collisions("upper bits", n, narrow, i -> words[i] >>> Long.SIZE - narrow),
                collisions("lower bits", n, narrow, i -> words[i] & (1L << narrow) - 1));
    }

    /** Equal spacings of n sorted values of k = 2^bits are Poisson of mean n^3 / 4k, here about 32. */
    private static BytesFinding spacings(String of, int n, int bits, IntToLongFunction value) {
        long[] sorted = sorted(n, value);
        long[] spacings = new long[n];
        for (int i = 0; i < n; i++) {
            spacings[i] = i == 0 ? sorted[0] + (1L << bits) - sorted[n - 1] : sorted[i] - sorted[i - 1];
        }
        Arrays.sort(spacings);
        double mean = Math.scalb((double) n * n * n, -bits - 2);
        return new BytesFinding("birthday spacings, " + of, poisson(equal(spacings), mean));
    }

    /** Of n values of k = 2^bits, about n^2 / 2k meet an earlier one, here about 1,024. */
    private static BytesFinding collisions(String of, int n, int bits, IntToLongFunction value) {
        double load = Math.scalb((double) n, -bits);
        double mean = n * load / 2 * (1 - load / 3);
        return new BytesFinding("collisions, " + of, poisson(equal(sorted(n, value)), mean));
    }

    private static long[] sorted(int n, IntToLongFunction value) {
        long[] values = new long[n];
        for (int i = 0; i < n; i++) {
            values[i] = value.applyAsLong(i);
        }
        Arrays.sort(values);
        return values;
    }

    private static int equal(long[] sorted) {
        int equal = 0;
        for (int i = 1; i < sorted.length; i++) {
            equal += sorted[i] == sorted[i - 1] ? 1 : 0;
        }
        return equal;
    }

    private static double poisson(int count, double mean) {
        double atMost = Special.regularisedGammaQ(count + 1.0, mean);
        double atLeast = count == 0 ? 1 : Special.regularisedGammaP(count, mean);
        return BytesFinding.twoSided(atMost, atLeast);
    }
}
