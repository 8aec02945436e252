package io.twinsim.learn;

import io.twinsim.internal.math.Lanes;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Pairs of numbers that depend on each other in another way than rising or falling, such as a square on its root, which
 * no rank correlation shows: what the means of ranks within tenths of the other column explain beyond the best rising
 * or falling means (Barlow et al. 1972, by pooling neighbours). {@code O(n)} per pair.
 */
final class LikenessShapes {

    private static final int TENTHS = 10;
    private static final int SHOWN = 5;
    /** A smaller share of the variance is no matter. */
    private static final double LEAST = 0.05;
    /** As a multiple of 1 / n: a chi square of 9 degrees of freedom is beyond it in 1e-9 of unrelated pairs. */
    private static final double CERTAIN = 60;
    /** Standard errors between the roots of both shares. */
    private static final double APART = 5;

    private final List<LikenessColumn> columns;
    private final double[][] real;
    private final double[][] twins;

    /** Shapes between columns of ranks, those without an order left out. */
    LikenessShapes(List<LikenessColumn> columns, double[][] real, double[][] twins) {
        this.columns = columns;
        this.real = real;
        this.twins = twins;
    }

    private record Found(String first, String second, double share) {
    }

    /** Notes the pairs that twins do not show, the plainest first. */
    void note(List<String> notes) {
        int[][] realTenths = tenths(real);
        int[][] twinTenths = tenths(twins);
        List<Found> found = new ArrayList<>();
        for (int a = 0; a < columns.size(); a++) {
            for (int b = a + 1; b < columns.size(); b++) {
                if (columns.get(a).isOrdered() && columns.get(b).isOrdered()) {
                    double lost = Math.max(lost(realTenths[a], real[b], twinTenths[a], twins[b]),
                            lost(realTenths[b], real[a], twinTenths[b], twins[a]));
                    if (lost > 0) {
                        found.add(new Found(columns.get(a).name(), columns.get(b).name(), lost));
                    }
                }
            }
        }
        found.sort(Comparator.comparingDouble((Found one) -> -one.share));
        found.stream().limit(SHOWN).forEach(one -> notes.add(Names.visible(one.first) + " and "
                + Names.visible(one.second) + " depend on each other in another way than rising or falling; twins do "
                + "not show it"));
        if (found.size() > SHOWN) {
            notes.add("the same holds for more pairs: " + (found.size() - SHOWN));
        }
    }

    /** The share that real units have, if twins lack more than half of it for certain; else 0. */
    private static double lost(int[] realGroups, double[] realRanks, int[] twinGroups, double[] twinRanks) {
        double share = share(realGroups, realRanks);
        double n = known(realGroups, realRanks);
        if (share < LEAST || n * share < CERTAIN) {
            return 0;
        }
        double made = share(twinGroups, twinRanks);
        double error = Math.sqrt(1 / n + 1 / Math.max(1, known(twinGroups, twinRanks)));
        return made < share / 2 && Math.sqrt(share) - Math.sqrt(made) > APART * error ? share : 0;
    }

    private static double known(int[] groups, double[] ranks) {
        double n = 0;
        for (int i = 0; i < ranks.length; i++) {
            n += groups[i] >= 0 && ranks[i] == ranks[i] ? 1 : 0;
        }
        return n;
    }

    /** The tenth of each row by its rank, equal ones together; -1 where it is missing. */
    private int[][] tenths(double[][] columns) {
        int[][] groups = new int[columns.length][];
        for (int c = 0; c < groups.length; c++) {
            double[] ranks = columns[c];
            if (this.columns.get(c).isOrdered()) {
                double n = Arrays.stream(ranks).filter(rank -> rank == rank).count();
                groups[c] = Arrays.stream(ranks).mapToInt(rank -> rank == rank
                        ? Math.min(TENTHS - 1, (int) (TENTHS * (rank - 0.5) / n)) : -1).toArray();
            }
        }
        return groups;
    }

    /** The share of the variance of ranks that means of groups explain beyond rising or falling ones. */
    static double share(int[] groups, double[] ranks) {
        double[] sums = new double[TENTHS];
        double[] counts = new double[TENTHS];
        double squares = 0;
        for (int i = 0; i < ranks.length; i++) {
            if (groups[i] >= 0 && ranks[i] == ranks[i]) {
                sums[groups[i]] += ranks[i];
                counts[groups[i]]++;
                squares += ranks[i] * ranks[i];
            }
        }
        double n = Lanes.sum(counts, TENTHS);
        double sum = Lanes.sum(sums, TENTHS);
        double total = squares - sum * sum / n;
        double between = 0;
        for (int k = 0; k < TENTHS; k++) {
            between += counts[k] > 0 ? sums[k] * sums[k] / counts[k] : 0;
        }
        double monotone = Math.max(pooled(sums, counts, 1), pooled(sums, counts, -1));
        return total > 0 ? Math.max(0, (between - monotone) / total) : 0;
    }

    /** The sum of squares of the best rising means; of the best falling ones if the sign is -1. */
    private static double pooled(double[] sums, double[] counts, int sign) {
        double[] s = new double[TENTHS];
        double[] c = new double[TENTHS];
        int last = -1;
        for (int k = 0; k < TENTHS; k++) {
            if (counts[k] > 0) {
                last++;
                s[last] = sums[k];
                c[last] = counts[k];
                while (last > 0 && sign * s[last - 1] * c[last] >= sign * s[last] * c[last - 1]) {
                    s[last - 1] += s[last];
                    c[last - 1] += c[last];
                    last--;
                }
            }
        }
        double explained = 0;
        for (int k = 0; k <= last; k++) {
            explained += s[k] * s[k] / c[k];
        }
        return explained;
    }
}
