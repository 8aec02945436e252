package io.twinsim.report;

import io.twinsim.internal.text.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.font.FontRenderContext;
import java.util.Locale;
import org.knowm.xchart.AnnotationText;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Draws an {@link EffectFigure}: the share of twins by effect as a staircase; below the axis of the shares one bar
 * for each interval with its name and ends, the headline in red; a line through all of it at the estimate, a dashed
 * one at the threshold.
 */
final class EffectChart {

    private static final int WIDTH = 900;
    /** What is left of the width for the plot, about. */
    private static final int PLOT_WIDTH = 820;
    /** Between a bar and its label. */
    private static final int GAP = 8;
    private static final int PLOT_HEIGHT = 380;
    private static final int BAR_HEIGHT = 44;

    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);
    private static final Color INK = new Color(0x26, 0x2b, 0x33);
    private static final Color FAINT = new Color(0x6b, 0x72, 0x80);
    private static final Color TWINS = new Color(0xc7, 0xd7, 0xea);
    private static final Color EDGE = new Color(0x6f, 0x94, 0xbd);
    private static final Color MEAN = new Color(0xb4, 0x3a, 0x2f);

    /** The bars share what is below zero: each takes this part of the highest bin. */
    private static final double STEP = 0.13;

    private final EffectFigure figure;
    private final double highest;
    private final XYChart chart;
    private double left;
    private double right;

    private EffectChart(EffectFigure figure) {
        this.figure = figure;
        this.highest = highest(figure);
        this.chart = new XYChartBuilder().width(WIDTH)
                .height(PLOT_HEIGHT + 110 + BAR_HEIGHT * figure.bars().size())
                .title(figure.title()).xAxisTitle(figure.axis()).yAxisTitle("% of twins").build();
    }

    static XYChart draw(EffectFigure figure) {
        EffectChart drawing = new EffectChart(figure);
        drawing.style();
        drawing.range();
        drawing.histogram();
        drawing.bars();
        drawing.marks();
        return drawing.chart;
    }

    private static double highest(EffectFigure figure) {
        double most = 0;
        for (double share : shares(figure)) {
            most = Math.max(most, share);
        }
        return most > 0 ? most : 1;
    }

    private static double[] shares(EffectFigure figure) {
        long n = 0;
        for (long count : figure.counts()) {
            n += count;
        }
        double[] shares = new double[figure.counts().length];
        for (int i = 0; i < shares.length; i++) {
            shares[i] = n == 0 ? 0 : 100.0 * figure.counts()[i] / n;
        }
        return shares;
    }

    private void style() {
        XYStyler styler = chart.getStyler();
        styler.setLocale(Locale.ROOT);
        styler.setBaseFont(TEXT);
        styler.setChartBackgroundColor(Color.WHITE).setChartFontColor(INK).setChartPadding(14)
                .setLegendVisible(false).setPlotBorderVisible(false).setPlotBackgroundColor(Color.WHITE)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16)).setChartTitlePadding(10)
                .setPlotContentSize(0.98);
        styler.setAxisTitleFont(TEXT)
                .setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12))
                .setAxisTickLabelsColor(INK).setAxisTickMarksColor(FAINT)
                .setPlotGridLinesVisible(false).setPlotMargin(0).setAxisTicksMarksVisible(false);
        styler.setAnnotationTextFont(TEXT).setAnnotationTextFontColor(INK);
        styler.setYAxisMin(-STEP * highest * (figure.bars().size() + 0.9)).setYAxisMax(highest * 1.12);
        styler.setYAxisTickLabelsFormattingFunction(share -> share < 0 || share > 100 ? ""
                : Numbers.significant(share, 3));
        styler.setXAxisTickLabelsFormattingFunction(effect -> Numbers.significant(effect, 4));
    }

    /** Two points for each edge, so that the steps are upright. */
    private void histogram() {
        double[] shares = shares(figure);
        double[] edges = figure.edges();
        double[] x = new double[2 * edges.length];
        double[] y = new double[2 * edges.length];
        for (int i = 0; i < edges.length; i++) {
            x[2 * i] = edges[i];
            x[2 * i + 1] = edges[i];
            y[2 * i] = i == 0 ? 0 : shares[i - 1];
            y[2 * i + 1] = i == shares.length ? 0 : shares[i];
        }
        XYSeries twins = chart.addSeries("twins", x, y);
        twins.setXYSeriesRenderStyle(XYSeriesRenderStyle.Area).setMarker(SeriesMarkers.NONE);
        twins.setFillColor(TWINS);
        twins.setLineColor(EDGE).setLineWidth(1);
    }

    private void bars() {
        for (int i = 0; i < figure.bars().size(); i++) {
            EffectFigure.Bar bar = figure.bars().get(i);
            double y = -STEP * highest * (i + 0.75);
            line(bar.name(), bar.lower(), y, bar.upper(), y, i == 0 ? MEAN : FAINT,
                    new BasicStroke(5, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER));
            // Text is centred on its anchor: it stands on the side with more room.
            double pixel = (right - left) / PLOT_WIDTH;
            double away = (GAP + width(label(bar)) / 2) * pixel;
            boolean atRight = right - bar.upper() >= bar.lower() - left;
            chart.addAnnotation(new AnnotationText(
                    label(bar), atRight ? bar.upper() + away : bar.lower() - away, y, false));
        }
    }

    /**
     * The axis holds bins, intervals and threshold, and to the right of each bar its label if the left is too narrow.
     */
    private void range() {
        double from = Math.min(figure.edges()[0], figure.estimate());
        double to = Math.max(figure.edges()[figure.edges().length - 1], figure.estimate());
        if (figure.threshold().isPresent()) {
            from = Math.min(from, figure.threshold().getAsDouble());
            to = Math.max(to, figure.threshold().getAsDouble());
        }
        for (EffectFigure.Bar bar : figure.bars()) {
            from = Math.min(from, bar.lower());
            to = Math.max(to, bar.upper());
        }
        double margin = 0.07 * (to - from);
        left = from - margin;
        right = to + margin;
        for (EffectFigure.Bar bar : figure.bars()) {
            double share = (2 * GAP + width(label(bar))) / PLOT_WIDTH;
            boolean fits = Math.max(right - bar.upper(), bar.lower() - left) >= share * (right - left);
            right = fits ? right : Math.max(right, (bar.upper() - share * left) / (1 - share));
        }
        chart.getStyler().setXAxisMin(left).setXAxisMax(right);
    }

    private static String label(EffectFigure.Bar bar) {
        return bar.name() + "  " + Numbers.fixed(bar.lower(), 4) + " to " + Numbers.fixed(bar.upper(), 4);
    }

    private static double width(String text) {
        return TEXT.getStringBounds(text, new FontRenderContext(null, true, true)).getWidth();
    }

    private void marks() {
        double bottom = -STEP * highest * (figure.bars().size() + 0.4);
        line("mean", figure.estimate(), bottom, figure.estimate(), highest * 1.03, MEAN, new BasicStroke(1.6f));
        chart.addAnnotation(new AnnotationText(
                "mean " + Numbers.signed(figure.estimate(), 4), figure.estimate(), highest * 1.07, false));
        figure.threshold().ifPresent(threshold -> {
            line("threshold", threshold, bottom, threshold, highest * 0.97, FAINT,
                    new BasicStroke(1.2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_MITER, 10, new float[] {5, 4}, 0));
            chart.addAnnotation(new AnnotationText("threshold " + Numbers.significant(threshold, 4), threshold,
                    -STEP * highest * (figure.bars().size() + 0.65), false));
        });
    }

    private void line(String name, double x0, double y0, double x1, double y1, Color color, BasicStroke stroke) {
        XYSeries line = chart.addSeries(name, new double[] {x0, x1}, new double[] {y0, y1});
        line.setXYSeriesRenderStyle(XYSeriesRenderStyle.Line).setMarker(SeriesMarkers.NONE);
        line.setLineColor(color).setLineStyle(stroke);
    }
}
