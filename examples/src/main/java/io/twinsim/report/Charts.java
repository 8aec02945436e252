package io.twinsim.report;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.plot.CurvesFigure;
import io.twinsim.plot.DistributionFigure;
import io.twinsim.plot.Figure;
import io.twinsim.plot.ForestFigure;
import io.twinsim.plot.HeatMapFigure;
import io.twinsim.plot.MarginalsFigure;
import io.twinsim.plot.ScalingFigure;
import io.twinsim.plot.SharesFigure;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** Draws figures. */
final class Charts {

    /** The width of a chart that is a file of its own. */
    private static final int FILE_WIDTH = 860;
    private static final int LEAST_WIDTH = 280;

    private Charts() {
    }

    /**
     * A figure for a page: an inline {@code <svg role="img">} with title and text for screen readers, without ids. Its
     * colours are CSS variables with fallbacks: {@code --tw-ink} (text), {@code --tw-faint}, {@code --tw-grid},
     * {@code --tw-paper}, {@code --tw-headline}, {@code --tw-area} and for series {@code --tw-blue},
     * {@code --tw-vermillion}, {@code --tw-green}, {@code --tw-purple}, {@code --tw-orange}, {@code --tw-sky}. Letters
     * are 12 pixels or more. A heat map keeps its light cells with dark numbers.
     *
     * @param width in pixels of the page, at least 280; below 560 names stand above what they name, not beside it
     */
    static String svg(Figure figure, int width) {
        Checks.atLeast(LEAST_WIDTH, width, "width");
        return SvgWriter.inline(sketch(figure, width), figure.title(), figure.text());
    }

    /** A figure as a file; the ending decides. */
    static void write(Figure figure, Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (!name.endsWith(".svg") && !name.endsWith(".png")) {
            throw new InputException("plot file name must end in .svg or .png, got " + path);
        }
        Sketch sketch = sketch(figure, FILE_WIDTH);
        try {
            Files.write(path, name.endsWith(".png") ? PngWriter.file(sketch)
                    : SvgWriter.file(sketch, figure.title(), figure.text()).getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path + ": "
                    + (e instanceof NoSuchFileException ? "no such folder" : String.valueOf(e.getMessage())), e);
        }
    }

    /** The figure on paper of a width. */
    static Sketch sketch(Figure figure, int width) {
        Sketch sketch = new Sketch(width);
        sketch.title(figure.title());
        if (figure instanceof DistributionFigure distribution) {
            new DistributionDrawing(distribution, sketch).draw();
        } else if (figure instanceof ForestFigure forest) {
            new ForestDrawing(forest, sketch).draw();
        } else if (figure instanceof SharesFigure shares) {
            new SharesDrawing(shares, sketch).draw();
        } else if (figure instanceof CurvesFigure curves) {
            new CurvesDrawing(curves, sketch).draw();
        } else if (figure instanceof MarginalsFigure marginals) {
            new MarginalsDrawing(marginals, sketch).draw();
        } else if (figure instanceof HeatMapFigure map) {
            new HeatMapDrawing(map, sketch).draw();
        } else if (figure instanceof ScalingFigure scaling) {
            new ScalingDrawing(scaling, sketch).draw();
        }
        return sketch;
    }
}
