package io.twinsim.sim;

import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Intervention;
import io.twinsim.model.Parameter;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The command that repeats a run on generated twins, quoted for a shell: its words, each option with its value. */
final class RepeatCommand {

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=,+@%-]+");
    private static final Pattern SPECIAL_IN_DOUBLE_QUOTES = Pattern.compile("[\"$`\\\\!]");

    private final List<String> parts = new ArrayList<>();

    private RepeatCommand() {
    }

    /**
     * Empty where the command line cannot say it: data, slices, views by other than conditions, a seed of its own, a
     * population of known size, an intervention that neither the world nor a file holds, no subgroups at all.
     */
    static Optional<List<String>> of(Population population, Scenario scenario) {
        Settings settings = scenario.settings();
        Intervention intervention = scenario.intervention();
        boolean whole = population.untouched() && population.baseRow() == 0
                && population.steps().size() == population.filters().size();
        boolean sayable = settings.seed(population) == population.seed() && settings.populationSize == 0
                && (settings.subgroups == null || !settings.subgroups.isEmpty());
        Optional<Intervention> declared = population.model().flatMap(model -> declared(model, intervention));
        if (!whole || !sayable || declared.isEmpty()) {
            return Optional.empty();
        }
        RepeatCommand command = new RepeatCommand();
        command.add("twin", "simulate");
        command.add(declared.get().model().file().orElse(intervention.model().name()));
        command.add("--intervention", declared.get().file().orElse(intervention.name()));
        command.add("--size", Long.toString(population.endRow()));
        command.add("--seed", Long.toString(population.seed()));
        if (population.antithetic()) {
            command.add("--antithetic");
        }
        command.intervention(declared.get(), intervention);
        command.settings(settings, filters(population, settings));
        return Optional.of(List.copyOf(command.parts));
    }

    /** The conditions of the view and of the simulation, for people. */
    static List<String> filters(Population population, Settings settings) {
        List<String> filters = new ArrayList<>(population.filters());
        settings.filters.forEach(filter -> filters.add(filter.toString()));
        return List.copyOf(filters);
    }

    /** One condition that is true where all of them are. */
    static String joined(List<String> filters) {
        return filters.size() == 1 ? filters.get(0) : "(" + String.join(") and (", filters) + ")";
    }

    /**
     * The intervention as the world or its own file declares it, if what was simulated is that one with other values.
     */
    private static Optional<Intervention> declared(TwinModel model, Intervention used) {
        Optional<Intervention> found = model.id().equals(used.model().id()) ? stored(model, used) : Optional.empty();
        if (found.isEmpty()) {
            return found;
        }
        Intervention declared = found.get();
        if (!declared.parameters().keySet().equals(used.values().keySet())) {
            return Optional.empty();
        }
        Intervention same = declared;
        for (Map.Entry<String, Object> value : used.values().entrySet()) {
            same = same.with(value.getKey(), value.getValue());
        }
        boolean equal = same.withoutNoise().contentHash().hex().equals(used.withoutNoise().contentHash().hex());
        return equal ? Optional.of(declared) : Optional.empty();
    }

    private static Optional<Intervention> stored(TwinModel model, Intervention used) {
        if (used.file().isPresent()) {
            Intervention declared = used;
            for (Parameter parameter : used.parameters().values()) {
                declared = declared.with(parameter.name(), parameter.value());
            }
            return Optional.of(declared);
        }
        return model.interventionNames().contains(used.name()) ? Optional.of(model.intervention(used.name()))
                : Optional.empty();
    }

    private void intervention(Intervention declared, Intervention used) {
        used.values().forEach((name, value) -> {
            if (!value.equals(declared.values().get(name))) {
                add("--set", name + "=" + (value instanceof Double number ? number(number) : value));
            }
        });
        if (used.noiseOff()) {
            add("--no-noise");
        }
    }

    private void settings(Settings settings, List<String> filters) {
        if (!filters.isEmpty()) {
            add("--where", joined(filters));
        }
        if (settings.subgroups != null) {
            settings.subgroups.forEach(dimension -> add("--subgroup", dimension));
        }
        if (settings.level != IntervalOptions.DEFAULT_LEVEL) {
            add("--level", number(settings.level));
        }
        if (settings.method != IntervalMethod.AUTO) {
            add("--ci", settings.method.id());
        }
        if (settings.replicates != IntervalOptions.DEFAULT_REPLICATES) {
            add("--replicates", Integer.toString(settings.replicates));
        }
        if (settings.estimand != null && settings.estimand != Estimand.MODEL_MEAN) {
            add("--estimand", settings.estimand.id());
        }
        if (settings.treated > 0) {
            add("--plan", settings.treated + "," + settings.control);
        }
        if (settings.ratio > 0) {
            add("--ratio", Numbers.shortest(settings.ratio));
        }
    }

    private void add(String... words) {
        parts.add(Stream.of(words).map(RepeatCommand::quoted).collect(Collectors.joining(" ")));
    }

    /** The text that reads back to the same double. */
    private static String number(double value) {
        String text = Numbers.shortest(value);
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    /** One word for a POSIX shell. */
    static String quoted(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        if (word.contains("'") && !SPECIAL_IN_DOUBLE_QUOTES.matcher(word).find()) {
            return '"' + word + '"';
        }
        return "'" + word.replace("'", "'\\''") + "'";
    }
}
