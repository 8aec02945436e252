package io.twinsim.learn;

import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;

/**
 * Nearest records by Gower's distance: the difference of numbers over their range, 1 for categories that differ, 1 if
 * one of the two is missing.
 */
final class LikenessNearest {

    private static final int MOST_TWINS = 1_000;
    private static final int MOST_RECORDS = 10_000;
    private static final long MIX_A = 0xbf58476d1ce4e5b9L;
    private static final long MIX_B = 0x94d049bb133111ebL;

    private final boolean[] isNumber;

    private LikenessNearest(boolean[] isNumber) {
        this.isNumber = isNumber;
    }

    static LikenessReport.Nearest of(List<LikenessColumn> columns, Draws draws) {
        LikenessColumn first = columns.get(0);
        int records = Math.min(MOST_RECORDS, Math.min(first.train().length, first.holdout().length));
        int[] train = LikenessSubsample.of(first.train().length, records, draws, "likeness/nearest/train");
        int[] held = LikenessSubsample.of(first.holdout().length, records, draws, "likeness/nearest/holdout");
        int[] made = LikenessSubsample.of(first.twins().length, MOST_TWINS, draws, "likeness/nearest/twins");
        int p = columns.size();
        boolean[] isNumber = new boolean[p];
        double[][][] rows = {new double[train.length][p], new double[held.length][p], new double[made.length][p]};
        for (int c = 0; c < p; c++) {
            LikenessColumn column = columns.get(c);
            isNumber[c] = !column.isDiscrete();
            double range = isNumber[c] ? range(column) : 1;
            double[][] values = {column.train(), column.holdout(), column.twins()};
            int[][] taken = {train, held, made};
            for (int k = 0; k < rows.length; k++) {
                for (int i = 0; i < taken[k].length; i++) {
                    rows[k][i][c] = values[k][taken[k][i]] / range;
                }
            }
        }
        LikenessNearest search = new LikenessNearest(isNumber);
        double nearer = 0;
        for (double[] twin : rows[2]) {
            double toTrain = search.nearest(twin, rows[0]);
            double toHeld = search.nearest(twin, rows[1]);
            nearer += toTrain < toHeld ? 1 : toTrain == toHeld ? 0.5 : 0;
        }
        double share = nearer / made.length;
        long[] known = hashes(columns.stream().map(LikenessColumn::train).toList());
        Arrays.sort(known);
        return new LikenessReport.Nearest(share, Math.sqrt(share * (1 - share) / made.length), made.length, records,
                found(hashes(columns.stream().map(LikenessColumn::twins).toList()), known),
                found(hashes(columns.stream().map(LikenessColumn::holdout).toList()), known));
    }

    private double nearest(double[] twin, double[][] records) {
        double least = Double.POSITIVE_INFINITY;
        for (double[] record : records) {
            double sum = 0;
            for (int c = 0; c < twin.length && sum < least; c++) {
                double d = Math.abs(twin[c] - record[c]);
                if (d != d) {
                    d = twin[c] != twin[c] && record[c] != record[c] ? 0 : 1;
                } else if (!isNumber[c] && d > 0) {
                    d = 1;
                }
                sum += d;
            }
            least = Math.min(least, sum);
        }
        return least;
    }

    /** The range among real units; 1 for none. */
    private static double range(LikenessColumn column) {
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        for (double[] values : List.of(column.train(), column.holdout())) {
            for (double value : values) {
                low = value < low ? value : low;
                high = value > high ? value : high;
            }
        }
        return high > low ? high - low : 1;
    }

    /** One number per row; rows that are equal in all columns have the same. */
    private static long[] hashes(List<double[]> columns) {
        long[] hashes = new long[columns.get(0).length];
        for (double[] column : columns) {
            for (int i = 0; i < hashes.length; i++) {
                long z = (hashes[i] ^ hashes[i] >>> 30) * MIX_A + Double.doubleToLongBits(column[i] + 0.0);
                z = (z ^ z >>> 27) * MIX_B;
                hashes[i] = z ^ z >>> 31;
            }
        }
        return hashes;
    }

    private static double found(long[] hashes, long[] known) {
        int found = 0;
        for (long hash : hashes) {
            found += Arrays.binarySearch(known, hash) >= 0 ? 1 : 0;
        }
        return found / (double) hashes.length;
    }
}
