package io.twinsim.io;

import io.twinsim.column.Column;
import io.twinsim.column.ColumnBuilder;
import io.twinsim.column.ColumnType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The values of a column while a file is read: numbers, flags or codes of a label table; NaN where there is none. */
final class Draft {

    private static final int CHUNK = 1 << 14;

    /** The first one grows; none is ever copied once it is full. */
    private final List<double[]> chunks = new ArrayList<>();
    private double[] chunk = new double[16];
    private int at;
    private int missing;

    Draft() {
        chunks.add(chunk);
    }

    void add(double value) {
        if (at == chunk.length) {
            extend();
        }
        chunk[at++] = value;
    }

    private void extend() {
        if (at < CHUNK) {
            chunk = Arrays.copyOf(chunk, Math.min(CHUNK, 4 * at));
            chunks.set(0, chunk);
        } else {
            chunk = new double[CHUNK];
            chunks.add(chunk);
            at = 0;
        }
    }

    void addMissing() {
        missing++;
        add(Double.NaN);
    }

    int size() {
        return Math.addExact(Math.multiplyExact(chunks.size() - 1, CHUNK), at);
    }

    boolean allMissing() {
        return missing == size();
    }

    private int length(int c) {
        return c < chunks.size() - 1 ? CHUNK : at;
    }

    /** How many rows have each code. */
    int[] counts(int codes) {
        int[] counts = new int[codes];
        for (int c = 0; c < chunks.size(); c++) {
            double[] values = chunks.get(c);
            int length = length(c);
            for (int i = 0; i < length; i++) {
                if (values[i] >= 0) {
                    counts[(int) values[i]]++;
                }
            }
        }
        return counts;
    }

    /** Replaces each code by its entry. */
    void recode(double[] replacement) {
        for (int c = 0; c < chunks.size(); c++) {
            double[] values = chunks.get(c);
            int length = length(c);
            for (int i = 0; i < length; i++) {
                if (values[i] >= 0) {
                    values[i] = replacement[(int) values[i]];
                }
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

    /** The column; the draft gives its values away. */
    Column build(ColumnType type, List<String> labels) {
        ColumnBuilder builder = ColumnBuilder.of(type, labels, size(), missing > 0);
        long[] valid = new long[missing > 0 ? CHUNK / Long.SIZE : 0];
        int position = 0;
        for (int c = 0; c < chunks.size(); c++) {
            double[] values = chunks.get(c);
            int length = length(c);
            if (missing == 0) {
                builder.storeKnown(position, values, 0, length);
            } else {
                Arrays.fill(valid, 0);
                for (int i = 0; i < length; i++) {
                    double value = values[i];
                    valid[i >>> 6] |= (value == value ? 1L : 0L) << i;
                }
                builder.store(position, values, valid, 0, length);
            }
            position += length;
            chunks.set(c, new double[0]);
        }
        return builder.build();
    }
}
