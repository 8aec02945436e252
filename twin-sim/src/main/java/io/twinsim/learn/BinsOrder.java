package io.twinsim.learn;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * The order of a category's levels by the mean outcome of their training rows, so that trees split them as they split
 * numbers: for squared loss the best of all partitions of the levels is then among the splits (Fisher 1958,
 * doi:10.1080/01621459.1958.10501479). Means are drawn towards the overall mean by {@value #PRIOR_ROWS} rows, so that
 * rare levels do not stand at the ends by chance. Ties stand in the order of the labels' text.
 */
final class BinsOrder {

    /** As many rows of the overall mean are added to each level. */
    static final int PRIOR_ROWS = 10;

    private BinsOrder() {
    }

    /**
     * The rank of every code.
     *
     * @param labels the labels by code
     * @param codes the code of each training row, NaN if missing
     * @param y the outcome of each training row
     * @return ranks from 0; levels without training rows share the rank of the level nearest to the overall mean, so
     *     that they do not move the ranks of the others
     */
    static int[] ranks(List<String> labels, double[] codes, double[] y) {
        int levels = labels.size();
        double[] sums = new double[levels];
        int[] counts = new int[levels];
        double total = 0;
        int known = 0;
        for (int i = 0; i < y.length; i++) {
            if (codes[i] >= 0) {
                int code = (int) codes[i];
                sums[code] += y[i];
                counts[code]++;
                total += y[i];
                known++;
            }
        }
        double mean = known == 0 ? 0 : total / known;
        double[] means = new double[levels];
        Arrays.setAll(means, code -> (sums[code] + PRIOR_ROWS * mean) / (counts[code] + PRIOR_ROWS));
        return ranked(labels, means, counts, mean);
    }

    private static int[] ranked(List<String> labels, double[] means, int[] counts, double mean) {
        Integer[] seen = new Integer[(int) Arrays.stream(counts).filter(count -> count > 0).count()];
        int found = 0;
        for (int code = 0; code < counts.length; code++) {
            if (counts[code] > 0) {
                seen[found++] = code;
            }
        }
        Arrays.sort(seen, Comparator.<Integer>comparingDouble(code -> means[code]).thenComparing(labels::get));
        int[] ranks = new int[counts.length];
        int nearest = 0;
        for (int rank = 0; rank < seen.length; rank++) {
            ranks[seen[rank]] = rank;
            if (Math.abs(means[seen[rank]] - mean) < Math.abs(means[seen[nearest]] - mean)) {
                nearest = rank;
            }
        }
        for (int code = 0; code < counts.length; code++) {
            ranks[code] = counts[code] > 0 ? ranks[code] : nearest;
        }
        return ranks;
    }
}
