package io.twinsim.learn;

import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Ranks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Finds columns that are another one in disguise, on the rows where both have values and from 20 such rows on:
 * <ul>
 * <li>a copy, or {@code a + b x} within 1e-9 of the range;</li>
 * <li>a recoding that goes up, or down, strictly with it;</li>
 * <li>any one-to-one recoding, if values repeat: at least 10 rows beyond the first of their value.</li>
 * </ul>
 * A column without repeated values goes one-to-one with every other such column, which says nothing.
 */
final class LeakageRecoding {

    private static final int LEAST_ROWS = 20;
    private static final int LEAST_REPEATS = 10;
    private static final double AFFINE = 1e-9;
    private static final double NEARLY = 0.98;
    /** Numbers of more values are judged by their order, and by where they are missing. */
    private static final int MOST_GROUPS = 10;

    private final Population data;
    private final String name;
    private final boolean numeric;
    private final double[] values;

    LeakageRecoding(Population data, String name) {
        this.data = data;
        this.name = name;
        numeric = data.column(name).type() != ColumnType.CATEGORY;
        values = data.doubles(name);
    }

    /** What the feature is, such as {@code a copy}, or null if it is no recoding. */
    @Nullable String of(String feature) {
        double[] x = new double[values.length];
        double[] y = new double[values.length];
        int n = both(data.doubles(feature), x, y);
        if (n < LEAST_ROWS) {
            return null;
        }
        x = Arrays.copyOf(x, n);
        y = Arrays.copyOf(y, n);
        int[] a = Ranks.codes(x);
        int[] b = Ranks.codes(y);
        int distinct = Arrays.stream(b).max().orElse(0) + 1;
        if (distinct < 2) {
            return null;
        }
        boolean ordered = numeric && data.column(feature).type() != ColumnType.CATEGORY;
        if (ordered && Arrays.equals(x, y)) {
            return "a copy";
        }
        if (ordered && affine(x, y)) {
            return "a linear recoding";
        }
        if (ordered && (Arrays.equals(a, b) || reversed(a, b, distinct))) {
            return "a recoding in its order";
        }
        return n - distinct >= LEAST_REPEATS && oneToOne(a, b) ? "a one-to-one recoding" : null;
    }

    /** The rows where both have a value; returns how many. */
    private int both(double[] feature, double[] x, double[] y) {
        int n = 0;
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(feature[i]) && !Double.isNaN(values[i])) {
                x[n] = feature[i];
                y[n++] = values[i];
            }
        }
        return n;
    }

    private static boolean affine(double[] x, double[] y) {
        Moments left = Moments.of(x);
        Moments right = Moments.of(y);
        if (!(left.m2() > 0 && right.m2() > 0)) {
            return false;
        }
        double cross = 0;
        for (int i = 0; i < x.length; i++) {
            cross += (x[i] - left.mean()) * (y[i] - right.mean());
        }
        double slope = cross / left.m2();
        for (int i = 0; i < x.length; i++) {
            double error = y[i] - right.mean() - slope * (x[i] - left.mean());
            if (!(Math.abs(error) <= AFFINE * (right.max() - right.min()))) {
                return false;
            }
        }
        return true;
    }

    private static boolean reversed(int[] a, int[] b, int distinct) {
        for (int i = 0; i < a.length; i++) {
            if (a[i] != distinct - 1 - b[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean oneToOne(int[] a, int[] b) {
        int[] there = new int[a.length];
        int[] back = new int[a.length];
        Arrays.fill(there, -1);
        Arrays.fill(back, -1);
        for (int i = 0; i < a.length; i++) {
            if (there[a[i]] >= 0 && there[a[i]] != b[i] || back[b[i]] >= 0 && back[b[i]] != a[i]) {
                return false;
            }
            there[a[i]] = b[i];
            back[b[i]] = a[i];
        }
        return true;
    }

    /**
     * A note about a feature that orders the rows almost as the column does, or whose values, or their absence, tell
     * the column almost for certain; null if there is nothing to say.
     */
    @Nullable String warning(String feature) {
        if (!numeric) {
            return null;
        }
        double[] all = data.doubles(feature);
        boolean labels = data.column(feature).type() == ColumnType.CATEGORY;
        double[] x = new double[values.length];
        double[] y = new double[values.length];
        int n = both(all, x, y);
        double likeness = labels || n < LEAST_ROWS ? 0 : likeness(Arrays.copyOf(x, n), Arrays.copyOf(y, n));
        if (likeness > NEARLY) {
            return note(feature, "orders the rows almost as " + Names.quote(name) + " does", likeness);
        }
        double told = told(all, labels);
        return told > NEARLY ? note(feature, "tells almost all of " + Names.quote(name), told) : null;
    }

    private static String note(String feature, String does, double share) {
        return "feature " + Names.quote(feature) + " alone " + does + " (" + Numbers.significant(share, 5)
                + "): make sure that it is known before";
    }

    /** The share of the column's variance between groups of rows alike in the feature, less what chance makes of it. */
    private double told(double[] feature, boolean labels) {
        int[] groups = groups(feature, labels);
        int count = Arrays.stream(groups).max().orElse(0) + 1;
        double[] sums = new double[count];
        int[] sizes = new int[count];
        int n = 0;
        for (int i = 0; i < groups.length; i++) {
            if (!Double.isNaN(values[i])) {
                sums[groups[i]] += values[i];
                sizes[groups[i]]++;
                n++;
            }
        }
        int used = (int) Arrays.stream(sizes).filter(size -> size > 0).count();
        double total = Moments.of(Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray()).m2();
        if (n < LEAST_ROWS || n <= used || !(total > 0)) {
            return 0;
        }
        double within = 0;
        for (int i = 0; i < groups.length; i++) {
            double off = values[i] - sums[groups[i]] / sizes[groups[i]];
            within += Double.isNaN(off) ? 0 : off * off;
        }
        return 1 - within / total * (n - 1) / (n - used);
    }

    /** Labels and few numbers by value, others as one group; missing values are the last one. */
    private static int[] groups(double[] feature, boolean labels) {
        int[] codes = Ranks.codes(Arrays.stream(feature).filter(value -> !Double.isNaN(value)).toArray());
        int distinct = Arrays.stream(codes).max().orElse(-1) + 1;
        boolean byValue = labels || distinct <= MOST_GROUPS;
        int[] groups = new int[feature.length];
        int next = 0;
        for (int i = 0; i < groups.length; i++) {
            groups[i] = Double.isNaN(feature[i]) ? byValue ? distinct : 1 : byValue ? codes[next++] : 0;
        }
        return groups;
    }

    /** The rank correlation, or for two values 2 AUC - 1, without its sign. */
    private static double likeness(double[] x, double[] y) {
        double[] a = Ranks.midRanks(x);
        double[] b = Ranks.midRanks(y);
        Moments left = Moments.of(a);
        Moments right = Moments.of(b);
        double low = right.min();
        double high = right.max();
        int ones = 0;
        double above = 0;
        double cross = 0;
        boolean two = true;
        for (int i = 0; i < a.length; i++) {
            two &= b[i] == low || b[i] == high;
            ones += b[i] == high ? 1 : 0;
            above += b[i] == high ? a[i] : 0;
            cross += (a[i] - left.mean()) * (b[i] - right.mean());
        }
        if (two) {
            double wins = above - ones * (ones + 1.0) / 2;
            return ones == a.length ? 0 : Math.abs(2 * wins / ((double) ones * (a.length - ones)) - 1);
        }
        double scale = Math.sqrt(left.m2()) * Math.sqrt(right.m2());
        return scale > 0 ? Math.abs(cross / scale) : 0;
    }
}
