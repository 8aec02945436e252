package io.twinsim.cli;

import java.io.PrintStream;

/** What is said of failures that nobody foresaw, and where the stack trace of any failure goes. */
final class Fault {

    private static final String VARIABLE = "TWIN_TRACE";
    private static final String PROPERTY = "twinsim.trace";

    private Fault() {
    }

    /** One line: what happened, that it is not the user's fault, and how to tell somebody. */
    static String line(Throwable fault) {
        String message = fault.getMessage() == null ? ""
                : ": " + fault.getMessage().lines().findFirst().orElse("").strip();
        return "fault in twin: " + fault.getClass().getSimpleName() + message + "; please report it, with the command "
                + "and what it prints with " + VARIABLE + "=1";
    }

    /** The stack trace, if the environment or a system property asks for it. */
    static void trace(Throwable fault, PrintStream err) {
        String variable = System.getenv(VARIABLE);
        boolean asked = variable != null && !variable.isBlank() && !variable.equals("0");
        if (asked || "full".equals(System.getProperty(PROPERTY))) {
            fault.printStackTrace(err);
        }
    }
}
