package io.twinsim.cli;

import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Writes a generated population to a file. */
final class GenerateCommand implements Command {

    @Override
    public String name() {
        return "generate";
    }

    @Override
    public String summary() {
        return "Generates twins of a world and writes them to a file.";
    }

    @Override
    public String operand() {
        return "WORLD";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.SIZE, Option.SEED, Option.ANTITHETIC, Option.WHERE, Option.THREADS, Option.OUT,
                Option.JSON);
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("generate hcp --out twins.csv", "10,000 twins, seed 42"),
                new Example("generate territory --size 500 --seed 7 --out territories.parquet",
                        "for pandas, R or DuckDB"),
                new Example("generate hcp --where \"region == 'west'\" --out west.json",
                        "some of them, as JSON records"));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        TwinModel model = World.model(arguments, "WORLD");
        Path out = arguments.path(Option.OUT);
        Population twins = World.twins(model, arguments);
        try (Progress progress = console.progress("writing")) {
            twins.write(out, progress.rows("writing", "twins", twins.size()));
        }
        if (arguments.flag(Option.JSON)) {
            Map<String, Object> document = new LinkedHashMap<>();
            document.put("world", model.name());
            document.put("modelId", model.id());
            document.put("seed", twins.seed());
            if (twins.antithetic()) {
                document.put("antithetic", true);
            }
            document.put("n", twins.size());
            document.put("columns", twins.names());
            document.put("out", out.toString());
            document.put("bytes", bytes(out));
            console.json(document);
        } else {
            console.print("wrote " + ModelText.count(twins.size(), "twin") + " with "
                    + ModelText.count(twins.names().size(), "column") + " to " + out
                    + " (" + Numbers.bytes(bytes(out)) + ")");
        }
        return DONE;
    }

    private static long bytes(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }
}
