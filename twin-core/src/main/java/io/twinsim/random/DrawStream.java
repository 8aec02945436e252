package io.twinsim.random;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The draws of one purpose: 64 random bits, or a uniform in (0, 1), for every row. Immutable, thread-safe; the value
 * of a row depends on (seed, path, draw number, row) and on nothing else.
 *
 * <p>Construction: SHA-256 of the length-prefixed (seed, path, draw number), cut to 128 bits, gives the key (k0, k1).
 * The bits of a row are {@code z = row * G + k0; z = (z ^ z >>> 30) * A + k1; z = (z ^ z >>> 27) * B; z ^ z >>> 31}
 * with G the golden gamma of SplitMix64 and A, B Stafford's mix 13 (Steele, Lea, Flood 2014,
 * doi:10.1145/2660193.2660195). Adding k1 between the multiplications keeps two streams apart even where their
 * counters overlap. From row 2^32 on, the high half of the row is mixed into the key, so that no key serves more than
 * 2^32 rows.
 */
public final class DrawStream implements Uniforms {

    static final long GAMMA = 0x9e3779b97f4a7c15L;
    private static final long MIX_A = 0xbf58476d1ce4e5b9L;
    private static final long MIX_B = 0x94d049bb133111ebL;
    /** The exponent bits of 1.0: with 52 random bits below it, a double in [1, 2). */
    private static final long ONE = 0x3ff0000000000000L;
    /** Taken from a double in [1, 2) this leaves an odd multiple of 2^-53, so never 0 and never 1. */
    private static final double BELOW_ONE = 1 - 0x1p-53;
    private static final long ROWS_PER_KEY = 1L << 32;
    /** What the counter of row i of a block adds to that of row 0. */
    private static final long[] COUNTERS = counters();

    private final long seed;
    private final String path;
    private final int number;
    private final long k0;
    private final long k1;

    DrawStream(long seed, String path, int number) {
        this.seed = seed;
        this.path = path;
        this.number = number;
        byte[] name = path.getBytes(StandardCharsets.UTF_8);
        ByteBuffer identity = ByteBuffer.allocate(Long.BYTES + 2 * Integer.BYTES + name.length);
        identity.putLong(seed).putInt(name.length).put(name).putInt(number);
        ByteBuffer hash = ByteBuffer.wrap(sha256(identity.array()));
        k0 = hash.getLong();
        k1 = hash.getLong();
    }

    private static long[] counters() {
        long[] counters = new long[Blocks.ROWS];
        for (int j = 0; j < counters.length; j++) {
            counters[j] = j * GAMMA;
        }
        return counters;
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("SHA-256 must be part of every Java platform", e);
        }
    }

    /**
     * The path of the stream.
     *
     * @return the path, as given
     */
    public String path() {
        return path;
    }

    /**
     * Another draw for the same rows: an own stream, independent of this one.
     *
     * @param number the draw number, at least 0; 0 is the stream that {@link Draws#stream} gives
     * @return the stream of that draw
     * @throws io.twinsim.InputException if {@code number} is negative
     */
    public DrawStream draw(int number) {
        Checks.atLeast(0, number, "number");
        return number == this.number ? this : new DrawStream(seed, path, number);
    }

    /**
     * The 64 random bits of a row.
     *
     * @param row the row id
     * @return bits, uniform over all longs
     */
    public long bits(long row) {
        long page = row >>> 32;
        return mix(row * GAMMA + key0(page), key1(page));
    }

    /**
     * The bits of a run of rows: {@code out[i] = bits(firstRow + i)}.
     *
     * @param firstRow the row of {@code out[0]}
     * @param out receives the bits
     * @param from the first index written
     * @param to one past the last index written
     */
    public void bits(long firstRow, long[] out, int from, int to) {
        int start = from;
        while (start < to) {
            int end = endOfPage(firstRow, start, to);
            long page = (firstRow + start) >>> 32;
            mixed(firstRow * GAMMA + key0(page), key1(page), out, start, end);
            start = end;
        }
    }

    /** Counters come from a table, at the index written to: otherwise the loop compiles to no vector instructions. */
    private static void mixed(long counter, long key, long[] out, int from, int to) {
        long[] steps = COUNTERS;
        int end = Math.min(to, steps.length);
        for (int i = from; i < end; i++) {
            out[i] = mix(steps[i] + counter, key);
        }
        int rest = Math.max(from, end);
        long z = rest * GAMMA + counter;
        for (int i = rest; i < to; i++) {
            out[i] = mix(z, key);
            z += GAMMA;
        }
    }

    /**
     * The uniform of a row: an odd multiple of 2^-53, so strictly between 0 and 1.
     *
     * @param row the row id
     * @return a value in [2^-53, 1 - 2^-53]
     */
    @Override
    public double uniform(long row) {
        return unit(bits(row));
    }

    /**
     * The uniforms of a run of rows: {@code out[i] = uniform(firstRow + i)}.
     *
     * @param firstRow the row of {@code out[0]}
     * @param out receives the uniforms
     * @param from the first index written
     * @param to one past the last index written
     */
    @Override
    public void uniforms(long firstRow, double[] out, int from, int to) {
        int start = from;
        while (start < to) {
            int end = endOfPage(firstRow, start, to);
            long page = (firstRow + start) >>> 32;
            long z = (firstRow + start) * GAMMA + key0(page);
            long k = key1(page);
            for (int i = start; i < end; i++) {
                out[i] = unit(mix(z, k));
                z += GAMMA;
            }
            start = end;
        }
    }

    /** Turns bits into those of a double in [1, 2), of which {@link #units} makes the uniform. */
    static void mantissas(long[] bits, int from, int to) {
        for (int i = from; i < to; i++) {
            bits[i] = bits[i] >>> 12 | ONE;
        }
    }

    /** Turns doubles in [1, 2) into uniforms. */
    static void units(double[] values, int from, int to) {
        for (int i = from; i < to; i++) {
            values[i] = values[i] - BELOW_ONE;
        }
    }

    /**
     * A whole number below a bound: the high word of bits times {@code n}. No value is favoured by more than 2^-33 of
     * its share, and no further bits are drawn, so no other row moves.
     *
     * @param n the bound, at least 1
     * @param row the row id
     * @return a value in [0, n)
     * @throws io.twinsim.InputException if {@code n} is below 1
     */
    public int below(int n, long row) {
        Checks.atLeast(1, n, "n");
        long bits = bits(row);
        return (int) (Math.multiplyHigh(bits, n) + (bits >> 63 & n));
    }

    /** The index in {@code (start, to]} at which the high half of the row changes, or {@code to}. */
    static int endOfPage(long firstRow, int start, int to) {
        long left = ROWS_PER_KEY - (firstRow + start & ROWS_PER_KEY - 1);
        return (int) Math.min(to, start + left);
    }

    long key0(long page) {
        return page == 0 ? k0 : mix(page * GAMMA + k0, ~k1);
    }

    long key1(long page) {
        return page == 0 ? k1 : mix(page * GAMMA + k1, ~k0);
    }

    static long mix(long counter, long key) {
        long z = (counter ^ counter >>> 30) * MIX_A + key;
        z = (z ^ z >>> 27) * MIX_B;
        return z ^ z >>> 31;
    }

    static double unit(long bits) {
        return Double.longBitsToDouble(bits >>> 12 | ONE) - BELOW_ONE;
    }

    /** Shows seed, path and draw number. */
    @Override
    public String toString() {
        return Lines.one("DrawStream[seed=" + seed + ", path=" + path + ", draw=" + number + "]");
    }
}
