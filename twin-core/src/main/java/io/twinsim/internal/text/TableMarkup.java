package io.twinsim.internal.text;

import java.util.List;

/**
 * A table in Markdown and HTML.
 *
 * @param headings with their units
 * @param right which columns hold numbers
 * @param head the first rows
 * @param leftOut what is said of rows between; empty if none are left out
 * @param tail the last rows
 */
record TableMarkup(String[] headings, boolean[] right, List<String[]> head, String leftOut, List<String[]> tail) {

    String markdown() {
        StringBuilder text = new StringBuilder();
        markdown(text, headings);
        text.append('|');
        for (boolean number : right) {
            text.append(number ? "---:|" : ":---|");
        }
        text.append('\n');
        head.forEach(row -> markdown(text, row));
        if (!leftOut.isEmpty()) {
            text.append("| ").append(leftOut).append(" |").append("  |".repeat(headings.length - 1)).append('\n');
        }
        tail.forEach(row -> markdown(text, row));
        return text.toString();
    }

    private static void markdown(StringBuilder text, String[] cells) {
        text.append('|');
        for (String cell : cells) {
            text.append(' ').append(Markup.markdown(cell)).append(" |");
        }
        text.append('\n');
    }

    String html(String caption) {
        StringBuilder text = new StringBuilder("<table class=\"twinsim\">\n<caption>").append(Markup.html(caption))
                .append("</caption>\n<thead>\n<tr>");
        for (int c = 0; c < headings.length; c++) {
            text.append("<th scope=\"col\"").append(side(c, true)).append('>').append(Markup.html(headings[c]))
                    .append("</th>");
        }
        text.append("</tr>\n</thead>\n<tbody>\n");
        head.forEach(row -> html(text, row));
        if (!leftOut.isEmpty()) {
            text.append("<tr class=\"more\"><td colspan=\"").append(headings.length).append("\">").append(leftOut)
                    .append("</td></tr>\n");
        }
        tail.forEach(row -> html(text, row));
        return text.append("</tbody>\n</table>\n").toString();
    }

    private void html(StringBuilder text, String[] cells) {
        text.append("<tr>");
        for (int c = 0; c < cells.length; c++) {
            text.append(c == 0 ? "<th scope=\"row\"" : "<td").append(side(c, c == 0)).append('>')
                    .append(Markup.html(cells[c])).append(c == 0 ? "</th>" : "</td>");
        }
        text.append("</tr>\n");
    }

    /** Headings would stand in the middle if nothing were said. */
    private String side(int c, boolean heading) {
        return right[c] ? " class=\"number\" align=\"right\"" : heading ? " align=\"left\"" : "";
    }
}
