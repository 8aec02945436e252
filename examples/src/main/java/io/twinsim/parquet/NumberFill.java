package io.twinsim.parquet;

import io.twinsim.column.Column;
import io.twinsim.column.ColumnBuilder;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;
import java.util.List;

/** A column of numbers or flags while it is read. */
final class NumberFill extends ColumnFill {

    private static final int ROWS = 1024;
    private static final long EXACT = 1L << 53;

    private final ColumnType type;
    private final boolean unsigned;
    private final ColumnBuilder builder;
    private final double[] values = new double[ROWS];
    private final long[] valid = new long[ROWS / Long.SIZE];
    private int size;
    private int stored;

    /** {@code unsigned} of whole numbers, {@code rows} of the whole file. */
    NumberFill(String name, String source, ColumnType type, boolean unsigned, int rows) {
        super(name, source);
        this.type = type;
        this.unsigned = unsigned;
        this.builder = ColumnBuilder.of(type, List.of(), rows, true);
    }

    @Override
    public void addBoolean(boolean value) {
        add(value ? 1 : 0);
    }

    @Override
    public void addInt(int value) {
        addWhole(unsigned ? Integer.toUnsignedLong(value) : value, unsigned ? Integer.toUnsignedString(value) : "");
    }

    @Override
    public void addLong(long value) {
        addWhole(unsigned && value < 0 ? Long.MAX_VALUE : value, unsigned ? Long.toUnsignedString(value) : "");
    }

    @Override
    public void addFloat(float value) {
        addDouble(value);
    }

    @Override
    public void addDouble(double value) {
        if (value != value) {
            addMissing();
            return;
        }
        boolean fits = switch (type) {
            case INTEGER -> value == (int) value;
            case FLAG -> value == 0 || value == 1;
            default -> Math.abs(value) <= Double.MAX_VALUE;
        };
        if (!fits) {
            throw refuse(rule(), Numbers.shortest(value), row());
        }
        add(value);
    }

    /** {@code text} is how the number is shown, if not as usual. */
    private void addWhole(long value, String text) {
        boolean fits = switch (type) {
            case INTEGER -> value == (int) value;
            case FLAG -> value == 0 || value == 1;
            default -> value >= -EXACT && value <= EXACT;
        };
        if (!fits) {
            throw refuse(rule(), text.isEmpty() ? Long.toString(value) : text, row());
        }
        add(value);
    }

    private String rule() {
        return switch (type) {
            case INTEGER -> "a whole number in [-2147483648, 2147483647] unless the column is declared real or "
                    + "category";
            case FLAG -> "0 or 1 to be a flag";
            default -> "finite and, if whole, in [-2^53, 2^53]";
        };
    }

    private int row() {
        return stored + size;
    }

    private void add(double value) {
        values[size] = value;
        valid[size >>> 6] |= 1L << size;
        next();
    }

    @Override
    void addMissing() {
        next();
    }

    private void next() {
        if (++size == ROWS) {
            store();
        }
    }

    private void store() {
        builder.store(stored, values, valid, 0, size);
        Arrays.fill(valid, 0);
        stored += size;
        size = 0;
    }

    @Override
    Column build() {
        store();
        return builder.build();
    }
}
