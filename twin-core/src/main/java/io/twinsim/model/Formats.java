package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import java.nio.file.Path;
import java.util.ServiceLoader;

/** Finds the format for a file name among those on the class path. */
final class Formats {

    private Formats() {
    }

    static PopulationFormat ofPopulation(Path path) {
        String name = fileName(path);
        for (PopulationFormat format : ServiceLoader.load(PopulationFormat.class, Formats.class.getClassLoader())) {
            if (format.handles(name)) {
                return format;
            }
        }
        throw new InputException("file name must end in .csv, .tsv, .txt, .json or, with twin-examples, .parquet, got "
                + path);
    }

    static ModelFormat ofModel(String source) {
        for (ModelFormat format : ServiceLoader.load(ModelFormat.class, Formats.class.getClassLoader())) {
            if (format.handles(source)) {
                return format;
            }
        }
        throw new InputException("world file name must end in .yaml, .yml or .json, got " + source);
    }

    /** A world or a part of one; text whose source has no ending counts as YAML. */
    static Node.Fields tree(String text, String source) {
        String format = Checks.notNull(source, "source").contains(".") ? source : source + ".yaml";
        return ofModel(format).read(Checks.notNull(text, "text"), source);
    }

    private static String fileName(Path path) {
        Path last = path.getFileName();
        return last == null ? "" : last.toString();
    }
}
