package io.twinsim.cli;

import io.twinsim.io.JsonText;
import java.io.PrintStream;
import java.util.Map;

/**
 * Where a command prints: answers to {@code out}, messages to {@code err}.
 *
 * @param out standard output
 * @param err standard error
 */
record Console(PrintStream out, PrintStream err) {

    /** Prints text that ends with exactly one line feed, whatever the platform. */
    void print(String text) {
        out.print(text.endsWith("\n") ? text : text + "\n");
    }

    /** Prints the one JSON document. */
    void json(Map<String, ?> document) {
        print(JsonText.write(document));
    }

    void message(String text) {
        err.print(text.endsWith("\n") ? text : text + "\n");
    }
}
