package io.twinsim.inference;

import io.twinsim.column.ColumnSource;
import io.twinsim.column.WholeSource;
import io.twinsim.internal.math.Blocks;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.IntUnaryOperator;

/**
 * Finds the cell of each row in the joint table of several dimensions, block by block: the sum of the row's groups,
 * each times the stride of its dimension.
 *
 * <p>Groups that are codes in bytes are first put together in one byte a row, as far as their combinations fit, since
 * sums of bytes become vector code; what a combination is worth stands in a table. All others are read by a {@link
 * SubgroupClassifier.Session} each. For one thread; allocates nothing once it is there.
 */
public final class JointCells {

    private static final int BYTES = 256;

    private final List<WholeSource> narrow = new ArrayList<>();
    private final List<Integer> worths = new ArrayList<>();
    private final List<SubgroupClassifier.Session> wide = new ArrayList<>();
    private final List<Integer> strides = new ArrayList<>();
    private final byte[] combined = new byte[Blocks.ROWS];
    /** The cell of each combination, where all other groups are the first. */
    private int[] cellOf = {0};

    /**
     * Cells of rows in columns.
     *
     * @param dimensions the classifiers of the table
     * @param stride what one group is worth, by the index of the dimension
     * @param columns the source of a column's values by its name
     * @throws IllegalStateException as for {@link SubgroupClassifier#session}
     */
    public JointCells(List<SubgroupClassifier> dimensions, IntUnaryOperator stride,
            Function<String, ? extends ColumnSource> columns) {
        for (int d = 0; d < dimensions.size(); d++) {
            SubgroupClassifier.Session session = dimensions.get(d).session(columns);
            int groups = dimensions.get(d).groups();
            WholeSource codes = session.codes();
            if (codes != null && cellOf.length * groups <= BYTES) {
                worths.add(cellOf.length);
                narrow.add(codes);
                cellOf = combined(cellOf, groups, stride.applyAsInt(d));
            } else {
                wide.add(session);
                strides.add(stride.applyAsInt(d));
            }
        }
    }

    @Override
    public String toString() {
        return "JointCells[" + (narrow.size() + wide.size()) + " dimensions]";
    }

    private static int[] combined(int[] before, int groups, int stride) {
        int[] all = new int[before.length * groups];
        Arrays.setAll(all, c -> before[c % before.length] + c / before.length * stride);
        return all;
    }

    /**
     * The cells of some rows of a block: {@code cells[i]} becomes that of row {@code position + (i - from)} for i in
     * [from, to). Values that no row of the view has may be in any group.
     *
     * @param position the first row, as {@link ColumnSource#load} takes it
     * @param cells a block of cells
     * @param from the first index written
     * @param to one past the last index written, at most {@link Blocks#ROWS}
     */
    public void load(int position, int[] cells, int from, int to) {
        if (narrow.isEmpty()) {
            Arrays.fill(cells, from, to, 0);
        } else {
            Arrays.fill(combined, from, to, (byte) 0);
            for (int k = 0; k < narrow.size(); k++) {
                narrow.get(k).addNarrow(position, worths.get(k), combined, from, to);
            }
            look(cells, from, to);
        }
        for (int k = 0; k < wide.size(); k++) {
            wide.get(k).add(position, strides.get(k), cells, from, to);
        }
    }

    private void look(int[] cells, int from, int to) {
        byte[] found = combined;
        int[] table = cellOf;
        for (int i = from; i < to; i++) {
            cells[i] = table[found[i] & 0xff];
        }
    }
}
