package io.twinsim.learn;

import io.twinsim.column.ColumnType;
import io.twinsim.expr.Expr;
import io.twinsim.internal.text.Numbers;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Writes names, labels, numbers and tables of levels as parts of formulas. */
final class StructureText {

    private static final int MOST_STRETCHES = 6;
    private static final int FEW_KEYS = 3;

    private StructureText() {
    }

    /** A column's name, in backticks if it needs them. */
    static String name(String column) {
        return pretty("`" + column.replace("`", "``") + "`");
    }

    /** A quoted label. */
    static String label(String label) {
        return "'" + label.replace("'", "''") + "'";
    }

    /** The condition that a column has a value, as the data write it: {@code segment == 'No E-Mail'}. */
    static String has(String column, ColumnType type, String value) {
        return switch (type) {
            case CATEGORY -> name(column) + " == " + label(value);
            case FLAG -> (value.equals("true") || value.equals("1") ? "" : "not ") + name(column);
            case INTEGER, REAL -> name(column) + " == " + value;
        };
    }

    /** A number that reads back to the same bits; whole numbers without a point. */
    static String number(double value) {
        return Math.rint(value) == value && Math.abs(value) < 1e15 ? Long.toString((long) value)
                : Numbers.shortest(value);
    }

    /** The formula as people write it: quotes, brackets and backticks only where they are needed. */
    static String pretty(String formula) {
        return Expr.parse(formula).toString();
    }

    /**
     * A lookup of a discrete column whose cases are all of its levels that have a text; numbers end with {@code else},
     * or are told apart by {@code if} where long stretches of them share a text; so are sets of levels that share few
     * texts.
     *
     * @param cells the text of each level; empty, or that of {@code otherwise}, for levels that the latter serves
     * @param otherwise the text of all other values; empty if there is none
     */
    static String lookup(StructureTable table, String column, List<String> cells, String otherwise) {
        boolean number = table.profile(column).number();
        List<Integer> starts = starts(cells, otherwise);
        if (number && 2 * starts.size() <= cells.size() && starts.size() <= MOST_STRETCHES) {
            return stretches(table.profile(column), cells, otherwise, starts);
        }
        List<String> others = cells.stream().filter(cell -> !cell.isEmpty() && !cell.equals(otherwise)).toList();
        List<String> different = others.stream().distinct().toList();
        if (different.size() <= MOST_STRETCHES && others.size() > FEW_KEYS * different.size()) {
            return members(table, column, cells, otherwise, different);
        }
        int last = cells.size() - 1;
        StringBuilder text = new StringBuilder("lookup(").append(table.lookedUp(column));
        String end = otherwise;
        for (int level = 0; level < cells.size(); level++) {
            String cell = cells.get(level);
            if (cell.isEmpty() || cell.equals(otherwise)) {
                continue;
            }
            if (level == last && number && otherwise.isEmpty()) {
                end = cell;
            } else {
                text.append(", ").append(table.key(column, level)).append(": ").append(cell);
            }
        }
        return text.append(end.isEmpty() ? "" : ", else: " + end).append(')').toString();
    }

    /** The levels at which the text changes. */
    private static List<Integer> starts(List<String> cells, String otherwise) {
        return IntStream.range(0, cells.size())
                .filter(level -> level == 0 || !text(cells, level, otherwise).equals(text(cells, level - 1, otherwise)))
                .boxed().toList();
    }

    /** {@code if(x in ('a', 'b'), ..., ...)} where many levels share few texts. */
    private static String members(
            StructureTable table, String column, List<String> cells, String otherwise, List<String> different) {
        boolean covered = otherwise.isEmpty();
        String text = covered ? different.get(different.size() - 1) : otherwise;
        for (String one : covered ? different.subList(0, different.size() - 1) : different) {
            String keys = IntStream.range(0, cells.size()).filter(level -> cells.get(level).equals(one))
                    .mapToObj(level -> table.key(column, level)).collect(Collectors.joining(", ", "(", ")"));
            text = "if(" + name(column) + " in " + keys + ", " + one + ", " + text + ")";
        }
        return text;
    }

    private static String text(List<String> cells, int level, String otherwise) {
        return cells.get(level).isEmpty() ? otherwise : cells.get(level);
    }

    /** {@code if(x < 5, ..., ...)} for numbers whose neighbours share their texts. */
    private static String stretches(ColumnProfile profile, List<String> cells, String otherwise, List<Integer> starts) {
        String text = text(cells, cells.size() - 1, otherwise);
        for (int run = starts.size() - 1; run > 0; run--) {
            text = "if(" + name(profile.column()) + " < " + profile.levels().get(starts.get(run)).label() + ", "
                    + text(cells, starts.get(run) - 1, otherwise) + ", " + text + ")";
        }
        return text;
    }

    /**
     * The draw of a discrete column: {@code bernoulli} for flags and for integers 0 and 1, {@code categorical} for
     * labels, {@code mixture} of constants for other numbers.
     *
     * @param weights the share of each level, summing to about 1; 0 is never drawn, but its label is written, so that
     *     all are known in the column's order
     * @param rows the rows of the data, which say how many digits are worth writing
     */
    static String draw(ColumnProfile profile, double[] weights, long rows) {
        int decimals = decimals(rows);
        long[] units = apportioned(weights, decimals);
        if (profile.type() == ColumnType.FLAG || binary(profile)) {
            return "bernoulli(" + share(units[1], decimals) + ")";
        }
        if (profile.number() && Arrays.stream(units).filter(unit -> unit > 0).count() == 1) {
            int only = IntStream.range(0, units.length).filter(level -> units[level] > 0).findFirst().orElseThrow();
            return "constant(" + profile.levels().get(only).label() + ")";
        }
        StringBuilder text = new StringBuilder(profile.number() ? "mixture(" : "categorical(");
        boolean first = true;
        for (int level = 0; level < units.length; level++) {
            if (units[level] > 0 || !profile.number()) {
                String label = profile.levels().get(level).label();
                String share = share(units[level], decimals);
                text.append(first ? "" : ", ").append(profile.number() ? share + ": constant(" + label + ")"
                        : label(label) + ": " + share);
                first = false;
            }
        }
        return text.append(')').toString();
    }

    private static boolean binary(ColumnProfile profile) {
        List<ColumnProfile.Level> levels = profile.levels();
        return profile.type() == ColumnType.INTEGER && levels.size() == 2 && levels.get(0).value() == 0
                && levels.get(1).value() == 1;
    }

    /** One more than the rows have digits, 3 to 9. */
    static int decimals(long rows) {
        return Math.max(3, Math.min(9, Long.toString(rows).length() + 1));
    }

    static String share(long units, int decimals) {
        return BigDecimal.valueOf(units, decimals).stripTrailingZeros().toPlainString();
    }

    /**
     * Shares as whole numbers of units that add up to 1 exactly: nearest numbers, at least one unit for what is above
     * 0, and what that leaves over or short goes to the largest.
     */
    static long[] apportioned(double[] weights, int decimals) {
        long all = BigDecimal.ONE.movePointRight(decimals).longValueExact();
        double sum = 0;
        for (double weight : weights) {
            sum += weight;
        }
        long[] units = new long[weights.length];
        long left = all;
        int largest = 0;
        for (int k = 0; k < weights.length; k++) {
            units[k] = weights[k] > 0 ? Math.max(1, (long) Math.rint(weights[k] / sum * all)) : 0;
            left -= units[k];
            largest = units[k] > units[largest] ? k : largest;
        }
        units[largest] += left;
        return units;
    }
}
