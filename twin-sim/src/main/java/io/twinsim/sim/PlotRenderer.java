package io.twinsim.sim;

import java.nio.file.Path;

/** Draws a result; found through {@link java.util.ServiceLoader}. The module twin-examples brings one. */
public interface PlotRenderer {

    /**
     * Whether this renderer writes files of this name.
     *
     * @param fileName the file's name, such as {@code ate.svg}
     * @return true if it does
     */
    boolean handles(String fileName);

    /**
     * Writes a plot.
     *
     * @param result a result with numbers
     * @param path the file to write
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    void render(SimulationResult result, Path path);
}
