package io.twinsim.report;

import de.erichseifert.vectorgraphics2d.intermediate.CommandSequence;
import de.erichseifert.vectorgraphics2d.intermediate.commands.Command;
import de.erichseifert.vectorgraphics2d.intermediate.commands.DrawShapeCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.FillShapeCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.SetColorCommand;
import de.erichseifert.vectorgraphics2d.intermediate.commands.SetStrokeCommand;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Shape;
import java.awt.geom.AffineTransform;
import java.awt.geom.Line2D;
import java.awt.geom.Path2D;
import java.awt.geom.Point2D;
import java.awt.geom.Rectangle2D;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Takes what XChart has drawn over to a sketch: only what has one of the colours given to it, moved to its place, and
 * the pieces of a line joined, so that dashes go on. A line between the corners of the plot says where XChart has put
 * it.
 */
final class DrawnMarks {

    /** The colour of the line between the corners, which is not shown. */
    static final Color CORNERS = new Color(1, 2, 3);

    private final Map<Color, Tone.Shade> shades;
    private final Rectangle2D wanted;
    private final AffineTransform place = new AffineTransform();
    private Color color = Color.BLACK;
    private BasicStroke stroke = new BasicStroke();
    private @Nullable Path2D open;
    private Point2D end = new Point2D.Double();
    private Color openColor = Color.BLACK;
    private BasicStroke openStroke = new BasicStroke();

    DrawnMarks(Map<Color, Tone.Shade> shades, Rectangle2D wanted) {
        this.shades = shades;
        this.wanted = wanted;
    }

    void copy(CommandSequence commands, Sketch sketch) {
        for (Command<?> command : commands) {
            if (command instanceof SetColorCommand set) {
                color = set.getValue();
            } else if (command instanceof SetStrokeCommand set && set.getValue() instanceof BasicStroke basic) {
                stroke = basic;
            } else if (command instanceof DrawShapeCommand draw && draw.getValue() instanceof Line2D line) {
                if (color.equals(CORNERS)) {
                    place(line);
                } else {
                    piece(line, sketch);
                }
            } else if (command instanceof FillShapeCommand fill) {
                close(sketch);
                fill(fill.getValue(), sketch);
            }
        }
        close(sketch);
    }

    /** From the lower left to the upper right. */
    private void place(Line2D corners) {
        place.setToTranslation(wanted.getX(), wanted.getY());
        place.scale(wanted.getWidth() / (corners.getX2() - corners.getX1()),
                wanted.getHeight() / (corners.getY1() - corners.getY2()));
        place.translate(-corners.getX1(), -corners.getY2());
    }

    private void fill(Shape shape, Sketch sketch) {
        Tone.Shade shade = shades.get(color);
        if (shade != null) {
            sketch.add(new Mark.Filled(new Path2D.Double(shape, place), shade));
        }
    }

    private void piece(Line2D line, Sketch sketch) {
        Point2D from = place.transform(line.getP1(), null);
        Point2D to = place.transform(line.getP2(), null);
        if (open == null || !from.equals(end) || !color.equals(openColor) || !stroke.equals(openStroke)) {
            close(sketch);
            open = new Path2D.Double();
            open.moveTo(from.getX(), from.getY());
            openColor = color;
            openStroke = stroke;
        }
        open.lineTo(to.getX(), to.getY());
        end = to;
    }

    private void close(Sketch sketch) {
        Tone.Shade shade = shades.get(openColor);
        if (open != null && shade != null) {
            sketch.add(new Mark.Stroked(open, shade, openStroke));
        }
        open = null;
    }
}
