package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.internal.text.Cells;
import io.twinsim.internal.text.Lines;

/**
 * The text of a formula and the place of its first character.
 *
 * @param text the formula as written
 * @param origin where its first character stands
 */
record Formula(String text, Place origin) {

    /** Longer lines are shown as a window around the caret, which JShell prints in 100 columns behind its margin. */
    private static final int WINDOW = 88;

    private static final String KNOWN = " known: ";
    /** Characters of a message that is put on several lines. */
    private static final int LONG = 200;
    private static final int INDENT = 4;

    /** A refusal that shows the line with a caret below the given offset. */
    InputException refuse(String message, int offset) {
        int at = Math.max(0, Math.min(offset, text.length()));
        int start = text.lastIndexOf('\n', at - 1) + 1;
        int end = text.indexOf('\n', at);
        String line = text.substring(start, end < 0 ? text.length() : end);
        return new InputException(paragraph(message) + excerpt(line, at - start), place(start, at));
    }

    /** A long list of what is known stands on lines of its own, so that the formula stays close to the reason. */
    private static String paragraph(String message) {
        int known = message.indexOf(KNOWN);
        if (known < 0 || message.length() <= LONG) {
            return message;
        }
        String list = Lines.paragraph(INDENT, message.substring(known + 1)).stripTrailing();
        return message.substring(0, known) + "\n" + list;
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

    /** The line and below it the caret; letters may be wider or narrower than others. */
    private static String excerpt(String line, int caret) {
        int first = line.length() <= WINDOW ? 0 : Math.max(0, Math.min(caret - WINDOW / 2, line.length() - WINDOW));
        int last = Math.min(line.length(), first + WINDOW);
        String before = first > 0 ? "..." : "";
        StringBuilder text = new StringBuilder("\n  ").append(before).append(printable(line.substring(first, last)));
        text.append(last < line.length() ? "..." : "").append("\n  ").append(" ".repeat(before.length()));
        int end = Math.min(caret, line.length());
        line.substring(first, end).codePoints().forEach(c -> text.append(
                c == '\t' ? "\t" : " ".repeat(Cells.width(Character.toString(c)))));
        return text.append(" ".repeat(caret - end)).append('^').toString();
    }

    /** Control characters replaced, each by one character, so that the caret stays where it belongs. */
    private static String printable(String line) {
        StringBuilder text = new StringBuilder(line);
        for (int i = 0; i < text.length(); i++) {
            if (Character.isISOControl(text.charAt(i)) && text.charAt(i) != '\t') {
                text.setCharAt(i, '\ufffd');
            }
        }
        return text.toString();
    }
}
