package io.twinsim.report;

import io.twinsim.internal.text.Numbers;
import io.twinsim.plot.HeatMapFigure;
import io.twinsim.plot.HeatMapFigure.Sheet;
import io.twinsim.report.Mark.Anchor;
import io.twinsim.report.Tone.Shade;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Draws tables of numbers as colours: blue below 0, nearly white at 0, vermillion above, which the colour-blind tell
 * apart; the numbers as well where cells are large enough. Each pair stands once, below the diagonal.
 */
final class HeatMapDrawing {

    private static final double NAMES_AT_MOST = 0.24;
    private static final double LARGEST = 46;
    private static final double LARGEST_BARE = 24;
    private static final double WITH_NUMBER = 35;
    private static final double LEAST_BESIDE = 14;
    /** As many labels are few enough to be worth the length of numbers in all cells. */
    private static final int FEW = 10;
    private static final double PITCH = 13;
    private static final double GAP = 24;
    private static final int STEPS = 20;
    /** The least width of a scale. */
    private static final double SCALE = 110;
    private static final double LARGEST_SCALE = 220;
    /** Red, green and blue of 0, a grey that is seen on paper. */
    private static final int MIDDLE = 0xf2;
    /** Shades from 0 to the full colour. */
    private static final int SHADES = 20;
    private static final Shade BLACK = Shade.fixed(0x000000);
    private static final Shade WHITE = Shade.fixed(0xffffff);

    private final HeatMapFigure figure;
    private final Sketch sketch;
    private final int n;
    private final double names;
    private final int columns;
    private final double cell;

    HeatMapDrawing(HeatMapFigure figure, Sketch sketch) {
        this.figure = figure;
        this.sketch = sketch;
        n = figure.labels().size();
        names = Math.min(NAMES_AT_MOST * sketch.width(), figure.labels().stream().skip(1)
                .mapToDouble(label -> Letters.width(label, Sketch.SMALL)).max().orElse(0)) + 8;
        double wanted = n <= FEW && cell(1) >= WITH_NUMBER ? WITH_NUMBER : LEAST_BESIDE;
        int fit = figure.sheets().size();
        while (fit > 1 && (cell(fit) < wanted || (n - 1) * cell(fit) < SCALE)) {
            fit--;
        }
        columns = fit;
        cell = Math.min(cell(fit) < WITH_NUMBER ? LARGEST_BARE : LARGEST, cell(fit));
    }

    /** The width of a cell if so many sheets stand beside each other. */
    private double cell(int sheets) {
        return Math.min(LARGEST, (sketch.room() - names - GAP * (sheets - 1)) / (sheets * Math.max(1, n - 1)));
    }

    void draw() {
        if (n == 1) {
            sketch.note("one column, hence no pairs", Sketch.EDGE, sketch.advance(16), Anchor.START, Tone.FAINT);
            return;
        }
        double feet = Math.min(130, figure.labels().stream().limit(n - 1L)
                .mapToDouble(label -> Letters.width(label, Sketch.SMALL)).max().orElse(0)) + 10;
        double left = Sketch.EDGE + names;
        double top = sketch.down() + 20;
        for (int s = 0; s < figure.sheets().size(); s++) {
            double x = left + s % columns * (Math.max(SCALE, (n - 1) * cell) + GAP);
            double bottom = sheet(figure.sheets().get(s), x, top, feet, s % columns == 0);
            if (s % columns == columns - 1 || s == figure.sheets().size() - 1) {
                sketch.advance(bottom - sketch.down());
                top = bottom + 34;
            }
        }
    }

    private double sheet(Sheet sheet, double left, double top, double feet, boolean named) {
        sketch.words(Letters.squeeze(sheet.name(), Math.max(SCALE, (n - 1) * cell), Sketch.TEXT, true), left, top,
                Sketch.TEXT, true, Anchor.START, Tone.INK.shade());
        double start = top + 10;
        double bottom = start + (n - 1) * cell;
        cells(sheet, left, start);
        int every = (int) Math.ceil(PITCH / cell);
        for (int k = 0; k < n - 1; k += every) {
            sketch.upward(Letters.squeeze(figure.labels().get(k), feet - 10, Sketch.SMALL, false),
                    left + (k + 0.5) * cell + 4, bottom + 6, Tone.INK);
            if (named) {
                sketch.note(Letters.squeeze(figure.labels().get(k + 1), names - 8, Sketch.SMALL, false), left - 6,
                        start + (k + 0.5) * cell + 4, Anchor.END, Tone.INK);
            }
        }
        return scale(sheet, left, bottom + feet + 6);
    }

    /** The cells below the diagonal, all of one colour in one path. */
    private void cells(Sheet sheet, double left, double top) {
        Map<Shade, Path2D> paths = new LinkedHashMap<>();
        double gap = cell > 8 ? 0.5 : 0;
        for (int i = 1; i < n; i++) {
            for (int j = 0; j < i; j++) {
                double part = Math.max(-1, Math.min(1, sheet.cells().get(i).get(j) / sheet.limit()));
                paths.computeIfAbsent(shade(Math.rint(part * SHADES) / SHADES), key -> new Path2D.Double()).append(
                        new Rectangle2D.Double(left + j * cell + gap, top + (i - 1) * cell + gap, cell - 2 * gap,
                                cell - 2 * gap), false);
            }
        }
        paths.forEach((shade, path) -> sketch.add(new Mark.Filled(path, shade)));
        for (int i = 1; i < n && cell >= WITH_NUMBER; i++) {
            for (int j = 0; j < i; j++) {
                double value = sheet.cells().get(i).get(j);
                sketch.words(Numbers.fixed(value, 2), left + (j + 0.5) * cell, top + (i - 0.5) * cell + 4,
                        Sketch.SMALL, false, Anchor.MIDDLE, value < -0.6 * sheet.limit() ? WHITE : BLACK);
            }
        }
    }

    /** Between blue at -1, nearly white at 0 and vermillion at 1. */
    static Shade shade(double part) {
        int end = part < 0 ? Tone.BLUE.shade().rgb() : Tone.VERMILLION.shade().rgb();
        int rgb = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int full = end >> shift & 0xff;
            rgb |= (int) Math.round(MIDDLE + (full - MIDDLE) * Math.abs(part)) << shift;
        }
        return Shade.fixed(rgb);
    }

    private double scale(Sheet sheet, double left, double top) {
        double wide = Math.max(SCALE, Math.min(LARGEST_SCALE, (n - 1) * cell)) / STEPS;
        for (int k = 0; k < STEPS; k++) {
            sketch.box(left + k * wide, top, wide + (k < STEPS - 1 ? 0.5 : 0), 10,
                    shade((2 * k + 1.0 - STEPS) / (STEPS - 1)));
        }
        String end = Numbers.significant(sheet.limit(), 2);
        sketch.note("-" + end, left, top + 24, Anchor.START, Tone.INK);
        sketch.note("0", left + STEPS * wide / 2, top + 24, Anchor.MIDDLE, Tone.INK);
        sketch.note("+" + end, left + STEPS * wide, top + 24, Anchor.END, Tone.INK);
        return top + 26;
    }
}
