package io.twinsim.report;

import io.twinsim.internal.text.Numbers;
import io.twinsim.plot.SharesFigure;
import io.twinsim.plot.SharesFigure.Share;
import io.twinsim.report.Mark.Anchor;
import java.awt.geom.Rectangle2D;

/** Draws shares as bars from 0, each with its number, which makes an axis superfluous. */
final class SharesDrawing {

    private static final double NAMES_AT_MOST = 0.38;
    private static final double ROW = 26;
    private static final double TALL_ROW = 38;
    private static final double BAR = 14;
    private static final String NONE = "not defined";

    private final SharesFigure figure;
    private final Sketch sketch;

    SharesDrawing(SharesFigure figure, Sketch sketch) {
        this.figure = figure;
        this.sketch = sketch;
    }

    void draw() {
        boolean beside = !sketch.narrow();
        double names = Math.min(NAMES_AT_MOST * sketch.width(), figure.shares().stream()
                .mapToDouble(share -> Letters.width(share.label(), Sketch.SMALL)).max().orElse(0));
        double numbers = figure.shares().stream().mapToDouble(share -> Letters.width(number(share), Sketch.SMALL))
                .max().orElse(0) + 8;
        double row = beside ? ROW : TALL_ROW;
        double left = Sketch.EDGE + (beside ? names + 12 : 0);
        double top = sketch.advance(2);
        double bottom = top + row * figure.shares().size();
        double least = Math.min(0, shares().min().orElse(0));
        double most = Math.max(1e-9, shares().max().orElse(1));
        Plot plot = new Plot(sketch, new Rectangle2D.Double(left, top,
                sketch.width() - Sketch.EDGE - numbers - left, bottom - top), new Scale(least, most, false),
                new Scale(-bottom, -top, false));
        for (int i = 0; i < figure.shares().size(); i++) {
            bar(plot, figure.shares().get(i), top + i * row + (beside ? ROW / 2 : TALL_ROW - 12), beside, names);
        }
        plot.paint();
        double y = bottom + 4;
        for (String line : Letters.wrap(figure.axis(), sketch.room(), Sketch.SMALL, false, 3)) {
            y += 16;
            sketch.note(line, beside ? Math.min(left, sketch.width() - Sketch.EDGE
                    - Letters.width(line, Sketch.SMALL)) : left, y, Anchor.START, Tone.FAINT);
        }
        sketch.advance(y + 2 - sketch.down());
    }

    private java.util.stream.DoubleStream shares() {
        return figure.shares().stream().flatMapToDouble(share -> share.share().stream());
    }

    private static String number(Share share) {
        if (share.share().isEmpty()) {
            return NONE;
        }
        double percent = 100 * share.share().getAsDouble();
        return Numbers.fixed(percent, Math.abs(percent) < 9.95 ? 1 : 0) + " %";
    }

    private void bar(Plot plot, Share share, double y, boolean beside, double names) {
        if (beside) {
            sketch.note(Letters.squeeze(share.label(), names, Sketch.SMALL, false), Sketch.EDGE + names, y + 4,
                    Anchor.END, share.rest() ? Tone.FAINT : Tone.INK);
        } else {
            sketch.note(Letters.squeeze(share.label(), sketch.room(), Sketch.SMALL, false), Sketch.EDGE, y - 11,
                    Anchor.START, share.rest() ? Tone.FAINT : Tone.INK);
        }
        sketch.line(plot.x(0), y - ROW / 2 + (beside ? 0 : 4), plot.x(0), y + ROW / 2 - (beside ? 0 : 4),
                Tone.FAINT.shade(), 1);
        double end = Math.max(0, share.share().orElse(0));
        sketch.note(number(share), plot.x(end) + 8, y + 4, Anchor.START,
                share.share().isEmpty() ? Tone.FAINT : Tone.INK);
        if (share.share().orElse(0) != 0) {
            double value = share.share().getAsDouble();
            plot.ribbon(new double[] {Math.min(0, value), Math.max(0, value)},
                    new double[] {-y - BAR / 2, -y - BAR / 2}, new double[] {-y + BAR / 2, -y + BAR / 2},
                    (share.rest() ? Tone.FAINT : Tone.BLUE).shade());
        }
    }
}
