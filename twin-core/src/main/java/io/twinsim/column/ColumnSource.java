package io.twinsim.column;

import java.util.List;

/**
 * Something whose rows can be read block by block into double registers: a finished {@link Column}, or a column that is
 * being built. Category codes and flags are read as numbers. Of a {@link RegisterSource} only one block is there.
 */
public interface ColumnSource {

    /**
     * What the rows hold.
     *
     * @return the type
     */
    ColumnType type();

    /**
     * The labels of a category column, in code order.
     *
     * @return an immutable list; empty for other types
     */
    List<String> labels();

    /**
     * Whether any row is missing.
     *
     * @return true if at least one row has no value (for a column that is being built: may have none)
     */
    boolean hasMissing();

    /**
     * The number of rows.
     *
     * @return rows, at least 0
     */
    int size();

    /**
     * Reads rows: {@code out[i]} becomes the value of row {@code position + (i - from)} for i in [from, to). Flags read
     * as 0 and 1, categories as their code, missing values as NaN.
     *
     * @param position the first row to read
     * @param out the register to fill
     * @param from first index in {@code out}
     * @param to one past the last index in {@code out}
     */
    void load(int position, double[] out, int from, int to);

    /**
     * Reads validity: bit i ({@code words[i >>> 6]}, bit {@code i & 63}) for i in [from, to) is set if row
     * {@code position + (i - from)} has a value, and cleared if it is missing. Other bits stay.
     *
     * @param position the first row to read
     * @param words the mask to write
     * @param from first bit
     * @param to one past the last bit
     */
    void loadValidity(int position, long[] words, int from, int to);
}
