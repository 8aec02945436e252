package io.twinsim.inference;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Tables of misses measured by programs that share nothing with this project; each file says by which. */
final class CoverageTable {

    private static final int SETTINGS = 6;

    private CoverageTable() {
    }

    /** Shares of experiments whose interval lies wholly above the truth (left) or wholly below it (right). */
    record Misses(double left, double right) {
    }

    /** One row: what is estimated, from what, at which level, and what each method missed. */
    record Row(double level, String target, String distribution, int n, int experiments, int replicates,
            Map<IntervalMethod, Misses> misses) {

        /** Rows of the same cell differ by their level only and can share their experiments. */
        String cell() {
            return target + " " + distribution + " " + n;
        }
    }

    /** The rows of a file of the test resources, by cell, in file order. */
    static Map<String, List<Row>> cells(String file) {
        List<String[]> lines = rows(file);
        Map<String, List<Row>> cells = new LinkedHashMap<>();
        for (String[] line : lines.subList(1, lines.size())) {
            Row row = row(lines.get(0), line);
            cells.computeIfAbsent(row.cell(), key -> new ArrayList<>()).add(row);
        }
        return cells;
    }

    private static Row row(String[] header, String[] cells) {
        Map<IntervalMethod, Misses> misses = new LinkedHashMap<>();
        for (int i = SETTINGS; i < header.length; i++) {
            String[] sides = cells[i].split("/");
            misses.put(method(header[i], cells[1]),
                    new Misses(Double.parseDouble(sides[0]) / 100, Double.parseDouble(sides[1]) / 100));
        }
        return new Row(Double.parseDouble(cells[0]), cells[1], cells[2], Integer.parseInt(cells[3]),
                Integer.parseInt(cells[4]), Integer.parseInt(cells[5]), misses);
    }

    /** Student's interval of two arms is Welch's. */
    private static IntervalMethod method(String id, String target) {
        IntervalMethod method = IntervalMethod.named(id);
        return method == IntervalMethod.STUDENT && target.equals("difference") ? IntervalMethod.WELCH : method;
    }

    /** The lines of a file as texts, the header first, without what the file says about itself. */
    static List<String[]> rows(String file) {
        try (InputStream in = Objects.requireNonNull(CoverageTable.class.getResourceAsStream(file), file);
                BufferedReader reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            return reader.lines().filter(line -> !line.startsWith("#")).map(line -> line.split(",")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
