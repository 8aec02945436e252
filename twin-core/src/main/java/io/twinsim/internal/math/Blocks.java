package io.twinsim.internal.math;

/**
 * The three sizes in which work is cut. A block is the unit of kernels and sums, a tile the unit of parallel work and
 * of cuts between shards, a slab the unit of resampling. All are powers of two, and all are part of the numbers:
 * changing one changes the order of additions and so the last bits of every result.
 */
public final class Blocks {

    /** Rows in a block: sixteen registers of this length stay in the first-level cache. */
    public static final int ROWS = 1024;

    /** Blocks in a tile. */
    public static final int TILE_BLOCKS = 16;

    /** Rows in a tile. */
    public static final int TILE_ROWS = ROWS * TILE_BLOCKS;

    /** Values in a slab of the bootstrap: 32 KiB, a first-level cache. */
    public static final int SLAB = 4096;

    /** Words of a validity or selection mask over one block. */
    public static final int WORDS = ROWS / Long.SIZE;

    private Blocks() {
    }

    /**
     * The block that holds a row.
     *
     * @param row a row id, at least 0
     * @return the absolute block index
     */
    public static long block(long row) {
        return row >> 10;
    }

    /**
     * The first row of the block that holds a row.
     *
     * @param row a row id, at least 0
     * @return the largest multiple of {@link #ROWS} that is not above {@code row}
     */
    public static long floor(long row) {
        return row & -ROWS;
    }
}
