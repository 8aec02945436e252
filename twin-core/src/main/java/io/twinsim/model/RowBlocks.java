package io.twinsim.model;

import io.twinsim.column.ColumnSource;
import io.twinsim.column.ColumnType;
import io.twinsim.column.Selection;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a population in their order, at most 1,024 at a time, wherever they come from. Twins as their model
 * generates them are made for the block at hand and forgotten, so that any number of them can be walked through in the
 * same memory; columns that are there are read. Rows that a view leaves out are left out. Serves one thread, once.
 *
 * <pre>{@code
 * RowBlocks rows = twins.select("decile", "region").rows();
 * while (rows.next()) {
 *     double[] decile = rows.values(0);
 *     // decile[i] for i in [0, rows.size())
 * }
 * }</pre>
 */
public final class RowBlocks {

    private final Symbol[] columns;
    private final double[][] values;
    private final ColumnSource[] sources;
    private final @Nullable TwinBlocks twins;
    private final @Nullable Selection kept;
    private final long[] mask = new long[Blocks.WORDS];
    private final int[] positions = new int[Blocks.ROWS];
    private final long base;
    private final long end;
    private long first;
    private int size;

    RowBlocks(Population population) {
        Origin origin = population.origin;
        List<String> names = population.names();
        columns = names.stream().map(origin.columns()::symbol).toArray(Symbol[]::new);
        values = new double[columns.length][Blocks.ROWS];
        kept = population.view.rows();
        base = origin.baseRow();
        end = population.endRow();
        first = Blocks.floor(base);
        if (origin.untouched() && origin.columns() instanceof GeneratedColumns generated && !generated.has(names)) {
            TwinBlocks blocks = population.blocks(names);
            twins = blocks;
            sources = names.stream().map(blocks::source).toArray(ColumnSource[]::new);
        } else {
            population.prepare();
            twins = null;
            sources = names.stream().map(population::storage).toArray(ColumnSource[]::new);
        }
    }

    /**
     * What a column holds.
     *
     * @param column its position among {@link Population#names}
     * @return the type
     */
    public ColumnType type(int column) {
        return columns[column].type();
    }

    /**
     * The labels of a category.
     *
     * @param column its position among {@link Population#names}
     * @return the labels in code order; empty for other types
     */
    public List<String> labels(int column) {
        return columns[column].labels();
    }

    /**
     * Goes on to the next rows.
     *
     * @return false if there are no more
     * @throws io.twinsim.InputException if a formula or a range of the model refuses a row
     */
    public boolean next() {
        size = 0;
        while (size == 0 && first < end) {
            int from = (int) Math.max(0, base - first);
            load(from, (int) Math.min(Blocks.ROWS, end - first));
            first += Blocks.ROWS;
        }
        return size > 0;
    }

    private void load(int from, int to) {
        long position = first + from - base;
        Selection some = kept;
        int count = some == null ? to - from : some.countBetween((int) position, (int) position + to - from);
        if (count == 0) {
            return;
        }
        if (twins != null) {
            twins.load(first, from, to);
        }
        for (int c = 0; c < sources.length; c++) {
            sources[c].load(twins != null ? from : (int) position, values[c], 0, to - from);
        }
        if (some != null && count < to - from) {
            Arrays.fill(mask, 0);
            some.load((int) position, mask, 0, to - from);
            compact(count);
        }
        size = count;
    }

    private void compact(int count) {
        int at = 0;
        for (int w = 0; w < mask.length; w++) {
            for (long rest = mask[w]; rest != 0; rest &= rest - 1) {
                positions[at++] = (w << 6) + Long.numberOfTrailingZeros(rest);
            }
        }
        for (double[] column : values) {
            for (int i = 0; i < count; i++) {
                column[i] = column[positions[i]];
            }
        }
    }

    /**
     * How many rows are at hand.
     *
     * @return 1 to 1,024; 0 before the first {@link #next} and after the last
     */
    public int size() {
        return size;
    }

    /**
     * The rows at hand of a column: flags as 0 and 1, categories as codes, missing values as NaN.
     *
     * @param column its position among {@link Population#names}
     * @return the values, of which the first {@link #size} count; the same array for all blocks, not to be changed
     */
    public double[] values(int column) {
        return values[column];
    }

    /** One line of at most 75 characters. */
    @Override
    public String toString() {
        String columnsText = columns.length + (columns.length == 1 ? " column" : " columns");
        return "RowBlocks[" + columnsText + ", " + Numbers.grouped(size) + " rows at hand, before row "
                + Numbers.grouped(Math.min(first, end)) + "]";
    }
}
