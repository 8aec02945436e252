package io.twinsim.internal.text;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table in three forms: plain text for a terminal ({@link #render(int)}: aligned columns, two blanks between them, no
 * trailing blanks), {@link #markdown} and {@link #html}. Control characters in cells are made visible.
 */
public final class TextTable {

    /** Rows of a table in a terminal, beyond which {@link Page} cuts the middle out. */
    public static final int ROWS = 40;
    /** The same in Markdown and HTML. */
    public static final int MARKUP_ROWS = 1000;
    /** Cells that aligning numbers on their points may cost. */
    private static final int SLACK = 4;

    /** How the cells of a column stand; the ordinal is the length of the sign in front of the heading. */
    private enum Side { LEFT, RIGHT, POINT }

    /** Rows shown at the start and the end, and rows left out between them. */
    private record Cut(int head, int tail, long hidden) {

        /** Two fifths come from the end; a single row is not worth a line that says it is left out. */
        static Cut of(int rows, int most) {
            int tail = most * 2 / 5;
            return rows <= most + 1 ? new Cut(rows, 0, 0) : new Cut(most - tail, tail, rows - most);
        }

        String text() {
            return "... " + Numbers.grouped(hidden) + " more rows ...";
        }
    }

    private final String[] headings;
    private final Side[] sides;
    private String[] units;
    private final List<String[]> rows = new ArrayList<>();
    private @Nullable Cut leftOut;

    private TextTable(String[] headings, Side[] sides) {
        this.headings = headings;
        this.sides = sides;
        this.units = new String[0];
    }

    /**
     * A table without rows.
     *
     * @param headings the column headings; one that starts with {@code >} is aligned to the right, one that starts with
     *     {@code >.} too, its numbers on their decimal points unless that makes the column much wider or a line longer
     *     than {@link Lines#WIDTH}; without those signs
     * @return the table
     */
    public static TextTable of(String... headings) {
        String[] names = new String[headings.length];
        Side[] sides = new Side[headings.length];
        for (int i = 0; i < headings.length; i++) {
            sides[i] = headings[i].startsWith(">.") ? Side.POINT : headings[i].startsWith(">") ? Side.RIGHT : Side.LEFT;
            names[i] = Names.visible(headings[i].substring(sides[i].ordinal()));
        }
        return new TextTable(names, sides);
    }

    /**
     * Says in which units the columns are; a line below the headings, or behind them in parentheses.
     *
     * @param of one text per column, empty where there is no unit
     * @return this table
     * @throws IllegalArgumentException if the number of units is not the number of columns
     */
    public TextTable units(String... of) {
        boolean any = Arrays.stream(cells(of)).anyMatch(unit -> !unit.isEmpty());
        units = any ? cells(of) : new String[0];
        return this;
    }

    /**
     * Adds a row.
     *
     * @param cells one text per column
     * @return this table
     * @throws IllegalArgumentException if the number of cells is not the number of columns
     */
    public TextTable row(String... cells) {
        rows.add(cells(cells));
        return this;
    }

    /**
     * Says that rows are left out between the last one added and the next; nothing else is left out then.
     *
     * @param count how many
     * @return this table
     */
    public TextTable leaveOut(long count) {
        leftOut = new Cut(rows.size(), 0, count);
        return this;
    }

    private Cut cut(int most) {
        return leftOut == null ? Cut.of(rows.size(), most)
                : new Cut(leftOut.head, rows.size() - leftOut.head, leftOut.hidden);
    }

    private String[] cells(String... cells) {
        if (cells.length != headings.length) {
            throw new IllegalArgumentException("row must have " + headings.length + " cells, got " + cells.length);
        }
        return Arrays.stream(cells).map(Names::visible).toArray(String[]::new);
    }

    /**
     * The number of rows.
     *
     * @return rows added so far
     */
    public int size() {
        return rows.size();
    }

    /**
     * The cells that the table takes in a terminal, without its indent, when long tables have their middle left out.
     *
     * @return cells of the longest line
     */
    public int width() {
        return render(0, ROWS).lines().mapToInt(Cells::width).max().orElse(0);
    }

    /**
     * The whole table, each line indented and ended by a line feed.
     *
     * @param indent blanks in front of each line
     * @return the text
     */
    public String render(int indent) {
        return render(indent, rows.size());
    }

    /**
     * The table, with a line such as {@code ... 37 more rows ...} in place of its middle if it is longer than wanted.
     *
     * @param indent blanks in front of each line
     * @param most rows at most, unless that would leave out a single row
     * @return the text
     */
    public String render(int indent, int most) {
        String text = render(indent, cut(most), true);
        boolean points = Arrays.asList(sides).contains(Side.POINT);
        return !points || text.lines().allMatch(line -> Cells.width(line) <= Lines.WIDTH) ? text
                : render(indent, cut(most), false);
    }

    private String render(int indent, Cut cut, boolean points) {
        List<String[]> shown = new ArrayList<>(rows.subList(0, cut.head));
        shown.addAll(rows.subList(rows.size() - cut.tail, rows.size()));
        String[][] lines = new String[shown.size()][headings.length];
        int[] width = new int[headings.length];
        for (int c = 0; c < width.length; c++) {
            width[c] = Math.max(Cells.width(headings[c]), units.length == 0 ? 0 : Cells.width(units[c]));
            String[] column = column(shown, c, points && sides[c] == Side.POINT);
            for (int i = 0; i < lines.length; i++) {
                lines[i][c] = column[i];
                width[c] = Math.max(width[c], Cells.width(column[i]));
            }
        }
        StringBuilder text = new StringBuilder();
        line(text, headings, width, indent);
        if (units.length > 0) {
            line(text, units, width, indent);
        }
        for (int i = 0; i < lines.length; i++) {
            if (i == cut.head && cut.hidden > 0) {
                text.append(" ".repeat(indent)).append(cut.text()).append('\n');
            }
            line(text, lines[i], width, indent);
        }
        return text.toString();
    }

    /** The cells of a column, numbers with as many blanks behind them as their points need to stand in a line. */
    private String[] column(List<String[]> shown, int c, boolean points) {
        String[] cells = shown.stream().map(row -> row[c]).toArray(String[]::new);
        if (!points) {
            return cells;
        }
        int whole = 0;
        int fraction = 0;
        int widest = Cells.width(headings[c]);
        for (String cell : cells) {
            widest = Math.max(widest, Cells.width(cell));
            whole = isNumber(cell) ? Math.max(whole, point(cell)) : whole;
            fraction = isNumber(cell) ? Math.max(fraction, cell.length() - point(cell)) : fraction;
        }
        if (whole + fraction > widest + SLACK) {
            return cells;
        }
        for (int i = 0; i < cells.length; i++) {
            cells[i] += isNumber(cells[i]) ? " ".repeat(fraction - cells[i].length() + point(cells[i])) : "";
        }
        return cells;
    }

    private static boolean isNumber(String cell) {
        int first = cell.startsWith("-") || cell.startsWith("+") ? 1 : 0;
        return cell.length() > first && cell.charAt(first) >= '0' && cell.charAt(first) <= '9';
    }

    /** Where the point of a number is, or would be. */
    private static int point(String number) {
        int at = number.indexOf('.');
        return at < 0 ? number.length() : at;
    }

    private void line(StringBuilder text, String[] cells, int[] width, int indent) {
        int start = text.length();
        text.append(" ".repeat(indent));
        for (int c = 0; c < cells.length; c++) {
            String pad = " ".repeat(width[c] - Cells.width(cells[c]));
            text.append(c == 0 ? "" : "  ").append(sides[c] == Side.LEFT ? cells[c] + pad : pad + cells[c]);
        }
        int end = text.length();
        while (end > start && text.charAt(end - 1) == ' ') {
            end--;
        }
        text.setLength(end);
        text.append('\n');
    }

    /**
     * The table in Markdown, as GitHub, notebooks and Pandoc read it; numbers at the right. A table of more than 1,001
     * rows has its middle left out and says so.
     *
     * @return lines, each ended by a line feed
     */
    public String markdown() {
        return markup().markdown();
    }

    /**
     * The table in HTML: {@code <table class="twinsim">} with a caption, headings with their scope (the first column
     * heads the rows), and the class {@code number} and the right side for numbers, the side as an attribute, which
     * notebooks and code forges keep where they drop styles. No style sheet, no script. A table of more than 1,001 rows
     * has its middle left out and says so.
     *
     * @param caption what the table shows, plain text
     * @return lines, each ended by a line feed
     */
    public String html(String caption) {
        return markup().html(caption);
    }

    private TableMarkup markup() {
        String[] full = headings.clone();
        boolean[] right = new boolean[full.length];
        for (int c = 0; c < full.length; c++) {
            right[c] = sides[c] != Side.LEFT;
            full[c] += units.length == 0 || units[c].isEmpty() ? "" : " (" + units[c] + ")";
        }
        Cut cut = cut(MARKUP_ROWS);
        return new TableMarkup(full, right, rows.subList(0, cut.head), cut.hidden > 0 ? cut.text() : "",
                rows.subList(rows.size() - cut.tail, rows.size()));
    }
}
