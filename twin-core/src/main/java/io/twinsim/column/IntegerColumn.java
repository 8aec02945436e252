package io.twinsim.column;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import java.util.List;
import java.util.Objects;

/** A column of 32-bit integers; 4 bytes per row. */
public final class IntegerColumn implements Column, WholeSource {

    private final IntStore values;
    private final Validity validity;

    /** Shares the store; rows that are missing hold 0. */
    IntegerColumn(IntStore values, Validity validity) {
        this.values = values;
        this.validity = validity;
    }

    /**
     * A column without missing values.
     *
     * @param values one number per row; copied
     * @return the column
     */
    public static IntegerColumn of(int... values) {
        return new IntegerColumn(IntStore.ofInts(Checks.notNull(values, "values").clone()), Validity.all());
    }

    /**
     * A column with missing values.
     *
     * @param values one number per row; ignored where the row is missing; copied
     * @param missing true where a row has no value, length = values; copied
     * @return the column
     * @throws InputException if the lengths differ
     */
    public static IntegerColumn of(int[] values, boolean[] missing) {
        int[] copy = Checks.notNull(values, "values").clone();
        RealColumn.checkLength(copy.length, Checks.notNull(missing, "missing").length);
        for (int i = 0; i < copy.length; i++) {
            copy[i] = missing[i] ? 0 : copy[i];
        }
        return new IntegerColumn(IntStore.ofInts(copy), Validity.of(missing));
    }

    /**
     * The value of a row.
     *
     * @param i the row, from 0
     * @return the number
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the row is missing
     */
    public int value(int i) {
        Objects.checkIndex(i, values.size());
        validity.check(i);
        return values.get(i);
    }

    /**
     * All values of a column without missing ones.
     *
     * @return a new array, one number per row
     * @throws IllegalStateException if a row is missing
     */
    public int[] toArray() {
        int[] copy = new int[values.size()];
        for (int i = 0; i < copy.length; i++) {
            validity.check(i);
            copy[i] = values.get(i);
        }
        return copy;
    }

    @Override
    public ColumnType type() {
        return ColumnType.INTEGER;
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
        return validity.isMissing(Objects.checkIndex(i, values.size()));
    }

    @Override
    public int size() {
        return values.size();
    }

    @Override
    public void load(int position, double[] out, int from, int to) {
        values.load(position, out, from, to);
        validity.blank(position, out, from, to);
    }

    @Override
    public void loadWhole(int position, int[] out, int from, int to) {
        values.load(position, out, from, to);
    }

    @Override
    public void loadValidity(int position, long[] words, int from, int to) {
        Objects.checkFromIndexSize(position, to - from, values.size());
        validity.load(position, words, from, to);
    }

    @Override
    public String text(int i) {
        return isMissing(i) ? "" : Integer.toString(values.get(i));
    }

    @Override
    public IntegerColumn take(Selection selection) {
        selection.checkSize(values.size());
        return new IntegerColumn(values.take(selection), validity.take(selection));
    }

    @Override
    public IntegerColumn slice(int from, int to) {
        Objects.checkFromToIndex(from, to, values.size());
        return new IntegerColumn(values.slice(from, to), validity.slice(from, to));
    }

    @Override
    public long bytes() {
        return values.bytes() + validity.bytes();
    }

    /** One line of at most 75 characters. */
    @Override
    public String toString() {
        return Preview.of(this);
    }
}
