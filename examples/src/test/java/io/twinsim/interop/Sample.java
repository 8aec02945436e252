package io.twinsim.interop;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.column.FlagColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import io.twinsim.worlds.Worlds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.assertj.core.data.Offset;

/**
 * A population whose files other programs read: twins of a world, and columns with missing values and with labels that
 * need quotes. What a program found comes back as lines of text, {@code column|kind|values}, and is compared here.
 */
final class Sample {

    static final int ROWS = 3_000;
    static final Population TWINS = twins();

    private Sample() {
    }

    private static Population twins() {
        Population territory = Worlds.territory().generate(ROWS, 11);
        List<String> labels = List.of("plain", "with, comma", "with \"quotes\"", "Größe µ");
        double[] values = new double[ROWS];
        int[] codes = new int[ROWS];
        boolean[] flags = new boolean[ROWS];
        boolean[] missing = new boolean[ROWS];
        for (int i = 0; i < ROWS; i++) {
            values[i] = (i - 1_500) / 7.0 * (i % 11 == 0 ? 1e6 : 1e-3);
            codes[i] = i * 7 % 13 % 4;
            flags[i] = i % 3 == 0;
            missing[i] = i % 10 == 4;
        }
        var all = Population.builder();
        territory.names().forEach(name -> all.column(name, territory.column(name)));
        return all.column("number", RealColumn.of(values, missing))
                .column("label", CategoryColumn.of(labels, codes, missing))
                .column("flag", FlagColumn.of(flags))
                .build();
    }

    /** Sums, as a program that reads the file should find them: of numbers n, mean, smallest and largest. */
    static Map<String, double[]> numbers() {
        Map<String, double[]> found = new LinkedHashMap<>();
        for (String name : TWINS.names()) {
            Column column = TWINS.column(name);
            if (column.type() != ColumnType.CATEGORY) {
                double sum = 0;
                double low = Double.POSITIVE_INFINITY;
                double high = Double.NEGATIVE_INFINITY;
                int n = 0;
                for (double value : TWINS.doubles(name)) {
                    if (value == value) {
                        sum += value;
                        low = Math.min(low, value);
                        high = Math.max(high, value);
                        n++;
                    }
                }
                found.put(name, new double[] {n, sum / n, low, high});
            }
        }
        return found;
    }

    /** How many rows have each label, by column. */
    static Map<String, Map<String, Integer>> counts() {
        Map<String, Map<String, Integer>> found = new LinkedHashMap<>();
        for (String name : TWINS.names()) {
            Column column = TWINS.column(name);
            if (column.type() == ColumnType.CATEGORY) {
                Map<String, Integer> counts = new TreeMap<>();
                for (int i = 0; i < column.size(); i++) {
                    if (!column.isMissing(i)) {
                        counts.merge(column.text(i), 1, Integer::sum);
                    }
                }
                found.put(name, counts);
            }
        }
        return found;
    }

    /**
     * Compares what a program printed: a line {@code rows|3000}, for each number {@code name|n|mean|low|high}, for each
     * label {@code name|label|count}. Means to 1e-12 of the largest value, everything else exactly.
     */
    static void assertFound(List<String> lines) {
        Map<String, String> byStart = new TreeMap<>();
        for (String line : lines) {
            int cut = line.indexOf('|');
            String start = line.substring(0, cut);
            boolean label = counts().containsKey(start);
            int end = label ? line.lastIndexOf('|') : cut;
            byStart.put(line.substring(0, end), line.substring(end + 1));
        }
        assertThat(byStart).containsEntry("rows", Integer.toString(ROWS));
        int checked = 1;
        for (var column : numbers().entrySet()) {
            double[] expected = column.getValue();
            String[] found = byStart.getOrDefault(column.getKey(), "").split("\\|");
            assertThat(found).as(column.getKey()).hasSize(4);
            double scale = Math.max(Math.abs(expected[2]), Math.abs(expected[3]));
            assertThat(Double.parseDouble(found[0])).as(column.getKey()).isEqualTo(expected[0]);
            assertThat(Double.parseDouble(found[1])).as(column.getKey())
                    .isCloseTo(expected[1], Offset.offset(1e-12 * scale));
            assertThat(Double.parseDouble(found[2])).as(column.getKey())
                    .isCloseTo(expected[2], Offset.offset(1e-12 * scale));
            assertThat(Double.parseDouble(found[3])).as(column.getKey())
                    .isCloseTo(expected[3], Offset.offset(1e-12 * scale));
            checked++;
        }
        for (var column : counts().entrySet()) {
            for (var label : column.getValue().entrySet()) {
                assertThat(byStart).containsEntry(column.getKey() + "|" + label.getKey(), label.getValue().toString());
                checked++;
            }
        }
        assertThat(lines).hasSize(checked).hasSizeGreaterThan(TWINS.names().size());
    }
}
