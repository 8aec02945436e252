package io.twinsim.column;

import io.twinsim.internal.math.Blocks;

/**
 * A column of which one block is there at a time, in a register. Its positions are those of the register: the row that
 * is i rows into the block stands at i, whatever its id, so there is no end to the rows that such a column can have.
 */
public interface RegisterSource extends ColumnSource {

    /**
     * The register itself. Who reads may keep it and must not change it; the next block overwrites it.
     *
     * @return 1,024 values
     */
    double[] values();

    /** The length of the register. */
    @Override
    default int size() {
        return Blocks.ROWS;
    }

    @Override
    default void load(int position, double[] out, int from, int to) {
        System.arraycopy(values(), position, out, from, to - from);
    }
}
