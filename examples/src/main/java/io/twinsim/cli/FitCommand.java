package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.internal.file.OutputFile;
import io.twinsim.internal.text.Lines;
import io.twinsim.learn.FittedWorld;
import io.twinsim.learn.WorldFit;
import io.twinsim.model.Population;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Learns a world from a data file. */
final class FitCommand implements Command {

    @Override
    public String name() {
        return "fit";
    }

    @Override
    public String summary() {
        return "Learns a world from a data file: a model whose twins are like the units, and how alike they are.";
    }

    @Override
    public List<Option> options() {
        return List.of(Option.DATA, Option.NAME, Option.OUT, Option.WHERE, Option.OUTCOME, Option.TREATMENT,
                Option.CONTROL, Option.EXCLUDE, Option.TIME, Option.ID, Option.SEED, Option.THREADS, Option.DELIMITER,
                Option.MISSING, Option.CATEGORY, Option.JSON);
    }

    @Override
    public String brief() {
        return "Learns a world from a data file, and says how alike twins and units are.";
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("fit --data customers.csv --name customers --out customers.yaml",
                        "what the customers are like"),
                new Example("fit --data trial.csv --name trial --outcome visit --treatment arm --control old "
                        + "--out trial.yaml", "and what the new arm does to whom"));
    }

    @Override
    public String more() {
        return "README.md, the life of a model";
    }

    @Override
    public int run(Arguments arguments, Console console) {
        arguments.required(Option.DATA);
        String name = arguments.required(Option.NAME);
        Path out = arguments.path(Option.OUT);
        FittedWorld.requireYaml(out);
        OutputFile.requireWritable(out);
        Population all = World.data(arguments);
        Population data = arguments.text(Option.WHERE).map(all::where).orElse(all);
        FittedWorld world = learned(fit(data, name, arguments), console);
        List<Path> files = world.write(out);
        List<Path> models = files.subList(0, files.size() - 1);
        if (arguments.flag(Option.JSON)) {
            Map<String, Object> document = world.toTree();
            document.put("out", out.toString());
            document.put("files", models.stream().map(file -> String.valueOf(file.getFileName())).toList());
            console.json(document);
        } else {
            console.print(world.table());
            console.print(written(out, models));
            console.print("next: " + next(world, out));
        }
        return DONE;
    }

    private static WorldFit fit(Population data, String name, Arguments arguments) {
        WorldFit fit = WorldFit.of(data, name).without(columns(data, arguments)).withSeed(World.seed(arguments))
                .withThreads(World.threads(arguments));
        if (arguments.text(Option.OUTCOME).isPresent()) {
            fit = fit.withOutcome(arguments.required(Option.OUTCOME));
        }
        if (arguments.text(Option.TREATMENT).isPresent()) {
            String treatment = arguments.required(Option.TREATMENT);
            fit = arguments.text(Option.CONTROL).isPresent()
                    ? fit.withTreatment(treatment, arguments.required(Option.CONTROL)) : fit.withTreatment(treatment);
        } else if (arguments.text(Option.CONTROL).isPresent()) {
            throw new InputException("--control must be given with --treatment");
        }
        if (arguments.text(Option.TIME).isPresent()) {
            fit = fit.withTime(arguments.required(Option.TIME));
        }
        return arguments.text(Option.ID).isPresent() ? fit.withId(arguments.required(Option.ID)) : fit;
    }

    /** Columns to leave out: one whose name holds commas is given by an option of its own. */
    private static String[] columns(Population data, Arguments arguments) {
        return arguments.list(Option.EXCLUDE, data.names()).toArray(new String[0]);
    }

    /** What the library advises in Java is advised in options here. */
    private static FittedWorld learned(WorldFit fit, Console console) {
        try (Progress progress = console.progress("learning")) {
            FittedWorld world = fit.run();
            progress.end();
            return world;
        } catch (InputException e) {
            String message = String.valueOf(e.getMessage());
            String advice = message
                    .replaceAll("leave it out: \\.without\\(\"(.*)\"\\), or if it was measured before.*$",
                            "leave it out: --exclude $1; if units were not assigned at random, learn without "
                                    + "--treatment")
                    .replaceAll("leave it out: \\.without\\(\"(.*)\"\\)$", "leave it out: --exclude $1");
            throw advice.equals(message) ? e : new InputException(advice, e);
        }
    }

    private static String written(Path out, List<Path> models) {
        List<String> files = new ArrayList<>(List.of(out.toString()));
        models.forEach(file -> files.add(file.toString()));
        return Lines.paragraph(0, "wrote " + String.join(", ", files));
    }

    private static String next(FittedWorld world, Path out) {
        String word = quoted(out.toString());
        return world.effects().isEmpty() ? "twin generate " + word + " --size 10000 --out twins.csv"
                : "twin simulate " + word + " --intervention " + quoted(world.effects().keySet().iterator().next());
    }

    /** A word as a shell takes it. */
    private static String quoted(String word) {
        return word.matches("[\\w./:@%+=-]+") ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
