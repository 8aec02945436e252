package io.twinsim.cli;

import io.twinsim.internal.text.Lines;
import io.twinsim.io.JsonText;
import java.io.InputStream;
import java.io.PrintStream;
import java.util.Map;

/**
 * Where a command reads and prints: answers go to {@code out}, messages and progress to {@code err}.
 *
 * @param in standard input
 * @param out standard output
 * @param err standard error
 * @param columns the width of the terminal that standard error is; 0 if it is none
 */
record Console(InputStream in, PrintStream out, PrintStream err, int columns) {

    private static final int USUAL = 80;
    private static final int NARROWEST = 20;
    private static final int WIDEST = 1_000;

    /** The width of the terminal as the start script says it: 0 without one, the usual one if it makes no sense. */
    static int columns(String said) {
        if (said.isBlank()) {
            return 0;
        }
        String digits = said.strip();
        int columns = digits.matches("[0-9]{1,6}") ? Integer.parseInt(digits) : USUAL;
        return columns >= NARROWEST && columns <= WIDEST ? columns : USUAL;
    }

    /** Prints text that ends with exactly one line feed, whatever the platform. */
    void print(String text) {
        out.print(text.endsWith("\n") ? text : text + "\n");
    }

    /** Prints the one JSON document. */
    void json(Map<String, ?> document) {
        print(JsonText.write(document));
    }

    /**
     * A message; on a terminal, one that is too long for a line is folded. Several lines, such as a formula with its
     * caret, stay as they are.
     */
    void message(String text) {
        String line = text.strip();
        boolean folds = columns > 0 && line.indexOf('\n') < 0;
        err.print(folds ? Lines.paragraph(0, line, Math.min(columns, Lines.WIDTH))
                : text.endsWith("\n") ? text : text + "\n");
    }

    /** A line that says how far a job is, while it lasts; to be closed before anything is printed. */
    Progress progress(String what) {
        return Progress.start(err, columns, what);
    }
}
