package io.twinsim.random;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.Normal;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;

/**
 * The uniforms of a block of rows, and on demand the rows where they lie in the tails of the normal distribution, so
 * close to 0 or 1 that its quantile takes a slower path. Scratch space of one thread, to be filled again and again;
 * filling allocates nothing.
 *
 * <p>Keeping the random bits in an array of their own makes mixing them a loop that compiles to vector instructions.
 * Reading bits as doubles one by one does not, on Java 17; two copies through a buffer that is seen as longs and as
 * doubles take less than half of the time.
 */
public final class UniformBlock {

    /** The count of outer rows before they are looked for. */
    private static final int UNKNOWN = -1;

    private final double[] values = new double[Blocks.ROWS];
    /** The bits of the rows without the lowest twelve, below the exponent of 1. */
    private final long[] bits = new long[Blocks.ROWS];
    private final LongBuffer asLongs;
    private final DoubleBuffer asDoubles;
    private final OuterRows rows = new OuterRows();
    private final int[] outer = new int[Blocks.ROWS];
    private int from;
    private int to;
    private boolean hasBits;
    private int outerCount = UNKNOWN;

    /** An empty block of 1,024 rows. */
    public UniformBlock() {
        ByteBuffer memory = ByteBuffer.allocate(Blocks.ROWS * Long.BYTES).order(ByteOrder.nativeOrder());
        asLongs = memory.asLongBuffer();
        asDoubles = memory.asDoubleBuffer();
    }

    /**
     * Fills indices with the uniforms of their rows: {@code values()[i] = stream.uniform(firstRow + i)}.
     *
     * @param stream what to draw from
     * @param firstRow the row of index 0
     * @param from the first index filled
     * @param to one past the last index filled, at most 1,024
     */
    public void fill(Uniforms stream, long firstRow, int from, int to) {
        this.from = from;
        this.to = to;
        outerCount = UNKNOWN;
        hasBits = stream instanceof DrawStream;
        if (stream instanceof DrawStream plain) {
            plain.bits(firstRow, bits, from, to);
            DrawStream.mantissas(bits, from, to);
            asLongs.put(from, bits, from, to - from);
            asDoubles.get(from, values, from, to - from);
            DrawStream.units(values, from, to);
        } else {
            stream.uniforms(firstRow, values, from, to);
        }
    }

    /**
     * The uniforms, as last filled.
     *
     * @return the array itself, of 1,024 values
     */
    public double[] values() {
        return values;
    }

    /** Whether the uniforms of all these rows are a stream's own, multiples of 2^-53: 1 less one of them is exact. */
    boolean isExact(int from, int to) {
        return hasBits && this.from <= from && to <= this.to;
    }

    /** {@code out[i]} is the standard normal quantile of {@code values()[i]}. */
    void normals(double[] out, int from, int to) {
        if (!hasBits || this.from != from || this.to != to) {
            Normal.quantile(values, out, from, to);
            return;
        }
        if (outerCount == UNKNOWN) {
            outerCount = rows.find(bits, from, to, outer);
        }
        Normal.quantile(values, outer, outerCount, out, from, to);
    }

    /** Shows which indices are filled. */
    @Override
    public String toString() {
        return "UniformBlock[from=" + from + ", to=" + to + "]";
    }
}
