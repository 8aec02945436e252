package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.model.Population;
import java.util.List;
import java.util.Objects;

/**
 * The groups of a population along one column, or two. Categories and flags group by level, in level order; integers
 * with at most 50 distinct values by value, ascending; other numbers by quintile. {@code COL:k} asks for k quantile
 * groups of a number column. {@code A*B} crosses the groups of two columns: every combination that some row has is a
 * group, ordered by that of A, then that of B, and called {@code a * b}. Rows without a value form the group {@code
 * (missing)}, which comes last. Levels that no selected row has are left out.
 *
 * <p>Edges of quantile groups are sample quantiles (type 7) of the selected rows; a group holds its lower edge, the
 * last one both. Edges that fall together are merged, so that there may be fewer groups than asked for.
 */
public final class SubgroupKeys {

    /** The label of the group of rows without a value. */
    public static final String MISSING = "(missing)";

    private final String spec;
    private final List<SubgroupSpec.Part> parts;
    private final GroupCodes codes;

    private SubgroupKeys(String spec, List<SubgroupSpec.Part> parts, GroupCodes codes) {
        this.spec = spec;
        this.parts = parts;
        this.codes = codes;
    }

    /**
     * The groups of the rows of a view. {@code O(rows)} time for levels and values, {@code O(rows log rows)} for
     * quantile groups; one or four bytes per row of the parent are kept.
     *
     * @param population the view
     * @param spec a column name, {@code COL:k} for k quantile groups, 2 to 100, or two of these joined by {@code *}
     * @return the groups
     * @throws InputException if a column is unknown or crossed with itself, or quantile groups are asked for of
     *         something that is no number
     */
    public static SubgroupKeys of(Population population, String spec) {
        Checks.notNull(population, "population");
        Checks.notNull(spec, "subgroup");
        List<SubgroupSpec.Part> parts = SubgroupSpec.parse(population, spec);
        GroupCodes codes = codes(population, parts.get(0));
        if (parts.size() > 1) {
            codes = GroupCodes.cross(spec, codes, codes(population, parts.get(1)));
        }
        return new SubgroupKeys(spec, parts, codes);
    }

    private static GroupCodes codes(Population population, SubgroupSpec.Part part) {
        return GroupCodes.of(ColumnGroups.of(population, part), population.storage(part.column()),
                population.selection());
    }

    /**
     * The columns that a dimension groups by.
     *
     * @param population the view
     * @param spec a column name, {@code COL:k}, or two of these joined by {@code *}
     * @return one or two names; names that are no columns stand as they are
     */
    public static List<String> columnsOf(Population population, String spec) {
        Checks.notNull(population, "population");
        return SubgroupSpec.split(population, Checks.notNull(spec, "spec")).stream()
                .map(one -> SubgroupSpec.columnOf(population, one)).toList();
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
        return parts.stream().map(SubgroupSpec.Part::column).toList();
    }

    /** What was asked for, column by column. */
    List<String> parts() {
        return parts.stream().map(SubgroupSpec.Part::spec).toList();
    }

    /**
     * The number of groups.
     *
     * @return groups that hold at least one selected row
     */
    public int groups() {
        return codes.labels().size();
    }

    /**
     * What the groups are called.
     *
     * @return labels in group order
     */
    public List<String> labels() {
        return codes.labels();
    }

    /**
     * The size of a group.
     *
     * @param group 0 to {@link #groups} - 1
     * @return selected rows in it, at least 1
     */
    public int count(int group) {
        return codes.count(Objects.checkIndex(group, groups()));
    }

    /**
     * The group of a row of the parent.
     *
     * @param position the position in the population's storage
     * @return 0 to {@link #groups} - 1, or -1 if the row is not selected
     */
    public int group(int position) {
        return codes.code(position);
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
        codes.load(position, out, from, to);
    }

    /** One line such as {@code SubgroupKeys[decile, 10 groups]}. */
    @Override
    public String toString() {
        return Lines.one("SubgroupKeys[" + spec + ", " + groups() + " groups]");
    }
}
