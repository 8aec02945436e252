package io.twinsim.internal.text;

import java.util.ArrayList;
import java.util.List;

/** A plain-text table: headings, aligned columns, two blanks between them, no trailing blanks. */
public final class TextTable {

    private final String[] headings;
    private final boolean[] right;
    private final List<String[]> rows = new ArrayList<>();

    private TextTable(String[] headings, boolean[] right) {
        this.headings = headings;
        this.right = right;
    }

    /**
     * A table without rows.
     *
     * @param headings the column headings; one that starts with {@code >} is aligned to the right, without that
     * character
     * @return the table
     */
    public static TextTable of(String... headings) {
        String[] names = new String[headings.length];
        boolean[] right = new boolean[headings.length];
        for (int i = 0; i < headings.length; i++) {
            right[i] = headings[i].startsWith(">");
            names[i] = right[i] ? headings[i].substring(1) : headings[i];
        }
        return new TextTable(names, right);
    }

    /**
     * Adds a row.
     *
     * @param cells one text per column
     * @return this table
     * @throws IllegalArgumentException if the number of cells is not the number of columns
     */
    public TextTable row(String... cells) {
        if (cells.length != headings.length) {
            throw new IllegalArgumentException("row must have " + headings.length + " cells, got " + cells.length);
        }
        rows.add(cells.clone());
        return this;
    }

    /**
     * The table, each line indented and ended by a line feed.
     *
     * @param indent blanks in front of each line
     * @return the text
     */
    public String render(int indent) {
        int[] width = new int[headings.length];
        for (int c = 0; c < width.length; c++) {
            width[c] = length(headings[c]);
            for (String[] row : rows) {
                width[c] = Math.max(width[c], length(row[c]));
            }
        }
        StringBuilder text = new StringBuilder();
        line(text, headings, width, indent);
        for (String[] row : rows) {
            line(text, row, width, indent);
        }
        return text.toString();
    }

    private void line(StringBuilder text, String[] cells, int[] width, int indent) {
        int start = text.length();
        text.append(" ".repeat(indent));
        for (int c = 0; c < cells.length; c++) {
            String pad = " ".repeat(width[c] - length(cells[c]));
            text.append(c == 0 ? "" : "  ").append(right[c] ? pad + cells[c] : cells[c] + pad);
        }
        int end = text.length();
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
        text.append('\n');
    }

    private static int length(String text) {
        return text.codePointCount(0, text.length());
    }
}
