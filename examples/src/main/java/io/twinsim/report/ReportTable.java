package io.twinsim.report;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A table whose first column heads the rows. In a heading {@code >} in front stands for numbers, at the right, and
 * {@code `} for code. On a narrow screen it scrolls in a box of its own.
 */
final class ReportTable {

    /** Characters of a note that has room below its heading; a longer one has a row of its own. */
    private static final int SHORT = 24;
    /** Characters of a word that is not broken. */
    private static final int LONGEST = 26;

    private final String caption;
    private final List<String> headings;
    private final List<Row> rows = new ArrayList<>();

    /** A row: its heading, what is said below the heading, its cells, whether it stands out. */
    private record Row(String heading, String note, List<String> cells, boolean strong) {
    }

    private ReportTable(String caption, List<String> headings) {
        this.caption = caption;
        this.headings = headings;
    }

    static ReportTable of(String caption, String... headings) {
        return new ReportTable(caption, List.of(headings));
    }

    ReportTable row(String heading, String... cells) {
        return noted(heading, "", cells);
    }

    /** A row with something said below its heading. */
    ReportTable noted(String heading, String note, String... cells) {
        return add(new Row(heading, note, List.copyOf(Arrays.asList(cells)), false));
    }

    /** A row that stands out. */
    ReportTable strong(String heading, String note, String... cells) {
        return add(new Row(heading, note, List.copyOf(Arrays.asList(cells)), true));
    }

    private ReportTable add(Row row) {
        if (row.cells.size() != headings.size() - 1) {
            throw new IllegalStateException("cells must be as many as headings (" + headings.size() + ") less one, got "
                    + row.cells.size());
        }
        rows.add(row);
        return this;
    }

    int size() {
        return rows.size();
    }

    void write(ReportMarkup out) {
        out.start("div", "class", "scroll", "role", "region", "tabindex", "0", "aria-label", caption).start("table");
        out.start("caption").element("span", caption).end();
        out.start("thead").start("tr");
        for (int column = 0; column < headings.size(); column++) {
            String[] kind = kind(column);
            out.element("th", heading(column), kind.length == 0 ? new String[] {"scope", "col"}
                    : new String[] {"scope", "col", kind[0], kind[1]});
        }
        out.end().end().start("tbody");
        for (Row row : rows) {
            row(out, row);
        }
        out.end().end().end();
    }

    private void row(ReportMarkup out, Row row) {
        boolean below = row.note.length() > SHORT;
        String kind = (row.strong ? "strong" : "") + (below ? " open" : "");
        out.start("tr", kind.isEmpty() ? new String[0] : new String[] {"class", kind.strip()});
        out.start("th", heads(row.heading));
        cell(out, 0, row.heading);
        if (!row.note.isEmpty() && !below) {
            out.element("small", row.note);
        }
        out.end();
        for (int column = 1; column < headings.size(); column++) {
            out.start("td", kind(column));
            cell(out, column, row.cells.get(column - 1));
            out.end();
        }
        out.end();
        if (below) {
            out.start("tr").start("td", "class", "why", "colspan", Integer.toString(headings.size()))
                    .element("span", row.note).end().end();
        }
    }

    /** A heading breaks between words, but for one that is no word any more. */
    private static String[] heads(String heading) {
        boolean words = heading.chars().allMatch(c -> c < 0x80)
                && Arrays.stream(heading.split("[ -]")).allMatch(word -> word.length() <= LONGEST);
        return words ? new String[] {"scope", "row"} : new String[] {"scope", "row", "class", "long"};
    }

    private void cell(ReportMarkup out, int column, String text) {
        if (headings.get(column).startsWith("`") && !text.isEmpty()) {
            out.element("code", text);
        } else {
            out.text(text);
        }
    }

    /** The class of a column's cells. */
    private String[] kind(int column) {
        return headings.get(column).startsWith(">") ? new String[] {"class", "n"}
                : column == 0 ? new String[0]
                : new String[] {"class", headings.get(column).startsWith("`") ? "code" : "text"};
    }

    private String heading(int column) {
        String heading = headings.get(column);
        return heading.startsWith(">") || heading.startsWith("`") ? heading.substring(1) : heading;
    }
}
