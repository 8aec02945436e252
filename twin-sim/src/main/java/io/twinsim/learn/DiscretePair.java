package io.twinsim.learn;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Ranks;
import java.util.Arrays;

/**
 * How two discrete columns go together: their table of counts, and what one gains as a parent of the other.
 *
 * <p>The gain is the rise of the log-likelihood, n times the mutual information, less BIC's charge of ln(n)/2 (at
 * least 2) for each free number and 2 ln(columns) for the choice. Levels of the parent share rows as {@link
 * DiscreteMerge} says; of parents with many levels, those that pay for it have rows of their own and the others share
 * one, or all have, whichever gains more.
 */
final class DiscretePair {

    private static final double LEAST_CHARGE = 2;
    private static final int ROUNDS = 8;

    private final int rows;
    private final int columns;
    private final int[] counts;
    private final long[] rowSums;
    private final long[] columnSums;
    private long total;

    /** Counts the rows where both are known. */
    DiscretePair(int[] x, int levelsX, int[] y, int levelsY) {
        rows = levelsX;
        columns = levelsY;
        counts = new int[levelsX * levelsY];
        for (int i = 0; i < x.length; i++) {
            if ((x[i] | y[i]) >= 0) {
                counts[x[i] * columns + y[i]]++;
            }
        }
        rowSums = new long[rows];
        columnSums = new long[columns];
        for (int r = 0; r < rows; r++) {
            for (int c = 0; c < columns; c++) {
                rowSums[r] += counts[r * columns + c];
                columnSums[c] += counts[r * columns + c];
            }
            total += rowSums[r];
        }
    }

    int count(int x, int y) {
        return counts[x * columns + y];
    }

    /** The count to be expected if the columns were independent. */
    double expected(int x, int y) {
        return total == 0 ? 0 : (double) rowSums[x] * columnSums[y] / total;
    }

    /** What is charged for a free number. */
    static double charge(long rows) {
        return Math.max(LEAST_CHARGE, 0.5 * Elementary.log(Math.max(1, rows)));
    }

    /** What the first column gains as a parent of the second, or with {@code turned} the second as one of the first. */
    Parenthood parenthood(boolean turned, int candidates, boolean ordered) {
        int[][] table = turned ? turned() : straight();
        double choice = 2 * Elementary.log(Math.max(1, candidates));
        Parenthood best = best(table, charge(total), ordered);
        return new Parenthood(best.gain() - choice, best.group());
    }

    /** The best grouping of the rows of a table of counts; those of numbers are ordered. */
    static Parenthood best(int[][] table, double charge, boolean ordered) {
        Parenthood merged = new DiscreteMerge(table, charge, ordered).best();
        return table.length <= DiscreteMerge.MOST_LEVELS ? merged : better(merged, few(table, charge));
    }

    private static Parenthood better(Parenthood a, Parenthood b) {
        return b.gain() > a.gain() ? b : a;
    }

    /** Levels that pay for a row of their own have one, the others share one. */
    private static Parenthood few(int[][] table, double perNumber) {
        long seen = Arrays.stream(sums(table, new boolean[table.length])).filter(count -> count > 0).count();
        double charge = perNumber * Math.max(0, seen - 1);
        boolean[] own = own(table, charge + Elementary.log(table.length));
        double gain = likelihood(sums(table, own)) - likelihood(sums(table, new boolean[table.length]));
        int[] group = new int[own.length];
        for (int level = 0; level < own.length; level++) {
            group[level] = own[level] ? 1 + level : 0;
            gain += own[level] ? likelihood(table[level]) - charge - Elementary.log(own.length) : 0;
        }
        return new Parenthood(gain, group);
    }

    private int[][] straight() {
        int[][] table = new int[rows][];
        for (int r = 0; r < rows; r++) {
            table[r] = Arrays.copyOfRange(counts, r * columns, (r + 1) * columns);
        }
        return table;
    }

    private int[][] turned() {
        int[][] table = new int[columns][rows];
        for (int c = 0; c < columns; c++) {
            for (int r = 0; r < rows; r++) {
                table[c][r] = counts[r * columns + c];
            }
        }
        return table;
    }

    /** The sums of the rows that share one. */
    private static int[] sums(int[][] table, boolean[] own) {
        int[] sums = new int[table[0].length];
        for (int r = 0; r < table.length; r++) {
            for (int c = 0; !own[r] && c < sums.length; c++) {
                sums[c] += table[r][c];
            }
        }
        return sums;
    }

    /** The maximal log-likelihood of counts. */
    static double likelihood(int[] counts) {
        double sum = 0;
        int n = 0;
        for (int count : counts) {
            n += count;
            sum += count > 1 ? count * Elementary.log(count) : 0;
        }
        return n > 1 ? sum - n * Elementary.log(n) : 0;
    }

    /**
     * The rows that pay for being apart from the row that the others share. It starts as that of the half of all rows
     * that are most like the whole, and is then what the last round left together.
     */
    private static boolean[] own(int[][] table, double charge) {
        boolean[] own = outer(table);
        for (int round = 0; round < ROUNDS; round++) {
            double[] gains = divergences(table, sums(table, own));
            boolean[] next = new boolean[own.length];
            for (int r = 0; r < own.length; r++) {
                next[r] = gains[r] > charge;
            }
            if (Arrays.equals(own, next)) {
                break;
            }
            own = next;
        }
        return own;
    }

    /** All but the levels that are most like the whole and make up half of it. */
    private static boolean[] outer(int[][] table) {
        int[] all = sums(table, new boolean[table.length]);
        double[] gains = divergences(table, all);
        double[] each = new double[gains.length];
        for (int r = 0; r < each.length; r++) {
            each[r] = gains[r] / Math.max(1, Arrays.stream(table[r]).sum());
        }
        boolean[] outer = new boolean[each.length];
        int inside = 0;
        int whole = Arrays.stream(all).sum();
        for (int r : Ranks.order(each)) {
            outer[r] = 2 * inside > whole;
            inside += Arrays.stream(table[r]).sum();
        }
        return outer;
    }

    /** What each row gains by shares of its own instead of those of a reference, to which one row of all is added. */
    private static double[] divergences(int[][] table, int[] reference) {
        int[] all = sums(table, new boolean[table.length]);
        double whole = Arrays.stream(all).sum();
        double size = Arrays.stream(reference).sum() + 1.0;
        double[] logs = new double[all.length];
        for (int c = 0; c < logs.length; c++) {
            logs[c] = all[c] > 0 ? Elementary.log((reference[c] + all[c] / whole) / size) : 0;
        }
        double[] gains = new double[table.length];
        for (int r = 0; r < gains.length; r++) {
            gains[r] = likelihood(table[r]);
            for (int c = 0; c < logs.length; c++) {
                gains[r] -= table[r][c] == 0 ? 0 : table[r][c] * logs[c];
            }
        }
        return gains;
    }

    /**
     * What a parent is worth.
     *
     * @param gain in nats; at most 0 if it should not be one
     * @param group a number for each level; levels of one number share a row
     */
    record Parenthood(double gain, int[] group) {
    }
}
