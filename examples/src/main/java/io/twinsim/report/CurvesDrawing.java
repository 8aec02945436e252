package io.twinsim.report;

import io.twinsim.plot.CurvesFigure;
import io.twinsim.plot.CurvesFigure.Band;
import io.twinsim.plot.CurvesFigure.Curve;
import io.twinsim.plot.CurvesFigure.Panel;
import io.twinsim.report.Mark.Anchor;
import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;

/**
 * Draws curves with their bands, panels below each other on one axis. Curves differ in colour and in dashes and are
 * named, with their bands, above their panel.
 */
final class CurvesDrawing {

    private static final double HEIGHT = 220;
    private static final int TICKS = 5;
    private static final float[][] DASHES = {{}, {9, 4}, {3, 3}, {12, 3, 3, 3}};
    /** Of several curves bands lie over each other, which their edges tell apart. */
    private static final double EDGES = 0.7;
    private static final double[] OPACITY = {0.16, 0.34, 0.5};

    private final CurvesFigure figure;
    private final Sketch sketch;
    private List<String> named = List.of();

    CurvesDrawing(CurvesFigure figure, Sketch sketch) {
        this.figure = figure;
        this.sketch = sketch;
    }

    void draw() {
        double left = Sketch.EDGE + 8 + figure.panels().stream().mapToDouble(panel ->
                Plot.widthLeft(range(panel), TICKS, Scale::labels)).max().orElse(0);
        List<Double> ends = figure.panels().stream().flatMap(panel -> panel.x().stream()).toList();
        double from = ends.stream().mapToDouble(x -> x).min().orElse(0);
        double to = ends.stream().mapToDouble(x -> x).max().orElse(1);
        Scale across = from < to ? new Scale(from, to, false) : Scale.around(from, to, 0);
        for (int i = 0; i < figure.panels().size(); i++) {
            draw(figure.panels().get(i), across, left, i == figure.panels().size() - 1);
        }
    }

    private void draw(Panel panel, Scale across, double left, boolean last) {
        for (String line : Letters.wrap(panel.axis(), sketch.room(), Sketch.TEXT, true, 2)) {
            sketch.words(line, Sketch.EDGE, sketch.advance(17), Sketch.TEXT, true, Anchor.START, Tone.INK.shade());
        }
        legend(panel);
        double top = sketch.advance(10);
        Plot plot = new Plot(sketch, new Rectangle2D.Double(left, top,
                sketch.width() - Sketch.EDGE - 10 - left, HEIGHT), across, range(panel));
        double end = plot.labelsBelow(top, top + HEIGHT, last ? figure.axis() : "");
        plot.labelsLeft(TICKS, Scale::labels);
        panel.line().ifPresent(value -> sketch.line(left, plot.y(value), plot.box().getMaxX(), plot.y(value),
                Tone.INK.shade(), 1.2, 5, 4));
        for (int pass = 0; pass < 2; pass++) {
            for (int i = 0; i < panel.curves().size(); i++) {
                curve(plot, panel, i, pass == 0);
            }
        }
        plot.paint();
        sketch.advance(end - sketch.down() + (last ? 0 : 8));
    }

    /** Bands of one curve have its colour, those of several a grey. What the panel above has named is not repeated. */
    private void legend(Panel panel) {
        Set<String> bands = new LinkedHashSet<>();
        panel.curves().forEach(curve -> curve.bands().forEach(band -> bands.add(band.name())));
        List<String> names = new ArrayList<>(panel.curves().stream().map(Curve::name).toList());
        names.addAll(bands);
        if (names.equals(named)) {
            return;
        }
        named = names;
        boolean one = panel.curves().size() == 1;
        Legend legend = new Legend(sketch);
        for (int i = 0; i < panel.curves().size(); i++) {
            legend.line(panel.curves().get(i).name(), Tone.series(i).shade(), stroke(i));
        }
        List<Tone.Shade> shades = new ArrayList<>();
        for (String name : bands) {
            shades.add((one ? Tone.series(0) : Tone.INK).faded(opacity(shades.size())));
            legend.area(name, shades.toArray(Tone.Shade[]::new));
        }
        legend.end();
    }

    /** Bands lie below all curves. */
    private void curve(Plot plot, Panel panel, int number, boolean bands) {
        Curve curve = panel.curves().get(number);
        Thinned thinned = new Thinned(panel.x(), (int) plot.box().getWidth());
        if (bands) {
            for (int k = 0; k < curve.bands().size() && panel.x().size() > 1; k++) {
                Band band = curve.bands().get(k);
                double[] lower = thinned.least(band.lower());
                double[] upper = thinned.most(band.upper());
                plot.ribbon(thinned.bandX(), lower, upper, Tone.series(number).faded(opacity(k)));
                if (k == 0 && panel.curves().size() > 1) {
                    plot.line(thinned.bandX(), lower, Tone.series(number).faded(EDGES), Sketch.stroke(1));
                    plot.line(thinned.bandX(), upper, Tone.series(number).faded(EDGES), Sketch.stroke(1));
                }
            }
        } else if (panel.x().size() > 1) {
            plot.line(thinned.x(curve.values()), thinned.y(curve.values()), Tone.series(number).shade(),
                    stroke(number));
        } else {
            plot.dots(new double[] {panel.x().get(0)}, new double[] {curve.values().get(0)},
                    Tone.series(number).shade(), org.knowm.xchart.style.markers.SeriesMarkers.CIRCLE, 8);
        }
    }

    static BasicStroke stroke(int number) {
        return Sketch.stroke(2.2, DASHES[number % DASHES.length]);
    }

    static double opacity(int band) {
        return OPACITY[Math.min(band, OPACITY.length - 1)];
    }

    private static Scale range(Panel panel) {
        List<Double> all = new ArrayList<>();
        panel.line().ifPresent(all::add);
        for (Curve curve : panel.curves()) {
            all.addAll(curve.values());
            curve.bands().forEach(band -> {
                all.addAll(band.lower());
                all.addAll(band.upper());
            });
        }
        DoubleStream values = all.stream().mapToDouble(value -> value);
        var ends = values.summaryStatistics();
        return Scale.around(ends.getMin(), ends.getMax(), 0.05);
    }
}
