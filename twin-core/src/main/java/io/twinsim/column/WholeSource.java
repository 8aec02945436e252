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

    /**
     * Whether the numbers are kept in bytes and are not negative, so that {@link #addNarrow} serves.
     *
     * @return false unless a source says otherwise
     */
    default boolean narrow() {
        return false;
    }

    /**
     * Adds rows to sums in bytes without a sign, eight rows at a time: {@code sums[i]} grows by {@code worth} times the
     * number that {@link #loadWhole} reads for i, for i in [from, to).
     *
     * @param position the first row to read
     * @param worth the factor, at least 0
     * @param sums changed; none may grow beyond 255
     * @param from first index in {@code sums}
     * @param to one past the last index in {@code sums}
     * @throws UnsupportedOperationException if the source is not {@link #narrow}
     */
    default void addNarrow(int position, int worth, byte[] sums, int from, int to) {
        throw new UnsupportedOperationException("only a narrow source can be added to bytes");
    }
}
