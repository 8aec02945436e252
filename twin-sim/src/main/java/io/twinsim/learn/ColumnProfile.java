package io.twinsim.learn;

import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * What a column of data is: its type, what is missing, and whether it is learned by a table of its levels or by a
 * distribution of numbers.
 *
 * <p>Categories and flags are discrete. So are numbers that are whole and have few distinct values (12, see {@link
 * StructureSettings}); other numbers are numeric. A column with one value is constant. Columns without likeness to
 * learn are left out: those without any value; labels that differ in more than half of 20 or more rows, or have more
 * than 2,000 levels; whole numbers that never repeat although, spread evenly over their range, five or more pairs
 * would be equal by chance (any other spread gives more), or that never repeat and are called an id.
 *
 * @param column the column's name
 * @param type its type
 * @param role how it is learned
 * @param rows the rows looked at
 * @param missing how many of them have no value
 * @param distinct how many different values there are
 * @param levels the values with their counts, if discrete or constant: labels in their order, numbers ascending; labels
 *     without rows are left out
 * @param lower the least number; NaN for categories and columns without values
 * @param upper the greatest number; NaN likewise
 * @param note why it is left out; empty if it is not
 */
record ColumnProfile(
        String column, ColumnType type, Role role, int rows, int missing, int distinct, List<Level> levels,
        double lower, double upper, String note) {

    /** Fewer rows than these say nothing about ids. */
    private static final int FEWEST_ROWS = 20;
    /** Of more levels only the commonest is told: no other has much of the rows. */
    private static final int MANY = 50;
    private static final double EXPECTED_TIES = 5;
    private static final double WIDEST = 1 << 17;

    /** How a column is learned. */
    enum Role {
        /** By a distribution of numbers. */
        NUMERIC,
        /** By a table of its levels. */
        DISCRETE,
        /** By its one value. */
        CONSTANT,
        /** Not at all: every row has a value of its own. */
        ID,
        /** Not at all: no row has a value. */
        EMPTY
    }

    /**
     * A value with its count.
     *
     * @param label the label; the number as text; {@code false} or {@code true}
     * @param value the code in the column's labels; the number; 0 or 1
     * @param count the rows that have it, at least 1
     */
    record Level(String label, double value, long count) {
    }

    ColumnProfile {
        levels = List.copyOf(levels);
    }

    /**
     * Profiles a column.
     *
     * @throws io.twinsim.InputException if there is no such column
     */
    static ColumnProfile of(Population data, String column, StructureSettings settings) {
        return of(column, data.column(column), data.doubles(column), Checks.notNull(settings, "settings"));
    }

    static ColumnProfile of(String name, Column column, double[] values, StructureSettings settings) {
        double[] sorted = sorted(values);
        int known = sorted.length;
        int missing = values.length - known;
        int distinct = distinct(sorted);
        boolean category = column.type() == ColumnType.CATEGORY;
        double lower = category || known == 0 ? Double.NaN : sorted[0];
        double upper = category || known == 0 ? Double.NaN : sorted[known - 1];
        Role role = role(name, column.type(), sorted, distinct, settings);
        List<Level> levels = role == Role.DISCRETE || role == Role.CONSTANT ? levels(column, sorted) : List.of();
        return new ColumnProfile(name, column.type(), role, values.length, missing, distinct, levels, lower, upper,
                note(name, role, category, known, distinct));
    }

    /** The values that are there, ascending, without -0.0; whole numbers of a narrow range are counted, not sorted. */
    static double[] sorted(double[] values) {
        double[] known = new double[values.length];
        int n = 0;
        double lower = Double.POSITIVE_INFINITY;
        double upper = Double.NEGATIVE_INFINITY;
        boolean whole = true;
        for (double value : values) {
            if (!Double.isNaN(value)) {
                known[n++] = value + 0.0;
                lower = Math.min(lower, value);
                upper = Math.max(upper, value);
                whole &= Math.rint(value) == value;
            }
        }
        double[] sorted = Arrays.copyOf(known, n);
        if (whole && upper - lower < WIDEST) {
            int[] counts = new int[n == 0 ? 0 : (int) (upper - lower) + 1];
            for (double value : sorted) {
                counts[(int) (value - lower)]++;
            }
            int at = 0;
            for (int k = 0; k < counts.length; k++) {
                Arrays.fill(sorted, at, at + counts[k], lower + k + 0.0);
                at += counts[k];
            }
        } else {
            Arrays.sort(sorted);
        }
        return sorted;
    }

    private static int distinct(double[] sorted) {
        int distinct = 0;
        for (int i = 0; i < sorted.length; i++) {
            distinct += i == 0 || sorted[i] != sorted[i - 1] ? 1 : 0;
        }
        return distinct;
    }

    private static Role role(String name, ColumnType type, double[] sorted, int distinct, StructureSettings settings) {
        if (distinct < 2) {
            return distinct == 0 ? Role.EMPTY : Role.CONSTANT;
        }
        return switch (type) {
            case FLAG -> Role.DISCRETE;
            case CATEGORY -> sorted.length >= FEWEST_ROWS && distinct > sorted.length / 2
                    || distinct > settings.mostLevels() ? Role.ID : Role.DISCRETE;
            case INTEGER, REAL -> !whole(sorted) ? Role.NUMERIC : numbered(name, sorted, distinct) ? Role.ID
                    : distinct <= settings.fewLevels() ? Role.DISCRETE : Role.NUMERIC;
        };
    }

    private static boolean whole(double[] sorted) {
        return Arrays.stream(sorted)
                .allMatch(value -> Math.rint(value) == value && Math.abs(value) <= Integer.MAX_VALUE);
    }

    /** Whether whole numbers never repeat, and that is no accident. */
    private static boolean numbered(String name, double[] sorted, int distinct) {
        int n = sorted.length;
        if (n < FEWEST_ROWS || distinct < n) {
            return false;
        }
        double range = sorted[n - 1] - sorted[0] + 1;
        String lower = name.toLowerCase(Locale.ROOT);
        boolean called = lower.equals("id") || lower.endsWith("_id") || lower.endsWith(" id") || name.endsWith("Id")
                || name.endsWith("ID");
        return called || 0.5 * n * (n - 1.0) / range >= EXPECTED_TIES;
    }

    private static List<Level> levels(Column column, double[] sorted) {
        List<Level> levels = new ArrayList<>();
        int start = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] != sorted[start]) {
                double value = sorted[start];
                levels.add(new Level(label(column, value), value, i - start));
                start = i;
            }
        }
        return levels;
    }

    private static String label(Column column, double value) {
        return switch (column.type()) {
            case CATEGORY -> column.labels().get((int) value);
            case FLAG -> value == 1 ? "true" : "false";
            case INTEGER, REAL -> StructureText.number(value);
        };
    }

    private static String note(String name, Role role, boolean category, int known, int distinct) {
        return switch (role) {
            case EMPTY -> name + " has no values and is left out; --exclude " + name + " silences this";
            case ID -> name + " has " + Numbers.grouped(distinct) + " different " + (category ? "labels" : "numbers")
                    + " in "
                    + Numbers.grouped(known) + " rows and is left out as an id; --exclude " + name + " silences this";
            default -> "";
        };
    }

    /** The share of rows without a value. */
    double missingShare() {
        return rows == 0 ? 0 : (double) missing / rows;
    }

    /** Whether it is learned at all. */
    boolean learned() {
        return role != Role.ID && role != Role.EMPTY;
    }

    /** Whether its values are numbers, flags not counted. */
    boolean number() {
        return type == ColumnType.INTEGER || type == ColumnType.REAL;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(column).append(": ").append(type.name().toLowerCase(Locale.ROOT));
        switch (role) {
            case NUMERIC -> text.append(", ").append(Numbers.significant(lower, 6)).append(" to ")
                    .append(Numbers.significant(upper, 6));
            case CONSTANT -> text.append(", always ").append(levels.get(0).label());
            case DISCRETE -> common(text);
            case ID -> text.append(", a value of its own in every row, left out");
            case EMPTY -> text.append(", no values, left out");
        }
        if (missing > 0 && role != Role.EMPTY) {
            text.append(", ").append(Numbers.significant(100 * missingShare(), 2)).append(" % missing");
        }
        return Lines.one(text.toString());
    }

    private void common(StringBuilder text) {
        text.append(", ").append(levels.size()).append(" levels");
        boolean many = levels.size() > MANY;
        text.append(many ? ", most often " : ", ");
        text.append(levels.stream().sorted(Comparator.comparingLong(Level::count).reversed()).limit(many ? 1 : 3)
                .map(level -> level.label() + " "
                + Numbers.fixed(100.0 * level.count() / (rows - missing), many ? 1 : 0) + " %")
                .collect(Collectors.joining(", ")));
    }
}
