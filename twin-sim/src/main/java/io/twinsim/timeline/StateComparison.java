package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * How the twins of an arm differ at two times: per observed node the mean paired change with its interval, and how many
 * twins improved, regressed or stayed. A twin moves where its value changes by at least the node's {@code notable}
 * (by anything if the world says none; a label if it is another one), and improves if that is the direction the world
 * calls better. It is better or worse off overall by the number of its improvements less that of its regressions, nodes
 * counting alike. Changes over time are no effects: compare arms for those. Immutable.
 *
 * @param arm the arm
 * @param first the earlier time, such as {@code 0 days}
 * @param second the later time
 * @param n the twins
 * @param level the nominal coverage of intervals
 * @param changes one for each observed node
 * @param better the twins that are better off overall
 * @param worse the twins that are worse off overall
 * @param trend the direction of all twins together
 */
public record StateComparison(String arm, String first, String second, long n, double level, List<Change> changes,
        long better, long worse, Trend trend) {

    private static final int ROWS = 40;

    /** The direction of all twins together. */
    public enum Trend {
        /** More twins are better off than worse off, beyond chance; or all are better off, however few. */
        IMPROVING,
        /** More twins are worse off than better off, beyond chance; or all are worse off, however few. */
        REGRESSING,
        /** No difference beyond chance. */
        STABLE,
        /** The world calls no direction of an observed node better. */
        UNKNOWN;

        /**
         * The name in texts.
         *
         * @return such as {@code improving}
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * What changed in one node.
     *
     * @param name the node
     * @param before the mean at the earlier time (the share for a flag); NaN for a category
     * @param after the mean at the later time; NaN for a category
     * @param standardError the standard error of the mean paired change; NaN for a category or one twin
     * @param interval the interval of the mean paired change; empty for a category
     * @param up the twins whose value grew notably
     * @param down the twins whose value fell notably
     * @param moved the twins that moved: up or down, or to another label
     * @param higherIsBetter which direction is better, if the world says
     */
    public record Change(String name, double before, double after, double standardError, Optional<Interval> interval,
            long up, long down, long moved, Optional<Boolean> higherIsBetter) {

        /**
         * The mean paired change.
         *
         * @return after minus before; NaN for a category
         */
        public double estimate() {
            return interval.map(i -> i.lower() + (i.upper() - i.lower()) / 2).orElse(Double.NaN);
        }

        /**
         * The twins that improved.
         *
         * @return twins; 0 if the world does not say what is better
         */
        public long improved() {
            return higherIsBetter.map(higher -> higher ? up : down).orElse(0L);
        }

        /**
         * The twins that regressed.
         *
         * @return twins; 0 if the world does not say what is better
         */
        public long regressed() {
            return higherIsBetter.map(higher -> higher ? down : up).orElse(0L);
        }

        /** One line such as {@code hydration +3.21 (3.15..3.27)}. */
        @Override
        public String toString() {
            if (interval.isEmpty()) {
                return Lines.one(name + " " + Numbers.grouped(moved) + " moved");
            }
            int d = Shown.decimals(interval.get().width() / 2);
            return Lines.one(name + " " + Numbers.signed(estimate(), d) + " ("
                    + Shown.range(interval.get().lower(), interval.get().upper(), d) + ")");
        }
    }

    /** Copies the list. */
    public StateComparison {
        changes = List.copyOf(changes);
    }

    /**
     * The change of a node.
     *
     * @param name an observed node
     * @return its change
     * @throws InputException if it is not observed, with the nearest name
     */
    public Change change(String name) {
        List<String> names = changes.stream().map(Change::name).toList();
        return changes.get(names.indexOf(Checks.known("observed node", name, names)));
    }

    /**
     * The comparison as text, at most 100 characters a line.
     *
     * @return the text
     */
    public String table() {
        StringBuilder out = new StringBuilder(Lines.paragraph(0, arm + " from " + first + " to " + second + ", "
                + Shown.count(n, "twin") + ": " + (trend == Trend.UNKNOWN ? "the world calls no direction better"
                : trend.id() + " (" + Shown.percent((double) better / n) + " of twins better off, "
                + Shown.percent((double) worse / n) + " worse off)")));
        TextTable table = TextTable.of("node", ">before", ">after", ">change", ">" + Shown.percent(level) + " interval",
                ">improved", ">regressed", ">moved");
        for (Change change : changes.subList(0, Math.min(ROWS, changes.size()))) {
            table.row(row(change));
        }
        out.append(table.render(0));
        if (changes.size() > ROWS) {
            out.append("and ").append(changes.size() - ROWS).append(" more\n");
        }
        return out.append("changes over time are no effects; compare arms for those\n").toString();
    }

    private String[] row(Change c) {
        List<String> cells = new ArrayList<>(List.of(Shown.name(c.name())));
        if (c.interval().isPresent()) {
            Interval i = c.interval().get();
            int d = Shown.decimals(i.width() / 2);
            cells.addAll(List.of(Shown.number(c.before()), Shown.number(c.after()), Numbers.signed(c.estimate(), d),
                    Shown.range(i.lower(), i.upper(), d)));
        } else {
            cells.addAll(List.of("", "", "", ""));
        }
        boolean known = c.higherIsBetter().isPresent();
        cells.add(known ? share(c.improved()) : "");
        cells.add(known ? share(c.regressed()) : "");
        cells.add(share(c.moved()));
        return cells.toArray(String[]::new);
    }

    private String share(long twins) {
        return Numbers.fixed(100.0 * twins / n, 1) + " %";
    }

    /** One line such as {@code StateComparison[treated, 0 days to 90 days, n=10,000: improving]}. */
    @Override
    public String toString() {
        return Lines.one("StateComparison[" + arm + ", " + first + " to " + second + ", n=" + Numbers.grouped(n) + ": "
                + trend.id() + "]");
    }
}
