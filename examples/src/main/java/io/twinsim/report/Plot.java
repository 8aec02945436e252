package io.twinsim.report;

import de.erichseifert.vectorgraphics2d.VectorGraphics2D;
import io.twinsim.report.Mark.Anchor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Rectangle2D;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * A plot within a chart. XChart draws what stands for data; axes and all words are set here, as text that stays text
 * and in places that no font moves.
 */
final class Plot {

    private static final double TICK_GAP = 14;
    private static final double LINE = 15;
    private static final int MOST_TICKS = 8;

    private final Sketch sketch;
    private final Rectangle2D box;
    private final Scale across;
    private final Scale up;
    private final XYChart chart;
    private final Map<Color, Tone.Shade> shades = new HashMap<>();
    private int series;

    Plot(Sketch sketch, Rectangle2D box, Scale across, Scale up) {
        this.sketch = sketch;
        this.box = box;
        this.across = across;
        this.up = up;
        this.chart = new XYChart((int) Math.ceil(box.getWidth()), (int) Math.ceil(box.getHeight()));
        XYStyler styler = chart.getStyler();
        styler.setChartPadding(0).setChartTitleVisible(false).setLegendVisible(false).setPlotContentSize(1)
                .setPlotBorderVisible(false);
        styler.setAxisTitlesVisible(false).setAxisTicksVisible(false).setPlotGridLinesVisible(false)
                .setPlotTicksMarksVisible(false).setPlotMargin(0);
        XYSeries corners = chart.addSeries("corners",
                new double[] {across.of(across.lower()), across.of(across.upper())},
                new double[] {up.of(up.lower()), up.of(up.upper())});
        corners.setMarker(SeriesMarkers.NONE).setLineColor(DrawnMarks.CORNERS).setLineStyle(SeriesLines.SOLID);
        styler.setXAxisMin(across.of(across.lower())).setXAxisMax(across.of(across.upper()))
                .setYAxisMin(up.of(up.lower())).setYAxisMax(up.of(up.upper()));
    }

    double x(double value) {
        return box.getX() + box.getWidth() * across.at(value);
    }

    double y(double value) {
        return box.getMaxY() - box.getHeight() * up.at(value);
    }

    Rectangle2D box() {
        return box;
    }

    /** Everything between a curve and 0. */
    void area(double[] x, double[] y, Tone.Shade shade) {
        filled(x, y, XYSeriesRenderStyle.Area, shade);
    }

    /** Everything between two curves. */
    void ribbon(double[] x, double[] lower, double[] upper, Tone.Shade shade) {
        int n = x.length;
        double[] around = new double[2 * n];
        double[] heights = new double[2 * n];
        for (int i = 0; i < n; i++) {
            around[i] = x[i];
            heights[i] = upper[i];
            around[n + i] = x[n - 1 - i];
            heights[n + i] = lower[n - 1 - i];
        }
        filled(around, heights, XYSeriesRenderStyle.PolygonArea, shade);
    }

    private void filled(double[] x, double[] y, XYSeriesRenderStyle style, Tone.Shade shade) {
        XYSeries added = series(x, y);
        added.setXYSeriesRenderStyle(style).setMarker(SeriesMarkers.NONE);
        added.setFillColor(color(shade));
        added.setLineStyle(SeriesLines.NONE);
    }

    void line(double[] x, double[] y, Tone.Shade shade, BasicStroke stroke) {
        XYSeries added = series(x, y);
        added.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line).setMarker(SeriesMarkers.NONE);
        added.setLineColor(color(shade)).setLineStyle(stroke);
    }

    void dots(double[] x, double[] y, Tone.Shade shade, Marker marker, int size) {
        XYSeries added = series(x, y);
        chart.getStyler().setMarkerSize(size);
        added.setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter).setMarker(marker);
        added.setMarkerColor(color(shade));
    }

    private XYSeries series(double[] x, double[] y) {
        double[] drawnX = new double[x.length];
        double[] drawnY = new double[y.length];
        for (int i = 0; i < x.length; i++) {
            drawnX[i] = across.of(x[i]);
            drawnY[i] = up.of(y[i]);
        }
        series++;
        return chart.addSeries("series " + series, drawnX, drawnY);
    }

    private Color color(Tone.Shade shade) {
        shades.put(shade.color(), shade);
        return shade.color();
    }

    /** Draws the data. */
    void paint() {
        if (series == 0) {
            return;
        }
        VectorGraphics2D drawn = new VectorGraphics2D();
        chart.paint(drawn, chart.getWidth(), chart.getHeight());
        new DrawnMarks(shades, box).copy(drawn.getCommands(), sketch);
    }

    /** Light lines upward at round values, their numbers below a height; the axis title below them. */
    double labelsBelow(double top, double height, String title) {
        return labelsBelow(top, height, title, across.logarithmic()
                ? ticks -> ticks.stream().map(tick -> Scale.labels(List.of(tick)).get(0)).toList() : Scale::labels);
    }

    /** The same with other texts. */
    double labelsBelow(double top, double height, String title, Function<List<Double>, List<String>> texts) {
        List<Double> ticks = ticks(across, sketch.narrow() ? MOST_TICKS - 2 : MOST_TICKS, box.getWidth(), texts);
        List<String> labels = texts.apply(ticks);
        for (int i = 0; i < ticks.size(); i++) {
            double x = x(ticks.get(i));
            sketch.line(x, top, x, height + 4, Tone.GRID.shade(), 1);
            double half = Letters.width(labels.get(i), Sketch.SMALL) / 2;
            sketch.note(labels.get(i), Math.max(half + 2, Math.min(sketch.width() - half - 2, x)), height + LINE + 3,
                    Anchor.MIDDLE, Tone.INK);
        }
        double y = height + LINE + 3;
        for (String line : Letters.wrap(title, sketch.room(), Sketch.SMALL, false, title.isEmpty() ? 0 : 3)) {
            y += LINE + 2;
            double half = Letters.width(line, Sketch.SMALL) / 2;
            double middle = Math.max(Sketch.EDGE + half,
                    Math.min(sketch.width() - Sketch.EDGE - half, box.getCenterX()));
            sketch.note(line, middle, y, Anchor.MIDDLE, Tone.FAINT);
        }
        return y + 4;
    }

    /** As many round values as have room for their texts. */
    private static List<Double> ticks(Scale scale, int most, double room,
            Function<List<Double>, List<String>> texts) {
        for (int k = most; k > 2; k--) {
            List<Double> ticks = scale.ticks(k);
            double widest = texts.apply(ticks).stream().mapToDouble(text -> Letters.width(text, Sketch.SMALL)).max()
                    .orElse(0);
            if (ticks.size() * (widest + TICK_GAP) <= room) {
                return ticks;
            }
        }
        return scale.ticks(2);
    }

    /** Light lines across at round values, their texts at the left. */
    void labelsLeft(int most, Function<List<Double>, List<String>> texts) {
        List<Double> ticks = up.ticks(most);
        List<String> labels = texts.apply(ticks);
        for (int i = 0; i < ticks.size(); i++) {
            double y = y(ticks.get(i));
            sketch.line(box.getX(), y, box.getMaxX(), y, Tone.GRID.shade(), 1);
            sketch.note(labels.get(i), box.getX() - 6, y + 4, Anchor.END, Tone.INK);
        }
    }

    /** How wide those texts are. */
    static double widthLeft(Scale up, int most, Function<List<Double>, List<String>> texts) {
        return texts.apply(up.ticks(most)).stream().mapToDouble(text -> Letters.width(text, Sketch.SMALL)).max()
                .orElse(0);
    }
}
