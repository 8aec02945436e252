package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.ContextSpec;
import io.twinsim.model.Population;
import io.twinsim.model.TimelineNode;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One context bound to its records: fills the registers of its columns as of a time. Names, types, labels and ranges
 * are resolved once; a block costs one binary search per owner of records. Immutable; safe for any number of threads.
 */
final class ContextJoin {

    private final ContextSpec spec;
    private final AsOf rule;
    private final TickClock clock;
    private final long window;
    /** Times of the records, ascending for each owner. */
    private final long[] ticks;
    private final RecordOwners owners;
    /** By column of the spec, by record in the order of {@link #ticks}; NaN where the record has no value. */
    private final double[][] values;
    private final boolean[] fallback;
    private final boolean everyFallback;
    /** Whether any run has asked for a value, and found one; only ever set, so threads may race. */
    private volatile boolean asked;
    private volatile boolean answered;

    private ContextJoin(ContextSpec spec, TickClock clock, long[] ticks, RecordOwners owners, double[][] values) {
        this.spec = spec;
        this.rule = AsOf.valueOf(spec.join().name());
        this.clock = clock;
        this.window = clock.ticks(spec.window());
        this.ticks = ticks;
        this.owners = owners;
        this.values = values;
        this.fallback = new boolean[spec.columns().size()];
        for (int j = 0; j < fallback.length; j++) {
            fallback[j] = spec.columns().get(j).formula().isPresent();
        }
        this.everyFallback = spec.columns().stream().allMatch(column -> column.formula().isPresent());
    }

    /** About how much heap the records hold: their values, times, places and owners. */
    long bytes() {
        return 8L * ticks.length * (values.length + 3);
    }

    /**
     * Binds a context.
     *
     * @param spec the context
     * @param unit the timeline's unit of t
     * @param series its records; null if the run has none, so that all is left to the fallback formulas
     * @param twins the twins of the run
     * @throws InputException if a column is unknown, has another type, an unseen label, a value out of range, or no
     *     value where no formula stands in for it
     */
    static ContextJoin bind(ContextSpec spec, String unit, @Nullable ContextSeries series, Population twins) {
        TickClock clock = TickClock.of(unit);
        if (series == null) {
            for (TimelineNode column : spec.columns()) {
                if (column.formula().isEmpty()) {
                    throw new InputException("context " + Names.quote(spec.name()) + " must have records, as "
                            + column.name() + " has no formula for where there are none; use withContext("
                            + Names.quote(spec.name()) + ", series)");
                }
            }
            return new ContextJoin(spec, clock, new long[0], RecordOwners.NONE, new double[spec.columns().size()][0]);
        }
        long[] asRead = series.ticks(clock, spec.name());
        RecordOwners.Sorted sorted = RecordOwners.sort(series, asRead, twins);
        long[] ticks = new long[sorted.order().length];
        for (int k = 0; k < ticks.length; k++) {
            ticks[k] = asRead[sorted.order()[k]];
        }
        double[][] values = new double[spec.columns().size()][];
        for (int j = 0; j < values.length; j++) {
            TimelineNode node = spec.columns().get(j);
            values[j] = values(node, node.name().substring(spec.name().length() + 1), series.records(), sorted.order());
        }
        return new ContextJoin(spec, clock, ticks, sorted.owners(), values);
    }

    /** The value of each record in a node's terms: numbers, flags as 0 and 1, labels as the node's codes. */
    private static double[] values(TimelineNode node, String name, Population records, int[] order) {
        Column column = records.column(name);
        boolean category = node.type() == ColumnType.CATEGORY;
        if (category != (column.type() == ColumnType.CATEGORY)
                || (node.type() == ColumnType.FLAG) != (column.type() == ColumnType.FLAG)) {
            throw new InputException("records." + name + " must be " + kind(node.type()) + " as " + node.name()
                    + " is in the world, got " + kind(column.type()));
        }
        double[] asRead = new double[column.size()];
        column.load(0, asRead, 0, asRead.length);
        int[] codes = category ? codes(node, name, (CategoryColumn) column, order) : new int[0];
        double[] values = new double[order.length];
        for (int k = 0; k < values.length; k++) {
            double value = asRead[order[k]];
            if (Double.isNaN(value) && node.formula().isEmpty()) {
                throw new InputException(ContextSeries.cell(name, order[k]) + " must have a value, as " + node.name()
                        + " has no formula for where there is none");
            }
            if (!Double.isNaN(value) && node.range().isPresent() && !node.range().get().contains(value)) {
                throw new InputException(ContextSeries.cell(name, order[k]) + " must be in " + node.range().get()
                        + ", got " + Numbers.shortest(value));
            }
            if (node.type() == ColumnType.INTEGER && value != Math.rint(value) && !Double.isNaN(value)) {
                throw new InputException(ContextSeries.cell(name, order[k]) + " must be a whole number, got "
                        + Numbers.shortest(value));
            }
            values[k] = category && !Double.isNaN(value) ? codes[(int) value] : value;
        }
        return values;
    }

    /** The node's code of each label of the records; only labels of records that are joined must be known. */
    private static int[] codes(TimelineNode node, String name, CategoryColumn column, int[] order) {
        List<String> labels = column.labels();
        int[] codes = new int[labels.size()];
        for (int code = 0; code < codes.length; code++) {
            codes[code] = node.labels().indexOf(labels.get(code));
        }
        for (int row : order) {
            if (!column.isMissing(row) && codes[column.code(row)] < 0) {
                throw new InputException(ContextSeries.cell(name, row) + ": "
                        + Names.unknown("label", column.label(row), node.labels()));
            }
        }
        return codes;
    }

    private static String kind(ColumnType type) {
        return switch (type) {
            case CATEGORY -> "labels";
            case FLAG -> "flags";
            default -> "numbers";
        };
    }

    /**
     * Fills registers with the values as of a time. Rows where no record matches, or the record has no value, keep what
     * stands in the register: columns with a fallback formula must hold its values beforehand.
     *
     * @param t the time in the timeline's unit
     * @param firstRow the row id of index 0
     * @param from the first index
     * @param to one past the last index
     * @param columns the registers, in the order of the spec's columns
     * @param matched receives 1 where a record lies in the window, else 0
     * @throws InputException if no record matches and a column has no fallback formula, naming context, twin and time
     */
    void fill(double t, long firstRow, int from, int to, double[][] columns, double[] matched) {
        if (ticks.length == 0 && everyFallback) {
            Arrays.fill(matched, from, to, 0);
            return;
        }
        long tick = clock.ticks(t);
        int owner = RecordOwners.START;
        int found = AsOf.NONE;
        boolean any = false;
        for (int i = from; i < to; i++) {
            int next = owners.of(firstRow + i, owner);
            if (next != owner) {
                owner = next;
                found = owner < 0 ? AsOf.NONE
                        : rule.find(ticks, owners.first(owner), owners.first(owner + 1), tick, window);
            }
            matched[i] = found == AsOf.NONE ? 0 : 1;
            if (found != AsOf.NONE) {
                any = true;
                for (int j = 0; j < values.length; j++) {
                    double value = values[j][found];
                    columns[j][i] = value == value ? value : columns[j][i];
                }
            } else {
                checkFallback(tick, firstRow + i, owner);
            }
        }
        if (!asked) {
            asked = true;
        }
        if (any && !answered) {
            answered = true;
        }
    }

    /** What to say of records of which no run has used any: a slip in the unit of time, more often than not. */
    Optional<String> warning() {
        return !asked || answered || ticks.length == 0 ? Optional.empty()
                : Optional.of("context " + spec.name() + ": no record lies in the window of " + spec.window() + " ("
                        + spec.join().id() + ") of any twin at any time, so its formulas stood in throughout; the first "
                        + "record is at " + clock.span(ticks[0]));
    }

    private void checkFallback(long tick, long row, int owner) {
        for (int j = 0; j < fallback.length; j++) {
            if (!fallback[j]) {
                throw noMatch(tick, row, owner, spec.columns().get(j));
            }
        }
    }

    private InputException noMatch(long tick, long row, int owner, TimelineNode column) {
        int near = owner < 0 ? AsOf.NONE
                : AsOf.nearest(ticks, owners.first(owner), owners.first(owner + 1), tick);
        String nearest = near == AsOf.NONE ? "it has none at all" : "the nearest is at " + clock.span(ticks[near])
                + ", " + clock.span(Math.abs(ticks[near] - tick)) + (ticks[near] > tick ? " after" : " before");
        return new InputException("context " + Names.quote(spec.name()) + " must have a record for twin " + row
                + " at t = " + clock.span(tick) + " (window " + spec.window() + ", " + spec.join().id() + "), as "
                + column.name() + " has no formula for where there is none; " + nearest);
    }
}
