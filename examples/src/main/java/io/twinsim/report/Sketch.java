package io.twinsim.report;

import io.twinsim.internal.text.Names;
import io.twinsim.report.Mark.Anchor;
import io.twinsim.report.Mark.Words;
import java.awt.BasicStroke;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.List;

/** The paper of one chart: marks on a given width, from top to bottom as far as it takes. */
final class Sketch {

    /** Sizes of letters in pixels. */
    static final double SMALL = 12;
    static final double TEXT = 13;
    /** Free on all sides. */
    static final double EDGE = 12;
    private static final double TITLE = 16;
    private static final double LEAST_TITLE = 14;
    /** Below this there is no room for columns beside the plot. */
    private static final double NARROW = 560;
    private static final int TITLE_LINES = 3;

    private final double width;
    private final List<Mark> marks = new ArrayList<>();
    private double down = EDGE;

    Sketch(double width) {
        this.width = width;
    }

    double width() {
        return width;
    }

    /** The width between the edges. */
    double room() {
        return width - 2 * EDGE;
    }

    boolean narrow() {
        return width < NARROW;
    }

    List<Mark> marks() {
        return List.copyOf(marks);
    }

    /** How far down the paper is used. */
    double down() {
        return down;
    }

    /** Uses more of the paper. */
    double advance(double by) {
        down += by;
        return down;
    }

    double height() {
        return Math.ceil(down + EDGE);
    }

    void add(Mark mark) {
        if (!(mark instanceof Words words && words.text().isEmpty())) {
            marks.add(mark);
        }
    }

    void title(String text) {
        double size = narrow() ? LEAST_TITLE : TITLE;
        for (String line : Letters.wrap(Names.visible(text), room(), size, true, TITLE_LINES)) {
            advance(1.25 * size);
            words(line, EDGE, down - 0.25 * size, size, true, Anchor.START, Tone.INK.shade());
        }
        advance(8);
    }

    void words(String text, double x, double y, double size, boolean bold, Anchor anchor, Tone.Shade shade) {
        add(new Words(Names.visible(text), x, y, size, bold, anchor, shade, false, false));
    }

    /** Small words. */
    void note(String text, double x, double y, Anchor anchor, Tone tone) {
        words(text, x, y, SMALL, false, anchor, tone.shade());
    }

    /** Small words that keep within the paper and keep away what is behind them. */
    void flag(String text, double x, double y, boolean bold, Tone tone) {
        String shown = Names.visible(text);
        double half = Letters.width(shown, SMALL, bold) / 2;
        double at = Math.max(EDGE + half, Math.min(width - EDGE - half, x));
        add(new Words(shown, at, y, SMALL, bold, Anchor.MIDDLE, tone.shade(), false, true));
    }

    /** Small words that keep away what is behind them. */
    void lettered(String text, double x, double y, boolean bold, Anchor anchor, Tone tone) {
        add(new Words(Names.visible(text), x, y, SMALL, bold, anchor, tone.shade(), false, true));
    }

    /** Words from bottom to top that end at a height. */
    void upward(String text, double x, double y, Tone tone) {
        add(new Words(Names.visible(text), x, y, SMALL, false, Anchor.END, tone.shade(), true, false));
    }

    void line(double x0, double y0, double x1, double y1, Tone.Shade shade, double wide, float... dash) {
        Path2D path = new Path2D.Double();
        path.moveTo(x0, y0);
        path.lineTo(x1, y1);
        add(new Mark.Stroked(path, shade, stroke(wide, dash)));
    }

    static BasicStroke stroke(double wide, float... dash) {
        return dash.length == 0 ? new BasicStroke((float) wide, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND)
                : new BasicStroke((float) wide, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 10, dash, 0);
    }

    void box(double x, double y, double wide, double high, Tone.Shade shade) {
        outline(shade, x, y, x + wide, y, x + wide, y + high, x, y + high);
    }

    /** A filled polygon from x, y, x, y and so on. */
    void outline(Tone.Shade shade, double... corners) {
        Path2D path = new Path2D.Double();
        path.moveTo(corners[0], corners[1]);
        for (int i = 2; i < corners.length; i += 2) {
            path.lineTo(corners[i], corners[i + 1]);
        }
        path.closePath();
        add(new Mark.Filled(path, shade));
    }
}
