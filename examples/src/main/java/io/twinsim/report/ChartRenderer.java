package io.twinsim.report;

import io.twinsim.plot.Figure;
import io.twinsim.plot.PlotRenderer;
import java.nio.file.Path;
import java.util.Locale;

/**
 * Draws figures of every kind as {@code .svg} or {@code .png}. Found through {@link java.util.ServiceLoader} by
 * {@code result.plot(path)}. Equal figures give equal SVG files on every machine; in PNG files the letters are those
 * of the machine.
 */
public final class ChartRenderer implements PlotRenderer {

    /** The renderer; it has no settings. */
    public ChartRenderer() {
    }

    @Override
    public boolean handles(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return name.endsWith(".svg") || name.endsWith(".png");
    }

    @Override
    public void render(Figure figure, Path path) {
        Charts.write(figure, path);
    }

    @Override
    public String toString() {
        return "ChartRenderer[.svg, .png]";
    }
}
