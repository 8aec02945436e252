package io.twinsim.plot;

import java.nio.file.Path;

/** Draws figures; found through {@link java.util.ServiceLoader}. The module twin-examples brings one. */
public interface PlotRenderer {

    /**
     * Whether this renderer writes files of this name.
     *
     * @param fileName the file's name, such as {@code ate.svg}
     * @return true if it does
     */
    boolean handles(String fileName);

    /**
     * Writes a picture.
     *
     * @param figure what it shows
     * @param path the file to write, over an older one
     * @throws java.io.UncheckedIOException if it cannot be written
     */
    void render(Figure figure, Path path);
}
