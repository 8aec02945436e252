package io.twinsim.bench;

import io.twinsim.internal.text.Numbers;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.Styler.LegendPosition;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/**
 * Time against size, both on a logarithmic scale, so that what grows in proportion is a straight line: one line for
 * each method, peers dashed, floors dotted and grey. Colours are told apart by the colour-blind too (Okabe and Ito
 * 2008), and neighbours have different markers.
 */
final class ScalingPlot {

    private static final int WIDTH = 960;
    private static final int HEIGHT = 560;
    /** More lines than these are drawn in one plot for each of their parameters. */
    private static final int MOST = 12;
    private static final Color[] COLORS = {new Color(0x0072b2), new Color(0xd55e00), new Color(0x009e73),
        new Color(0xcc79a7), new Color(0xe69f00), new Color(0x56b4e9), new Color(0x262b33)};
    private static final Marker[] MARKERS = {SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND,
        SeriesMarkers.TRIANGLE_UP, SeriesMarkers.TRIANGLE_DOWN, SeriesMarkers.CROSS};
    private static final Color FLOOR = new Color(0x8a8f98);
    private static final Color INK = new Color(0x26, 0x2b, 0x33);
    private static final Font TEXT = new Font(Font.SANS_SERIF, Font.PLAIN, 13);

    private final String name;
    private final String title;
    private final Map<String, List<Measured>> lines;

    private ScalingPlot(String name, String title, Map<String, List<Measured>> lines) {
        this.name = name;
        this.title = title;
        this.lines = lines;
    }

    /** The plots of a run: one for each class with at least two sizes. */
    static List<ScalingPlot> of(List<Measured> results) {
        Map<String, List<Measured>> groups = new TreeMap<>();
        results.forEach(m -> groups.computeIfAbsent(m.group() + ", by " + m.by(), key -> new ArrayList<>()).add(m));
        List<ScalingPlot> plots = new ArrayList<>();
        groups.forEach((title, group) -> {
            String own = group.get(0).group();
            boolean alone = groups.keySet().stream().filter(key -> key.startsWith(own + ",")).count() == 1;
            String name = alone ? own : own + "-" + group.get(0).by();
            Map<String, List<Measured>> lines = lines(group);
            if (lines.size() <= MOST) {
                plots.add(new ScalingPlot(name, title, lines));
                return;
            }
            Map<String, List<Measured>> parts = new LinkedHashMap<>();
            group.stream().filter(m -> !m.others().isEmpty()).forEach(m -> parts.computeIfAbsent(
                    String.join(" ", m.others().values()), key -> new ArrayList<>()).add(m));
            parts.forEach((part, some) -> {
                List<Measured> all = new ArrayList<>(some);
                group.stream().filter(m -> m.others().isEmpty()).forEach(all::add);
                plots.add(new ScalingPlot(name + "-" + part.replace(' ', '-').toLowerCase(Locale.ROOT),
                        title + ", " + part, lines(all)));
            });
        });
        plots.removeIf(plot -> plot.lines.isEmpty());
        return plots;
    }

    private static Map<String, List<Measured>> lines(List<Measured> group) {
        Map<String, List<Measured>> lines = new LinkedHashMap<>();
        group.stream().sorted(Comparator.comparing(Measured::kind).thenComparing(Measured::job)
                .thenComparingLong(Measured::size)).filter(m -> m.nanos() > 0)
                .forEach(m -> lines.computeIfAbsent(label(m), key -> new ArrayList<>()).add(m));
        lines.values().removeIf(line -> line.size() < 2);
        return lines;
    }

    private static String label(Measured m) {
        return m.job() + (m.kind() == Measured.Kind.OURS ? "" : " (" + m.kind().name().toLowerCase(Locale.ROOT) + ")");
    }

    /** The part of the file's name that is its own. */
    String name() {
        return name;
    }

    /** The names of the lines. */
    List<String> series() {
        return List.copyOf(lines.keySet());
    }

    /** Draws it. */
    XYChart chart() {
        Measured any = lines.values().iterator().next().get(0);
        XYChart chart = new XYChartBuilder().width(WIDTH).height(HEIGHT).title(title + ": time of one call")
                .xAxisTitle(any.by()).yAxisTitle("time").build();
        style(chart.getStyler());
        int next = 0;
        for (Map.Entry<String, List<Measured>> line : lines.entrySet()) {
            double[] x = line.getValue().stream().mapToDouble(Measured::size).toArray();
            double[] y = line.getValue().stream().mapToDouble(Measured::nanos).toArray();
            XYSeries series = chart.addSeries(line.getKey(), x, y);
            Measured.Kind kind = line.getValue().get(0).kind();
            Color color = kind == Measured.Kind.FLOOR ? FLOOR : COLORS[next % COLORS.length];
            series.setMarker(MARKERS[next % MARKERS.length]).setMarkerColor(color);
            series.setLineColor(color).setLineStyle(stroke(kind));
            next++;
        }
        return chart;
    }

    private static BasicStroke stroke(Measured.Kind kind) {
        return switch (kind) {
            case OURS -> new BasicStroke(2.4f);
            case PEER -> new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {9, 6}, 0);
            case FLOOR -> new BasicStroke(2f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, new float[] {2, 4}, 0);
        };
    }

    private static void style(XYStyler styler) {
        styler.setLocale(Locale.ROOT);
        styler.setBaseFont(TEXT);
        styler.setChartBackgroundColor(Color.WHITE).setChartFontColor(INK).setChartPadding(14)
                .setLegendPosition(LegendPosition.OutsideE).setLegendFont(TEXT).setLegendBorderColor(Color.WHITE)
                .setPlotBorderVisible(false).setPlotBackgroundColor(Color.WHITE)
                .setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16)).setPlotContentSize(0.96);
        styler.setXAxisLogarithmic(true).setYAxisLogarithmic(true).setAxisTitleFont(TEXT).setAxisTickLabelsFont(TEXT)
                .setAxisTickLabelsColor(INK).setPlotGridLinesColor(new Color(0xdf, 0xe3, 0xe8))
                .setPlotGridLinesStroke(new BasicStroke(1));
        styler.setMarkerSize(8);
        styler.setXAxisTickLabelsFormattingFunction(size -> Numbers.grouped(Math.round(size)));
        styler.setYAxisTickLabelsFormattingFunction(ScalingPlot::tick);
    }

    private static String tick(double nanos) {
        return Figures.time(nanos).replaceFirst("\\.0+ ", " ");
    }

    /**
     * Writes it as SVG. Letters are drawn as outlines, which look alike everywhere; the text goes into the title.
     *
     * @param path the file
     */
    void write(Path path) {
        try {
            String drawn = new String(ChartEncoder.getBytes(chart(), "svg"), StandardCharsets.UTF_8);
            int start = drawn.indexOf('>', drawn.indexOf("<svg")) + 1;
            Files.writeString(path, drawn.substring(0, start) + "\n  <title>" + escaped(title + ": "
                    + String.join(", ", series())) + "</title>" + drawn.substring(start));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path + ": " + e.getMessage(), e);
        }
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
