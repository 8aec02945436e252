package io.twinsim.report;

import io.twinsim.plot.MarginalsFigure;
import io.twinsim.plot.MarginalsFigure.Panel;
import io.twinsim.report.Mark.Anchor;
import java.awt.geom.Rectangle2D;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Draws small pictures in columns, each next one where there is most room: numbers as a filled staircase with the
 * second population as a line over it, categories as pairs of bars.
 */
final class MarginalsDrawing {

    private static final double LEAST_CELL = 230;
    private static final double GAP = 24;
    private static final double HEIGHT = 92;
    private static final double LABEL_ROW = 20;
    private static final double BAR = 7;
    private static final double NAMES_AT_MOST = 0.45;
    private static final Tone FIRST = Tone.SKY;
    private static final Tone SECOND = Tone.VERMILLION;

    private final MarginalsFigure figure;
    private final Sketch sketch;

    MarginalsDrawing(MarginalsFigure figure, Sketch sketch) {
        this.figure = figure;
        this.sketch = sketch;
    }

    void draw() {
        new Legend(sketch).area(figure.first(), FIRST.shade())
                .line(figure.second(), SECOND.shade(), Sketch.stroke(2.4)).end();
        sketch.note("% of units in each bin or category", Sketch.EDGE, sketch.advance(18), Anchor.START, Tone.FAINT);
        int columns = (int) Math.max(1, Math.min(figure.panels().size(), (sketch.room() + GAP) / (LEAST_CELL + GAP)));
        double cell = Math.min(2 * LEAST_CELL, (sketch.room() - GAP * (columns - 1)) / columns);
        double[] depths = new double[columns];
        Arrays.fill(depths, sketch.down());
        for (Panel panel : figure.panels()) {
            int least = 0;
            for (int c = 1; c < columns; c++) {
                least = depths[c] < depths[least] - 1 ? c : least;
            }
            depths[least] = cell(panel, Sketch.EDGE + least * (cell + GAP), depths[least] + 14, cell);
        }
        sketch.advance(Arrays.stream(depths).max().orElse(0) - sketch.down());
    }

    private double cell(Panel panel, double left, double top, double wide) {
        sketch.words(Letters.squeeze(panel.name(), wide, Sketch.SMALL, true), left, top + 12, Sketch.SMALL, true,
                Anchor.START, Tone.INK.shade());
        return panel.edges().isEmpty() ? bars(panel, left, top + 20, wide) : steps(panel, left, top + 24, wide);
    }

    private static double highest(Panel panel) {
        return Math.max(1e-9, Stream.concat(panel.first().stream(), panel.second().stream())
                .mapToDouble(share -> 100 * share).max().orElse(1));
    }

    private static List<String> percents(List<Double> ticks) {
        return Scale.labels(ticks).stream().map(text -> text + " %").toList();
    }

    private double steps(Panel panel, double left, double top, double wide) {
        Scale up = new Scale(0, 1.06 * highest(panel), false);
        double margin = Plot.widthLeft(up, 3, MarginalsDrawing::percents) + 8;
        Scale across = new Scale(panel.edges().get(0), panel.edges().get(panel.edges().size() - 1), false);
        Plot plot = new Plot(sketch, new Rectangle2D.Double(left + margin, top, wide - margin - 8, HEIGHT), across, up);
        double end = plot.labelsBelow(top, top + HEIGHT, "");
        plot.labelsLeft(3, MarginalsDrawing::percents);
        plot.area(stairs(panel.edges()), heights(panel.first()), FIRST.shade());
        plot.line(stairs(panel.edges()), heights(panel.second()), SECOND.shade(), Sketch.stroke(1.8));
        plot.paint();
        return end;
    }

    /** Every border twice, so that steps are upright. */
    private static double[] stairs(List<Double> edges) {
        double[] x = new double[2 * edges.size()];
        for (int i = 0; i < x.length; i++) {
            x[i] = edges.get(i / 2);
        }
        return x;
    }

    private static double[] heights(List<Double> shares) {
        double[] y = new double[2 * shares.size() + 2];
        for (int i = 0; i < shares.size(); i++) {
            y[2 * i + 1] = 100 * shares.get(i);
            y[2 * i + 2] = 100 * shares.get(i);
        }
        return y;
    }

    private double bars(Panel panel, double left, double top, double wide) {
        double names = Math.min(NAMES_AT_MOST * wide, panel.labels().stream()
                .mapToDouble(label -> Letters.width(label, Sketch.SMALL)).max().orElse(0));
        double bottom = top + LABEL_ROW * panel.labels().size();
        Plot plot = new Plot(sketch, new Rectangle2D.Double(left + names + 8, top, wide - names - 16, bottom - top),
                new Scale(0, 1.02 * highest(panel), false), new Scale(-bottom, -top, false));
        double end = plot.labelsBelow(top, bottom, "", MarginalsDrawing::percents);
        for (int i = 0; i < panel.labels().size(); i++) {
            double y = top + LABEL_ROW * i + LABEL_ROW / 2;
            sketch.note(Letters.squeeze(panel.labels().get(i), names, Sketch.SMALL, false), left + names, y + 4,
                    Anchor.END, Tone.INK);
            bar(plot, panel.first().get(i), y - BAR, FIRST);
            bar(plot, panel.second().get(i), y, SECOND);
        }
        plot.paint();
        sketch.line(plot.x(0), top, plot.x(0), bottom, Tone.FAINT.shade(), 1);
        return end;
    }

    private static void bar(Plot plot, double share, double top, Tone tone) {
        if (share > 0) {
            plot.ribbon(new double[] {0, 100 * share}, new double[] {-top - BAR, -top - BAR},
                    new double[] {-top, -top}, tone.shade());
        }
    }
}
