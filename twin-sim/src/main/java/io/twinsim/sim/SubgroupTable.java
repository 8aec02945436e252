package io.twinsim.sim;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * The effect by the groups of one column. There are no p-values: groups of a model differ by construction, and the
 * number of twins is the user's choice.
 *
 * @param dimension the column
 * @param rows the groups: labels in file order, whole numbers ascending, quintiles otherwise; missing last
 * @param explained the share of the variance of effects that lies between groups
 * @param contrast the two groups that differ most; empty with fewer than two groups that are large enough
 */
public record SubgroupTable(
        String dimension, List<Row> rows, OptionalDouble explained, Optional<Contrast> contrast) {

    /** Copies the rows. */
    public SubgroupTable {
        rows = List.copyOf(rows);
    }

    /**
     * One group.
     *
     * @param value the group's label
     * @param n twins in the group
     * @param ate their mean effect
     * @param sd the standard deviation of their effects; empty for one twin
     * @param standardError the simulation standard error of the mean effect; empty for one twin
     * @param interval the total interval, by coefficient draws that all groups share; empty if the group is too small
     */
    public record Row(
            String value, long n, double ate, OptionalDouble sd, OptionalDouble standardError,
            Optional<Interval> interval) {

        /**
         * Whether the group is too small to be judged.
         *
         * @return true if it has no interval
         */
        public boolean tooFew() {
            return interval.isEmpty();
        }
    }

    /**
     * The largest difference between two groups.
     *
     * @param high the group with the larger effect
     * @param low the group with the smaller effect
     * @param difference their difference
     * @param interval its interval
     * @param perArm units per arm in each of the two groups that a real test needs to find the difference with power
     *        0.8; empty if the outcome's variance is not known
     */
    public record Contrast(String high, String low, double difference, Interval interval, OptionalLong perArm) {
    }

    /**
     * The row of a group.
     *
     * @param value the group's label
     * @return the row
     * @throws io.twinsim.InputException if there is no such group, with the nearest one
     */
    public Row row(String value) {
        List<String> known = rows.stream().map(Row::value).toList();
        Checks.known("group of " + dimension, value, known);
        return rows.get(known.indexOf(value));
    }

    /**
     * The table as text, at most 100 characters a line.
     *
     * @return the text
     */
    public String table() {
        int decimals = Numbers.decimals(spread());
        TextTable text = TextTable.of(Shown.cut(dimension, 32), ">n", ">effect", ">sd", ">lower", ">upper");
        for (Row row : rows) {
            text.row(Shown.cut(row.value, 32), Numbers.grouped(row.n), Numbers.signed(row.ate, decimals),
                    row.sd.isPresent() ? Numbers.fixed(row.sd.getAsDouble(), decimals) : "",
                    row.interval.map(i -> Numbers.fixed(i.lower(), decimals)).orElse("too few"),
                    row.interval.map(i -> Numbers.fixed(i.upper(), decimals)).orElse(""));
        }
        StringBuilder all = new StringBuilder(text.render(2));
        List<String> first = new ArrayList<>();
        explained.ifPresent(share -> first.add("explains " + Numbers.significant(100 * share, 2)
                + " % of the variance of effects"));
        contrast.ifPresent(c -> first.add("largest contrast " + c.high + " - " + c.low + ": "
                + Numbers.signed(c.difference, Numbers.decimals(c.interval.width() / 2))));
        if (!first.isEmpty()) {
            all.append(Lines.paragraph(2, String.join("; ", first)));
        }
        contrast.ifPresent(c -> all.append(Lines.paragraph(2, "(" + Shown.percent(c.interval.level()) + " "
                + Shown.range(c.interval) + (c.perArm.isPresent() ? "; a real test needs "
                + Numbers.grouped(c.perArm.getAsLong()) + " per arm in each of the two)" : ")"))));
        return all.toString();
    }

    private double spread() {
        double least = 0;
        for (Row row : rows) {
            if (row.interval.isPresent() && row.interval.get().width() > 0) {
                double width = row.interval.get().width();
                least = least == 0 ? width : Math.min(least, width);
            }
        }
        return least;
    }

    /** One line: the column and the number of groups. */
    @Override
    public String toString() {
        return Shown.cut("SubgroupTable[" + dimension + ", " + rows.size() + " groups]", Shown.LINE);
    }
}
