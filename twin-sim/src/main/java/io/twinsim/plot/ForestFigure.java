package io.twinsim.plot;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Effects with their intervals, one below the other: groups, scenarios, estimators.
 *
 * @param title the line above it
 * @param axis what the horizontal axis measures, with its unit
 * @param rows from top to bottom, at least one
 * @param line a value to compare with, such as the threshold
 * @param overall the effect over all, if it is to be marked
 * @param text what a screen reader says
 */
public record ForestFigure(String title, String axis, List<Row> rows, OptionalDouble line, OptionalDouble overall,
        String text) implements Figure {

    /**
     * An effect drawn towards those of other groups, shown beside the raw one.
     *
     * @param estimate the effect, in the unit of the axis
     * @param lower its lower limit
     * @param upper its upper limit, at least {@code lower}
     */
    public record Shrunken(double estimate, double lower, double upper) {

        /** Checks that limits are in order. */
        public Shrunken {
            Checks.finite(estimate, "estimate");
            FigureChecks.ordered(lower, upper);
        }

        @Override
        public String toString() {
            return "Shrunken[" + Numbers.significant(estimate, 4) + ", " + FigureChecks.range(lower, upper) + "]";
        }
    }

    /**
     * One effect.
     *
     * @param group the heading it stands under; empty for none
     * @param label its name
     * @param count how many units it rests on, such as {@code n=1,003}; empty if that is of no matter
     * @param estimate the effect; empty if it cannot be estimated
     * @param lower its lower limit; empty without an interval
     * @param upper its upper limit; empty without an interval
     * @param shrunken the same effect drawn towards the others
     */
    public record Row(String group, String label, String count, OptionalDouble estimate, OptionalDouble lower,
            OptionalDouble upper, Optional<Shrunken> shrunken) {

        /** Checks that limits are in order, come together and with an estimate. */
        public Row {
            Checks.notNull(group, "group");
            FigureChecks.named(label, "label");
            Checks.notNull(count, "count");
            FigureChecks.finite(estimate, "estimate");
            FigureChecks.finite(lower, "lower");
            FigureChecks.finite(upper, "upper");
            Checks.notNull(shrunken, "shrunken");
            if (lower.isPresent() != upper.isPresent() || lower.isPresent() && estimate.isEmpty()) {
                throw new InputException("a row must have an estimate and both limits, an estimate alone, or none of "
                        + "them, got row " + Names.quote(label));
            }
            if (lower.isPresent()) {
                FigureChecks.ordered(lower.getAsDouble(), upper.getAsDouble());
            }
        }

        /**
         * An effect without a shrunken one.
         *
         * @param group the heading it stands under; empty for none
         * @param label its name
         * @param count how many units it rests on; empty if that is of no matter
         * @param estimate the effect; empty if it cannot be estimated
         * @param lower its lower limit; empty without an interval
         * @param upper its upper limit; empty without an interval
         */
        public Row(String group, String label, String count, OptionalDouble estimate, OptionalDouble lower,
                OptionalDouble upper) {
            this(group, label, count, estimate, lower, upper, Optional.empty());
        }

        /** The effect with its limits as text. */
        String said(int decimals) {
            return label + (estimate.isEmpty() ? " not estimable"
                    : " " + Numbers.signed(estimate.getAsDouble(), decimals) + (lower.isEmpty() ? ""
                    : " (" + Numbers.fixed(lower.getAsDouble(), decimals) + " to "
                    + Numbers.fixed(upper.getAsDouble(), decimals) + ")"));
        }

        @Override
        public String toString() {
            return Lines.one("Row[" + (group.isEmpty() ? "" : group + " ") + said(4) + "]");
        }
    }

    /** Copies the rows. */
    public ForestFigure {
        FigureChecks.named(title, "title");
        FigureChecks.named(axis, "axis");
        rows = FigureChecks.some(rows, "rows");
        FigureChecks.finite(line, "line");
        FigureChecks.finite(overall, "overall");
        Checks.notNull(text, "text");
    }

    /**
     * A figure whose text is made from its rows: the overall effect, the largest and the smallest.
     *
     * @param title the line above it
     * @param axis what the horizontal axis measures, with its unit
     * @param rows from top to bottom, at least one
     * @param line a value to compare with, such as the threshold
     * @param overall the effect over all, if it is to be marked
     * @return the figure
     */
    public static ForestFigure of(String title, String axis, List<Row> rows, OptionalDouble line,
            OptionalDouble overall) {
        ForestFigure figure = new ForestFigure(title, axis, rows, line, overall, "");
        return new ForestFigure(title, axis, rows, line, overall, figure.said());
    }

    private String said() {
        StringBuilder said = new StringBuilder();
        overall.ifPresent(value -> said.append("overall ").append(Numbers.signed(value, decimals())).append("; "));
        List<Row> known = rows.stream().filter(row -> row.estimate.isPresent())
                .sorted((a, b) -> Double.compare(b.estimate.getAsDouble(), a.estimate.getAsDouble())).toList();
        if (known.isEmpty()) {
            return said.append("no effect can be estimated").toString();
        }
        if (known.size() <= 3) {
            known.forEach(row -> said.append(said(row)).append("; "));
            return said.substring(0, said.length() - 2);
        }
        said.append("largest ").append(said(known.get(0))).append("; smallest ")
                .append(said(known.get(known.size() - 1))).append("; ").append(Numbers.grouped(rows.size()))
                .append(" rows");
        return said.toString();
    }

    private String said(Row row) {
        return (row.group.isEmpty() ? "" : row.group + " ") + row.said(decimals());
    }

    /**
     * The decimals that effects and limits deserve.
     *
     * @return two digits of the narrowest half interval, or three of the largest effect if there are no intervals, at
     *         least 0 and at most 6
     */
    public int decimals() {
        double half = rows.stream().filter(row -> row.lower.isPresent())
                .mapToDouble(row -> (row.upper.getAsDouble() - row.lower.getAsDouble()) / 2)
                .filter(width -> width > 0).min().orElse(0);
        double most = rows.stream().filter(row -> row.estimate.isPresent())
                .flatMapToDouble(row -> DoubleStream.of(Math.abs(row.estimate.getAsDouble()))).max().orElse(0);
        int wanted = half > 0 ? Numbers.decimals(half) - 1 : most > 0 ? Numbers.decimals(most) : 2;
        return Math.max(0, Math.min(6, wanted));
    }

    /** One line: the title and the number of rows. */
    @Override
    public String toString() {
        return FigureChecks.line("ForestFigure", title, rows.size(), "row");
    }
}
