package io.twinsim.cli;

import io.twinsim.model.TwinModel;
import io.twinsim.worlds.Worlds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A completion script for bash 3.2 and later; zsh loads it through its emulation of bash. It holds every word it
 * offers, so that completing starts no Java.
 */
final class CompletionScript {

    private static final Set<Option> FILES = Set.of(Option.DATA, Option.OUT, Option.CONTEXT);
    private static final String REPORT = "--report";

    private final Collection<Command> commands;
    private final Map<String, TwinModel> worlds = new LinkedHashMap<>();
    private final StringBuilder out = new StringBuilder();

    CompletionScript(Collection<Command> commands) {
        this.commands = commands;
        List<TwinModel> models = WorldsCommand.models();
        for (String name : Worlds.names()) {
            worlds.put(name, models.get(worlds.size()));
        }
    }

    String text() {
        function("_twin_command_options", "$1", each(command -> options(command)));
        function("_twin_interventions", "$1", worlds(model -> model.interventionNames()));
        function("_twin_parameters", "$1/$2", parameters());
        function("_twin_choices", "$1 $2", choices());
        out.append("_twin_worlds='").append(String.join(" ", Worlds.names())).append("'\n");
        out.append("_twin_commands='").append(commands.stream().map(Command::name).collect(Collectors.joining(" ")))
                .append("'\n");
        return template().replace("@WORDS@", out).replace("@FLAGS@", flags()).replace("@FILES@", files())
                .replace("@WORLD@", taking("WORLD")).replace("@FILE@", taking("FILE"))
                .replace("@SHELLS@", String.join(" ", CompletionCommand.SHELLS));
    }

    private static String template() {
        try (InputStream in = CompletionScript.class.getResourceAsStream("completion.bash")) {
            return new String(Objects.requireNonNull(in, "completion.bash must stand beside its class").readAllBytes(),
                    StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read completion.bash", e);
        }
    }

    /** A function that prints the words of a case. */
    private void function(String name, String of, Map<String, List<String>> cases) {
        out.append(name).append("() {\n    case \"").append(of).append("\" in\n");
        cases.forEach((pattern, words) -> out.append("        '").append(pattern).append("') echo '")
                .append(String.join(" ", words)).append("' ;;\n"));
        out.append("    esac\n}\n\n");
    }

    private Map<String, List<String>> each(Function<Command, List<String>> words) {
        Map<String, List<String>> cases = new LinkedHashMap<>();
        commands.forEach(command -> cases.put(command.name(), words.apply(command)));
        return cases;
    }

    private static List<String> options(Command command) {
        return Stream.concat(command.options().stream(), Stream.of(Option.HELP, Option.VERSION)).map(Option::flag)
                .toList();
    }

    private Map<String, List<String>> worlds(Function<TwinModel, List<String>> words) {
        Map<String, List<String>> cases = new LinkedHashMap<>();
        worlds.forEach((world, model) -> cases.put(world, words.apply(model)));
        return cases;
    }

    private Map<String, List<String>> parameters() {
        Map<String, List<String>> cases = new LinkedHashMap<>();
        worlds.forEach((world, model) -> model.interventionNames().forEach(name -> {
            Set<String> parameters = model.intervention(name).parameters().keySet();
            if (!parameters.isEmpty()) {
                cases.put(world + "/" + name, parameters.stream().map(parameter -> parameter + "=").toList());
            }
        }));
        return cases;
    }

    private Map<String, List<String>> choices() {
        Map<String, List<String>> cases = new LinkedHashMap<>();
        for (Command command : commands) {
            for (Option option : command.options()) {
                List<String> words = Choices.of(option, command);
                if (!words.isEmpty()) {
                    cases.put(command.name() + " " + option.flag(), words);
                }
            }
        }
        return cases;
    }

    /** Options that take no value. */
    private String flags() {
        List<String> flags = new ArrayList<>(List.of("-h"));
        Arrays.stream(Option.values()).filter(option -> option.argument().isEmpty()).map(Option::flag)
                .forEach(flags::add);
        return String.join("|", flags);
    }

    private static String files() {
        Set<String> flags = new TreeSet<>(FILES.stream().map(Option::flag).toList());
        flags.add(REPORT);
        return String.join("|", flags);
    }

    private String taking(String operand) {
        return commands.stream().filter(command -> command.operand().equals(operand)).map(Command::name)
                .collect(Collectors.joining("|"));
    }
}
