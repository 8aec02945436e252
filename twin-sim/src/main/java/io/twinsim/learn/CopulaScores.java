package io.twinsim.learn;

import io.twinsim.internal.math.Normal;
import java.util.Arrays;

/**
 * What is left of a column once its distribution in each cell is known: for each row the expected value of the standard
 * normal variable behind it, given that the variable falls where the row's value stands in its cell. Ties share an
 * interval (a, b) of probabilities and the score {@code (phi(Phi^-1(a)) - phi(Phi^-1(b))) / (b - a)}.
 */
final class CopulaScores {

    private CopulaScores() {
    }

    /**
     * Scores the rows.
     *
     * @param values the column, NaN where missing; not modified
     * @param cell the cell of each row, -1 for none
     * @param cells how many cells there are
     * @return a score per row with mean about 0; NaN where the value is missing or there is no cell
     */
    static double[] of(double[] values, int[] cell, int cells) {
        int[] start = new int[cells + 1];
        for (int i = 0; i < values.length; i++) {
            if (cell[i] >= 0 && !Double.isNaN(values[i])) {
                start[cell[i] + 1]++;
            }
        }
        for (int c = 0; c < cells; c++) {
            start[c + 1] += start[c];
        }
        double[] sorted = new double[start[cells]];
        int[] next = Arrays.copyOf(start, cells);
        for (int i = 0; i < values.length; i++) {
            if (cell[i] >= 0 && !Double.isNaN(values[i])) {
                sorted[next[cell[i]]++] = values[i] + 0.0;
            }
        }
        double[] scores = new double[sorted.length];
        for (int c = 0; c < cells; c++) {
            Arrays.sort(sorted, start[c], start[c + 1]);
            score(sorted, scores, start[c], start[c + 1]);
        }
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[i] = cell[i] < 0 || Double.isNaN(values[i]) ? Double.NaN
                    : scores[Arrays.binarySearch(sorted, start[cell[i]], start[cell[i] + 1], values[i] + 0.0)];
        }
        return out;
    }

    /** Scores a sorted cell; all members of a tie get the same. */
    private static void score(double[] sorted, double[] scores, int from, int to) {
        double n = to - from;
        double densityBelow = 0;
        int at = from;
        while (at < to) {
            int end = at + 1;
            while (end < to && sorted[end] == sorted[at]) {
                end++;
            }
            double densityAbove = end == to ? 0 : Normal.density(Normal.quantile((end - from) / n));
            Arrays.fill(scores, at, end, (densityBelow - densityAbove) * n / (end - at));
            densityBelow = densityAbove;
            at = end;
        }
    }

    /** The mean square of the scores of a column: 1 without ties, less with them; 0 if nothing varies. */
    static double variance(double[] scores) {
        double sum = 0;
        long n = 0;
        for (double score : scores) {
            if (!Double.isNaN(score)) {
                sum += score * score;
                n++;
            }
        }
        return n == 0 ? 0 : sum / n;
    }
}
