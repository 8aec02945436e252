package io.twinsim.plot;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import java.nio.file.Path;
import java.util.ServiceLoader;

/**
 * What a picture shows, as data: titles, axes and numbers, no colours, no pixels. Results make figures; a {@link
 * PlotRenderer} draws them. Immutable; equal figures give equal files on one machine.
 */
public sealed interface Figure permits DistributionFigure, ForestFigure, SharesFigure, CurvesFigure, MarginalsFigure,
        HeatMapFigure, ScalingFigure {

    /**
     * The line above the picture.
     *
     * @return one line of text
     */
    String title();

    /**
     * What a screen reader says in place of the picture: its numbers in a sentence or two, without the title.
     *
     * @return text without line ends
     */
    String text();

    /**
     * Draws the figure into a file. The renderer is found through {@link ServiceLoader}; the module twin-examples
     * brings one for {@code .svg} and {@code .png}.
     *
     * @param path the file, written over if it exists; its ending decides the format
     * @throws IllegalStateException if no renderer is on the class path
     * @throws InputException if no renderer writes such files
     * @throws java.io.UncheckedIOException if the file cannot be written
     */
    default void write(Path path) {
        String file = String.valueOf(Checks.notNull(path, "path").getFileName());
        boolean any = false;
        for (PlotRenderer renderer : ServiceLoader.load(PlotRenderer.class)) {
            any = true;
            if (renderer.handles(file)) {
                renderer.render(this, path);
                return;
            }
        }
        if (any) {
            throw new InputException("path must end in a format that can be drawn, such as .svg or .png, got " + file);
        }
        throw new IllegalStateException(
                "no plot renderer is on the class path; add io.twinsim:twin-examples, which brings one");
    }
}
