package io.twinsim.column;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import java.util.List;
import java.util.Objects;

/** A column of true and false; 1 byte per row. Formulas read 1 and 0. */
public final class FlagColumn implements Column, WholeSource {

    private final IntStore values;
    private final Validity validity;

    /** Shares the store of 0 and 1; rows that are missing hold 0. */
    FlagColumn(IntStore values, Validity validity) {
        this.values = values;
        this.validity = validity;
    }

    /**
     * A column without missing values.
     *
     * @param values one flag per row; copied
     * @return the column
     */
    public static FlagColumn of(boolean... values) {
        return new FlagColumn(store(values), Validity.all());
    }

    /**
     * A column with missing values.
     *
     * @param values one flag per row; ignored where the row is missing; copied
     * @param missing true where a row has no value, length = values; copied
     * @return the column
     * @throws InputException if the lengths differ
     */
    public static FlagColumn of(boolean[] values, boolean[] missing) {
        IntStore store = store(values);
        RealColumn.checkLength(store.size(), Checks.notNull(missing, "missing").length);
        for (int i = 0; i < missing.length; i++) {
            if (missing[i]) {
                store.set(i, 0);
            }
        }
        return new FlagColumn(store, Validity.of(missing));
    }

    private static IntStore store(boolean[] values) {
        IntStore store = IntStore.forLevels(2, Checks.notNull(values, "values").length);
        for (int i = 0; i < values.length; i++) {
            store.set(i, values[i] ? 1 : 0);
        }
        return store;
    }

    /**
     * The value of a row.
     *
     * @param i the row, from 0
     * @return the flag
     * @throws IndexOutOfBoundsException if there is no such row
     * @throws IllegalStateException if the row is missing
     */
    public boolean value(int i) {
        Objects.checkIndex(i, values.size());
        validity.check(i);
        return values.get(i) != 0;
    }

    /**
     * All values of a column without missing ones.
     *
     * @return a new array, one flag per row
     * @throws IllegalStateException if a row is missing
     */
    public boolean[] toArray() {
        boolean[] copy = new boolean[values.size()];
        for (int i = 0; i < copy.length; i++) {
            validity.check(i);
            copy[i] = values.get(i) != 0;
        }
        return copy;
    }

    @Override
    public ColumnType type() {
        return ColumnType.FLAG;
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
    public boolean narrow() {
        return values.narrow();
    }

    @Override
    public void addNarrow(int position, int worth, byte[] sums, int from, int to) {
        values.addNarrow(position, worth, sums, from, to);
    }

    @Override
    public void loadValidity(int position, long[] words, int from, int to) {
        Objects.checkFromIndexSize(position, to - from, values.size());
        validity.load(position, words, from, to);
    }

    @Override
    public String text(int i) {
        return isMissing(i) ? "" : values.get(i) != 0 ? "true" : "false";
    }

    @Override
    public FlagColumn take(Selection selection) {
        selection.checkSize(values.size());
        return new FlagColumn(values.take(selection), validity.take(selection));
    }

    @Override
    public FlagColumn slice(int from, int to) {
        Objects.checkFromToIndex(from, to, values.size());
        return new FlagColumn(values.slice(from, to), validity.slice(from, to));
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
