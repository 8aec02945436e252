package io.twinsim.cli;

import io.twinsim.internal.text.Lines;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code --help} prints: at most 100 columns. */
final class HelpText {

    private static final String STATUS = "Exit status: 0 done, 1 failed or partial, 2 input refused.\n";
    private static final int INDENT = 2;
    private static final int GAP = 2;

    private final StringBuilder out = new StringBuilder();

    private HelpText() {
    }

    /** The help of a command. */
    static String of(Command command) {
        HelpText text = new HelpText();
        String operand = command.operand().isEmpty() ? ""
                : command.needsOperand() ? " " + command.operand() : " [" + command.operand() + "]";
        text.out.append("Usage: twin ").append(command.name()).append(operand).append(" [OPTION]...\n\n");
        text.out.append(Lines.paragraph(0, command.summary()));
        List<Option> options = new ArrayList<>(command.options());
        options.addAll(List.of(Option.HELP, Option.VERSION));
        int width = options.stream().mapToInt(option -> typed(option).length()).max().orElse(0);
        OptionGroup.grouped(options).forEach((group, members) -> {
            text.out.append('\n').append(group.heading()).append(":\n");
            members.forEach(option -> text.entry(typed(option), width, description(option, command)));
        });
        text.examples(command.examples());
        text.out.append('\n').append(STATUS);
        if (!command.more().isEmpty()) {
            text.out.append(Lines.paragraph(0, "Read on: " + command.more()));
        }
        return text.out.toString();
    }

    /** The help of them all. */
    static String of(Collection<Command> commands) {
        HelpText text = new HelpText();
        text.out.append("Usage: twin COMMAND [OPTION]...\n\n")
                .append("Populations of digital twins, simulated interventions, honest intervals.\n\nCommands:\n");
        int width = commands.stream().mapToInt(command -> command.name().length()).max().orElse(0);
        commands.forEach(command -> text.entry(command.name(), width, command.brief()));
        text.out.append("\nOptions:\n");
        for (Option option : List.of(Option.HELP, Option.VERSION)) {
            text.entry(typed(option), width, option.description());
        }
        text.examples(List.of(
                new Example("simulate hcp --intervention email_campaign",
                        "what it does, for whom, how sure, and whether to do it"),
                new Example("describe hcp", "the world that this was about"),
                new Example("help simulate", "everything that can be asked"),
                new Example("completion bash", "a script that completes commands, options, worlds and interventions")));
        text.out.append('\n').append(STATUS).append(Lines.paragraph(0, "A WORLD is a built-in name or a world file; "
                + "- stands for standard input. With --json, standard output holds one JSON document and nothing else. "
                + "TWIN_JAVA_OPTS=-Xmx4g gives more memory, TWIN_TRACE=1 shows where an error came from."));
        text.out.append("Read on: README.md; twin help COMMAND\n");
        return text.out.toString();
    }

    private static String typed(Option option) {
        String names = option == Option.HELP ? "-h, " + option.flag() : option.flag();
        return option.argument().isEmpty() ? names : names + " " + option.argument();
    }

    private static String description(Option option, Command command) {
        return option != Option.CI ? option.description() : option.description() + ": "
                + Choices.of(option, command).stream().collect(Collectors.joining(", "));
    }

    /** What is typed, and beside it what it means, over as many lines as it needs. */
    private void entry(String typed, int width, String meaning) {
        int column = INDENT + width + GAP;
        out.append(" ".repeat(INDENT)).append(typed).append(" ".repeat(column - INDENT - typed.length()));
        String rest = meaning;
        while (rest.length() > Lines.WIDTH - column) {
            int cut = rest.lastIndexOf(' ', Lines.WIDTH - column);
            cut = cut <= 0 ? Lines.WIDTH - column : cut;
            out.append(rest, 0, cut).append('\n').append(" ".repeat(column));
            rest = rest.substring(cut).strip();
        }
        out.append(rest).append('\n');
    }

    /** A command as a shell takes it, over as many lines as it needs. */
    private void command(String line) {
        String rest = line;
        while (rest.length() > Lines.WIDTH) {
            int cut = rest.lastIndexOf(" -", Lines.WIDTH - GAP);
            out.append(rest, 0, cut).append(" \\\n");
            rest = " ".repeat(2 * INDENT) + rest.substring(cut + 1);
        }
        out.append(rest).append('\n');
    }

    private void examples(List<Example> examples) {
        if (examples.isEmpty()) {
            return;
        }
        out.append("\nExamples:\n");
        for (Example example : examples) {
            command("  twin " + example.words());
            out.append(Lines.paragraph(INDENT + 2 * GAP, example.says()));
        }
    }
}
