package io.twinsim.learn;

import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.List;

/**
 * Numbers that are computed from others: {@code a + b * x} to 1e-9 of their size, or the sum, difference or product of
 * two columns, exact to 1e-9 or to the last decimal that the column is written with (up to four). Of three columns in
 * a sum the whole follows if none has values below 0, so that the parts can be drawn freely; else the last in the
 * data's order. At least 20 rows, three different values, and for rounded ones 50, are needed; a column that differs
 * by less than ten times the tolerance is no part of anything. Of more than 200 columns of numbers the first 200 are
 * looked at.
 */
final class FunctionalArithmetic {

    private static final double EXACT = 1e-9;
    private static final int ROWS = 20;
    private static final int ROUNDED = 50;
    private static final int MOST_DECIMALS = 4;
    private static final double APART = 10;
    private static final int MOST_COLUMNS = 200;
    private static final int[] DIGITS = {2, 4, 6, 9, 12, 15};

    private final StructureTable table;
    private final List<String> columns;
    private final List<double[]> values = new ArrayList<>();
    private final List<ColumnProfile> profiles = new ArrayList<>();

    FunctionalArithmetic(StructureTable table) {
        this.table = table;
        this.columns = table.profiles().stream().filter(profile -> profile.number()
                && (profile.role() == ColumnProfile.Role.NUMERIC || profile.role() == ColumnProfile.Role.DISCRETE))
                .map(ColumnProfile::column).limit(MOST_COLUMNS).toList();
        columns.forEach(column -> values.add(table.values(column)));
        columns.forEach(column -> profiles.add(table.profile(column)));
    }

    void find(FunctionalSearch search) {
        int n = columns.size();
        boolean[] copy = new boolean[n];
        for (int y = 0; y < n; y++) {
            for (int x = 0; x < y && !copy[y]; x++) {
                copy[y] = !copy[x] && profiles.get(y).distinct() >= 3 && !search.follows(columns.get(y))
                        && affine(search, y, x);
            }
        }
        for (int y = 0; y < n; y++) {
            for (int a = 0; a < n; a++) {
                for (int b = a + 1; b < n; b++) {
                    if (a != y && b != y && !copy[y] && !copy[a] && !copy[b] && profiles.get(y).distinct() >= 3) {
                        pair(search, y, a, b);
                    }
                }
            }
        }
    }

    private boolean affine(FunctionalSearch search, int y, int x) {
        double[] u = values.get(x);
        double[] v = values.get(y);
        int first = -1;
        int far = -1;
        for (int i = 0; i < u.length; i++) {
            if (!Double.isNaN(u[i]) && !Double.isNaN(v[i])) {
                first = first < 0 ? i : first;
                far = far < 0 || Math.abs(u[i] - u[first]) > Math.abs(u[far] - u[first]) ? i : far;
            }
        }
        if (first < 0 || u[far] == u[first] || v[far] == v[first]) {
            return false;
        }
        double slope = (v[far] - v[first]) / (u[far] - u[first]);
        for (int digits : DIGITS) {
            double b = Double.parseDouble(Numbers.significant(slope, digits));
            double a = Double.parseDouble(Numbers.significant(v[first] - b * u[first], Math.max(digits, 9)));
            a = Math.abs(a) <= EXACT * Math.abs(v[first]) ? 0 : a;
            int rows = affineRows(u, v, a, b);
            if (rows >= ROWS) {
                boolean whole = Math.rint(a) == a && Math.rint(b) == b;
                return enough(rows, y) && spread(y) > APART * EXACT * Math.max(scale(y), Math.max(Math.abs(a),
                        Math.abs(b) * scale(x))) && search.take(dependency(y, List.of(x), line(a, b, columns.get(x)), rows,
                        whole, -1));
            }
        }
        return false;
    }

    /** The rows with both numbers; 0 if one of them is off the line. */
    private static int affineRows(double[] u, double[] v, double a, double b) {
        int rows = 0;
        for (int i = 0; i < u.length; i++) {
            double error = Math.abs(a + b * u[i] - v[i]);
            if (error > EXACT * Math.max(Math.abs(v[i]), Math.max(Math.abs(a), Math.abs(b * u[i])))) {
                return 0;
            }
            rows += Double.isNaN(error) ? 0 : 1;
        }
        return rows;
    }

    private static String line(double a, double b, String column) {
        String x = StructureText.name(column);
        String slope = StructureText.number(Math.abs(b)) + " * " + x;
        String term = Math.abs(b) == 1 ? x : slope;
        if (a == 0) {
            return b < 0 ? "-" + (term.equals(x) ? x : "(" + term + ")") : term;
        }
        return b < 0 ? StructureText.number(a) + " - " + term
                : term + (a < 0 ? " - " : " + ") + StructureText.number(Math.abs(a));
    }

    private boolean enough(int rows, int y) {
        ColumnProfile profile = profiles.get(y);
        return 2 * rows >= profile.rows() - profile.missing();
    }

    private void pair(FunctionalSearch search, int y, int a, int b) {
        for (boolean product : new boolean[] {false, true}) {
            if (!likely(y, a, b, product)) {
                continue;
            }
            if (fits(y, a, b, product, 0) >= ROWS) {
                int rows = fits(y, a, b, product, 0);
                if (apart(y, a, b, product, EXACT * scale(y))) {
                    takeExact(search, y, a, b, product, rows);
                }
            } else if (profiles.get(y).distinct() >= ROUNDED && !search.follows(columns.get(y))) {
                rounded(search, y, a, b, product);
            }
        }
    }

    private void takeExact(FunctionalSearch search, int y, int a, int b, boolean product, int rows) {
        String sum = StructureText.name(columns.get(a)) + (product ? " * " : " + ")
                + StructureText.name(columns.get(b));
        FunctionalDependency whole = dependency(y, List.of(a, b), sum, rows, true, -1);
        boolean last = y > a && y > b;
        boolean positive = profiles.get(y).lower() >= 0 && profiles.get(a).lower() >= 0 && profiles.get(b).lower() >= 0;
        if (product || last || positive) {
            if (enough(rows, y) && (search.take(whole) || product)) {
                return;
            }
        }
        int part = Math.max(a, b);
        int other = Math.min(a, b);
        if (!product && !search.follows(columns.get(y)) && !search.follows(columns.get(part)) && enough(rows, part)) {
            String difference = StructureText.name(columns.get(y)) + " - " + StructureText.name(columns.get(other));
            search.take(dependency(part, List.of(y, other), difference, rows, true, -1));
        }
    }

    private void rounded(FunctionalSearch search, int y, int a, int b, boolean product) {
        int decimals = decimals(values.get(y));
        if (decimals > MOST_DECIMALS) {
            return;
        }
        double tolerance = 0.5 * Double.parseDouble("1e-" + decimals);
        int rows = fits(y, a, b, product, tolerance * (1 + 1e-6));
        if (rows >= ROWS && enough(rows, y) && apart(y, a, b, product, tolerance)) {
            String text = StructureText.name(columns.get(a)) + (product ? " * " : " + ")
                    + StructureText.name(columns.get(b));
            search.take(dependency(y, List.of(a, b), text, rows, true, decimals));
        }
    }

    /** A glance at some rows: whether they could fit when rounded to whole numbers. */
    private boolean likely(int y, int a, int b, boolean product) {
        double[] u = values.get(a);
        double[] v = values.get(b);
        double[] w = values.get(y);
        for (int i = 0; i < Math.min(ROWS, w.length); i++) {
            double size = Math.abs(u[i]) + Math.abs(v[i]) + Math.abs(w[i]);
            if (Math.abs((product ? u[i] * v[i] : u[i] + v[i]) - w[i]) > 0.51 + EXACT * size) {
                return false;
            }
        }
        return true;
    }

    /** The rows with all three numbers; 0 if one of them does not fit. */
    private int fits(int y, int a, int b, boolean product, double tolerance) {
        double[] u = values.get(a);
        double[] v = values.get(b);
        double[] w = values.get(y);
        int rows = 0;
        for (int i = 0; i < w.length; i++) {
            double error = Math.abs((product ? u[i] * v[i] : u[i] + v[i]) - w[i]);
            double size = Math.max(Math.abs(w[i]), product ? 0 : Math.max(Math.abs(u[i]), Math.abs(v[i])));
            if (error > tolerance + EXACT * size) {
                return 0;
            }
            rows += Double.isNaN(error) ? 0 : 1;
        }
        return rows;
    }

    private double scale(int column) {
        return Math.max(Math.abs(profiles.get(column).lower()), Math.abs(profiles.get(column).upper()));
    }

    private double spread(int column) {
        return profiles.get(column).upper() - profiles.get(column).lower();
    }

    /** Whether both parts matter: each moves the whole by far more than the tolerance. */
    private boolean apart(int y, int a, int b, boolean product, double tolerance) {
        double first = spread(a) * (product ? scale(b) : 1);
        double second = spread(b) * (product ? scale(a) : 1);
        return Math.min(first, second) > APART * tolerance && spread(y) > APART * tolerance;
    }

    private static int decimals(double[] x) {
        int decimals = 0;
        double unit = 1;
        for (int i = 0; i < x.length && decimals <= MOST_DECIMALS; i++) {
            while (decimals <= MOST_DECIMALS && Math.abs(x[i] * unit - Math.rint(x[i] * unit))
                    > EXACT * Math.max(1, Math.abs(x[i] * unit))) {
                decimals++;
                unit *= 10;
            }
        }
        return decimals;
    }

    /** @param decimals what the formula is rounded to; -1 for not at all, or where a whole number needs it */
    private FunctionalDependency dependency(int y, List<Integer> sources, String text, int rows, boolean wholeNumbers,
            int decimals) {
        ColumnType type = profiles.get(y).type();
        boolean whole = wholeNumbers && sources.stream().allMatch(x -> profiles.get(x).type() == ColumnType.INTEGER);
        String formula = text;
        if (decimals == 0 || type == ColumnType.INTEGER && !whole) {
            formula = "round(" + text + ")";
        } else if (decimals > 0) {
            String unit = "1" + "0".repeat(decimals);
            formula = "round((" + text + ") * " + unit + ") / " + unit;
        }
        return new FunctionalDependency(columns.get(y), sources.stream().map(columns::get).toList(),
                FunctionalDependency.Kind.ARITHMETIC, StructureText.pretty(formula), type, rows);
    }
}
