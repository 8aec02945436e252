package io.twinsim.io;

import io.twinsim.column.Column;
import io.twinsim.column.ColumnBuilder;
import io.twinsim.column.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The values of a column while a file is read: numbers, flags or codes of a label table; NaN where there is none. */
final class Draft {

    private static final int BLOCK = 1024;

    private double[] values = new double[16];
    private int size;
    private int missing;

    void add(double value) {
        if (size == values.length) {
            values = Arrays.copyOf(values, 2 * size);
        }
        values[size++] = value;
    }

    void addMissing() {
        missing++;
        add(Double.NaN);
    }

    int size() {
        return size;
    }

    boolean allMissing() {
        return missing == size;
    }

    /** How many rows have each code. */
    int[] counts(int codes) {
        int[] counts = new int[codes];
        for (int i = 0; i < size; i++) {
            if (values[i] >= 0) {
                counts[(int) values[i]]++;
            }
        }
        return counts;
    }

    /** Replaces each code by its entry. */
    void recode(double[] replacement) {
        for (int i = 0; i < size; i++) {
            if (values[i] >= 0) {
                values[i] = replacement[(int) values[i]];
            }
        }
    }

    /** A category whose labels are in natural order, so that the order of the rows does not change a code. */
    Column category(LabelTable table) {
        Integer[] order = new Integer[table.size()];
        Arrays.setAll(order, i -> i);
        Arrays.sort(order, (a, b) -> table.label(a).compareTo(table.label(b)));
        double[] code = new double[order.length];
        List<String> labels = new ArrayList<>(order.length);
        for (int i = 0; i < order.length; i++) {
            code[order[i]] = i;
            labels.add(table.label(order[i]));
        }
        recode(code);
        return build(ColumnType.CATEGORY, labels);
    }

    Column build(ColumnType type, List<String> labels) {
        ColumnBuilder builder = ColumnBuilder.of(type, labels, size, missing > 0);
        double[] block = new double[Math.min(BLOCK, size)];
        long[] valid = new long[BLOCK / 64];
        for (int first = 0; first < size; first += BLOCK) {
            int rows = Math.min(BLOCK, size - first);
            Arrays.fill(valid, 0);
            for (int i = 0; i < rows; i++) {
                double value = values[first + i];
                block[i] = value;
                valid[i >>> 6] |= (value == value ? 1L : 0L) << i;
            }
            builder.store(first, block, missing > 0 ? valid : null, 0, rows);
        }
        values = new double[0];
        return builder.build();
    }
}
