package io.twinsim.cli;

import io.twinsim.internal.text.Checks;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;

/**
 * What the prompt of {@code examples/twin-shell} adds to JShell: {@link #show}, which the start-up script imports.
 * JShell echoes a value as one line; the table of it is a call away.
 */
public final class Shell {

    private Shell() {
    }

    /**
     * Prints the table of a result, a subgroup table, an explanation, an experiment or a population: what its
     * {@code table()} returns, at most 100 characters a line. Of anything else its text.
     *
     * @param shown what to print
     */
    public static void show(Object shown) {
        String text = table(Checks.notNull(shown, "shown")).orElseGet(shown::toString);
        System.out.print(text.endsWith("\n") ? text : text + "\n");
    }

    /** The table of a thing, if it is one of ours and has one. */
    static Optional<String> table(Object shown) {
        if (!shown.getClass().getName().startsWith("io.twinsim.")) {
            return Optional.empty();
        }
        Method table;
        try {
            table = shown.getClass().getMethod("table");
        } catch (NoSuchMethodException e) {
            return Optional.empty();
        }
        try {
            return Optional.of((String) table.invoke(shown));
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException problem ? problem : new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
