package io.twinsim.learn;

import io.twinsim.internal.math.Ranks;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The distances of columns, and what chance makes of them: the same permutations of who is a twin for all columns.
 * {@code O(n)} per column and permutation, over distinct values counted once.
 */
final class LikenessPermutations {

    private static final int PERMUTATIONS = 199;
    /** The 190th of 199, exceeded by chance in 5 %. */
    private static final int CHANCE = 190;

    private final int[] codes;
    private final int[] totals;
    private final int[] counts;
    private final boolean discrete;
    private final int selected;

    private LikenessPermutations(double[] pooled, boolean discrete, int selected) {
        for (int i = 0; i < pooled.length; i++) {
            // Missing is a value below all others.
            pooled[i] = Double.isNaN(pooled[i]) ? Double.NEGATIVE_INFINITY : pooled[i];
        }
        codes = Ranks.codes(pooled);
        int distinct = 0;
        for (int code : codes) {
            distinct = Math.max(distinct, code + 1);
        }
        totals = new int[distinct];
        counts = new int[distinct];
        for (int code : codes) {
            totals[code]++;
        }
        this.discrete = discrete;
        this.selected = selected;
    }

    static List<LikenessReport.Column> of(List<LikenessColumn> columns, int[] real, int[] made, Draws draws) {
        List<LikenessPermutations> tests = new ArrayList<>();
        for (LikenessColumn column : columns) {
            double[] pooled = Arrays.copyOf(FeatureTable.take(column.holdout(), real), real.length + made.length);
            System.arraycopy(FeatureTable.take(column.twins(), made), 0, pooled, real.length, made.length);
            tests.add(new LikenessPermutations(pooled, column.isDiscrete(), real.length));
        }
        int[] rows = new int[real.length + made.length];
        Arrays.setAll(rows, i -> i);
        double[] observed = new double[tests.size()];
        for (int c = 0; c < observed.length; c++) {
            observed[c] = tests.get(c).distance(rows);
        }
        double[][] chance = new double[tests.size()][PERMUTATIONS];
        DrawStream stream = draws.stream("likeness/permutation");
        for (int b = 0; b < PERMUTATIONS; b++) {
            LikenessSubsample.shuffle(rows, real.length, stream, (long) b * real.length);
            for (int c = 0; c < observed.length; c++) {
                chance[c][b] = tests.get(c).distance(rows);
            }
        }
        List<LikenessReport.Column> found = new ArrayList<>();
        for (int c = 0; c < observed.length; c++) {
            Arrays.sort(chance[c]);
            double most = chance[c][CHANCE - 1];
            found.add(new LikenessReport.Column(columns.get(c).name(), columns.get(c).isDiscrete() ? "TV" : "KS",
                    observed[c], most, Math.max(0, observed[c] - most)));
        }
        return found;
    }

    /** The distance between the first rows selected and all others. */
    private double distance(int[] rows) {
        Arrays.fill(counts, 0);
        for (int i = 0; i < selected; i++) {
            counts[codes[rows[i]]]++;
        }
        double here = 1.0 / selected;
        double there = 1.0 / (codes.length - selected);
        if (discrete) {
            double sum = 0;
            for (int k = 0; k < counts.length; k++) {
                sum += Math.abs(counts[k] * here - (totals[k] - counts[k]) * there);
            }
            return sum / 2;
        }
        double greatest = 0;
        int upTo = 0;
        int others = 0;
        for (int k = 0; k < counts.length; k++) {
            upTo += counts[k];
            others += totals[k] - counts[k];
            greatest = Math.max(greatest, Math.abs(upTo * here - others * there));
        }
        return greatest;
    }
}
