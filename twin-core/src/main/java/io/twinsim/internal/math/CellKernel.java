package io.twinsim.internal.math;

import java.util.Arrays;

/**
 * Counts, means and squared deviations by group for several dimensions at once: each row goes to one cell of their
 * joint table, and the groups of each dimension are merged from the cells once for a tile.
 *
 * <p>A cell keeps n, its first value as a pivot, and the sums of the distances to the pivot and of their squares, so
 * that equal values have exactly their mean and no variance, in a cell and in every group; rows are added in their
 * order. Cells are merged by Chan's formula in an order that depends on the numbers of groups alone, see {@link
 * CellTable}.
 *
 * <p>Time is a few accesses to one cache line for each row, and O(cells) for {@link #clear} and for the first {@link
 * #marginal} after rows were added. Allocates nothing after the first tile. For one thread.
 */
public final class CellKernel {

    /** A table with more cells costs more than two tables; see {@link #joined}. */
    public static final int MOST_CELLS = 4096;

    private static final int PIVOT = 1;
    private static final int SUM = 2;
    private static final int SQUARES = 3;
    private static final int SPREAD = 4;

    private final int cells;
    private final boolean[] spread;
    /** The slot of each extra in a cell. */
    private final int[] slots;
    private final int shift;
    /** Cell c from {@code c + 1 << shift} on; before the first what is left out. A spread among extras has the slots
     * of a cell, and its count is kept unless it is the first. */
    private final double[] table;
    private final CellTable groups;
    private boolean merged;

    /**
     * An empty table. The cell of a row is the sum over the dimensions of {@link #stride} times the row's group.
     *
     * @param groups the number of groups of each dimension, at least 1
     * @param spread for each extra column: true if its mean and squared deviations are wanted, false if its sum
     */
    public CellKernel(int[] groups, boolean... spread) {
        this.groups = new CellTable(groups, spread);
        this.spread = spread.clone();
        cells = this.groups.cells();
        slots = new int[spread.length];
        int size = SPREAD;
        for (int k = 0; k < spread.length; k++) {
            slots[k] = size;
            size += spread[k] ? SPREAD : 1;
        }
        shift = Integer.SIZE - Integer.numberOfLeadingZeros(size - 1);
        table = new double[Math.multiplyExact(cells + 1, 1 << shift)];
    }

    /**
     * How many dimensions go into one table: as many as have at most {@link #MOST_CELLS} cells together, at least one.
     *
     * @param groups the number of groups of each dimension
     * @param first the first dimension of the table
     * @return how many dimensions, from {@code first} on
     */
    public static int joined(int[] groups, int first) {
        long product = groups[first];
        int end = first + 1;
        while (end < groups.length && product * groups[end] <= MOST_CELLS) {
            product *= groups[end];
            end++;
        }
        return end - first;
    }

    /**
     * The step between the cells of neighbouring groups.
     *
     * @param dimension the index of a dimension
     * @return the product of the numbers of groups of the dimensions before it
     */
    public int stride(int dimension) {
        return groups.stride(dimension);
    }

    /**
     * Doubles of a group in {@link #marginal}: n, mean, m2, then for each extra its sum, or its mean and m2.
     *
     * @return 3 + sums + 2 spreads
     */
    public int width() {
        return groups.width();
    }

    /** Forgets all rows. */
    public void clear() {
        Arrays.fill(table, 0);
        merged = false;
    }

    /**
     * Adds rows, in their order.
     *
     * @param cell the cell of each row; negative for a row that is left out, whatever its values
     * @param x the values, finite
     * @param extras the extra columns, as many as declared
     * @param from the first index
     * @param to one past the last index
     */
    public void add(int[] cell, double[] x, double[][] extras, int from, int to) {
        merged = false;
        int next = 0;
        if (spread.length > 0) {
            if (spread[0]) {
                spreadTwice(table, shift, cell, x, extras[0], from, to);
            } else {
                spreadAndSum(table, shift, cell, x, extras[0], from, to);
            }
            next = 1;
        } else {
            spread(table, shift, 0, cell, x, from, to);
        }
        for (int k = next; k < spread.length; k++) {
            if (spread[k]) {
                spread(table, shift, slots[k], cell, extras[k], from, to);
            } else {
                sum(table, shift, slots[k], cell, extras[k], from, to);
            }
        }
    }

    private static void spread(double[] table, int shift, int slot, int[] cell, double[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            int at = (Math.max(-1, cell[i]) + 1 << shift) + slot;
            double value = x[i];
            double n = table[at];
            if (n == 0) {
                table[at + PIVOT] = value;
            }
            double d = value - table[at + PIVOT];
            table[at] = n + 1;
            table[at + SUM] += d;
            table[at + SQUARES] += d * d;
        }
    }

    /** The kernel of the common case, a single column of noise or of a row part. */
    private static void spreadAndSum(
            double[] table, int shift, int[] cell, double[] x, double[] extra, int from, int to) {
        for (int i = from; i < to; i++) {
            int at = Math.max(-1, cell[i]) + 1 << shift;
            double value = x[i];
            double n = table[at];
            if (n == 0) {
                table[at + PIVOT] = value;
            }
            double d = value - table[at + PIVOT];
            table[at] = n + 1;
            table[at + SUM] += d;
            table[at + SQUARES] += d * d;
            table[at + SPREAD] += extra[i];
        }
    }

    private static void spreadTwice(
            double[] table, int shift, int[] cell, double[] x, double[] extra, int from, int to) {
        for (int i = from; i < to; i++) {
            int at = Math.max(-1, cell[i]) + 1 << shift;
            double value = x[i];
            double other = extra[i];
            double n = table[at];
            if (n == 0) {
                table[at + PIVOT] = value;
                table[at + SPREAD + PIVOT] = other;
            }
            double d = value - table[at + PIVOT];
            double e = other - table[at + SPREAD + PIVOT];
            table[at] = n + 1;
            table[at + SUM] += d;
            table[at + SQUARES] += d * d;
            table[at + SPREAD + SUM] += e;
            table[at + SPREAD + SQUARES] += e * e;
        }
    }

    private static void sum(double[] table, int shift, int slot, int[] cell, double[] x, int from, int to) {
        for (int i = from; i < to; i++) {
            table[(Math.max(-1, cell[i]) + 1 << shift) + slot] += x[i];
        }
    }

    /**
     * The groups of one dimension, {@link #width} doubles each; a group without rows is all zeros.
     *
     * @param dimension the index of a dimension
     * @param out where they go
     * @param at the index of the first double
     */
    public void marginal(int dimension, double[] out, int at) {
        if (!merged) {
            double[][] columns = groups.columns();
            finish(0, columns[0], columns[1], columns[2]);
            int column = 3;
            for (int k = 0; k < spread.length; k++) {
                if (spread[k]) {
                    finish(slots[k], columns[0], columns[column], columns[column + 1]);
                    column += 2;
                } else {
                    copy(slots[k], columns[column]);
                    column++;
                }
            }
            groups.merge();
            merged = true;
        }
        groups.marginal(dimension, out, at);
    }

    /** Means and squared deviations of all cells; those of an empty cell are 0. */
    private void finish(int slot, double[] count, double[] mean, double[] m2) {
        int at = (1 << shift) + slot;
        for (int c = 0; c < cells; c++) {
            double n = table[(c + 1) << shift];
            double sum = table[at + SUM];
            double part = sum / Math.max(1, n);
            count[c] = n;
            mean[c] = table[at + PIVOT] + part;
            m2[c] = Math.max(0, table[at + SQUARES] - sum * part);
            at += 1 << shift;
        }
    }

    private void copy(int slot, double[] column) {
        int at = (1 << shift) + slot;
        for (int c = 0; c < cells; c++) {
            column[c] = table[at];
            at += 1 << shift;
        }
    }
}
