package io.twinsim.plot;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Time against size, both on a logarithmic scale, so that what grows in proportion is a straight line.
 *
 * @param title the line above it
 * @param axis what the size counts, such as {@code twins}
 * @param lines one for each method, at least one
 */
public record ScalingFigure(String title, String axis, List<Line> lines) implements Figure {

    private static final String[] UNITS = {"ns", "us", "ms", "s"};

    /** What a line stands for. */
    public enum Kind {
        /** The method in question. */
        OURS,
        /** What it is compared with. */
        PEER,
        /** The least that any method must do. */
        FLOOR
    }

    /**
     * One method.
     *
     * @param name of the method
     * @param kind what it is compared as
     * @param points by ascending size, at least one
     */
    public record Line(String name, Kind kind, List<Point> points) {

        /** Checks that sizes ascend. */
        public Line {
            FigureChecks.named(name, "name");
            Checks.notNull(kind, "kind");
            points = FigureChecks.some(points, "points");
            FigureChecks.ascending(points.stream().map(Point::size).toList(), 1, "size");
        }

        @Override
        public String toString() {
            return FigureChecks.line("Line", name, points.size(), "point");
        }
    }

    /**
     * One measurement.
     *
     * @param size how much there was to do, above 0
     * @param nanos how long it took in nanoseconds, above 0
     */
    public record Point(double size, double nanos) {

        /** Checks that both are above 0. */
        public Point {
            Checks.positive(size, "size");
            Checks.positive(nanos, "nanos");
        }

        @Override
        public String toString() {
            return "Point[" + Numbers.significant(size, 4) + ", " + Numbers.significant(nanos, 4) + " ns]";
        }
    }

    /** Copies the lines. */
    public ScalingFigure {
        FigureChecks.named(title, "title");
        FigureChecks.named(axis, "axis");
        lines = FigureChecks.some(lines, "lines");
    }

    /**
     * A time in the unit that fits.
     *
     * @param nanos nanoseconds, finite
     * @return three digits, such as {@code 1.38 ms}
     */
    public static String time(double nanos) {
        double value = Checks.finite(nanos, "nanos");
        int unit = 0;
        while (Math.abs(value) >= 999.5 && unit < UNITS.length - 1) {
            value /= 1_000;
            unit++;
        }
        return (value >= 999.5 ? Numbers.grouped(Math.round(value)) : Numbers.significant(value, 3)) + " "
                + UNITS[unit];
    }

    /** What each method takes for its greatest size. */
    @Override
    public String text() {
        return lines.stream().map(line -> {
            Point last = line.points.get(line.points.size() - 1);
            return line.name + " " + time(last.nanos) + " for " + Numbers.grouped(Math.round(last.size)) + " " + axis;
        }).collect(Collectors.joining("; "));
    }

    /** One line: the title and the number of methods. */
    @Override
    public String toString() {
        return FigureChecks.line("ScalingFigure", title, lines.size(), "line");
    }
}
