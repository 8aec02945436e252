package io.twinsim.internal.text;

/** Running text in a terminal. */
public final class Lines {

    /** Characters in a line. */
    public static final int WIDTH = 100;

    private Lines() {
    }

    /**
     * One paragraph, broken at blanks so that no line is longer than {@link #WIDTH}; what goes on is indented by two more.
     *
     * @param indent blanks in front of the first line
     * @param text the paragraph, without line ends
     * @return the lines, each ended by a line feed
     */
    public static String paragraph(int indent, String text) {
        StringBuilder out = new StringBuilder();
        String rest = " ".repeat(indent) + text;
        while (rest.length() > WIDTH) {
            int cut = rest.lastIndexOf(' ', WIDTH);
            if (cut <= indent + 2) {
                cut = WIDTH;
            }
            out.append(rest, 0, cut).append('\n');
            rest = " ".repeat(indent + 2) + rest.substring(cut).strip();
        }
        return out.append(rest).append('\n').toString();
    }
}
