package io.twinsim.report;

import io.twinsim.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.knowm.xchart.ChartEncoder;
import org.knowm.xchart.XYChart;

/** Writes a chart as SVG or PNG; the file's ending decides. */
final class ChartFile {

    private static final Pattern CLIP = Pattern.compile("clip\\d+");

    private ChartFile() {
    }

    static boolean handles(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return name.endsWith(".svg") || name.endsWith(".png");
    }

    /** Writes the whole file at once; the text is what a screen reader says. */
    static void write(XYChart chart, String text, Path path) {
        String name = path.toString().toLowerCase(Locale.ROOT);
        if (!handles(name)) {
            throw new InputException("plot file name must end in .svg or .png, got " + path);
        }
        try {
            Files.write(path, name.endsWith(".svg") ? svg(chart, text) : ChartEncoder.getBytes(chart, "png"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write " + path + ": " + reason(e), e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException ? "no such folder" : String.valueOf(e.getMessage());
    }

    /** Letters are drawn as outlines, which look alike everywhere; the text itself goes into the title. */
    private static byte[] svg(XYChart chart, String text) throws IOException {
        String drawn = numbered(new String(ChartEncoder.getBytes(chart, "svg"), StandardCharsets.UTF_8));
        int start = drawn.indexOf('>', drawn.indexOf("<svg")) + 1;
        String title = "\n  <title>" + escaped(text) + "</title>";
        return (drawn.substring(0, start) + title + drawn.substring(start)).getBytes(StandardCharsets.UTF_8);
    }

    /** Clip names are memory addresses; numbering them makes equal charts equal files. */
    private static String numbered(String svg) {
        List<String> seen = new ArrayList<>();
        Matcher matcher = CLIP.matcher(svg);
        return matcher.replaceAll(found -> {
            if (!seen.contains(found.group())) {
                seen.add(found.group());
            }
            return "clip-" + seen.indexOf(found.group());
        });
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
