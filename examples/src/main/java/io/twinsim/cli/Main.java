package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The command line. */
public final class Main {

    private static final String NAME = "twin";
    /** The width of the terminal that standard error is; the start script sets it if it is one. */
    private static final String TERMINAL = "twinsim.terminal";
    /** What the system says when the reader of a pipe has gone, such as head. */
    private static final String NO_READER = "Broken pipe";

    private final Map<String, Command> commands = commands();
    private final Console console;

    private Main(Console console) {
        this.console = console;
    }

    /** Every command by name, in the order of the help text. */
    static Map<String, Command> commands() {
        Map<String, Command> commands = new LinkedHashMap<>();
        for (Command command : List.of(
                new WorldsCommand(), new ValidateCommand(), new DescribeCommand(), new GenerateCommand(),
                new SimulateCommand(), new ExperimentCommand(), new EstimateCommand(), new PowerCommand(),
                new FitCommand(), new TimelineCommand(), new CompareCommand())) {
            commands.put(command.name(), command);
        }
        commands.put("help", new HelpCommand(commands));
        commands.put("completion", new CompletionCommand(commands));
        return commands;
    }

    /**
     * Runs one command and exits the virtual machine with its status: 0 done, 1 failed or partial, 2 refused.
     *
     * @param args the words after {@code twin}
     */
    public static void main(String[] args) {
        FailureKeeper answers = new FailureKeeper(new FileOutputStream(FileDescriptor.out));
        PrintStream err = stream(new FileOutputStream(FileDescriptor.err));
        Console console = new Console(System.in, stream(answers), err,
                Console.columns(System.getProperty(TERMINAL, "")));
        int status = run(args, console, answers::reason);
        err.flush();
        System.exit(status);
    }

    /** UTF-8 whatever the platform says, so that labels survive. */
    private static PrintStream stream(OutputStream to) {
        return new PrintStream(to, false, StandardCharsets.UTF_8);
    }

    /**
     * Runs one command in this virtual machine.
     *
     * @param args the words after {@code twin}
     * @param out where answers go
     * @param err where messages go
     * @return the exit status: 0 done, 1 failed or partial, 2 refused
     */
    public static int run(String[] args, PrintStream out, PrintStream err) {
        return run(args, new Console(InputStream.nullInputStream(), out, err, 0), () -> "the stream failed");
    }

    /** Runs one command; a reader who has had enough is no failure worth a message. */
    static int run(String[] args, Console console, Supplier<String> failure) {
        int status = status(args, console);
        if (console.out().checkError()) {
            if (!failure.get().startsWith(NO_READER)) {
                console.message("cannot write standard output: " + failure.get());
            }
            return Command.FAILED;
        }
        return status;
    }

    private static int status(String[] args, Console console) {
        try {
            return new Main(console).execute(args);
        } catch (OutOfMemoryError e) {
            console.message("not enough memory; take fewer rows, or give more with TWIN_JAVA_OPTS=-Xmx4g");
            return Command.FAILED;
        } catch (RuntimeException | Error e) {
            boolean foreseen = e instanceof InputException || e instanceof UncheckedIOException
                    || e instanceof IllegalStateException || e instanceof ArithmeticException;
            console.message(foreseen && e.getMessage() != null ? e.getMessage() : Fault.line(e));
            Fault.trace(e, console.err());
            boolean refused = e instanceof InputException || e instanceof UncheckedIOException io
                    && io.getCause() instanceof FileSystemException;
            return refused ? Command.REFUSED : Command.FAILED;
        }
    }

    private int execute(String[] args) {
        CommandLine line = parser();
        ParseResult parsed;
        try {
            parsed = line.parseArgs(args);
        } catch (CommandLine.MissingParameterException e) {
            throw new InputException(args[args.length - 1] + " must have a value");
        } catch (CommandLine.OverwrittenOptionException e) {
            throw new InputException(e.getOverwritten().paramLabel().isEmpty()
                    ? String.valueOf(e.getMessage()) : name(e) + " must be given once");
        } catch (ParameterException e) {
            throw new InputException(String.valueOf(e.getMessage()));
        }
        ParseResult sub = parsed.hasSubcommand() ? parsed.subcommand() : null;
        Command command = sub == null ? null : commands.get(sub.commandSpec().name());
        if (parsed.isUsageHelpRequested() || sub != null && sub.isUsageHelpRequested()) {
            console.print(command == null ? HelpText.of(commands.values()) : HelpText.of(command));
            return Command.DONE;
        }
        if (parsed.hasMatchedOption(Option.VERSION.flag()) || sub != null
                && sub.hasMatchedOption(Option.VERSION.flag())) {
            console.print(Version.line());
            return Command.DONE;
        }
        if (sub == null || command == null) {
            throw unknownCommand(parsed, line);
        }
        return command.run(arguments(command, sub, new StandardInput(console.in())), console);
    }

    private static String name(CommandLine.OverwrittenOptionException e) {
        return e.getOverwritten() instanceof CommandLine.Model.OptionSpec option ? option.longestName() : "option";
    }

    private InputException unknownCommand(ParseResult parsed, CommandLine line) {
        for (String word : parsed.unmatched()) {
            return word.startsWith("-")
                    ? new InputException(Names.unknown("option", word, flags(line.getCommandSpec())))
                    : new InputException(Names.unknown("command", word, commands.keySet()));
        }
        return new InputException(NAME + " must be given a command; known: " + Names.list(commands.keySet())
                + "; " + NAME + " --help tells more");
    }

    private static Arguments arguments(Command command, ParseResult parsed, StandardInput in) {
        List<String> operands = new ArrayList<>(parsed.matchedPositionalsSet().isEmpty()
                ? List.of() : parsed.matchedPositionalValue(0, List.<String>of()));
        for (String word : parsed.unmatched()) {
            if (word.startsWith("-") && word.length() > 1) {
                int equals = word.indexOf('=');
                String option = equals < 0 ? word : word.substring(0, equals);
                throw new InputException(
                        Names.unknown("option", option, flags(parsed.commandSpec())) + " (in " + command.name() + ")");
            }
            operands.add(word);
        }
        if (operands.stream().anyMatch(String::isBlank)) {
            throw new InputException((command.operand().isEmpty() ? "argument" : command.operand())
                    + " must not be empty, got " + Names.quote(operands.get(0)));
        }
        int allowed = command.operand().isEmpty() ? 0 : 1;
        if (operands.size() > allowed) {
            throw new InputException(command.name() + " must be given "
                    + (allowed == 0 ? "options only" : "one " + command.operand()) + ", got also "
                    + Names.quote(operands.get(allowed)));
        }
        return new Arguments(command.name(), parsed,
                operands.isEmpty() ? Optional.empty() : Optional.of(operands.get(0)), in);
    }

    private static List<String> flags(CommandSpec spec) {
        return spec.options().stream().map(option -> option.longestName()).toList();
    }

    private CommandLine parser() {
        CommandSpec root = CommandSpec.create().name(NAME);
        root.addOption(Option.HELP.spec()).addOption(Option.VERSION.spec());
        CommandLine line = new CommandLine(root);
        for (Command command : commands.values()) {
            line.addSubcommand(command.name(), spec(command));
        }
        return line.setUnmatchedArgumentsAllowed(true).setExpandAtFiles(false);
    }

    private static CommandSpec spec(Command command) {
        CommandSpec spec = CommandSpec.create().name(command.name());
        if (!command.operand().isEmpty()) {
            spec.addPositional(PositionalParamSpec.builder().index("0..*").arity("0..*").hidden(true)
                    .type(List.class).auxiliaryTypes(String.class).build());
        }
        command.options().forEach(option -> spec.addOption(option.spec()));
        spec.addOption(Option.HELP.spec()).addOption(Option.VERSION.spec());
        return spec;
    }
}
