package io.twinsim.plot;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import java.util.Comparator;
import java.util.List;

/**
 * How the columns of two populations are distributed, one small picture for each column: steps for numbers, pairs of
 * bars for categories.
 *
 * @param title the line above it
 * @param first the name of the first population, such as {@code real}
 * @param second the name of the second one, such as {@code synthetic}
 * @param panels the columns, in reading order, at least one
 */
public record MarginalsFigure(String title, String first, String second, List<Panel> panels) implements Figure {

    /**
     * One column.
     *
     * @param name the column
     * @param edges ascending borders of bins for numbers; empty for categories
     * @param labels names of categories; empty for numbers
     * @param first the share of the first population in each bin or category
     * @param second the share of the second one
     */
    public record Panel(String name, List<Double> edges, List<String> labels, List<Double> first,
            List<Double> second) {

        /** Checks that there is a share for each bin or category. */
        public Panel {
            FigureChecks.named(name, "name");
            labels = List.copyOf(Checks.notNull(labels, "labels"));
            if (Checks.notNull(edges, "edges").isEmpty() == labels.isEmpty()) {
                throw new InputException("a panel must have edges or labels, and not both, got "
                        + edges.size() + " edges and " + labels.size() + " labels");
            }
            edges = edges.isEmpty() ? List.of() : FigureChecks.ascending(edges, 2, "edges");
            int size = Math.max(labels.size(), edges.size() - 1);
            first = FigureChecks.shares(first, size, "first");
            second = FigureChecks.shares(second, size, "second");
        }

        /**
         * The total variation, half the sum of the differences of shares.
         *
         * @return 0 alike, 1 disjoint
         */
        public double distance() {
            double sum = 0;
            for (int i = 0; i < first.size(); i++) {
                sum += Math.abs(first.get(i) - second.get(i));
            }
            return sum / 2;
        }

        @Override
        public String toString() {
            return FigureChecks.line("Panel", name, first.size(), "bar");
        }
    }

    /** Copies the panels. */
    public MarginalsFigure {
        FigureChecks.named(title, "title");
        FigureChecks.named(first, "first");
        FigureChecks.named(second, "second");
        panels = FigureChecks.some(panels, "panels");
    }

    /** The column that differs most. */
    @Override
    public String text() {
        Panel worst = panels.stream().max(Comparator.comparingDouble(Panel::distance)).orElseThrow();
        return panels.size() + (panels.size() == 1 ? " column" : " columns") + ", " + first + " against " + second
                + "; they differ most in " + worst.name + ", where " + FigureChecks.percent(worst.distance())
                + " would have to move";
    }

    /** One line: the title and the number of columns. */
    @Override
    public String toString() {
        return FigureChecks.line("MarginalsFigure", title, panels.size(), "column");
    }
}
