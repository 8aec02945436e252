package io.twinsim.cli;

import io.twinsim.inference.StatisticKind;
import java.util.List;

/** One word of the command line: what it takes and what it does. */
interface Command {

    /** The run is done. */
    int DONE = 0;
    /** The run failed or is partial. */
    int FAILED = 1;
    /** The input was refused. */
    int REFUSED = 2;

    /** The command as typed. */
    String name();

    /** What it does, in one line. */
    String summary();

    /** The same in the list of commands, a little shorter. */
    default String brief() {
        return summary();
    }

    /** Examples that work as they stand, for its help text. */
    default List<Example> examples() {
        return List.of();
    }

    /** Where to read on; empty if the help says it all. */
    default String more() {
        return "";
    }

    /** The name of the one argument without dashes, such as {@code WORLD}; empty if it takes none. */
    default String operand() {
        return "";
    }

    /** Whether the argument must be there, if the command takes one. */
    default boolean needsOperand() {
        return true;
    }

    /** The options it takes, in the order of its help text. */
    List<Option> options();

    /** What it estimates: {@code --ci} takes the interval methods that serve one of these. */
    default List<StatisticKind> statistics() {
        return List.of();
    }

    /**
     * Runs it.
     *
     * @param arguments what was typed
     * @param console where to print
     * @return the exit status
     */
    int run(Arguments arguments, Console console);
}
