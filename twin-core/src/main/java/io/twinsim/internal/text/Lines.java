package io.twinsim.internal.text;

/** Running text in a terminal. */
public final class Lines {

    /** Characters in a line. */
    public static final int WIDTH = 100;

    /** Characters in the one line that a thing says of itself. */
    private static final int LINE = 75;

    private Lines() {
    }

    /**
     * The one line of a {@code toString}: at most 75 characters, its end replaced by dots if it is longer, before a
     * closing bracket if it has one. Control characters, which names from files may hold, are made visible.
     *
     * @param text any
     * @return at most 75 characters
     */
    public static String one(String text) {
        String line = Names.visible(text);
        boolean closed = line.endsWith("]") || line.endsWith(")");
        return closed && characters(line) > LINE
                ? cut(line, LINE - 1, "...") + line.charAt(line.length() - 1) : cut(line, LINE);
    }

    /**
     * Text that must not be longer than there is room; no character is halved.
     *
     * @param text any
     * @param width characters at most, 3 or more
     * @return the text, or its start and three dots
     */
    public static String cut(String text, int width) {
        return characters(text) <= width ? text : cut(text, width, "...");
    }

    private static String cut(String text, int width, String end) {
        return text.substring(0, text.offsetByCodePoints(0, width - end.length())) + end;
    }

    private static int characters(String text) {
        return text.codePointCount(0, text.length());
    }

    /**
     * One paragraph, broken at blanks so that no line is longer than {@link #WIDTH}; what goes on is indented by two
     * more.
     *
     * @param indent blanks in front of the first line
     * @param text the paragraph, without line ends
     * @return the lines, each ended by a line feed
     */
    public static String paragraph(int indent, String text) {
        return paragraph(indent, text, WIDTH);
    }

    /**
     * One paragraph in a terminal of another width.
     *
     * @param indent blanks in front of the first line
     * @param text the paragraph, without line ends
     * @param width the most characters of a line, more than {@code indent + 2}
     * @return the lines, each ended by a line feed
     */
    public static String paragraph(int indent, String text, int width) {
        StringBuilder out = new StringBuilder();
        String rest = " ".repeat(indent) + text;
        while (rest.length() > width) {
            int cut = rest.lastIndexOf(' ', width);
            if (cut <= indent + 2) {
                cut = width;
            }
            out.append(rest, 0, cut).append('\n');
            rest = " ".repeat(indent + 2) + rest.substring(cut).strip();
        }
        return out.append(rest).append('\n').toString();
    }
}
