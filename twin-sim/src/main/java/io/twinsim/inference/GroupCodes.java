package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.Selection;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;
import java.util.List;

/** The group of each row of a parent, with the labels and sizes of the groups. Groups without rows are left out. */
final class GroupCodes {

    private static final int NONE = -1;
    private static final long MAX_CROSSED = 10_000_000;

    private final List<String> labels;
    /** The group of each row; only one of the two arrays is used. */
    private final byte[] small;
    private final int[] large;
    private final int[] counts;

    private GroupCodes(List<String> labels, byte[] small, int[] large, int[] counts) {
        this.labels = labels;
        this.small = small;
        this.large = large;
        this.counts = counts;
    }

    /** How groups are called before the empty ones are left out. */
    private interface Labels {
        String label(int raw);
    }

    /** The groups of a column's values, of the selected rows. */
    static GroupCodes of(ColumnGroups groups, Column column, Selection selection) {
        int[] raw = new int[column.size()];
        int[] found = new int[Blocks.ROWS];
        double[] values = new double[Blocks.ROWS];
        long[] kept = new long[Blocks.WORDS];
        for (int start = 0; start < raw.length; start += Blocks.ROWS) {
            int size = Math.min(Blocks.ROWS, raw.length - start);
            column.load(start, values, 0, size);
            groups.find(values, found, 0, size);
            selection.load(start, kept, 0, size);
            for (int i = 0; i < size; i++) {
                raw[start + i] = (kept[i >>> 6] & 1L << (i & 63)) != 0 ? found[i] : NONE;
            }
        }
        return compact(raw, groups.size(), groups::label);
    }

    /** Every combination of two groupings of the same rows that some row has. */
    static GroupCodes cross(String spec, GroupCodes first, GroupCodes second) {
        int inner = second.labels.size();
        long combinations = (long) first.labels.size() * inner;
        if (combinations > MAX_CROSSED) {
            throw new InputException("subgroup " + Names.quote(spec) + " must have at most "
                    + Numbers.grouped(MAX_CROSSED) + " combinations, got " + Numbers.grouped(combinations));
        }
        int rows = Math.max(first.small.length, first.large.length);
        int[] raw = new int[rows];
        for (int row = 0; row < rows; row++) {
            int outer = first.code(row);
            raw[row] = outer == NONE ? NONE : outer * inner + second.code(row);
        }
        return compact(raw, (int) combinations,
                g -> SubgroupClassifier.crossed(first.labels.get(g / inner), second.labels.get(g % inner)));
    }

    /** Leaves out groups without rows; takes the array over. */
    private static GroupCodes compact(int[] raw, int groups, Labels names) {
        int[] rawCounts = new int[groups];
        for (int group : raw) {
            if (group >= 0) {
                rawCounts[group]++;
            }
        }
        int used = (int) Arrays.stream(rawCounts).filter(count -> count > 0).count();
        int[] renumbered = new int[groups];
        String[] labels = new String[used];
        int[] counts = new int[used];
        int next = 0;
        for (int g = 0; g < groups; g++) {
            if (rawCounts[g] > 0) {
                labels[next] = names.label(g);
                counts[next] = rawCounts[g];
                renumbered[g] = next++;
            }
        }
        return numbered(raw, renumbered, List.of(labels), counts);
    }

    /** The new number of each row's group, in bytes if these suffice. */
    private static GroupCodes numbered(int[] raw, int[] renumbered, List<String> labels, int[] counts) {
        boolean fits = counts.length <= Byte.MAX_VALUE;
        byte[] small = new byte[fits ? raw.length : 0];
        for (int row = 0; row < raw.length; row++) {
            int group = raw[row] < 0 ? NONE : renumbered[raw[row]];
            if (fits) {
                small[row] = (byte) group;
            } else {
                raw[row] = group;
            }
        }
        return new GroupCodes(labels, small, fits ? new int[0] : raw, counts);
    }

    List<String> labels() {
        return labels;
    }

    int count(int group) {
        return counts[group];
    }

    /** The group of a row, -1 if it is not selected. */
    int code(int row) {
        return large.length > 0 ? large[row] : small[row];
    }

    /** {@code out[i]} becomes the group of row {@code position + (i - from)}. */
    void load(int position, int[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = code(position + i - from);
        }
    }
}
