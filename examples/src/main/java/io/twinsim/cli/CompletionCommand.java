package io.twinsim.cli;

import io.twinsim.internal.text.Checks;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** Prints what a shell needs to complete a half-typed command. */
final class CompletionCommand implements Command {

    /** The shells it knows; both load the same script. */
    static final List<String> SHELLS = List.of("bash", "zsh");

    private final Map<String, Command> commands;

    /** The commands, which may be filled later. */
    CompletionCommand(Map<String, Command> commands) {
        this.commands = commands;
    }

    @Override
    public String name() {
        return "completion";
    }

    @Override
    public String summary() {
        return "Prints a script that lets bash or zsh complete commands, options, built-in worlds, their interventions "
                + "and parameters, interval methods and file names. Load it once: twin completion bash "
                + "> ~/.local/share/bash-completion/completions/twin, or for zsh twin completion zsh > ~/.twin.zsh and "
                + "source ~/.twin.zsh in ~/.zshrc. In bash it completes examples/twin as well, once it is sourced.";
    }

    @Override
    public String brief() {
        return "Prints a script that lets bash or zsh complete what is typed.";
    }

    @Override
    public String operand() {
        return "SHELL";
    }

    @Override
    public List<Option> options() {
        return List.of();
    }

    @Override
    public List<Example> examples() {
        return List.of(new Example("completion bash > twin-completion.bash", "then, in this shell: "
                + "source twin-completion.bash"));
    }

    @Override
    public int run(Arguments arguments, Console console) {
        Checks.known("shell", arguments.operand("SHELL"), SHELLS);
        Collection<Command> all = commands.values();
        console.print(new CompletionScript(all).text());
        return DONE;
    }
}
