package io.twinsim.learn;

import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.ChiSquare;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Ranks;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.Arrays;

/**
 * Whether the arms of an experiment differ in a column. Two tests share a bound of 1e-6, and twice the smaller p-value
 * is compared:
 * <ul>
 * <li>the likelihood-ratio test of arms by values (tenths of the rows for numbers of more than ten values; missing is a
 * value; values expected in fewer than five rows of the smallest arm are taken together), whose far tail holds for
 * small counts too, where that of Pearson's statistic does not;</li>
 * <li>for numbers of more than ten values of which none takes up half of the rows, the Kruskal-Wallis test of their
 * mid-ranks, corrected for ties.</li>
 * </ul>
 */
final class LeakageArms {

    /** A column that was measured before a randomised treatment is refused once in a million. */
    static final double BEYOND_CHANCE = 1e-6;

    private static final int MOST_VALUES = 10;
    private static final int LEAST_EXPECTED = 5;

    private final Population data;
    private final int[] arm;
    private final int arms;

    /** What the tests found: the p-value of both together, and the test that gave it. */
    record Difference(double p, String test) {
    }

    LeakageArms(Population data, String treatment) {
        this.data = data;
        int[] groups = groups(data.doubles(treatment), data.column(treatment).type() == ColumnType.CATEGORY);
        arms = Arrays.stream(groups).max().orElse(0) + 1;
        arm = groups;
    }

    /** The values of a column as codes without gaps; missing is the last one. */
    private static int[] groups(double[] values, boolean labels) {
        double[] present = Arrays.stream(values).filter(value -> !Double.isNaN(value)).toArray();
        int[] codes = Ranks.codes(present);
        int distinct = Arrays.stream(codes).max().orElse(-1) + 1;
        if (!labels && distinct > MOST_VALUES) {
            double[] ranks = Ranks.midRanks(present);
            double[] tenths = new double[ranks.length];
            Arrays.setAll(tenths, i -> Math.floor(MOST_VALUES * (ranks[i] - 0.5) / ranks.length));
            codes = Ranks.codes(tenths);
            distinct = Arrays.stream(codes).max().orElse(-1) + 1;
        }
        int[] groups = new int[values.length];
        int next = 0;
        for (int i = 0; i < groups.length; i++) {
            groups[i] = Double.isNaN(values[i]) ? distinct : codes[next++];
        }
        return groups;
    }

    /** Compares the arms. */
    Difference difference(String column) {
        boolean labels = data.column(column).type() == ColumnType.CATEGORY;
        double[] values = data.doubles(column);
        Difference byValue = likelihoodRatio(groups(values, labels));
        double ranks = labels ? 1 : kruskalWallis(values);
        return ranks < byValue.p() ? new Difference(Math.min(1, 2 * ranks), "Kruskal-Wallis test")
                : new Difference(Math.min(1, 2 * byValue.p()), byValue.test());
    }

    private Difference likelihoodRatio(int[] groups) {
        int values = Arrays.stream(groups).max().orElse(0) + 1;
        long[] size = new long[arms];
        long[] total = new long[values];
        for (int i = 0; i < groups.length; i++) {
            size[arm[i]]++;
            total[groups[i]]++;
        }
        long smallest = Arrays.stream(size).min().orElse(0);
        int[] cell = new int[values];
        int cells = 1;
        for (int v = 0; v < values; v++) {
            cell[v] = total[v] * (double) smallest >= (double) LEAST_EXPECTED * groups.length ? cells++ : 0;
        }
        long[][] counts = new long[arms][cells];
        long[] sums = new long[cells];
        for (int i = 0; i < groups.length; i++) {
            counts[arm[i]][cell[groups[i]]]++;
            sums[cell[groups[i]]]++;
        }
        int used = sums[0] > 0 ? cells : cells - 1;
        double statistic = 0;
        for (int a = 0; a < arms; a++) {
            for (int c = 0; c < cells; c++) {
                double expected = size[a] * (double) sums[c] / groups.length;
                statistic += counts[a][c] > 0 ? 2 * counts[a][c] * Elementary.log(counts[a][c] / expected) : 0;
            }
        }
        double p = used < 2 ? 1 : ChiSquare.sf(Math.max(0, statistic), (used - 1.0) * (arms - 1));
        return new Difference(p, "likelihood-ratio test over " + Numbers.grouped(used) + " values");
    }

    /** The p-value; 1 where the test is not applied. */
    double kruskalWallis(double[] values) {
        int n = 0;
        double[] present = new double[values.length];
        int[] of = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            if (!Double.isNaN(values[i])) {
                present[n] = values[i];
                of[n++] = arm[i];
            }
        }
        if (!spread(Arrays.copyOf(present, n))) {
            return 1;
        }
        double[] ranks = Ranks.midRanks(Arrays.copyOf(present, n));
        double mean = (n + 1) / 2.0;
        double[] sums = new double[arms];
        long[] size = new long[arms];
        double squares = 0;
        for (int i = 0; i < n; i++) {
            sums[of[i]] += ranks[i] - mean;
            size[of[i]]++;
            squares += (ranks[i] - mean) * (ranks[i] - mean);
        }
        double between = 0;
        int used = 0;
        for (int a = 0; a < arms; a++) {
            between += size[a] > 0 ? sums[a] * sums[a] / size[a] : 0;
            used += size[a] > 0 ? 1 : 0;
        }
        return squares > 0 && used > 1
                ? ChiSquare.sf((n - 1) * between / squares, used - 1) : 1;
    }

    /** Whether there are more than ten values, none of which takes up half of the rows. */
    private static boolean spread(double[] values) {
        int[] counts = new int[values.length];
        int distinct = 0;
        int most = 0;
        for (int code : Ranks.codes(values)) {
            distinct = Math.max(distinct, code + 1);
            most = Math.max(most, ++counts[code]);
        }
        return distinct > MOST_VALUES && 2L * most < values.length;
    }
}
