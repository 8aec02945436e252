package io.twinsim.learn;

import io.twinsim.internal.math.Elementary;
import java.util.Arrays;

/**
 * Puts levels of a parent together that need no rows of their own. Starting from every level alone, those two groups
 * are joined, again and again, whose joining saves more of BIC's charge than it costs likelihood; of numbers only
 * neighbours are joined. The choice of g groups among m levels is charged m ln(g), of numbers (g - 1) ln(m); leaving
 * all levels alone is charged nothing. Levels without rows go with the number below, or together. O(m^2) joinings are
 * looked at.
 */
final class DiscreteMerge {

    /** Parents of more levels are not merged this way. */
    static final int MOST_LEVELS = 24;

    private final int[][] counts;
    private final boolean ordered;
    /** What a group is charged: for the levels of the child that there are, but one. */
    private final double charge;
    private final int[] group;
    private final double[] likelihoods;
    private final boolean[] gone;
    private int groups;

    /**
     * @param counts counts by level of the parent and level of the child
     * @param charge for each free number, in nats
     * @param ordered whether only neighbours may be joined
     */
    DiscreteMerge(int[][] counts, double charge, boolean ordered) {
        int levels = counts.length;
        this.counts = counts.clone();
        this.ordered = ordered;
        this.group = new int[levels];
        this.likelihoods = new double[levels];
        this.gone = new boolean[levels];
        for (int level = 0; level < levels; level++) {
            group[level] = level;
            likelihoods[level] = DiscretePair.likelihood(counts[level]);
            gone[level] = Arrays.stream(counts[level]).allMatch(count -> count == 0);
            groups += gone[level] ? 0 : 1;
        }
        this.charge = charge * Math.max(0, Arrays.stream(sums()).filter(count -> count > 0).count() - 1);
    }

    private int[] sums() {
        int[] sums = new int[counts[0].length];
        for (int[] row : counts) {
            for (int c = 0; c < sums.length; c++) {
                sums[c] += row[c];
            }
        }
        return sums;
    }

    private static int[] joined(int[] a, int[] b) {
        int[] sums = a.clone();
        for (int c = 0; c < sums.length; c++) {
            sums[c] += b[c];
        }
        return sums;
    }

    /** What joining two groups saves less what it costs. */
    private double saving(int a, int b) {
        return charge - likelihoods[a] - likelihoods[b] + DiscretePair.likelihood(joined(counts[a], counts[b]));
    }

    /** The best grouping with its gain over a single group, before the choice of the parent is charged. */
    DiscretePair.Parenthood best() {
        int levels = group.length;
        double apart = -DiscretePair.likelihood(sums());
        for (double likelihood : likelihoods) {
            apart += likelihood;
        }
        double full = apart - charge * (groups - 1);
        shelter();
        if (levels > MOST_LEVELS || apart <= charge) {
            return new DiscretePair.Parenthood(full, group);
        }
        int[] alone = group.clone();
        int used = groups;
        double saved = join();
        double choice = ordered ? (groups - 1) * Elementary.log(used) : used * Elementary.log(groups);
        double merged = full + saved - choice;
        return groups < used && merged > full ? new DiscretePair.Parenthood(merged, group)
                : new DiscretePair.Parenthood(full, alone);
    }

    /** Gives the levels without rows a group. */
    private void shelter() {
        int none = -1;
        int before = -1;
        for (int level = 0; level < group.length; level++) {
            if (!gone[level]) {
                before = level;
            } else if (ordered && before >= 0) {
                group[level] = before;
            } else {
                none = none < 0 ? level : none;
                group[level] = none;
            }
        }
    }

    /** Joins groups while that saves; returns what it saves in all. */
    private double join() {
        int levels = group.length;
        double[][] savings = new double[levels][levels];
        for (int a = 0; a < levels; a++) {
            for (int b = a + 1; b < levels; b++) {
                savings[a][b] = saving(a, b);
            }
        }
        double saved = 0;
        while (groups > 1) {
            int first = -1;
            int second = -1;
            double best = 0;
            for (int a = 0; a < levels; a++) {
                boolean open = !gone[a];
                for (int b = a + 1; b < levels && open; b++) {
                    if (!gone[b] && savings[a][b] > best) {
                        best = savings[a][b];
                        first = a;
                        second = b;
                    }
                    open = gone[b] || !ordered;
                }
            }
            if (first < 0) {
                break;
            }
            saved += best;
            join(first, second, savings);
        }
        return saved;
    }

    private void join(int a, int b, double[][] savings) {
        counts[a] = joined(counts[a], counts[b]);
        likelihoods[a] = DiscretePair.likelihood(counts[a]);
        gone[b] = true;
        groups--;
        for (int level = 0; level < group.length; level++) {
            group[level] = group[level] == b ? a : group[level];
        }
        for (int other = 0; other < group.length; other++) {
            if (!gone[other] && other != a) {
                savings[Math.min(a, other)][Math.max(a, other)] = saving(a, other);
            }
        }
    }
}
