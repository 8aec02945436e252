package io.twinsim.bench;

import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What each method took: ours with how many times its floor it is, and below it each peer with how many times ours it
 * takes. One table for each class, as plain text of at most 100 columns or as Markdown.
 */
final class RatioTable {

    private static final int JOB = 30;

    private final Map<String, List<String[]>> tables = new LinkedHashMap<>();
    private final Map<String, String[]> headings = new LinkedHashMap<>();

    private RatioTable() {
    }

    /** The tables of the results of one run. */
    static RatioTable of(List<Measured> results) {
        RatioTable table = new RatioTable();
        results.stream().filter(m -> m.kind() == Measured.Kind.OURS)
                .sorted(Comparator.comparing(Measured::group).thenComparing(Measured::by, Comparator.reverseOrder())
                        .thenComparing(Measured::job).thenComparingLong(Measured::size))
                .forEach(ours -> table.add(ours, results));
        return table;
    }

    private void add(Measured ours, List<Measured> results) {
        String title = ours.group() + ", by " + ours.by();
        headings.putIfAbsent(title, new String[] {"job", ">" + ours.by(), ">time", ">+-", ">per " + ours.unit(),
            ">B/" + ours.unit(), ">x floor", ">x ours"});
        List<String[]> rows = tables.computeIfAbsent(title, key -> new ArrayList<>());
        List<Measured> beside = results.stream().filter(other -> other.serves(ours)).toList();
        double floor = beside.stream().filter(m -> m.kind() == Measured.Kind.FLOOR).mapToDouble(Measured::nanos)
                .max().orElse(Double.NaN);
        rows.add(row(ours, ours.job(), Figures.times(ours.nanos() / floor), ""));
        beside.stream().filter(m -> m.kind() == Measured.Kind.PEER).sorted(Comparator.comparing(Measured::nanos))
                .forEach(peer -> rows.add(row(peer, "  " + peer.method() + " (peer)", "",
                        Figures.times(peer.nanos() / ours.nanos()))));
    }

    private static String[] row(Measured m, String job, String floors, String ratio) {
        return new String[] {job.length() > JOB ? job.substring(0, JOB - 2) + ".." : job, Numbers.grouped(m.size()),
            Figures.time(m.nanos()), Figures.share(m.error(), m.nanos()), Figures.time(m.nanosEach()),
            Figures.digits(m.bytesEach()), floors, ratio};
    }

    /** Plain text, a blank line between tables. */
    String text() {
        StringBuilder text = new StringBuilder();
        tables.forEach((title, rows) -> {
            TextTable table = TextTable.of(headings.get(title));
            rows.forEach(table::row);
            text.append(text.length() == 0 ? "" : "\n").append(title).append('\n').append(table.render(2));
        });
        return text.toString();
    }

    /** Markdown, a heading of the third level for each table. */
    String markdown() {
        StringBuilder text = new StringBuilder();
        tables.forEach((title, rows) -> text.append(text.length() == 0 ? "" : "\n").append("### ").append(title)
                .append("\n\n").append(markdown(headings.get(title), rows)));
        return text.toString();
    }

    /** A table in Markdown; headings that start with {@code >} are aligned to the right, without that character. */
    static String markdown(String[] headings, List<String[]> rows) {
        StringBuilder text = new StringBuilder("|");
        StringBuilder rule = new StringBuilder("|");
        for (String heading : headings) {
            boolean right = heading.startsWith(">");
            text.append(' ').append(right ? heading.substring(1) : heading).append(" |");
            rule.append(right ? "---:|" : "---|");
        }
        text.append('\n').append(rule).append('\n');
        for (String[] row : rows) {
            text.append('|');
            for (String cell : row) {
                text.append(' ').append(cell.strip()).append(" |");
            }
            text.append('\n');
        }
        return text.toString();
    }
}
