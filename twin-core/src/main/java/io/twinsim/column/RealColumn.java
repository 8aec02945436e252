package io.twinsim.column;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** A column of finite doubles; 8 bytes per row. Negative zero is kept. */
public final class RealColumn implements Column {

    private final double[] values;
    private final Validity validity;

    /** Shares the array; rows that are missing hold 0. */
    RealColumn(double[] values, Validity validity) {
        this.values = values;
        this.validity = validity;
    }

    /**
     * A column without missing values.
     *
     * @param values finite numbers, one per row; copied
     * @return the column
     * @throws InputException if a value is NaN or infinite, with its index
     */
    public static RealColumn of(double... values) {
        double[] copy = Checks.notNull(values, "values").clone();
        for (int i = 0; i < copy.length; i++) {
            checkFinite(copy[i], i);
        }
        return new RealColumn(copy, Validity.all());
    }

    /**
     * A column with missing values.
     *
     * @param values finite numbers, one per row; ignored where the row is missing; copied
     * @param missing true where a row has no value, length = values; copied
     * @return the column
     * @throws InputException if the lengths differ or a value that is not missing is NaN or infinite, with its index
     */
    public static RealColumn of(double[] values, boolean[] missing) {
        double[] copy = Checks.notNull(values, "values").clone();
        checkLength(copy.length, Checks.notNull(missing, "missing").length);
        for (int i = 0; i < copy.length; i++) {
            if (missing[i]) {
                copy[i] = 0;
            } else {
                checkFinite(copy[i], i);
            }
        }
        return new RealColumn(copy, Validity.of(missing));
    }

    static void checkLength(int rows, int given) {
        if (given != rows) {
            throw new InputException("missing must have one element per value (" + rows + "), got " + given);
        }
    }

    private static void checkFinite(double value, int i) {
        if (!Double.isFinite(value)) {
            throw new InputException("values must be finite, got " + Numbers.shortest(value) + " at index " + i
                    + "; mark missing values with of(values, missing)");
        }
    }

    /**
     * The value of a row.
     *
     * @param i the row, from 0
     * @return a finite number
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the row is missing
     */
    public double value(int i) {
        Objects.checkIndex(i, values.length);
        validity.check(i);
        return values[i];
    }

    /**
     * All values.
     *
     * @return a new array, one number per row, NaN where the row is missing
     */
    public double[] toArray() {
        double[] copy = values.clone();
        validity.blank(0, copy, 0, copy.length);
        return copy;
    }

    @Override
    public ColumnType type() {
        return ColumnType.REAL;
    }

    @Override
    public List<String> labels() {
        return List.of();
    }

    @Override
    public boolean hasMissing() {
        return validity.missing() > 0;
    }

    @Override
    public int missing() {
        return validity.missing();
    }

    @Override
    public boolean isMissing(int i) {
        return validity.isMissing(Objects.checkIndex(i, values.length));
    }

    @Override
    public int size() {
        return values.length;
    }

    @Override
    public void load(int position, double[] out, int from, int to) {
        System.arraycopy(values, position, out, from, to - from);
        validity.blank(position, out, from, to);
    }

    @Override
    public void loadValidity(int position, long[] words, int from, int to) {
        Objects.checkFromIndexSize(position, to - from, values.length);
        validity.load(position, words, from, to);
    }

    @Override
    public String text(int i) {
        return isMissing(i) ? "" : Numbers.shortest(values[i]);
    }

    @Override
    public RealColumn take(Selection selection) {
        selection.checkSize(values.length);
        double[] taken = new double[selection.count()];
        int at = 0;
        for (int row = selection.next(0); row >= 0; row = selection.next(row + 1)) {
            taken[at++] = values[row];
        }
        return new RealColumn(taken, validity.take(selection));
    }

    @Override
    public RealColumn slice(int from, int to) {
        Objects.checkFromToIndex(from, to, values.length);
        return new RealColumn(Arrays.copyOfRange(values, from, to), validity.slice(from, to));
    }

    @Override
    public long bytes() {
        return 8L * values.length + validity.bytes();
    }

    /** One line of at most 75 characters. */
    @Override
    public String toString() {
        return Preview.of(this);
    }
}
