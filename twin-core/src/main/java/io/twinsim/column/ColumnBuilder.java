package io.twinsim.column;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A column that is being written block by block. Several threads may store and load at the same time as long as no
 * two of them touch the same row; what one thread stored, another sees once they have synchronised. {@link #build}
 * hands the arrays over without a copy and ends the builder.
 */
public final class ColumnBuilder implements ColumnSource {

    private final ColumnType type;
    private final List<String> labels;
    private final int size;
    private double @Nullable [] reals;
    private @Nullable IntStore wholes;
    /** 1 for a missing row; bytes, because two threads may write neighbours. */
    private final byte @Nullable [] missing;
    private boolean built;

    private ColumnBuilder(ColumnType type, List<String> labels, int size, boolean nullable) {
        this.type = type;
        this.labels = labels;
        this.size = size;
        this.missing = nullable ? new byte[size] : null;
        switch (type) {
            case REAL -> reals = new double[size];
            case INTEGER -> wholes = IntStore.ofInts(new int[size]);
            case CATEGORY -> wholes = IntStore.forLevels(labels.size(), size);
            case FLAG -> wholes = IntStore.forLevels(2, size);
        }
    }

    /**
     * A builder whose rows are all 0.
     *
     * @param type what the rows hold
     * @param labels the labels of a category, in code order; empty for other types; copied
     * @param size rows, at least 0
     * @param nullable whether rows may be missing
     * @return the builder
     * @throws InputException if the size is negative, a label occurs twice, or a column that is no category has labels
     */
    public static ColumnBuilder of(ColumnType type, List<String> labels, int size, boolean nullable) {
        Checks.notNull(type, "type");
        List<String> names = CategoryColumn.distinct(labels);
        if (type != ColumnType.CATEGORY && !names.isEmpty()) {
            throw new InputException("labels must be empty for type " + type.id() + ", got " + names.size());
        }
        Checks.atLeast(0, size, "size");
        return new ColumnBuilder(type, names, size, nullable);
    }

    /**
     * Writes rows from a register: {@code values[i]} becomes row {@code position + (i - from)} for i in [from, to).
     *
     * @param position the first row to write
     * @param values finite numbers; whole ones in the range of int for integers, codes for categories, 0 or 1 for flags
     * @param validity bit i set where {@code values[i]} counts, other rows become missing; null if all count
     * @param from first index in {@code values}
     * @param to one past the last index in {@code values}
     * @throws InputException if a value does not fit the type, or is missing although rows must not be, with its row
     * @throws IllegalStateException if the column is built already
     */
    public void store(int position, double[] values, long @Nullable [] validity, int from, int to) {
        open();
        Objects.checkFromIndexSize(position, to - from, size);
        check(position, values, validity, from, to);
        write(position, values, from, to);
        if (missing != null) {
            mark(position, validity, from, to);
        }
    }

    /**
     * Writes rows like {@link #store}, all of them valid, without looking at the values: for a caller who knows that they
     * fit the type. Values that do not are stored as something else.
     *
     * @param position the first row to write
     * @param values finite numbers that fit the type
     * @param from first index in {@code values}
     * @param to one past the last index in {@code values}
     * @throws IllegalStateException if the column is built already, or rows may be missing
     */
    public void storeKnown(int position, double[] values, int from, int to) {
        open();
        if (missing != null) {
            throw new IllegalStateException("rows of this column may be missing; use store");
        }
        Objects.checkFromIndexSize(position, to - from, size);
        write(position, values, from, to);
    }

    private void write(int position, double[] values, int from, int to) {
        if (reals != null) {
            System.arraycopy(values, from, reals, position, to - from);
        } else {
            Objects.requireNonNull(wholes).store(position, values, from, to);
        }
    }

    private void check(int position, double[] values, long @Nullable [] validity, int from, int to) {
        double lowest = switch (type) {
            case REAL -> -Double.MAX_VALUE;
            case INTEGER -> Integer.MIN_VALUE;
            default -> 0;
        };
        double highest = switch (type) {
            case REAL -> Double.MAX_VALUE;
            case INTEGER -> Integer.MAX_VALUE;
            case CATEGORY -> labels.size() - 1;
            case FLAG -> 1;
        };
        boolean whole = type != ColumnType.REAL;
        for (int i = from; i < to; i++) {
            double value = values[i];
            if (value >= lowest && value <= highest && (!whole || (int) value == value)) {
                continue;
            }
            boolean counts = validity == null || Bits.get(validity, i);
            if (counts) {
                throw refuse(value, lowest, highest, position + (i - from));
            }
        }
        if (missing == null && validity != null && Bits.count(validity, from, to) < to - from) {
            throw new InputException("value must not be missing, got a missing value at row "
                    + (position + firstMissing(validity, from) - from));
        }
    }

    private static int firstMissing(long[] validity, int from) {
        int i = from;
        while (Bits.get(validity, i)) {
            i++;
        }
        return i;
    }

    private InputException refuse(double value, double lowest, double highest, int row) {
        String rule = switch (type) {
            case REAL -> "finite";
            case INTEGER -> "a whole number in [" + (int) lowest + ", " + (int) highest + "]";
            case CATEGORY -> "a code in [0, " + (int) highest + "]";
            case FLAG -> "0 or 1";
        };
        return new InputException("value must be " + rule + ", got " + Numbers.shortest(value) + " at row " + row);
    }

    /** Missing rows hold 0, whatever stood in the register. */
    private void mark(int position, long @Nullable [] validity, int from, int to) {
        byte[] flags = Objects.requireNonNull(missing);
        for (int i = from; i < to; i++) {
            int row = position + (i - from);
            boolean gone = validity != null && !Bits.get(validity, i);
            flags[row] = (byte) (gone ? 1 : 0);
            if (gone && reals != null) {
                reals[row] = 0;
            } else if (gone) {
                Objects.requireNonNull(wholes).set(row, 0);
            }
        }
    }

    private void open() {
        if (built) {
            throw new IllegalStateException("this column is built; a builder serves once");
        }
    }

    /**
     * The finished column. The builder takes and gives no more rows.
     *
     * @return the column
     * @throws IllegalStateException if it is built already
     */
    public Column build() {
        open();
        built = true;
        Validity validity = Validity.of(missing);
        double[] doubles = reals;
        if (doubles != null) {
            reals = null;
            return new RealColumn(doubles, validity);
        }
        IntStore store = Objects.requireNonNull(wholes);
        wholes = null;
        return switch (type) {
            case INTEGER -> new IntegerColumn(store, validity);
            case CATEGORY -> new CategoryColumn(labels, store, validity);
            default -> new FlagColumn(store, validity);
        };
    }

    @Override
    public ColumnType type() {
        return type;
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public boolean hasMissing() {
        return missing != null;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public void load(int position, double[] out, int from, int to) {
        open();
        if (reals != null) {
            System.arraycopy(reals, position, out, from, to - from);
        } else {
            Objects.requireNonNull(wholes).load(position, out, from, to);
        }
        if (missing != null) {
            for (int i = from; i < to; i++) {
                if (missing[position + (i - from)] != 0) {
                    out[i] = Double.NaN;
                }
            }
        }
    }

    @Override
    public void loadValidity(int position, long[] words, int from, int to) {
        open();
        Objects.checkFromIndexSize(position, to - from, size);
        Bits.fill(words, from, to);
        if (missing != null) {
            for (int i = from; i < to; i++) {
                words[i >>> 6] &= ~((long) missing[position + (i - from)] << i);
            }
        }
    }

    /** One line of at most 75 characters. */
    @Override
    public String toString() {
        return "ColumnBuilder[" + type.id() + ", n=" + Numbers.grouped(size) + (built ? ", built]" : "]");
    }
}
