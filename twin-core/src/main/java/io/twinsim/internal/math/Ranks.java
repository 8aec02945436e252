package io.twinsim.internal.math;

import java.util.Arrays;

/**
 * Ranks of a sample, and the order of its values. A sort and n binary searches: O(n log n) time, two arrays, nothing
 * boxed. Values must not be NaN; -0.0 and 0.0 are tied.
 */
public final class Ranks {

    private Ranks() {
    }

    /**
     * Ranks from 1 to n, ties sharing the mean of the places they take.
     *
     * @param x the values, not modified
     * @return the mid-rank of each value, a multiple of 1/2; they add up to n (n + 1) / 2
     */
    public static double[] midRanks(double[] x) {
        double[] distinct = new double[x.length];
        int[] ends = new int[x.length];
        int count = distinct(x, distinct, ends);
        double[] ranks = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            int code = Arrays.binarySearch(distinct, 0, count, x[i] + 0.0);
            int start = code == 0 ? 0 : ends[code - 1];
            ranks[i] = (start + 1.0 + ends[code]) / 2;
        }
        return ranks;
    }

    /**
     * Normal scores (van der Waerden): the normal quantile of rank / (n + 1).
     *
     * @param x the values, not modified
     * @return the score of each value
     */
    public static double[] normalScores(double[] x) {
        double[] scores = midRanks(x);
        for (int i = 0; i < x.length; i++) {
            scores[i] /= x.length + 1.0;
        }
        Normal.quantile(scores, scores, 0, x.length);
        return scores;
    }

    /**
     * The indices of the values in ascending order; equal values keep the order they have.
     *
     * @param x the values, not modified
     * @return a permutation: {@code x[order[0]]} is the least value
     */
    public static int[] order(double[] x) {
        double[] distinct = new double[x.length];
        int[] ends = new int[x.length];
        int count = distinct(x, distinct, ends);
        int[] next = new int[count];
        for (int code = 1; code < count; code++) {
            next[code] = ends[code - 1];
        }
        int[] order = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            order[next[Arrays.binarySearch(distinct, 0, count, x[i] + 0.0)]++] = i;
        }
        return order;
    }

    /**
     * Ranks without gaps, from 0, one per distinct value.
     *
     * @param x the values, not modified
     * @return the number of distinct values below each value
     */
    public static int[] codes(double[] x) {
        double[] distinct = new double[x.length];
        int count = distinct(x, distinct, new int[x.length]);
        int[] codes = new int[x.length];
        for (int i = 0; i < x.length; i++) {
            codes[i] = Arrays.binarySearch(distinct, 0, count, x[i] + 0.0);
        }
        return codes;
    }

    /** The distinct values, ascending, and how many values are up to each; returns how many there are. */
    private static int distinct(double[] x, double[] distinct, int[] ends) {
        for (int i = 0; i < x.length; i++) {
            distinct[i] = x[i] + 0.0;
        }
        Arrays.sort(distinct);
        int count = 0;
        for (int i = 0; i < x.length; i++) {
            if (i == x.length - 1 || distinct[i] != distinct[i + 1]) {
                distinct[count] = distinct[i];
                ends[count++] = i + 1;
            }
        }
        return count;
    }
}
