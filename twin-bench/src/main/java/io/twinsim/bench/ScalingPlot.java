package io.twinsim.bench;

import io.twinsim.plot.ScalingFigure;
import io.twinsim.plot.ScalingFigure.Kind;
import io.twinsim.plot.ScalingFigure.Point;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Time against size, both on a logarithmic scale, so that what grows in proportion is a straight line: one line for
 * each method, peers dashed, floors dotted and grey.
 */
final class ScalingPlot {

    /** More lines than these are drawn in one plot for each of their parameters. */
    private static final int MOST = 12;

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

    /** What it shows. */
    ScalingFigure figure() {
        Measured any = lines.values().iterator().next().get(0);
        return new ScalingFigure(title, any.by(), lines.entrySet().stream()
                .map(line -> new ScalingFigure.Line(line.getKey(), Kind.valueOf(line.getValue().get(0).kind().name()),
                        line.getValue().stream().map(m -> new Point(m.size(), m.nanos())).toList())).toList());
    }

    /**
     * Writes it as SVG.
     *
     * @param path the file
     */
    void write(Path path) {
        figure().write(path);
    }
}
