package io.twinsim.plot;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Curves over one axis, such as time, with named bands; panels stand below each other on the same axis.
 *
 * @param title the line above it
 * @param axis what the horizontal axis measures, with its unit, such as {@code time (days)}
 * @param panels from top to bottom, at least one
 */
public record CurvesFigure(String title, String axis, List<Panel> panels) implements Figure {

    /**
     * Curves that share a vertical axis.
     *
     * @param axis what the vertical axis measures
     * @param x ascending, at least one
     * @param curves at least one
     * @param line a value to compare with, such as 0
     */
    public record Panel(String axis, List<Double> x, List<Curve> curves, OptionalDouble line) {

        /** Checks that all curves have a value for each x. */
        public Panel {
            FigureChecks.named(axis, "axis");
            x = FigureChecks.ascending(x, 1, "x");
            curves = FigureChecks.some(curves, "curves");
            int size = x.size();
            for (Curve curve : curves) {
                FigureChecks.numbers(curve.values, size, "values of " + curve.name);
                for (Band band : curve.bands) {
                    FigureChecks.numbers(band.lower, size, "lower of " + band.name);
                }
            }
            FigureChecks.finite(line, "line");
        }

        @Override
        public String toString() {
            return FigureChecks.line("Panel", axis, curves.size(), "curve");
        }
    }

    /**
     * One curve.
     *
     * @param name such as {@code treated}
     * @param values one for each x
     * @param bands around it, the widest first; none is fine
     */
    public record Curve(String name, List<Double> values, List<Band> bands) {

        /** Copies the values. */
        public Curve {
            FigureChecks.named(name, "name");
            values = FigureChecks.some(values, "values");
            bands = List.copyOf(Checks.notNull(bands, "bands"));
        }

        @Override
        public String toString() {
            return FigureChecks.line("Curve", name, values.size(), "value");
        }
    }

    /**
     * A range around a curve.
     *
     * @param name what it covers, such as {@code 95 % band, all times at once}
     * @param lower one for each x
     * @param upper one for each x, at least {@code lower}
     */
    public record Band(String name, List<Double> lower, List<Double> upper) {

        /** Checks that limits are in order. */
        public Band {
            FigureChecks.named(name, "name");
            lower = FigureChecks.some(lower, "lower");
            upper = FigureChecks.numbers(upper, lower.size(), "upper");
            for (int i = 0; i < lower.size(); i++) {
                FigureChecks.ordered(lower.get(i), upper.get(i));
            }
        }

        @Override
        public String toString() {
            return FigureChecks.line("Band", name, lower.size(), "value");
        }
    }

    /** Copies the panels. */
    public CurvesFigure {
        FigureChecks.named(title, "title");
        FigureChecks.named(axis, "axis");
        panels = FigureChecks.some(panels, "panels");
    }

    /** Where every curve starts and ends, and its bands at the end. */
    @Override
    public String text() {
        return panels.stream().map(CurvesFigure::said).collect(Collectors.joining(". "));
    }

    private static String said(Panel panel) {
        int last = panel.x.size() - 1;
        String ends = panel.curves.stream().map(curve -> {
            StringBuilder one = new StringBuilder(curve.name).append(' ').append(number(curve.values.get(0)));
            if (last > 0) {
                one.append(" to ").append(number(curve.values.get(last)));
            }
            curve.bands.forEach(band -> one.append(", ").append(band.name).append(" at the end ")
                    .append(number(band.lower.get(last))).append(" to ").append(number(band.upper.get(last))));
            return one.toString();
        }).collect(Collectors.joining("; "));
        return panel.axis + " from " + number(panel.x.get(0)) + " to " + number(panel.x.get(last)) + ": " + ends;
    }

    private static String number(double value) {
        return Numbers.significant(value, 4);
    }

    /** One line: the title and the number of panels. */
    @Override
    public String toString() {
        return FigureChecks.line("CurvesFigure", title, panels.size(), "panel");
    }
}
