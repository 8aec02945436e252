package io.twinsim.inference;

import io.twinsim.column.Column;
import io.twinsim.column.ColumnSource;
import io.twinsim.column.ColumnType;
import io.twinsim.column.Selection;
import io.twinsim.expr.Symbol;
import io.twinsim.model.Population;
import java.util.List;
import java.util.stream.LongStream;

/** How the values of one column fall into groups: those of its values, and one of rows without a value. */
final class ColumnGroups {

    private static final int MAX_VALUES = 50;
    private static final int QUINTILES = 5;
    private static final int NONE = -1;
    /** The upper half of infinity without its sign; only NaN is above. */
    private static final int INFINITE = 0x7ff00000;

    private final Symbol symbol;
    private final Grouping grouping;
    /** The group of rows without a value; none if every row has one. */
    private final int missing;

    private ColumnGroups(Symbol symbol, Grouping grouping) {
        this.symbol = symbol;
        this.grouping = grouping;
        // Without any value there is nothing but this group; some group must be there for rows that do not count.
        this.missing = symbol.nullable() || grouping.groups() == 0 ? grouping.groups() : NONE;
    }

    /** Whether the groups depend on the values of the rows. */
    static boolean needsScan(SubgroupSpec.Part part) {
        return part.quantiles() > 0 || switch (part.symbol().type()) {
            case CATEGORY, FLAG -> false;
            case INTEGER -> !bounded(part.symbol());
            case REAL -> true;
        };
    }

    private static double least(Symbol symbol) {
        return Math.max(Integer.MIN_VALUE, Math.ceil(symbol.lower()));
    }

    private static double greatest(Symbol symbol) {
        return Math.min(Integer.MAX_VALUE, Math.floor(symbol.upper()));
    }

    private static boolean bounded(Symbol symbol) {
        double span = greatest(symbol) - least(symbol);
        return span >= 0 && span < MAX_VALUES;
    }

    /** By the rows of a view as far as they are needed. */
    static ColumnGroups of(Population rows, SubgroupSpec.Part part) {
        return new ColumnGroups(part.symbol(), needsScan(part)
                ? scanned(rows.storage(part.column()), rows.selection(), part.quantiles(), false)
                : known(part.symbol()));
    }

    /** By some rows as far as any are needed: there may be others. */
    static ColumnGroups ofPilot(Population pilot, SubgroupSpec.Part part) {
        return new ColumnGroups(part.symbol(), needsScan(part)
                ? scanned(pilot.storage(part.column()), pilot.selection(), part.quantiles(), true)
                : known(part.symbol()));
    }

    private static Grouping known(Symbol symbol) {
        return switch (symbol.type()) {
            case CATEGORY -> Grouping.levels(symbol.labels());
            case FLAG -> Grouping.levels(List.of("false", "true"));
            default -> Grouping.values(LongStream.rangeClosed((long) least(symbol), (long) greatest(symbol))
                    .asDoubleStream().toArray(), false);
        };
    }

    private static Grouping scanned(Column column, Selection selection, int quantiles, boolean pilot) {
        PresentRows present = new PresentRows(column, selection);
        if (quantiles == 0 && column.type() == ColumnType.INTEGER) {
            DistinctWhole distinct = present.distinct(MAX_VALUES);
            if (!distinct.tooMany()) {
                return Grouping.values(distinct.values(), pilot);
            }
        }
        return Grouping.quantiles(present.values(), quantiles == 0 ? QUINTILES : quantiles, pilot);
    }

    String column() {
        return symbol.name();
    }

    int size() {
        return grouping.groups() + (missing == NONE ? 0 : 1);
    }

    String label(int group) {
        return group == missing ? SubgroupKeys.MISSING : grouping.label(group);
    }

    /** Refuses a source whose values the groups were not made for. */
    ColumnSource check(ColumnSource source) {
        if (source.type() != symbol.type()) {
            throw new IllegalStateException("column " + column() + " must be " + symbol.type().id() + ", got "
                    + source.type().id());
        }
        if (source.hasMissing() && missing == NONE) {
            throw new IllegalStateException("column " + column() + " must have no missing values");
        }
        return source;
    }

    /** Whether {@link #find(int[], int, int)} does. */
    boolean whole() {
        return missing == NONE && grouping.byPlace();
    }

    /** Whether the numbers of a source are the groups. */
    boolean coded(ColumnSource source) {
        return missing == NONE && switch (symbol.type()) {
            case CATEGORY -> source.labels().size() <= grouping.groups();
            case FLAG -> true;
            default -> false;
        };
    }

    /** {@code found[i]}, a whole number, becomes its group for i in [from, to). */
    void find(int[] found, int from, int to) {
        grouping.find(found, from, to);
    }

    /** {@code found[i]} becomes the group of {@code values[i]} for i in [from, to); NaN is a missing value. */
    void find(double[] values, int[] found, int from, int to) {
        grouping.find(values, found, missing != NONE, from, to);
        if (missing != NONE) {
            int none = missing;
            for (int i = from; i < to; i++) {
                int high = (int) (Double.doubleToRawLongBits(values[i]) >>> 32) & Integer.MAX_VALUE;
                int absent = INFINITE - high >> 31;
                found[i] = found[i] & ~absent | none & absent;
            }
        }
    }
}
