package io.twinsim.report;

import io.twinsim.internal.text.Numbers;
import io.twinsim.plot.ForestFigure;
import io.twinsim.plot.ForestFigure.Row;
import io.twinsim.report.Mark.Anchor;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.OptionalDouble;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws effects below each other: name, number of units, effect with its interval on one axis, and the numbers. On
 * narrow paper the words of a row stand above its interval.
 */
final class ForestDrawing {

    private static final double LEAST_PLOT = 220;
    private static final double NAMES_AT_MOST = 0.3;
    private static final double GAP = 14;
    private static final double INDENT = 12;
    private static final double HEADING = 26;
    private static final double ARROW = 6;

    private final ForestFigure figure;
    private final Sketch sketch;
    private final boolean headings;
    private final boolean shrunken;
    private final boolean beside;
    private final double names;
    private final double counts;
    private final double values;
    private final double row;

    ForestDrawing(ForestFigure figure, Sketch sketch) {
        this.figure = figure;
        this.sketch = sketch;
        List<Row> rows = figure.rows();
        headings = rows.stream().anyMatch(one -> !one.group().isEmpty());
        shrunken = rows.stream().anyMatch(one -> one.shrunken().isPresent());
        double indent = headings ? INDENT : 0;
        names = Math.min(NAMES_AT_MOST * sketch.width(), rows.stream().mapToDouble(one ->
                indent + Letters.width(one.label(), Sketch.SMALL, one.group().isEmpty() && headings)).max().orElse(0));
        counts = rows.stream().mapToDouble(one -> Letters.width(one.count(), Sketch.SMALL)).max().orElse(0);
        values = rows.stream().mapToDouble(one -> Letters.width(value(one), Sketch.SMALL)).max().orElse(0);
        beside = !sketch.narrow() && sketch.room() - names - counts - values - 3 * GAP >= LEAST_PLOT;
        row = (beside ? 22 : 36) + (shrunken ? 12 : 0);
    }

    void draw() {
        if (shrunken) {
            legend();
        }
        double left = Sketch.EDGE + (beside ? names + counts + (counts > 0 ? 2 : 1) * GAP : 4);
        double right = sketch.width() - Sketch.EDGE - (beside ? values + GAP : 4);
        double top = sketch.advance(figure.overall().isPresent() ? 22 : 6);
        double bottom = top + height();
        Plot plot = new Plot(sketch, new Rectangle2D.Double(left, top, right - left, bottom - top),
                ForestRange.of(figure), new Scale(-bottom, -top, false));
        double end = plot.labelsBelow(top, bottom + (marked() ? 18 : 0), figure.axis());
        guides(plot, top, bottom);
        double y = top;
        String group = "";
        for (Row one : figure.rows()) {
            if (!one.group().equals(group)) {
                group = one.group();
                y += HEADING;
                sketch.lettered(Letters.squeeze(group, sketch.room(), Sketch.SMALL, true), Sketch.EDGE, y - 6, true,
                        Anchor.START, Tone.INK);
            }
            words(one, y);
            effects(plot, one, beside ? y + 11 : y + 25);
            y += row;
        }
        plot.paint();
        sketch.advance(end - sketch.down());
    }

    private double height() {
        double height = 4;
        String group = "";
        for (Row one : figure.rows()) {
            height += row + (one.group().equals(group) ? 0 : HEADING);
            group = one.group();
        }
        return height;
    }

    /** Whether a line other than 0 is to be named. */
    private boolean marked() {
        return figure.line().isPresent() && figure.line().getAsDouble() != 0;
    }

    private void legend() {
        new Legend(sketch).square("as measured", Tone.BLUE.shade())
                .diamond("drawn towards the mean of its column", Tone.VERMILLION.shade()).end();
        sketch.advance(2);
    }

    private void guides(Plot plot, double top, double bottom) {
        figure.line().ifPresent(value -> {
            double x = plot.x(value);
            sketch.line(x, top - 2, x, bottom + (marked() ? 4 : 0), Tone.INK.shade(), 1.2, 5, 4);
            if (marked()) {
                sketch.flag("threshold " + Numbers.significant(value, 4), x, bottom + 15, false, Tone.INK);
            }
        });
        figure.overall().ifPresent(value -> {
            double x = plot.x(value);
            sketch.line(x, top - 2, x, bottom, Tone.HEADLINE.faded(0.7), 1.2);
            sketch.flag("overall " + Scale.signed(value, figure.decimals()), x, top - 7, true, Tone.HEADLINE);
        });
    }

    private void words(Row one, double y) {
        boolean bold = headings && one.group().isEmpty();
        double indent = one.group().isEmpty() ? 0 : INDENT;
        double text = beside ? y + 15 : y + 14;
        String value = value(one);
        double room = beside ? names - indent + 1
                : sketch.room() - indent - Letters.width(value, Sketch.SMALL) - 10;
        String label = Letters.squeeze(one.label(), room, Sketch.SMALL, bold);
        sketch.lettered(label, Sketch.EDGE + indent, text, bold, Anchor.START, Tone.INK);
        sketch.lettered(value, sketch.width() - Sketch.EDGE, text, false, Anchor.END, Tone.INK);
        double after = Letters.width(label, Sketch.SMALL, bold) + 8;
        if (beside) {
            sketch.note(one.count(), Sketch.EDGE + names + GAP + counts, text, Anchor.END, Tone.FAINT);
        } else if (after + Letters.width(one.count(), Sketch.SMALL) <= room) {
            sketch.lettered(one.count(), Sketch.EDGE + indent + after, text, false, Anchor.START, Tone.FAINT);
        }
        if (beside && one.shrunken().isPresent()) {
            ForestFigure.Shrunken drawn = one.shrunken().get();
            sketch.note(numbers(drawn.estimate(), drawn.lower(), drawn.upper()), sketch.width() - Sketch.EDGE,
                    text + 13, Anchor.END, Tone.FAINT);
        }
    }

    private String value(Row one) {
        return one.estimate().isEmpty() ? "not estimable"
                : one.lower().isEmpty() ? Scale.signed(one.estimate().getAsDouble(), figure.decimals())
                + " (no interval)" : numbers(one.estimate().getAsDouble(), one.lower().getAsDouble(),
                one.upper().getAsDouble());
    }

    private String numbers(double estimate, double lower, double upper) {
        return Scale.signed(estimate, figure.decimals()) + " (" + Scale.fixed(lower, figure.decimals()) + " to "
                + Scale.fixed(upper, figure.decimals()) + ")";
    }

    private void effects(Plot plot, Row one, double y) {
        whisker(plot, one.lower(), one.upper(), y, Tone.BLUE);
        one.estimate().ifPresent(value -> {
            if (inside(plot, value)) {
                plot.dots(new double[] {value}, new double[] {-y}, Tone.BLUE.shade(), SeriesMarkers.SQUARE, 7);
            }
        });
        one.shrunken().ifPresent(drawn -> {
            whisker(plot, OptionalDouble.of(drawn.lower()), OptionalDouble.of(drawn.upper()), y + 12,
                    Tone.VERMILLION);
            if (inside(plot, drawn.estimate())) {
                plot.dots(new double[] {drawn.estimate()}, new double[] {-y - 12}, Tone.VERMILLION.shade(),
                        SeriesMarkers.DIAMOND, 7);
            }
        });
    }

    private static boolean inside(Plot plot, double value) {
        return plot.x(value) >= plot.box().getMinX() && plot.x(value) <= plot.box().getMaxX();
    }

    /** An interval; where it goes beyond the axis it ends in an arrow. */
    private void whisker(Plot plot, OptionalDouble lower, OptionalDouble upper, double y, Tone tone) {
        if (lower.isEmpty() || upper.isEmpty()) {
            return;
        }
        double from = plot.x(lower.getAsDouble());
        double to = plot.x(upper.getAsDouble());
        double left = plot.box().getMinX();
        double right = plot.box().getMaxX();
        if (to < left || from > right) {
            return;
        }
        if (from < left) {
            sketch.outline(tone.shade(), left, y, left + ARROW, y - 4, left + ARROW, y + 4);
        }
        if (to > right) {
            sketch.outline(tone.shade(), right, y, right - ARROW, y - 4, right - ARROW, y + 4);
        }
        sketch.line(Math.max(from, left), y, Math.min(to, right), y, tone.shade(), 2);
    }
}
