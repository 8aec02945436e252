package io.twinsim.internal.math;

import java.util.Arrays;

/**
 * Kendall's tau-b, the share of concordant less discordant pairs, corrected for ties: {@code (C - D) / sqrt((N - Tx) (N
 * - Ty))} with N pairs of which Tx are tied in x and Ty in y. Discordant pairs are counted by a merge sort (Knight
 * 1966, JASA 61:436-439): O(n log n) time, pairs counted exactly.
 */
final class KendallTau {

    private KendallTau() {
    }

    /** NaN if either sample does not vary. */
    static double of(double[] x, double[] y) {
        int n = x.length;
        int[] xs = Ranks.codes(x);
        int[] ys = Ranks.codes(y);
        long[] keys = new long[n];
        for (int i = 0; i < n; i++) {
            keys[i] = (long) xs[i] << Integer.SIZE | ys[i];
        }
        Arrays.sort(keys);
        for (int i = 0; i < n; i++) {
            ys[i] = (int) keys[i];
        }
        long pairs = pairs(n);
        long tiedX = tied(keys, Integer.SIZE);
        long tiedBoth = tied(keys, 0);
        long discordant = sortCounting(ys);
        Arrays.setAll(keys, i -> ys[i]);
        long tiedY = tied(keys, 0);
        double excess = pairs - tiedX - tiedY + tiedBoth - 2 * discordant;
        return excess / Math.sqrt((double) (pairs - tiedX) * (pairs - tiedY));
    }

    private static long pairs(long n) {
        return n % 2 == 0 ? n / 2 * (n - 1) : (n - 1) / 2 * n;
    }

    /** Pairs of sorted keys that agree in all but their lowest bits. */
    private static long tied(long[] sorted, int lowest) {
        long tied = 0;
        int start = 0;
        for (int i = 1; i <= sorted.length; i++) {
            if (i == sorted.length || sorted[i] >>> lowest != sorted[start] >>> lowest) {
                tied += pairs(i - start);
                start = i;
            }
        }
        return tied;
    }

    /** Sorts and returns how many pairs stood in the wrong order. */
    private static long sortCounting(int[] values) {
        int n = values.length;
        int[] from = values;
        int[] to = new int[n];
        long swaps = 0;
        for (int width = 1; width < n && width > 0; width *= 2) {
            for (long start = 0; start < n; start += 2L * width) {
                int middle = (int) Math.min(n, start + width);
                swaps += merge(from, to, (int) start, middle, (int) Math.min(n, start + 2L * width));
            }
            int[] other = from;
            from = to;
            to = other;
        }
        if (from != values) {
            System.arraycopy(from, 0, values, 0, n);
        }
        return swaps;
    }

    private static long merge(int[] from, int[] to, int start, int middle, int end) {
        long swaps = 0;
        int left = start;
        int right = middle;
        for (int i = start; i < end; i++) {
            boolean fromLeft = right == end || left < middle && from[left] <= from[right];
            to[i] = fromLeft ? from[left++] : from[right++];
            swaps += fromLeft ? 0 : middle - left;
        }
        return swaps;
    }
}
