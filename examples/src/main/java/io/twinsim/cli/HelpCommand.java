package io.twinsim.cli;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import java.util.List;
import java.util.Map;

/** The help of a command, or of all. */
final class HelpCommand implements Command {

    private final Map<String, Command> commands;

    /** The commands, which may be filled later. */
    HelpCommand(Map<String, Command> commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "help";
    }

    @Override
    public String summary() {
        return "Tells what a command does and which options it takes, as --help after the command does.";
    }

    @Override
    public String brief() {
        return "Tells what a command does and which options it takes.";
    }

    @Override
    public String operand() {
        return "COMMAND";
    }

    @Override
    public boolean needsOperand() {
        return false;
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("help simulate", "the options of the main job"));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        if (arguments.operand().isEmpty()) {
            console.print(HelpText.of(commands.values()));
            return DONE;
        }
        String name = arguments.operand("COMMAND");
        Command command = commands.get(name);
        if (command == null) {
            throw new InputException(Names.unknown("command", name, commands.keySet()));
        }
        console.print(HelpText.of(command));
        return DONE;
    }
}
