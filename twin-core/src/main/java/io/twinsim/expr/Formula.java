package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.Place;

/**
 * The text of a formula and the place of its first character.
 *
 * @param text the formula as written
 * @param origin where its first character stands
 */
record Formula(String text, Place origin) {

    /** Longer lines are shown as a window around the caret. */
    private static final int WINDOW = 100;

    /** A refusal that shows the line with a caret below the given offset. */
    InputException refuse(String message, int offset) {
        int at = Math.max(0, Math.min(offset, text.length()));
        int start = text.lastIndexOf('\n', at - 1) + 1;
        int end = text.indexOf('\n', at);
        String line = text.substring(start, end < 0 ? text.length() : end);
        return new InputException(message + excerpt(line, at - start), place(start, at));
    }

    private Place place(int lineStart, int offset) {
        int line = 1;
        for (int i = 0; i < lineStart; i++) {
            if (text.charAt(i) == '\n') {
                line++;
            }
        }
        int column = offset - lineStart + 1;
        if (origin.line() <= 0) {
            return new Place(origin.source(), line, column);
        }
        // Later lines of a block in a file are indented by an amount that is not known here.
        int columnInFile = line > 1 || origin.column() <= 0 ? 0 : origin.column() + column - 1;
        return new Place(origin.source(), origin.line() + line - 1, columnInFile);
    }

    private static String excerpt(String line, int caret) {
        int first = line.length() <= WINDOW ? 0 : Math.max(0, Math.min(caret - WINDOW / 2, line.length() - WINDOW));
        int last = Math.min(line.length(), first + WINDOW);
        String before = first > 0 ? "..." : "";
        StringBuilder text = new StringBuilder("\n  ").append(before).append(line, first, last);
        text.append(last < line.length() ? "..." : "").append("\n  ").append(" ".repeat(before.length()));
        for (int i = first; i < caret; i++) {
            text.append(i < line.length() && line.charAt(i) == '\t' ? '\t' : ' ');
        }
        return text.append('^').toString();
    }
}
