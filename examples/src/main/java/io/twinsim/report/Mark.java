package io.twinsim.report;

import java.awt.BasicStroke;
import java.awt.geom.Path2D;

/** What is on the paper, in the order in which it was drawn. */
sealed interface Mark {

    /** Where words stand from their position. */
    enum Anchor { START, MIDDLE, END }

    /** A filled outline. */
    record Filled(Path2D path, Tone.Shade shade) implements Mark {
    }

    /** A line. */
    record Stroked(Path2D path, Tone.Shade shade, BasicStroke stroke) implements Mark {
    }

    /**
     * One line of text.
     *
     * @param x of the anchor
     * @param y of the base line
     * @param upward whether it runs from bottom to top
     * @param halo whether it keeps what is behind it away
     */
    record Words(String text, double x, double y, double size, boolean bold, Anchor anchor, Tone.Shade shade,
            boolean upward, boolean halo) implements Mark {
    }
}
