package io.twinsim.learn;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Special;

/**
 * Whether a dependency that holds in all rows was put to the test. Groups of rows that share one value (a level of the
 * source, or an interval) support it if they have 5 rows or more; a level seen a few times proves nothing. At least 60
 * rows and half of all must stand in such groups (had one row in twenty broken the rule, it would have shown in 95 of
 * 100 samples), these must have two different values, and the chance that shuffled values would fall into groups of
 * one value each must be below one in a million over all pairs of columns compared.
 */
final class FunctionalSupport {

    private static final int ENOUGH = 5;
    private static final int ROWS = 60;
    private static final double CHANCE = 1e-6;

    private final int[] perValue;
    private final double comparisons;
    private long rows;
    private long supported;
    private double ways;

    /**
     * @param values how many values the dependent column has
     * @param comparisons the pairs of columns compared
     */
    FunctionalSupport(int values, double comparisons) {
        this.perValue = new int[values];
        this.comparisons = comparisons;
    }

    /** Adds a group whose rows all have one value. */
    void group(int value, int count) {
        rows += count;
        if (count >= ENOUGH) {
            supported += count;
            perValue[value] += count;
            ways += Elementary.log(perValue.length);
        }
    }

    /** Counts the groups as cut from one line, where the cuts could stand between any two rows. */
    void cuts(int free) {
        ways += free * Elementary.log(rows + 1.0);
    }

    boolean enough() {
        if (supported < ROWS || 2 * supported < rows) {
            return false;
        }
        double arrangements = Special.logGamma(supported + 1.0);
        int reached = 0;
        for (int count : perValue) {
            arrangements -= Special.logGamma(count + 1.0);
            reached += count > 0 ? 1 : 0;
        }
        return reached >= 2 && ways - arrangements < Elementary.log(CHANCE / Math.max(1, comparisons));
    }
}
