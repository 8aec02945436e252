package io.twinsim.inference;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.RealColumn;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import io.twinsim.model.PopulationBuilder;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * One row of a tidy table: one number that a result says of one scenario. Results of any kind have the same columns, so
 * that their tables can be joined, filtered, written and read back; the package description of {@code io.twinsim.sim}
 * says what stands in them.
 *
 * @param scenario what was done, such as an intervention or an arm; {@code A - B} for a difference of two
 * @param subgroup the column that forms groups; empty for all units
 * @param group the label of the group; empty for all units
 * @param time the time in the timeline's unit; empty for what has none
 * @param metric what the number is, such as {@code effect}
 * @param estimate the number; empty if it is not known
 * @param standardError its standard error
 * @param lower the lower limit, in units of the estimate; empty without an interval
 * @param upper the upper limit, in units of the estimate; empty without an interval
 * @param level the nominal coverage of the limits
 * @param interval what the limits cover, an {@link IntervalKind#id} or {@code band}
 * @param n the units behind the number
 */
public record TidyRow(
        String scenario, Optional<String> subgroup, Optional<String> group, OptionalDouble time, String metric,
        OptionalDouble estimate, OptionalDouble standardError, OptionalDouble lower, OptionalDouble upper,
        OptionalDouble level, Optional<String> interval, OptionalLong n) {

    /** Numbers that are not finite are left out, and what is said of limits if there are none. */
    public TidyRow {
        Checks.notNull(scenario, "scenario");
        Checks.notNull(metric, "metric");
        estimate = finite(estimate);
        standardError = finite(standardError);
        lower = finite(lower);
        upper = finite(upper);
        if (lower.isEmpty() && upper.isEmpty()) {
            level = OptionalDouble.empty();
            interval = Optional.empty();
        }
    }

    private static OptionalDouble finite(OptionalDouble value) {
        return value.isPresent() && Double.isFinite(value.getAsDouble()) ? value : OptionalDouble.empty();
    }

    /**
     * A number without a standard error, limits or units.
     *
     * @param scenario what was done
     * @param metric what the number is
     * @param estimate the number; NaN if it is not known
     * @return the row
     */
    public static TidyRow of(String scenario, String metric, double estimate) {
        OptionalDouble none = OptionalDouble.empty();
        return new TidyRow(scenario, Optional.empty(), Optional.empty(), none, metric, OptionalDouble.of(estimate),
                none, none, none, none, Optional.empty(), OptionalLong.empty());
    }

    /**
     * The same of a group.
     *
     * @param column what forms the groups
     * @param label the group
     * @return the row
     */
    public TidyRow in(String column, String label) {
        return new TidyRow(scenario, Optional.of(column), Optional.of(label), time, metric, estimate, standardError,
                lower, upper, level, interval, n);
    }

    /**
     * The same of all groups of a column together.
     *
     * @param column what forms the groups
     * @return the row
     */
    public TidyRow across(String column) {
        return new TidyRow(scenario, Optional.of(column), group, time, metric, estimate, standardError, lower, upper,
                level, interval, n);
    }

    /**
     * The same at a time.
     *
     * @param moment in the timeline's unit
     * @return the row
     */
    public TidyRow at(double moment) {
        return new TidyRow(scenario, subgroup, group, OptionalDouble.of(moment), metric, estimate, standardError,
                lower, upper, level, interval, n);
    }

    /**
     * The same with a standard error.
     *
     * @param error at least 0; NaN if it is not known
     * @return the row
     */
    public TidyRow withStandardError(double error) {
        return new TidyRow(scenario, subgroup, group, time, metric, estimate, OptionalDouble.of(error), lower, upper,
                level, interval, n);
    }

    /**
     * The same with an interval.
     *
     * @param limits with what they cover
     * @return the row
     */
    public TidyRow within(Interval limits) {
        return within(limits.lower(), limits.upper(), limits.level(), limits.kind().id());
    }

    /**
     * The same with limits.
     *
     * @param least the lower limit; NaN if it is not known
     * @param greatest the upper limit; NaN if it is not known
     * @param coverage the nominal coverage, in (0, 1)
     * @param covers what the limits cover, such as {@code simulation}
     * @return the row
     */
    public TidyRow within(double least, double greatest, double coverage, String covers) {
        return new TidyRow(scenario, subgroup, group, time, metric, estimate, standardError,
                OptionalDouble.of(least), OptionalDouble.of(greatest), OptionalDouble.of(coverage),
                Optional.of(covers), n);
    }

    /**
     * The same with the number of units.
     *
     * @param units behind the number, at least 0
     * @return the row
     */
    public TidyRow withN(long units) {
        return new TidyRow(scenario, subgroup, group, time, metric, estimate, standardError, lower, upper, level,
                interval, OptionalLong.of(units));
    }

    /**
     * Rows as a table: {@code scenario}, {@code subgroup}, {@code group}, {@code time} (only if a row has one), {@code
     * metric}, {@code estimate}, {@code standard_error}, {@code lower}, {@code upper}, {@code level}, {@code interval},
     * {@code n}; texts as categories with their labels in natural order, numbers as reals, missing where a row has
     * nothing.
     *
     * @param rows in order
     * @return the table, one row for each
     */
    public static Population table(List<TidyRow> rows) {
        PopulationBuilder table = Population.builder()
                .column("scenario", texts(rows, row -> Optional.of(row.scenario)))
                .column("subgroup", texts(rows, TidyRow::subgroup))
                .column("group", texts(rows, TidyRow::group));
        if (rows.stream().anyMatch(row -> row.time.isPresent())) {
            table.column("time", numbers(rows, TidyRow::time));
        }
        return table.column("metric", texts(rows, row -> Optional.of(row.metric)))
                .column("estimate", numbers(rows, TidyRow::estimate))
                .column("standard_error", numbers(rows, TidyRow::standardError))
                .column("lower", numbers(rows, TidyRow::lower))
                .column("upper", numbers(rows, TidyRow::upper))
                .column("level", numbers(rows, TidyRow::level))
                .column("interval", texts(rows, TidyRow::interval))
                .column("n", numbers(rows, row -> row.n.isPresent() ? OptionalDouble.of(row.n.getAsLong())
                        : OptionalDouble.empty()))
                .build();
    }

    private static Column texts(List<TidyRow> rows, Function<TidyRow, Optional<String>> part) {
        TreeSet<String> known = new TreeSet<>();
        rows.forEach(row -> part.apply(row).ifPresent(known::add));
        String[] labels = known.toArray(String[]::new);
        int[] codes = new int[rows.size()];
        boolean[] missing = new boolean[rows.size()];
        for (int i = 0; i < codes.length; i++) {
            Optional<String> text = part.apply(rows.get(i));
            missing[i] = text.isEmpty();
            codes[i] = text.map(label -> Arrays.binarySearch(labels, label)).orElse(0);
        }
        return CategoryColumn.of(List.of(labels), codes, missing);
    }

    private static Column numbers(List<TidyRow> rows, Function<TidyRow, OptionalDouble> part) {
        double[] values = new double[rows.size()];
        boolean[] missing = new boolean[rows.size()];
        for (int i = 0; i < values.length; i++) {
            OptionalDouble value = part.apply(rows.get(i));
            missing[i] = value.isEmpty();
            values[i] = value.orElse(0);
        }
        return RealColumn.of(values, missing);
    }

    /** One line such as {@code TidyRow[email_campaign, effect, 0.0653]}. */
    @Override
    public String toString() {
        return Lines.one("TidyRow[" + scenario + group.map(label -> ", " + subgroup.orElse("") + " " + label).orElse("")
                + ", " + metric + ", "
                + (estimate.isPresent() ? Numbers.significant(estimate.getAsDouble(), 4) : "-") + "]");
    }
}
