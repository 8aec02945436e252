package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Ranks;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whose records are which: owners numbered from 0, each with a run of records in the order of time. */
final class RecordOwners {

    /** What {@link #of} takes as the last owner when there was none. */
    static final int START = Integer.MIN_VALUE;
    /** Whole numbers up to here are exact doubles. */
    private static final double MOST = 0x1p53;
    /** A twin without records. */
    static final int NOBODY = -1;
    static final RecordOwners NONE = new RecordOwners(new int[] {0}, new long[0], null, 0);

    /** The start of each owner's records, and the end of the last one's. */
    private final int[] starts;
    /** Row ids of owners, ascending; null if all twins share owner 0 or owners go by value. */
    private final long @Nullable [] rows;
    /** The owner of each row of the population, from {@code baseRow} on; null otherwise. */
    private final int @Nullable [] byValue;
    private final long baseRow;

    private RecordOwners(int[] starts, long @Nullable [] rows, int @Nullable [] byValue, long baseRow) {
        this.starts = starts;
        this.rows = rows;
        this.byValue = byValue;
        this.baseRow = baseRow;
    }

    /**
     * Records in their order.
     *
     * @param owners whose they are
     * @param order rows of the records that belong to somebody, by owner, then time, then row
     */
    record Sorted(RecordOwners owners, int[] order) {
    }

    static Sorted sort(ContextSeries series, long[] ticks, Population twins) {
        if (series.owner().isEmpty()) {
            int[] order = order(ticks, new long[ticks.length]);
            return new Sorted(new RecordOwners(new int[] {0, ticks.length}, null, null, 0), order);
        }
        String name = series.owner().get();
        Column column = series.records().column(name);
        return twins.has(name) ? byValue(column, ticks, twins, name) : byRow(column, ticks, name);
    }

    private static Sorted byRow(Column column, long[] ticks, String name) {
        double[] owner = new double[column.size()];
        column.load(0, owner, 0, owner.length);
        long[] keys = new long[owner.length];
        boolean number = column.type() != ColumnType.CATEGORY && column.type() != ColumnType.FLAG;
        for (int i = 0; i < keys.length; i++) {
            if (!number || owner[i] != Math.rint(owner[i]) || !(owner[i] >= 0 && owner[i] <= MOST)) {
                throw new InputException(ContextSeries.cell(name, i) + " must be the number of a twin, from 0, as the "
                        + "twins have no variable of that name, got " + column.text(i));
            }
            keys[i] = (long) owner[i];
        }
        int[] order = order(ticks, keys);
        int count = 0;
        long[] rows = new long[order.length];
        int[] starts = new int[order.length + 1];
        for (int k = 0; k < order.length; k++) {
            if (k == 0 || keys[order[k]] != rows[count - 1]) {
                rows[count] = keys[order[k]];
                starts[count++] = k;
            }
        }
        starts[count] = order.length;
        return new Sorted(
                new RecordOwners(Arrays.copyOf(starts, count + 1), Arrays.copyOf(rows, count), null, 0), order);
    }

    private static Sorted byValue(Column column, long[] ticks, Population twins, String name) {
        Map<String, Integer> ownerOf = new HashMap<>();
        long[] keys = new long[column.size()];
        for (int i = 0; i < keys.length; i++) {
            String text = key(column, i);
            Integer known = ownerOf.putIfAbsent(text, ownerOf.size());
            keys[i] = known == null ? ownerOf.size() - 1 : known;
        }
        Column variable = twins.storage(name);
        int[] owners = new int[variable.size()];
        for (int i = 0; i < owners.length; i++) {
            owners[i] = variable.isMissing(i) ? NOBODY : ownerOf.getOrDefault(key(variable, i), NOBODY);
        }
        int[] order = order(ticks, keys);
        int[] starts = new int[ownerOf.size() + 1];
        for (long key : keys) {
            starts[(int) key + 1]++;
        }
        for (int k = 1; k < starts.length; k++) {
            starts[k] += starts[k - 1];
        }
        return new Sorted(new RecordOwners(starts, null, owners, twins.baseRow()), order);
    }

    /** Rows by key, then time, then row. */
    private static int[] order(long[] ticks, long[] keys) {
        int[] byTime = Ranks.order(permuted(ticks, null));
        int[] byKey = Ranks.order(permuted(keys, byTime));
        int[] order = new int[byKey.length];
        for (int k = 0; k < order.length; k++) {
            order[k] = byTime[byKey[k]];
        }
        return order;
    }

    /** Whole numbers up to 2^53, which are exact as doubles. */
    private static double[] permuted(long[] values, int @Nullable [] order) {
        double[] out = new double[values.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = values[order == null ? k : order[k]];
        }
        return out;
    }

    /** The first record of an owner; one past the last record for the number of owners. */
    int first(int owner) {
        return starts[owner];
    }

    /**
     * The owner of a twin's records.
     *
     * @param row the twin
     * @param last what this method said for the row before, or {@link #START}
     * @return the owner, or a negative number if the twin has no records
     */
    int of(long row, int last) {
        if (byValue != null) {
            return byValue[(int) (row - baseRow)];
        }
        if (rows == null) {
            return 0;
        }
        // twins come in ascending order, so the next owner is nearly always the next in line
        int next = last == START ? 0 : last >= 0 ? last + 1 : ~last;
        if (next < rows.length && rows[next] == row) {
            return next;
        }
        if (last != START && (next == rows.length || rows[next] > row) && (next == 0 || rows[next - 1] < row)) {
            return ~next;
        }
        return Arrays.binarySearch(rows, row);
    }

    /** Text by which owners are told apart: numbers are the same whatever their column's type. */
    private static String key(Column column, int row) {
        if (column.type() == ColumnType.CATEGORY || column.type() == ColumnType.FLAG) {
            return column.text(row);
        }
        double[] value = new double[1];
        column.load(row, value, 0, 1);
        return Numbers.shortest(value[0]);
    }
}
