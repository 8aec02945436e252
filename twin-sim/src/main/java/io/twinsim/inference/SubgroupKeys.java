package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.column.Selection;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.model.Population;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * The groups of a population along one column. Categories and flags group by level, in level order; integers with at
 * most 50 distinct values by value, ascending; other numbers by quintile. {@code COL:k} asks for k quantile groups of a
 * number column. Rows without a value form the group {@code (missing)}, which comes last. Levels that no selected row
 * has are left out.
 *
 * <p>Edges of quantile groups are sample quantiles (type 7) of the selected rows; a group holds its lower edge, the
 * last one both. Edges that fall together are merged, so that there may be fewer groups than asked for.
 */
public final class SubgroupKeys {

    /** The label of the group of rows without a value. */
    public static final String MISSING = "(missing)";

    private static final int MAX_VALUES = 50;
    private static final int QUINTILES = 5;
    private static final int MAX_QUANTILES = 100;
    private static final int NONE = -1;

    private final String spec;
    private final String column;
    private final List<String> labels;
    /** The group of each row of the parent; only one of the two arrays is used. */
    private final byte[] small;
    private final int[] large;
    private final int[] counts;

    private SubgroupKeys(String spec, String column, List<String> labels, byte[] small, int[] large, int[] counts) {
        this.spec = spec;
        this.column = column;
        this.labels = labels;
        this.small = small;
        this.large = large;
        this.counts = counts;
    }

    /**
     * The groups of the rows of a view.
     *
     * @param population the view
     * @param spec a column name, or {@code COL:k} for k quantile groups, 2 to 100
     * @return the groups
     * @throws InputException if the column is unknown, or quantile groups are asked for of something that is no number
     */
    public static SubgroupKeys of(Population population, String spec) {
        Checks.notNull(population, "population");
        Checks.notNull(spec, "subgroup");
        String name = columnOf(population, spec);
        if (name.equals(spec)) {
            return build(spec, spec, population.storage(spec), population.selection(), 0);
        }
        Column column = population.storage(name);
        if (column.type() != ColumnType.INTEGER && column.type() != ColumnType.REAL) {
            throw new InputException("subgroup " + Names.quote(spec)
                    + " must name a real or integer column for quantile "
                    + "groups, got " + column.type().id());
        }
        return build(spec, name, column, population.selection(), quantiles(spec, spec.substring(name.length() + 1)));
    }

    /**
     * The column that a dimension groups by.
     *
     * @param population the view
     * @param spec a column name, or {@code COL:k}
     * @return COL if only that is a column, else the dimension as it is
     */
    public static String columnOf(Population population, String spec) {
        int colon = spec.lastIndexOf(':');
        return population.has(spec) || colon < 0 || !population.has(spec.substring(0, colon)) ? spec
                : spec.substring(0, colon);
    }

    private static int quantiles(String spec, String text) {
        int k = text.matches("[0-9]{1,4}") ? Integer.parseInt(text) : 0;
        if (k >= 2 && k <= MAX_QUANTILES) {
            return k;
        }
        throw new InputException("subgroup " + Names.quote(spec) + " must ask for 2 to " + MAX_QUANTILES
                + " quantile groups, got " + Names.quote(text));
    }

    private static SubgroupKeys build(String spec, String name, Column column, Selection selection, int quantiles) {
        Grouping grouping = grouping(column, selection, quantiles);
        int rows = column.size();
        int[] raw = new int[rows];
        int[] rawCounts = new int[grouping.groups() + 1];
        Blockwise.run(column, selection, (row, value, present) -> {
            int group = present ? grouping.group(value) : grouping.groups();
            raw[row] = group + 1;
            rawCounts[group]++;
        });
        int[] renumbered = new int[rawCounts.length];
        int used = 0;
        for (int g = 0; g < rawCounts.length; g++) {
            renumbered[g] = rawCounts[g] > 0 ? used++ : NONE;
        }
        String[] labels = new String[used];
        int[] counts = new int[used];
        for (int g = 0; g < rawCounts.length; g++) {
            if (renumbered[g] >= 0) {
                labels[renumbered[g]] = g == grouping.groups() ? MISSING : grouping.label(g);
                counts[renumbered[g]] = rawCounts[g];
            }
        }
        boolean fits = used <= Byte.MAX_VALUE;
        byte[] small = new byte[fits ? rows : 0];
        for (int row = 0; row < rows; row++) {
            int group = raw[row] == 0 ? NONE : renumbered[raw[row] - 1];
            if (fits) {
                small[row] = (byte) group;
            } else {
                raw[row] = group;
            }
        }
        return new SubgroupKeys(spec, name, List.of(labels), small, fits ? new int[0] : raw, counts);
    }

    private static Grouping grouping(Column column, Selection selection, int quantiles) {
        if (quantiles == 0 && column.type() == ColumnType.CATEGORY) {
            return Grouping.levels(column.labels());
        }
        if (quantiles == 0 && column.type() == ColumnType.FLAG) {
            return Grouping.levels(List.of("false", "true"));
        }
        if (quantiles == 0 && column.type() == ColumnType.INTEGER) {
            double[] distinct = distinct(column, selection);
            if (distinct.length <= MAX_VALUES) {
                return Grouping.values(distinct);
            }
        }
        double[] values = new double[selection.count()];
        int[] found = new int[1];
        Blockwise.run(column, selection, (row, value, present) -> {
            if (present) {
                values[found[0]++] = value;
            }
        });
        double[] sorted = Arrays.copyOf(values, found[0]);
        Arrays.sort(sorted);
        return Grouping.quantiles(sorted, quantiles == 0 ? QUINTILES : quantiles);
    }

    /** The distinct values, ascending; one more than are allowed if there are too many. */
    private static double[] distinct(Column column, Selection selection) {
        double[] seen = new double[MAX_VALUES + 1];
        int[] count = new int[1];
        Blockwise.run(column, selection, (row, value, present) -> {
            if (!present || count[0] > MAX_VALUES) {
                return;
            }
            int at = Arrays.binarySearch(seen, 0, count[0], value);
            if (at < 0) {
                int insert = -at - 1;
                System.arraycopy(seen, insert, seen, insert + 1, count[0] - insert);
                seen[insert] = value;
                count[0]++;
            }
        });
        return Arrays.copyOf(seen, count[0]);
    }

    /** Reads the selected rows of a column, block by block. */
    private interface Blockwise {
        void row(int row, double value, boolean present);

        static void run(Column column, Selection selection, Blockwise body) {
            double[] values = new double[Blocks.ROWS];
            long[] valid = new long[Blocks.WORDS];
            long[] kept = new long[Blocks.WORDS];
            for (int start = 0; start < column.size(); start += Blocks.ROWS) {
                int size = Math.min(Blocks.ROWS, column.size() - start);
                column.load(start, values, 0, size);
                column.loadValidity(start, valid, 0, size);
                selection.load(start, kept, 0, size);
                for (int i = 0; i < size; i++) {
                    if ((kept[i >>> 6] >>> i & 1) != 0) {
                        body.row(start + i, values[i], (valid[i >>> 6] >>> i & 1) != 0);
                    }
                }
            }
        }
    }

    /**
     * What was asked for.
     *
     * @return the column name, with {@code :k} where it was given
     */
    public String spec() {
        return spec;
    }

    /**
     * The column.
     *
     * @return its name
     */
    public String column() {
        return column;
    }

    /**
     * The number of groups.
     *
     * @return groups that hold at least one selected row
     */
    public int groups() {
        return labels.size();
    }

    /**
     * What the groups are called.
     *
     * @return labels in group order
     */
    public List<String> labels() {
        return labels;
    }

    /**
     * The size of a group.
     *
     * @param group 0 to {@link #groups} - 1
     * @return selected rows in it, at least 1
     */
    public int count(int group) {
        return counts[Objects.checkIndex(group, counts.length)];
    }

    /**
     * The group of a row of the parent.
     *
     * @param position the position in the population's storage
     * @return 0 to {@link #groups} - 1, or -1 if the row is not selected
     */
    public int group(int position) {
        return large.length > 0 ? large[position] : small[position];
    }

    /**
     * The groups of a run of rows of the parent: {@code out[i]} becomes the group of row {@code position + (i - from)}.
     *
     * @param position the first row, as a position in the population's storage
     * @param out receives the groups, -1 for rows that are not selected
     * @param from the first index written
     * @param to one past the last index written
     */
    public void load(int position, int[] out, int from, int to) {
        for (int i = from; i < to; i++) {
            out[i] = group(position + i - from);
        }
    }

    /** One line such as {@code SubgroupKeys[decile, 10 groups]}. */
    @Override
    public String toString() {
        return "SubgroupKeys[" + spec + ", " + labels.size() + " groups]";
    }
}
