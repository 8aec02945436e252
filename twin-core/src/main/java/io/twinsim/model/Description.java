package io.twinsim.model;

import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Bars;
import io.twinsim.internal.text.Cells;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.internal.text.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Each column of a population on a line: numbers with a histogram, flags with the share of true, categories with their
 * commonest labels. At most 100 characters a line.
 */
final class Description {

    /** Generated twins that are looked at; the others are like them. */
    static final int TWINS = 1 << 20;

    /** Bars of a histogram. */
    private static final int BARS = 12;
    private static final int NAME = 30;
    /** Cells of the bar of a flag, and of the labels of a category at least. */
    private static final int WIDE = 20;

    /** What there is room for in the table of numbers; the first is the cells of names. */
    private record Room(int name, boolean type, int unit, boolean histogram) {
    }

    private static final List<Room> ROOMS = List.of(new Room(NAME, true, 20, true), new Room(24, false, 20, true),
            new Room(24, false, 12, true), new Room(18, false, 0, true), new Room(12, false, 0, false));

    /** A column of numbers, its values in order. */
    private record Measured(String name, String unit, Column column, double[] sorted, Moments moments, boolean whole) {

        static Measured of(String name, String unit, Column column) {
            double[] values = present(column);
            Moments moments = Moments.of(values);
            Arrays.sort(values);
            boolean whole = column.type() == ColumnType.INTEGER
                    || Arrays.stream(values).allMatch(value -> value == Math.rint(value));
            return new Measured(name, unit, column, values, moments, whole);
        }
    }

    /** Columns of a view are copies, so each is asked for once. */
    private final Map<String, Column> columns = new LinkedHashMap<>();
    private final boolean missing;
    private final List<Measured> numbers = new ArrayList<>();
    private final List<String> flags = new ArrayList<>();
    private final List<String> categories = new ArrayList<>();

    private Description(Population population) {
        population.prepare().names().forEach(name -> columns.put(name, population.column(name)));
        missing = columns.values().stream().anyMatch(Column::hasMissing);
        Map<String, String> units = PopulationText.units(population);
        columns.forEach((name, column) -> {
            switch (column.type()) {
                case CATEGORY -> categories.add(name);
                case FLAG -> flags.add(name);
                default -> numbers.add(Measured.of(name, units.getOrDefault(name, ""), column));
            }
        });
    }

    static String of(Population population) {
        StringBuilder text = new StringBuilder(population.toString()).append('\n');
        Population shown = population;
        if (population.untouched() && population.steps().isEmpty() && population.size() > TWINS) {
            shown = population.slice(0, TWINS);
            text.append(Lines.paragraph(0, "described are the first " + Numbers.grouped(TWINS)
                    + " twins; slice(from, to).describe() describes others"));
        }
        population.notes().forEach(note -> text.append(Lines.paragraph(0, note)));
        return text.append(new Description(shown).tables()).toString();
    }

    private String tables() {
        return (numbers.isEmpty() ? "" : "\n" + numbers()) + (flags.isEmpty() ? "" : "\n" + flags().render(0))
                + (categories.isEmpty() ? "" : "\n" + categories().render(0));
    }

    private String numbers() {
        TextTable table = numbers(ROOMS.get(0));
        for (int k = 1; k < ROOMS.size() && table.width() > Lines.WIDTH; k++) {
            table = numbers(ROOMS.get(k));
        }
        return table.render(0);
    }

    private TextTable numbers(Room room) {
        boolean unit = room.unit > 0 && numbers.stream().anyMatch(one -> !one.unit.isEmpty());
        TextTable table = TextTable.of(cells("number", room.type ? "type" : null, unit ? "unit" : null,
                missing ? ">missing" : null, ">.mean", ">.sd", ">.min", ">.median", ">.max",
                room.histogram ? "histogram" : null));
        for (Measured one : numbers) {
            Digits digits = Digits.of(one.sorted.length, one.moments, one.whole);
            int last = one.sorted.length - 1;
            table.row(cells(name(one.name, room.name), room.type ? one.column.type().id() : null,
                    unit ? Cells.cut(Names.visible(one.unit), room.unit) : null, missing ? missing(one.column) : null,
                    last >= 0 ? digits.mean(one.moments.mean()) : "", last > 0 ? digits.mean(one.moments.sd()) : "",
                    last >= 0 ? digits.value(one.sorted[0]) : "", last >= 0 ? digits.value(median(one.sorted)) : "",
                    last >= 0 ? digits.value(one.sorted[last]) : "",
                    room.histogram ? Bars.upright(histogram(one)) : null));
        }
        return table;
    }

    /** Without those that there is no room or need for. */
    private static String[] cells(@Nullable String... cells) {
        return Arrays.stream(cells).filter(cell -> cell != null).toArray(String[]::new);
    }

    private static String name(String name, int cells) {
        return Cells.middle(Names.visible(name), cells);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : 0.5 * sorted[middle - 1] + 0.5 * sorted[middle];
    }

    /** Counts between the least and the greatest value; whole numbers are counted in steps of whole numbers. */
    private static long[] histogram(Measured one) {
        double[] sorted = one.sorted;
        if (sorted.length == 0 || sorted[0] == sorted[sorted.length - 1]) {
            return sorted.length == 0 ? new long[0] : new long[] {sorted.length};
        }
        double least = sorted[0];
        double greatest = sorted[sorted.length - 1];
        double values = greatest - least + 1;
        boolean whole = one.whole && values < 0x1p53;
        double step = whole ? Math.ceil(values / BARS) : 0;
        long[] counts = new long[whole ? (int) Math.ceil(values / step) : BARS];
        // Halves, as the range of doubles is larger than the largest double.
        double range = 0.5 * greatest - 0.5 * least;
        for (double value : sorted) {
            double at = whole ? (value - least) / step : (0.5 * value - 0.5 * least) / range * BARS;
            counts[(int) Math.min(counts.length - 1.0, at)]++;
        }
        return counts;
    }

    private TextTable flags() {
        TextTable table = TextTable.of(cells("flag", missing ? ">missing" : null, ">true", ""));
        for (String name : flags) {
            Column column = columns.get(name);
            double[] values = present(column);
            long yes = Arrays.stream(values).filter(value -> value != 0).count();
            double share = values.length == 0 ? 0 : (double) yes / values.length;
            table.row(cells(name(name, NAME), missing ? missing(column) : null,
                    values.length == 0 ? "" : percent(share), Bars.lying(share, WIDE)));
        }
        return table;
    }

    private TextTable categories() {
        List<Labels> all = categories.stream().map(name -> Labels.of(columns.get(name))).toList();
        TextTable without = categories(all, -1);
        return categories(all, Math.max(WIDE, Lines.WIDTH - without.width() - 2));
    }

    /** With the commonest labels in so many cells; -1 for a table without them. */
    private TextTable categories(List<Labels> all, int room) {
        TextTable table = TextTable.of(cells("category", ">levels", missing ? ">missing" : null, "shares",
                room < 0 ? null : "commonest"));
        for (int k = 0; k < all.size(); k++) {
            Column column = columns.get(categories.get(k));
            table.row(cells(name(categories.get(k), NAME), Numbers.grouped(column.labels().size()),
                    missing ? missing(column) : null, all.get(k).bars(), room < 0 ? null : all.get(k).commonest(room)));
        }
        return table;
    }

    /** The labels that occur, commonest first, with their counts. */
    private record Labels(List<String> names, long[] counts, long n) {

        static Labels of(Column column) {
            long[] counts = new long[column.labels().size()];
            for (double code : present(column)) {
                counts[(int) code]++;
            }
            List<Integer> order = new ArrayList<>();
            for (int code = 0; code < counts.length; code++) {
                if (counts[code] > 0) {
                    order.add(code);
                }
            }
            order.sort(Comparator.comparingLong((Integer code) -> -counts[code]));
            return new Labels(order.stream().map(code -> Names.visible(column.labels().get(code))).toList(),
                    order.stream().mapToLong(code -> counts[code]).toArray(), Arrays.stream(counts).sum());
        }

        String bars() {
            return Bars.upright(Arrays.copyOf(counts, Math.min(BARS, counts.length)));
        }

        String commonest(int room) {
            StringBuilder text = new StringBuilder();
            for (int k = 0; k < counts.length; k++) {
                String share = " " + percent((double) counts[k] / n);
                String item = (k == 0 ? "" : ", ") + names.get(k);
                int left = room - Cells.width(text.toString()) - share.length() - (k < counts.length - 1 ? 5 : 0);
                if (k > 0 && Cells.width(item) > left) {
                    return text.append(", ...").toString();
                }
                text.append(Cells.middle(item, Math.max(5, left))).append(share);
            }
            return text.toString();
        }
    }

    private static double[] present(Column column) {
        double[] values = new double[column.size()];
        column.load(0, values, 0, values.length);
        return column.hasMissing() ? Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray() : values;
    }

    private static String missing(Column column) {
        return column.missing() == 0 ? "" : Numbers.grouped(column.missing());
    }

    private static String percent(double share) {
        return Numbers.fixed(100 * share, 1) + " %";
    }
}
