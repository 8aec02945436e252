package io.twinsim.spark;

import io.twinsim.InputException;
import io.twinsim.internal.file.InputFile;
import io.twinsim.internal.text.Names;
import io.twinsim.model.TwinModel;
import io.twinsim.worlds.Worlds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A world as text, so that it can travel to machines that do not see its file.
 *
 * @param model the world as it was read here
 * @param text its text
 * @param source its file name for messages
 * @param files the texts of the learned models beside it
 */
record WorldSource(TwinModel model, String text, String source, Map<String, String> files) {

    /**
     * Reads a built-in world by name, or a world file by path.
     *
     * @throws InputException if there is no such world or its content is refused
     * @throws UncheckedIOException if the file cannot be read
     */
    static WorldSource of(String word) {
        if (Worlds.names().contains(word)) {
            String file = word + ".yaml";
            return new WorldSource(Worlds.named(word), builtIn(file), file, Map.of());
        }
        Path path = path(word);
        TwinModel model = TwinModel.read(path);
        String text = InputFile.text(path);
        return new WorldSource(model, text, path.toString(), model.learned().isEmpty() ? Map.of() : beside(path, text));
    }

    private static String builtIn(String file) {
        try (InputStream in = Worlds.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("the jar must hold the built-in world " + file + "; it is incomplete");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the built-in world " + file, e);
        }
    }

    private static Path path(String word) {
        String name = word.toLowerCase(Locale.ROOT);
        try {
            Path path = Path.of(word);
            if (Stream.of(".yaml", ".yml", ".json").anyMatch(name::endsWith) || Files.isRegularFile(path)) {
                return path;
            }
        } catch (InvalidPathException e) {
            // the message below names the word
        }
        throw new InputException(
                Names.unknown("world", word, Worlds.names()) + "; or a path to a .yaml or .json file");
    }

    /** The files in the world's folder whose names its text mentions; what the world does not read does no harm. */
    private static Map<String, String> beside(Path world, String text) {
        Map<String, String> files = new TreeMap<>();
        try (Stream<Path> folder = Files.list(world.toAbsolutePath().getParent())) {
            List<Path> named = folder.filter(Files::isRegularFile)
                    .filter(file -> text.contains(file.getFileName().toString())).toList();
            named.forEach(file -> files.put(file.getFileName().toString(), InputFile.text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list the folder of " + world, e);
        }
        return files;
    }
}
