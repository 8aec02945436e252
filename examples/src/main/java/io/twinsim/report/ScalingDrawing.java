package io.twinsim.report;

import io.twinsim.plot.ScalingFigure;
import io.twinsim.plot.ScalingFigure.Kind;
import io.twinsim.plot.ScalingFigure.Line;
import io.twinsim.plot.ScalingFigure.Point;
import io.twinsim.report.Mark.Anchor;
import java.awt.BasicStroke;
import java.awt.geom.Rectangle2D;
import java.util.List;
import java.util.stream.Stream;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Draws time against size, both logarithmic: what is ours as full lines, peers dashed, floors dotted and grey. */
final class ScalingDrawing {

    private static final double HEIGHT = 360;
    private static final int TICKS = 7;
    private static final Marker[] MARKERS = {SeriesMarkers.CIRCLE, SeriesMarkers.SQUARE, SeriesMarkers.DIAMOND,
        SeriesMarkers.TRIANGLE_UP, SeriesMarkers.TRIANGLE_DOWN, SeriesMarkers.CROSS};

    private final ScalingFigure figure;
    private final Sketch sketch;

    ScalingDrawing(ScalingFigure figure, Sketch sketch) {
        this.figure = figure;
        this.sketch = sketch;
    }

    void draw() {
        Legend legend = new Legend(sketch);
        for (int i = 0; i < figure.lines().size(); i++) {
            Line line = figure.lines().get(i);
            legend.line(line.name(), tone(line, i).shade(), stroke(line.kind()));
        }
        legend.end();
        sketch.note("time of one call", Sketch.EDGE, sketch.advance(20), Anchor.START, Tone.FAINT);
        Scale up = Scale.decades(points().mapToDouble(Point::nanos).min().orElse(1),
                points().mapToDouble(Point::nanos).max().orElse(1));
        Scale across = Scale.decades(points().mapToDouble(Point::size).min().orElse(1),
                points().mapToDouble(Point::size).max().orElse(1));
        double left = Sketch.EDGE + 8 + Plot.widthLeft(up, TICKS, ScalingDrawing::times);
        double top = sketch.advance(10);
        Plot plot = new Plot(sketch, new Rectangle2D.Double(left, top, sketch.width() - Sketch.EDGE - left, HEIGHT),
                across, up);
        double end = plot.labelsBelow(top, top + HEIGHT, figure.axis());
        plot.labelsLeft(TICKS, ScalingDrawing::times);
        for (int i = 0; i < figure.lines().size(); i++) {
            Line line = figure.lines().get(i);
            double[] x = line.points().stream().mapToDouble(Point::size).toArray();
            double[] y = line.points().stream().mapToDouble(Point::nanos).toArray();
            if (x.length > 1) {
                plot.line(x, y, tone(line, i).shade(), stroke(line.kind()));
            }
            plot.dots(x, y, tone(line, i).shade(), MARKERS[i % MARKERS.length], 8);
        }
        plot.paint();
        sketch.advance(end - sketch.down());
    }

    private Stream<Point> points() {
        return figure.lines().stream().flatMap(line -> line.points().stream());
    }

    private static List<String> times(List<Double> ticks) {
        return ticks.stream().map(ScalingFigure::time).toList();
    }

    private static Tone tone(Line line, int number) {
        return line.kind() == Kind.FLOOR ? Tone.FAINT : Tone.series(number);
    }

    private static BasicStroke stroke(Kind kind) {
        return switch (kind) {
            case OURS -> Sketch.stroke(2.4);
            case PEER -> Sketch.stroke(2, 9, 6);
            case FLOOR -> Sketch.stroke(2, 2, 4);
        };
    }
}
