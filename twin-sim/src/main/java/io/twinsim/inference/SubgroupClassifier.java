package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.column.ColumnSource;
import io.twinsim.column.RegisterSource;
import io.twinsim.column.WholeSource;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the group of each row from the values at hand, block by block, without having numbered all rows before. The
 * groups are those of {@link SubgroupKeys} and any others that rows might have had: every label of a category, every
 * whole number between the bounds of a generated variable, every combination of two crossed columns, {@code (missing)}
 * if rows may lack a value. Left without those that no row has, they are the groups of {@link SubgroupKeys}, in the
 * same order.
 *
 * <p>Only quantile groups, and integers that could take more than 50 values, depend on the rows, which are then read
 * once ({@link #needsScan}). {@link #ofPilot} reads some rows in place of all: edges of quantile groups are those of
 * the pilot, rows outside them belong to the first or the last group, and integers that the pilot lacks to the group
 * {@code (other)}, which stands before {@code (missing)}.
 *
 * <p>Immutable, and there is always at least one group.
 */
public final class SubgroupClassifier {

    /** The label of the group of values that a pilot did not have. */
    public static final String OTHER = "(other)";

    private static final long MAX_CROSSED = 100_000;

    private final String spec;
    /** One column, or two that are crossed. */
    private final List<ColumnGroups> parts;
    private final int groups;

    private SubgroupClassifier(String spec, List<ColumnGroups> parts) {
        this.spec = spec;
        this.parts = parts;
        long combinations = parts.stream().mapToLong(ColumnGroups::size).reduce(1, (a, b) -> a * b);
        if (parts.size() > 1 && combinations > MAX_CROSSED) {
            throw new InputException("subgroup " + Names.quote(spec) + " must have at most "
                    + Numbers.grouped(MAX_CROSSED) + " combinations, got " + Numbers.grouped(combinations));
        }
        this.groups = (int) combinations;
    }

    /**
     * Whether the groups depend on the values of the rows. Makes no column.
     *
     * @param rows a view
     * @param spec a column name, {@code COL:k}, or two of these joined by {@code *}
     * @return false for categories, flags, generated integers of at most 50 possible values, and these crossed
     * @throws InputException as for {@link SubgroupKeys#of}
     */
    public static boolean needsScan(Population rows, String spec) {
        return parse(rows, spec).stream().anyMatch(ColumnGroups::needsScan);
    }

    /**
     * The groups that rows of a view may have. Takes time that does not depend on the number of rows, and makes no
     * column, unless the rows are needed; then {@code O(rows log rows)} at most.
     *
     * @param rows the view
     * @param spec a column name, {@code COL:k} for k quantile groups, 2 to 100, or two of these joined by {@code *}
     * @return the groups
     * @throws InputException as for {@link SubgroupKeys#of}, or if more than 100,000 combinations are possible
     */
    public static SubgroupClassifier of(Population rows, String spec) {
        return new SubgroupClassifier(spec, parse(rows, spec).stream().map(part -> ColumnGroups.of(rows, part))
                .toList());
    }

    /**
     * The groups that rows like those of a pilot may have.
     *
     * @param pilot rows that decide edges and values where that is needed
     * @param spec a column name, {@code COL:k} for k quantile groups, 2 to 100, or two of these joined by {@code *}
     * @return the groups
     * @throws InputException as for {@link #of}
     */
    public static SubgroupClassifier ofPilot(Population pilot, String spec) {
        return new SubgroupClassifier(spec, parse(pilot, spec).stream().map(part -> ColumnGroups.ofPilot(pilot, part))
                .toList());
    }

    private static List<SubgroupSpec.Part> parse(Population rows, String spec) {
        return SubgroupSpec.parse(Checks.notNull(rows, "rows"), Checks.notNull(spec, "subgroup"));
    }

    /**
     * What was asked for.
     *
     * @return the column name, with {@code :k} where it was given; two of these joined by {@code *}
     */
    public String spec() {
        return spec;
    }

    /**
     * The column.
     *
     * @return its name; both names joined by {@code *} if there are two
     */
    public String column() {
        return String.join("*", columns());
    }

    /**
     * The columns.
     *
     * @return one name or two
     */
    public List<String> columns() {
        return parts.stream().map(ColumnGroups::column).toList();
    }

    /**
     * The number of groups that rows may have.
     *
     * @return at least 1
     */
    public int groups() {
        return groups;
    }

    /**
     * What a group is called.
     *
     * @param group 0 to {@link #groups} - 1
     * @return its label
     */
    public String label(int group) {
        Objects.checkIndex(group, groups);
        ColumnGroups last = parts.get(parts.size() - 1);
        return parts.size() == 1 ? last.label(group)
                : crossed(parts.get(0).label(group / last.size()), last.label(group % last.size()));
    }

    /** The name of what belongs to two groups. */
    static String crossed(String first, String second) {
        return first + " * " + second;
    }

    /**
     * What the groups are called. Makes all labels anew.
     *
     * @return labels in group order
     */
    public List<String> labels() {
        return IntStream.range(0, groups).mapToObj(this::label).toList();
    }

    /**
     * Reads groups from columns.
     *
     * @param columns the source of a column's values by its name
     * @return a session for one thread
     * @throws IllegalStateException if a source is of another type, or lacks values where the rows do not
     */
    public Session session(Function<String, ? extends ColumnSource> columns) {
        return new Session(parts, columns);
    }

    /** One line such as {@code SubgroupClassifier[decile, 10 groups]}. */
    @Override
    public String toString() {
        return Lines.one("SubgroupClassifier[" + spec + ", " + groups + " groups]");
    }

    /** Reads the groups of one block after the other. For one thread; allocates nothing once it is there. */
    public static final class Session {

        private final ColumnGroups[] parts;
        private final ColumnSource[] sources;
        private final double[] values = new double[Blocks.ROWS];
        private final int[] found = new int[Blocks.ROWS];

        private Session(List<ColumnGroups> parts, Function<String, ? extends ColumnSource> columns) {
            this.parts = parts.toArray(ColumnGroups[]::new);
            this.sources = parts.stream().map(part -> part.check(columns.apply(part.column())))
                    .toArray(ColumnSource[]::new);
        }

        @Override
        public String toString() {
            List<String> columns = Arrays.stream(parts).map(ColumnGroups::column).toList();
            return Lines.one("Session[" + String.join("*", columns) + "]");
        }

        /**
         * Adds the groups of some rows of a block: {@code cells[i]} grows by {@code stride} times the group of row
         * {@code position + (i - from)} for i in [from, to). Values that no row of the view has may be in any group.
         *
         * @param position the first row, as {@link ColumnSource#load} takes it
         * @param stride what one group is worth
         * @param cells a block of sums, changed
         * @param from the first index changed
         * @param to one past the last index changed, at most {@link Blocks#ROWS}
         */
        public void add(int position, int stride, int[] cells, int from, int to) {
            int worth = stride;
            for (int p = parts.length - 1; p >= 0; p--) {
                if (sources[p] instanceof WholeSource whole && parts[p].whole()) {
                    whole.loadWhole(position, found, from, to);
                    parts[p].find(found, from, to);
                } else {
                    parts[p].find(read(sources[p], position, from, to), found, from, to);
                }
                add(worth, cells, from, to);
                worth *= parts[p].size();
            }
        }

        /** The column whose numbers, in bytes, are the groups; null if there is none. */
        @Nullable WholeSource codes() {
            return parts.length == 1 && sources[0] instanceof WholeSource whole && whole.narrow()
                    && parts[0].coded(whole) ? whole : null;
        }

        /** A register as it is, if its rows stand where they are wanted. */
        private double[] read(ColumnSource source, int position, int from, int to) {
            if (position == from && source instanceof RegisterSource register) {
                return register.values();
            }
            source.load(position, values, from, to);
            return values;
        }

        private void add(int worth, int[] cells, int from, int to) {
            int[] groups = found;
            for (int i = from; i < to; i++) {
                cells[i] += worth * groups[i];
            }
        }
    }
}
