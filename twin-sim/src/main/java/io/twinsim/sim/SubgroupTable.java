package io.twinsim.sim;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Cells;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.Page;
import io.twinsim.internal.text.TextTable;
import io.twinsim.plot.Figure;
import java.nio.file.Path;
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
 * @param unit the unit of effects, that of the world's outcome; empty if it states none
 */
public record SubgroupTable(
        String dimension, List<Row> rows, OptionalDouble explained, Optional<Contrast> contrast,
        Optional<String> unit) {

    private static final int LABEL = 32;
    private static final int UNIT = 12;

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

        /** Such as {@code laggard: +0.0512, n=1,003}. */
        @Override
        public String toString() {
            String tail = ": " + Numbers.signed(ate, interval.map(i -> Numbers.decimals(i.width())).orElse(4)) + ", n="
                    + Numbers.grouped(n) + (tooFew() ? ", too few" : "");
            return Shown.cut(value, Shown.LINE - tail.length()) + tail;
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

        /** Such as {@code +0.0210 innovator - laggard, 95 % 0.0150..0.0270}. */
        @Override
        public String toString() {
            return Lines.one(Numbers.signed(difference, Numbers.decimals(interval.width())) + " " + high + " - " + low
                    + ", " + Shown.percent(interval.level()) + " " + Shown.range(interval));
        }
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
     * The table as text, at most 100 characters a line; of more than 41 groups the middle is left out.
     *
     * @return the text
     */
    public String table() {
        return page().text();
    }

    /**
     * The table in Markdown, for notebooks and documents.
     *
     * @return Markdown text
     */
    public String toMarkdown() {
        return page().markdown();
    }

    /**
     * The table in HTML: one {@code div}, without style or script.
     *
     * @return HTML text
     */
    public String toHtml() {
        return page().html();
    }

    private Page page() {
        return write(new Page());
    }

    /** The table and what it says below, as part of a page. */
    Page write(Page page) {
        page.table(2, "effect by " + dimension, groups());
        List<String> first = new ArrayList<>();
        explained.ifPresent(share -> first.add("explains " + Numbers.significant(100 * share, 2)
                + " % of the variance of effects"));
        contrast.ifPresent(c -> first.add("largest contrast " + c.high + " - " + c.low + ": "
                + Numbers.signed(c.difference, Numbers.decimals(c.interval.width() / 2))));
        if (!first.isEmpty()) {
            page.line(2, String.join("; ", first));
        }
        contrast.ifPresent(c -> page.line(2, "(" + Shown.percent(c.interval.level()) + " " + Shown.range(c.interval)
                + (c.perArm.isPresent() ? "; a real test needs " + Numbers.grouped(c.perArm.getAsLong())
                + " per arm in each of the two)" : ")")));
        return page;
    }

    private TextTable groups() {
        int decimals = Numbers.decimals(spread());
        TextTable text = TextTable.of(Cells.middle(dimension, LABEL), ">n", ">effect", ">sd", ">lower", ">upper");
        String of = unit.map(u -> Cells.cut(u, UNIT)).orElse("");
        text.units("", "", of, of, of, of);
        for (Row row : rows) {
            text.row(Cells.middle(Names.visible(row.value), LABEL), Numbers.grouped(row.n),
                    Numbers.signed(row.ate, decimals),
                    row.sd.isPresent() ? Numbers.fixed(row.sd.getAsDouble(), decimals) : "",
                    row.interval.map(i -> Numbers.fixed(i.lower(), decimals)).orElse("too few"),
                    row.interval.map(i -> Numbers.fixed(i.upper(), decimals)).orElse(""));
        }
        return text;
    }

    /**
     * The effect in each group, one below the other, with the effect over all of them.
     *
     * @return the figure
     */
    public Figure figure() {
        return ResultFigures.forest(this);
    }

    /**
     * Draws {@link #figure} into a file.
     *
     * @param path the file; its ending decides the format, such as {@code regions.svg}
     * @throws IllegalStateException if no renderer is on the class path
     * @throws io.twinsim.InputException if no renderer writes such files
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    public void plot(Path path) {
        figure().write(path);
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
