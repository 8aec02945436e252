package io.twinsim.column;

/** One immutable column of primitive values. Safe for any number of threads. */
public sealed interface Column extends ColumnSource permits RealColumn, IntegerColumn, CategoryColumn, FlagColumn {

    /**
     * Whether a row has no value.
     *
     * @param i the row, from 0
     * @return true if it is missing
     * @throws IndexOutOfBoundsException if there is no such row
     */
    boolean isMissing(int i);

    /**
     * How many rows have no value.
     *
     * @return rows, from 0 to {@link #size()}
     */
    int missing();

    /**
     * The value of a row as it is written to a file: shortest decimals, labels, {@code true} and {@code false}.
     *
     * @param i the row, from 0
     * @return the text; empty if the row is missing
     * @throws IndexOutOfBoundsException if there is no such row
     */
    String text(int i);

    /**
     * The selected rows, in their order.
     *
     * @param selection over the rows of this column
     * @return a column of {@code selection.count()} rows with the same type and labels
     * @throws io.twinsim.InputException if the selection is over another number of rows
     */
    Column take(Selection selection);

    /**
     * The rows in [from, to).
     *
     * @param from the first row
     * @param to one past the last row
     * @return a column with the same type and labels
     * @throws IndexOutOfBoundsException if the range does not lie in the column
     */
    Column slice(int from, int to);

    /**
     * The memory of the values and the validity bitmap; labels are not counted.
     *
     * @return bytes
     */
    long bytes();
}
