package io.twinsim.column;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Which rows of a population a filter keeps: one bit per row. Immutable. */
public final class Selection {

    private final int size;
    private final int count;
    /** Absent when every row is selected; bits beyond the size are 0. */
    private final long @Nullable [] words;

    private Selection(int size, long @Nullable [] words, int count) {
        this.size = size;
        this.count = count;
        this.words = count == size ? null : words;
    }

    /**
     * Every row.
     *
     * @param size rows, at least 0
     * @return the selection
     * @throws InputException if the size is negative
     */
    public static Selection all(int size) {
        return new Selection((int) Checks.atLeast(0, size, "size"), null, size);
    }

    /**
     * The rows whose bits are set.
     *
     * @param rows the rows to select; copied
     * @param size rows there are, at least 0
     * @return the selection
     * @throws InputException if a bit at or beyond the size is set
     */
    public static Selection of(BitSet rows, int size) {
        return of(Checks.notNull(rows, "rows").toLongArray(), size);
    }

    /**
     * The rows whose bits are set, bit i in {@code words[i >>> 6]}.
     *
     * @param words the mask; what is absent counts as 0; copied
     * @param size rows there are, at least 0
     * @return the selection
     * @throws InputException if a bit at or beyond the size is set
     */
    public static Selection of(long[] words, int size) {
        Checks.atLeast(0, size, "size");
        BitSet bits = BitSet.valueOf(Checks.notNull(words, "words"));
        if (bits.length() > size) {
            throw new InputException("selected row must be below " + size + ", got " + (bits.length() - 1));
        }
        return new Selection(size, Arrays.copyOf(bits.toLongArray(), Bits.words(size)), bits.cardinality());
    }

    /**
     * A builder that selects nothing yet.
     *
     * @param size rows there are, at least 0
     * @return the builder
     * @throws InputException if the size is negative
     */
    public static Builder builder(int size) {
        return new Builder((int) Checks.atLeast(0, size, "size"));
    }

    /**
     * How many rows there are, selected or not.
     *
     * @return rows
     */
    public int size() {
        return size;
    }

    /**
     * How many rows are selected.
     *
     * @return rows
     */
    public int count() {
        return count;
    }

    /**
     * Whether a row is selected.
     *
     * @param row the row, from 0
     * @return true if it is
     * @throws IndexOutOfBoundsException if there is no such row
     */
    public boolean contains(int row) {
        Objects.checkIndex(row, size);
        return words == null || Bits.get(words, row);
    }

    /**
     * Whether every row is selected.
     *
     * @return true if none is left out
     */
    public boolean isAll() {
        return words == null;
    }

    /**
     * The rows that both select.
     *
     * @param other over the same number of rows
     * @return the intersection
     * @throws InputException if the numbers of rows differ
     */
    public Selection and(Selection other) {
        Checks.notNull(other, "other").checkSize(size);
        if (words == null || other.words == null) {
            return words == null ? other : this;
        }
        long[] both = words.clone();
        for (int w = 0; w < both.length; w++) {
            both[w] &= other.words[w];
        }
        return new Selection(size, both, Bits.count(both, 0, size));
    }

    /**
     * Reads the mask: bit i of {@code words} for i in [from, to) becomes that of row {@code position + (i - from)}.
     * Other bits stay.
     *
     * @param position the first row to read
     * @param target the mask to write
     * @param from first bit
     * @param to one past the last bit
     * @throws IndexOutOfBoundsException if the rows do not exist
     */
    public void load(int position, long[] target, int from, int to) {
        Objects.checkFromIndexSize(position, to - from, size);
        if (words == null) {
            Bits.fill(target, from, to);
        } else {
            Bits.copy(words, position, target, from, to);
        }
    }

    /**
     * The selected rows, ascending.
     *
     * @return a new array of {@link #count()} rows
     */
    public int[] positions() {
        int[] rows = new int[count];
        int at = 0;
        for (int row = next(0); row >= 0; row = next(row + 1)) {
            rows[at++] = row;
        }
        return rows;
    }

    /**
     * How many rows in [from, to) are selected.
     *
     * @param from the first row
     * @param to one past the last row
     * @return rows
     * @throws IndexOutOfBoundsException if the range does not lie in the selection
     */
    public int countBetween(int from, int to) {
        Objects.checkFromToIndex(from, to, size);
        return words == null ? to - from : Bits.count(words, from, to);
    }

    /** The first selected row at or after {@code from}, or -1. */
    int next(int from) {
        if (from >= size) {
            return -1;
        }
        if (words == null) {
            return from;
        }
        int word = from >>> 6;
        long rest = words[word] >>> from << from;
        while (rest == 0) {
            if (++word == words.length) {
                return -1;
            }
            rest = words[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    void checkSize(int rows) {
        if (size != rows) {
            throw new InputException("selection must have one bit per row (" + rows + "), got " + size);
        }
    }

    /** One line of at most 75 characters. */
    @Override
    public String toString() {
        return "Selection[" + Numbers.grouped(count) + " of " + Numbers.grouped(size) + " rows]";
    }

    /**
     * Collects the rows of a selection. Several threads may store at the same time as long as no two of them touch
     * the same row.
     */
    public static final class Builder {
        private final byte[] selected;

        private Builder(int size) {
            selected = new byte[size];
        }

        @Override
        public String toString() {
            return "Builder[" + Numbers.grouped(selected.length) + " rows]";
        }

        /**
         * Selects a row.
         *
         * @param row the row, from 0
         * @return this builder
         * @throws IndexOutOfBoundsException if there is no such row
         */
        public Builder add(int row) {
            selected[Objects.checkIndex(row, selected.length)] = 1;
            return this;
        }

        /**
         * Writes a filter's block: row {@code position + (i - from)} is selected if {@code values[i]} is valid, a
         * number and not 0, for i in [from, to).
         *
         * @param position the first row to write
         * @param values the filter's values, 1 and 0
         * @param validity bit i set where {@code values[i]} counts; null if all count
         * @param from first index in {@code values}
         * @param to one past the last index in {@code values}
         * @throws IndexOutOfBoundsException if the rows do not exist
         */
        public void store(int position, double[] values, long @Nullable [] validity, int from, int to) {
            Objects.checkFromIndexSize(position, to - from, selected.length);
            for (int i = from; i < to; i++) {
                double value = values[i];
                boolean kept = (value < 0 || value > 0) && (validity == null || Bits.get(validity, i));
                selected[position + (i - from)] = (byte) (kept ? 1 : 0);
            }
        }

        /**
         * The selection of the rows stored so far.
         *
         * @return the selection
         */
        public Selection build() {
            long[] words = new long[Bits.words(selected.length)];
            for (int i = 0; i < selected.length; i++) {
                words[i >>> 6] |= (long) selected[i] << i;
            }
            return new Selection(selected.length, words, Bits.count(words, 0, selected.length));
        }
    }
}
