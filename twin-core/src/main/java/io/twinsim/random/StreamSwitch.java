package io.twinsim.random;

import io.twinsim.internal.text.Checks;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import java.util.List;

/**
 * Several streams of which each row reads one: only the chosen value is computed, and it is the one that the chosen
 * stream gives that row. Keeps scratch space, so it serves one thread at a time; allocates nothing when it draws.
 *
 * <p>Method: the keys of the chosen streams are gathered row by row; the mixing, most of the work, is then a plain loop
 * over long arrays, which a machine with 512-bit vectors runs eight rows at a time.
 */
public final class StreamSwitch {

    /** Rows at a time: their keys, bits and counters stay in the first-level cache. */
    static final int CHUNK = 512;
    /** Of so many streams the keys are chosen by masks, in vector instructions. */
    static final int FEW = 4;
    /** Adding it leaves a whole number in the last bits of the sum. */
    private static final double WHOLE = 0x1p52;

    private static final long[] COUNTERS = counters();

    private final DrawStream[] streams;
    private final long[] keys0;
    private final long[] keys1;
    private final int[] chosen = new int[CHUNK];
    private final long[] bits = new long[CHUNK];
    private final long[] second = new long[CHUNK];
    private final double[] sums = new double[CHUNK];
    private final long[] numbers = new long[CHUNK];
    private final DoubleBuffer asDoubles;
    private final LongBuffer asLongs;
    private long page = -1;

    private StreamSwitch(DrawStream[] streams) {
        this.streams = streams;
        this.keys0 = new long[Math.max(FEW, padded(streams.length))];
        this.keys1 = new long[keys0.length];
        ByteBuffer memory = ByteBuffer.allocate(CHUNK * Long.BYTES).order(ByteOrder.nativeOrder());
        asDoubles = memory.asDoubleBuffer();
        asLongs = memory.asLongBuffer();
    }

    /**
     * A switch over streams.
     *
     * @param streams the streams, numbered from 0
     * @return the switch, for one thread
     * @throws io.twinsim.InputException if there is none
     */
    public static StreamSwitch of(List<DrawStream> streams) {
        Checks.atLeast(1, streams.size(), "streams");
        return new StreamSwitch(streams.toArray(DrawStream[]::new));
    }

    /** What the counter of a row adds to that of the first row of its chunk. */
    private static long[] counters() {
        long[] counters = new long[CHUNK];
        for (int j = 0; j < CHUNK; j++) {
            counters[j] = j * DrawStream.GAMMA;
        }
        return counters;
    }

    /** The least power of two that is not below a count, so that a mask keeps what missing rows hold inside. */
    static int padded(int count) {
        return count == 1 ? 1 : Integer.highestOneBit(count - 1) << 1;
    }

    /**
     * The uniforms of a run of rows: {@code out[i]} is the uniform of row {@code firstRow + i} in the stream whose
     * number is {@code which[i]}.
     *
     * @param firstRow the row of {@code out[0]}
     * @param which the number of a stream for each row; where it is none, as in a missing row, any uniform is given
     * @param out receives the uniforms; may be {@code which} itself
     * @param from the first index
     * @param to one past the last index
     */
    public void uniforms(long firstRow, double[] which, double[] out, int from, int to) {
        for (int start = from; start < to; start = end(firstRow, start, to)) {
            int rows = end(firstRow, start, to) - start;
            mix(firstRow, which, start, rows);
            for (int j = 0; j < rows; j++) {
                out[start + j] = DrawStream.unit(bits[j]);
            }
        }
    }

    /** Where the chunk that begins at an index ends: no chunk lies in two pages of rows. */
    static int end(long firstRow, int start, int to) {
        return DrawStream.endOfPage(firstRow, start, Math.min(to, start + CHUNK));
    }

    /** Fills {@link #chosen} and {@link #bits} for the rows of a chunk. */
    void mix(long firstRow, double[] which, int start, int rows) {
        long first = firstRow + start;
        turn(first >>> 32);
        gather(which, start, rows);
        mixed(first * DrawStream.GAMMA, bits, second, rows);
    }

    /** Fills {@link #numbers} and {@link #bits} for the rows of a chunk, of {@link #FEW} streams at most. */
    void mixFew(long firstRow, double[] which, int start, int rows) {
        long first = firstRow + start;
        turn(first >>> 32);
        for (int j = 0; j < rows; j++) {
            sums[j] = which[start + j] + WHOLE;
        }
        // Reading doubles as longs one by one compiles to no vector instructions; two copies are quicker.
        asDoubles.put(0, sums, 0, rows);
        asLongs.get(0, numbers, 0, rows);
        for (int j = 0; j < rows; j++) {
            numbers[j] &= FEW - 1;
        }
        chosen(numbers, keys0, bits, rows);
        chosen(numbers, keys1, second, rows);
        mixed(first * DrawStream.GAMMA, bits, second, rows);
    }

    /** {@code out[j] = keys[numbers[j]]} for numbers from 0 to 3. */
    private static void chosen(long[] numbers, long[] keys, long[] out, int rows) {
        long three = keys[3];
        long evenly = three ^ keys[2];
        long low = three ^ keys[1];
        long both = keys[0] ^ keys[1] ^ keys[2] ^ three;
        for (int j = 0; j < rows; j++) {
            long number = numbers[j];
            long even = (number & 1) - 1;
            long below = (number >>> 1) - 1;
            out[j] = three ^ even & evenly ^ below & low ^ even & below & both;
        }
    }

    /** The stream of each row of the chunk that {@link #mixFew} was at. */
    long[] numbers() {
        return numbers;
    }

    /** The stream of each row of the chunk at hand. */
    int[] chosen() {
        return chosen;
    }

    /** The bits of each row of the chunk at hand. */
    long[] bits() {
        return bits;
    }

    private void turn(long to) {
        if (to == page) {
            return;
        }
        page = to;
        for (int k = 0; k < streams.length; k++) {
            keys0[k] = streams[k].key0(page);
            keys1[k] = streams[k].key1(page);
        }
    }

    private void gather(double[] which, int start, int rows) {
        int[] numbers = chosen;
        long[] first = bits;
        long[] last = second;
        long[] from0 = keys0;
        long[] from1 = keys1;
        int mask = from0.length - 1;
        for (int j = 0; j < rows; j++) {
            int k = (int) which[start + j] & mask;
            numbers[j] = k;
            first[j] = from0[k];
            last[j] = from1[k];
        }
    }

    /** Turns first keys into bits. */
    private static void mixed(long counter, long[] bits, long[] second, int rows) {
        long[] steps = COUNTERS;
        for (int j = 0; j < rows; j++) {
            bits[j] = DrawStream.mix(steps[j] + counter + bits[j], second[j]);
        }
    }

    @Override
    public String toString() {
        return "StreamSwitch[" + streams.length + (streams.length == 1 ? " stream]" : " streams]");
    }
}
