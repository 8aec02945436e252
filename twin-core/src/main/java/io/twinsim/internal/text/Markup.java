package io.twinsim.internal.text;

/** Plain text inside Markdown and HTML, where it stays what it is, whatever characters it holds. */
final class Markup {

    private Markup() {
    }

    /** A paragraph of Markdown, which becomes no heading and no list either. */
    static String paragraph(String text) {
        String escaped = markdown(text);
        int digits = 0;
        while (digits < escaped.length() && escaped.charAt(digits) >= '0' && escaped.charAt(digits) <= '9') {
            digits++;
        }
        boolean list = digits > 0 ? isMark(escaped, digits, ".)") : isMark(escaped, 0, "+-");
        return list || escaped.startsWith("#")
                ? escaped.substring(0, digits) + "\\" + escaped.substring(digits) : escaped;
    }

    /** Whether one of these signs stands alone at a place. */
    private static boolean isMark(String text, int at, String signs) {
        return at < text.length() && signs.indexOf(text.charAt(at)) >= 0
                && (at + 1 == text.length() || text.charAt(at + 1) == ' ');
    }

    /**
     * Text within a line of Markdown, such as the cell of a table: nothing in it becomes emphasis, code, a link, a
     * tag, a formula between dollars or the border of a cell. Underscores within words are no emphasis and stay.
     */
    static String markdown(String text) {
        String line = Names.visible(text);
        StringBuilder out = new StringBuilder(line.length() + 8);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '|', '*', '`', '[', ']', '\\', '~', '$' -> out.append('\\').append(c);
                case '_' -> out.append(isInWord(line, i) ? "_" : "\\_");
                default -> out.append(c);
            }
        }
        return out.toString();
    }

    private static boolean isInWord(String line, int i) {
        return i > 0 && i + 1 < line.length() && Character.isLetterOrDigit(line.charAt(i - 1))
                && Character.isLetterOrDigit(line.charAt(i + 1));
    }

    /** Text for HTML, in an element or between the quotes of an attribute. */
    static String html(String text) {
        String line = Names.visible(text);
        StringBuilder out = new StringBuilder(line.length() + 8);
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            switch (c) {
                case '&' -> out.append("&amp;");
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '"' -> out.append("&quot;");
                default -> out.append(c);
            }
        }
        return out.toString();
    }
}
