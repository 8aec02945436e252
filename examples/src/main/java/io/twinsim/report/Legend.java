package io.twinsim.report;

import io.twinsim.report.Mark.Anchor;
import java.awt.BasicStroke;
import java.awt.geom.Path2D;

/** Names what is drawn, in rows, each name behind a sample of it. */
final class Legend {

    private static final double SAMPLE = 26;
    private static final double LINE = 17;
    private static final double GAP = 18;

    private final Sketch sketch;
    private double x = Sketch.EDGE;
    private double y;

    Legend(Sketch sketch) {
        this.sketch = sketch;
        this.y = sketch.down() + LINE;
    }

    Legend line(String name, Tone.Shade shade, BasicStroke stroke) {
        double at = place(name);
        Path2D path = new Path2D.Double();
        path.moveTo(at, y - 4);
        path.lineTo(at + SAMPLE, y - 4);
        sketch.add(new Mark.Stroked(path, shade, stroke));
        return this;
    }

    /** Shades lie over each other. */
    Legend area(String name, Tone.Shade... shades) {
        double at = place(name);
        for (Tone.Shade shade : shades) {
            sketch.box(at, y - 10, SAMPLE, 12, shade);
        }
        return this;
    }

    Legend square(String name, Tone.Shade shade) {
        double at = place(name) + SAMPLE / 2;
        sketch.line(at - SAMPLE / 2, y - 4, at + SAMPLE / 2, y - 4, shade, 2);
        sketch.outline(shade, at - 4, y - 8, at + 4, y - 8, at + 4, y, at - 4, y);
        return this;
    }

    Legend diamond(String name, Tone.Shade shade) {
        double at = place(name) + SAMPLE / 2;
        sketch.line(at - SAMPLE / 2, y - 4, at + SAMPLE / 2, y - 4, shade, 2);
        sketch.outline(shade, at, y - 9, at + 5, y - 4, at, y + 1, at - 5, y - 4);
        return this;
    }

    /** Uses the paper. */
    void end() {
        if (x > Sketch.EDGE) {
            sketch.advance(y + 2 - sketch.down());
        }
    }

    private double place(String name) {
        String shown = Letters.squeeze(name, sketch.room() - SAMPLE - 8, Sketch.SMALL, false);
        double wide = SAMPLE + 6 + Letters.width(shown, Sketch.SMALL);
        if (x > Sketch.EDGE && x + wide > sketch.width() - Sketch.EDGE) {
            x = Sketch.EDGE;
            y += LINE;
        }
        double at = x;
        sketch.note(shown, at + SAMPLE + 6, y, Anchor.START, Tone.INK);
        x += wide + GAP;
        return at;
    }
}
