package io.twinsim.report;

import io.twinsim.internal.text.Numbers;
import io.twinsim.plot.DistributionFigure;
import io.twinsim.plot.DistributionFigure.Bin;
import io.twinsim.plot.DistributionFigure.Span;
import io.twinsim.report.Mark.Anchor;
import java.awt.geom.Rectangle2D;
import java.util.List;

/**
 * Draws the share of units by effect as a staircase; below it one bar for each interval with its name and its ends, the
 * headline in its colour; a line through all of it at the mean, a dashed one at the threshold.
 */
final class DistributionDrawing {

    private static final double HEIGHT = 250;
    private static final double LEAST_PLOT = 260;
    private static final double ROW = 26;
    private static final double TALL_ROW = 40;
    private static final double GAP = 14;
    private static final int TICKS = 5;

    private final DistributionFigure figure;
    private final Sketch sketch;

    DistributionDrawing(DistributionFigure figure, Sketch sketch) {
        this.figure = figure;
        this.sketch = sketch;
    }

    void draw() {
        Scale up = new Scale(0, Math.max(1e-9, 1.04 * highest()), false);
        double ticksWidth = Plot.widthLeft(up, TICKS, DistributionDrawing::percents) + 8;
        double names = widest(true) + GAP;
        double ends = widest(false) + GAP;
        boolean beside = sketch.room() - Math.max(names, ticksWidth) - ends >= LEAST_PLOT;
        double left = Sketch.EDGE + (beside ? Math.max(names, ticksWidth) : ticksWidth);
        double right = sketch.width() - Sketch.EDGE - (beside ? ends : 2);
        String counted = "% of " + figure.unit();
        sketch.note(counted, Math.max(Sketch.EDGE, left - 6 - Letters.width(counted, Sketch.SMALL)),
                sketch.advance(12), Anchor.START, Tone.FAINT);
        double top = sketch.advance(26);
        Plot plot = new Plot(sketch, new Rectangle2D.Double(left, top, right - left, HEIGHT), range(), up);
        double row = beside ? ROW : TALL_ROW;
        double lanes = top + HEIGHT + 10;
        double bottom = lanes + row * figure.intervals().size() + (figure.threshold().isPresent() ? 18 : 0);
        double end = plot.labelsBelow(top, bottom, figure.axis());
        plot.labelsLeft(TICKS, DistributionDrawing::percents);
        staircase(plot);
        sketch.line(left, top + HEIGHT, right, top + HEIGHT, Tone.FAINT.shade(), 1);
        marks(plot, top, bottom);
        for (int i = 0; i < figure.intervals().size(); i++) {
            bar(plot, figure.intervals().get(i), lanes + row * i, beside, i == 0 ? Tone.HEADLINE : Tone.FAINT);
        }
        sketch.advance(end - sketch.down());
    }

    private static List<String> percents(List<Double> ticks) {
        return Scale.labels(ticks).stream().map(text -> text + " %").toList();
    }

    private double highest() {
        return figure.bins().stream().mapToDouble(this::share).max().orElse(0);
    }

    private double share(Bin bin) {
        return figure.count() == 0 ? 0 : 100.0 * bin.count() / figure.count();
    }

    private double widest(boolean names) {
        return figure.intervals().stream().mapToDouble(span -> Letters.width(names ? span.name() : ends(span),
                Sketch.SMALL)).max().orElse(0);
    }

    private String ends(Span span) {
        return Scale.fixed(span.lower(), figure.decimals()) + " to " + Scale.fixed(span.upper(), figure.decimals());
    }

    private Scale range() {
        double from = Math.min(figure.bins().get(0).from(), figure.estimate());
        double to = Math.max(figure.bins().get(figure.bins().size() - 1).to(), figure.estimate());
        if (figure.threshold().isPresent()) {
            from = Math.min(from, figure.threshold().getAsDouble());
            to = Math.max(to, figure.threshold().getAsDouble());
        }
        for (Span span : figure.intervals()) {
            from = Math.min(from, span.lower());
            to = Math.max(to, span.upper());
        }
        return Scale.around(from, to, 0.03);
    }

    /** Two points for each border, so that the steps are upright. */
    private void staircase(Plot plot) {
        int n = figure.bins().size();
        double[] x = new double[2 * n + 2];
        double[] y = new double[2 * n + 2];
        x[0] = figure.bins().get(0).from();
        x[2 * n + 1] = figure.bins().get(n - 1).to();
        for (int i = 0; i < n; i++) {
            Bin bin = figure.bins().get(i);
            x[2 * i + 1] = bin.from();
            x[2 * i + 2] = bin.to();
            y[2 * i + 1] = share(bin);
            y[2 * i + 2] = share(bin);
        }
        plot.area(x, y, Tone.AREA.shade());
        plot.line(x, y, Tone.BLUE.shade(), Sketch.stroke(1.2));
        plot.paint();
    }

    private void bar(Plot plot, Span span, double top, boolean beside, Tone tone) {
        double y = top + (beside ? ROW / 2 : TALL_ROW - 10);
        double text = beside ? y + 4 : top + 16;
        sketch.lettered(span.name(), Sketch.EDGE, text, tone == Tone.HEADLINE, Anchor.START,
                tone == Tone.HEADLINE ? Tone.HEADLINE : Tone.INK);
        sketch.lettered(ends(span), sketch.width() - Sketch.EDGE, text, false, Anchor.END, Tone.INK);
        double from = plot.x(span.lower());
        double wide = Math.max(2.5, plot.x(span.upper()) - from);
        double start = wide > 2.5 ? from : (from + plot.x(span.upper()) - wide) / 2;
        sketch.box(start, y - 3, wide, 6, tone.shade());
    }

    private void marks(Plot plot, double top, double bottom) {
        double mean = plot.x(figure.estimate());
        figure.threshold().ifPresent(value -> {
            double x = plot.x(value);
            sketch.line(x, top + 2, x, bottom - 14, Tone.INK.shade(), 1.2, 5, 4);
            sketch.flag("threshold " + Numbers.significant(value, 4), x, bottom - 3, false, Tone.INK);
        });
        sketch.line(mean, top - 4, mean, bottom - (figure.threshold().isPresent() ? 16 : 0), Tone.HEADLINE.shade(),
                1.6);
        sketch.flag("mean " + Scale.signed(figure.estimate(), figure.decimals()), mean, top - 9, true,
                Tone.HEADLINE);
    }
}
