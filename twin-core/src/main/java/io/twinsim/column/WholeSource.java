package io.twinsim.column;

/** A column of codes, flags or integers, whose rows can be read as whole numbers without a detour over doubles. */
public interface WholeSource extends ColumnSource {

    /**
     * Reads rows: {@code out[i]} becomes the value of row {@code position + (i - from)} for i in [from, to). Flags read
     * as 0 and 1, categories as their code, missing values as 0.
     *
     * @param position the first row to read
     * @param out receives the numbers
     * @param from first index in {@code out}
     * @param to one past the last index in {@code out}
     */
    void loadWhole(int position, int[] out, int from, int to);
}
