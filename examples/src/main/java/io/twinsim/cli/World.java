package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.internal.text.Names;
import io.twinsim.io.CsvFormat;
import io.twinsim.model.GenerateOptions;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.ReadOptions;
import io.twinsim.model.TwinModel;
import io.twinsim.worlds.Worlds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** What the words of a command name: a world, an intervention, a data file. */
final class World {

    static final long DEFAULT_SIZE = 10_000;
    static final long DEFAULT_SEED = 42;
    /** The longest array that every virtual machine has. */
    private static final long LARGEST = Integer.MAX_VALUE - 8;

    /** Endings of files that hold rows and no world; both may end in .json. */
    private static final List<String> DATA_ENDINGS = List.of(".csv", ".tsv", ".txt", ".parquet", ".csv.gz",
            ".tsv.gz", ".txt.gz");

    private World() {
    }

    /** The world of a command: built in, a file, or {@code -}. */
    static TwinModel model(Arguments arguments, String what) {
        String word = arguments.operand(what);
        return word.equals(StandardInput.WORD)
                ? TwinModel.parse(arguments.standardInput().text(), StandardInput.NAME) : model(word);
    }

    /** A built-in world by name, or a world file by path. */
    static TwinModel model(String word) {
        if (Worlds.names().contains(word)) {
            return Worlds.named(word);
        }
        Path path = Arguments.path("WORLD", word);
        if (looksLikeData(word)) {
            throw new InputException("a world file must end in .yaml, .yml or .json, got " + Names.quote(word)
                    + "; data are read with --data");
        }
        if (looksLikeFile(word) || Files.exists(path)) {
            return TwinModel.read(path);
        }
        throw new InputException(Names.unknown("world", word, Worlds.names()) + "; or a path to a .yaml or .json file");
    }

    /** An intervention of the world by name, or one from a file. */
    static Intervention intervention(TwinModel model, String word) {
        if (!model.interventionNames().contains(word)
                && (looksLikeFile(word) || Files.isRegularFile(Arguments.path("--intervention", word)))) {
            return model.readIntervention(Arguments.path("--intervention", word));
        }
        return model.intervention(word);
    }

    private static boolean looksLikeFile(String word) {
        String name = word.toLowerCase(Locale.ROOT);
        return name.endsWith(".yaml") || name.endsWith(".yml") || name.endsWith(".json");
    }

    private static boolean looksLikeData(String word) {
        String name = word.toLowerCase(Locale.ROOT);
        return DATA_ENDINGS.stream().anyMatch(name::endsWith);
    }

    /** The twins of a command, filtered by {@code --where}. */
    static Population twins(TwinModel model, Arguments arguments) {
        Population all = everyTwin(model, arguments);
        return arguments.text(Option.WHERE).map(all::where).orElse(all);
    }

    /** The twins of a command before any filter: generated, or read from {@code --data}. */
    static Population everyTwin(TwinModel model, Arguments arguments) {
        if (arguments.text(Option.DATA).isPresent()) {
            return model.adopt(data(arguments));
        }
        long size = arguments.whole(Option.SIZE, DEFAULT_SIZE, 0, LARGEST);
        GenerateOptions options = GenerateOptions.of().withThreads(threads(arguments));
        return model.generate(size, seed(arguments),
                arguments.flag(Option.ANTITHETIC) ? options.withAntithetic() : options);
    }

    static int threads(Arguments arguments) {
        return (int) arguments.whole(Option.THREADS, IntervalOptions.of().threads(), 1, Tiles.MAX_THREADS);
    }

    static long seed(Arguments arguments) {
        return arguments.whole(Option.SEED, DEFAULT_SEED, Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /** The rows of {@code --data}, without a model. */
    static Population data(Arguments arguments) {
        if (arguments.text(Option.SIZE).isPresent()) {
            throw new InputException("--size belongs to generated twins; data have the size they have");
        }
        if (arguments.flag(Option.ANTITHETIC)) {
            throw new InputException("--antithetic belongs to generated twins; data are not drawn");
        }
        ReadOptions options = reading(arguments);
        for (String column : arguments.list(Option.CATEGORY)) {
            options = options.withType(column, ColumnType.CATEGORY);
        }
        return arguments.required(Option.DATA).equals(StandardInput.WORD)
                ? CsvFormat.read(arguments.standardInput().stream(), StandardInput.NAME, options)
                : Population.read(arguments.path(Option.DATA), options);
    }

    /** How every data file of a command is read. */
    static ReadOptions reading(Arguments arguments) {
        ReadOptions options = ReadOptions.of();
        if (arguments.text(Option.DELIMITER).isPresent()) {
            options = options.withDelimiter(delimiter(arguments.required(Option.DELIMITER)));
        }
        List<String> tokens = arguments.list(Option.MISSING);
        if (!tokens.isEmpty()) {
            options = options.withMissingTokens(tokens.toArray(new String[0]));
        }
        return options;
    }

    private static char delimiter(String text) {
        if (text.equals("tab") || text.equals("\\t")) {
            return '\t';
        }
        if (text.length() == 1) {
            return text.charAt(0);
        }
        throw new InputException("--delimiter must be one character or \"tab\", got " + Names.quote(text));
    }
}
