package io.twinsim.learn;

import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Ranks;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Predictions for rows that their model has not seen.
 *
 * @param rows the rows, ascending
 * @param predicted one prediction per row
 */
record OutcomeHeldOut(int[] rows, double[] predicted) {

    static final OutcomeHeldOut NONE = new OutcomeHeldOut(new int[0], new double[0]);
    private static final int GROUPS = 10;

    /** From predictions for all rows, NaN for those that are never tested. */
    static OutcomeHeldOut of(double[] all) {
        int[] rows = IntStream.range(0, all.length).filter(i -> !Double.isNaN(all[i])).toArray();
        return new OutcomeHeldOut(rows, FeatureTable.take(all, rows));
    }

    /** The rows by tenths of the prediction, those of equal predictions together. */
    List<PredictionGroup> groups(double[] y) {
        int n = rows.length;
        double[] ranks = Ranks.midRanks(predicted);
        List<List<Integer>> tenths = new ArrayList<>();
        for (int g = 0; g < GROUPS; g++) {
            tenths.add(new ArrayList<>());
        }
        for (int i = 0; i < n; i++) {
            tenths.get((int) (GROUPS * (ranks[i] - 0.5) / n)).add(i);
        }
        List<PredictionGroup> groups = new ArrayList<>();
        for (List<Integer> members : tenths) {
            if (!members.isEmpty()) {
                groups.add(group(members, y));
            }
        }
        return List.copyOf(groups);
    }

    private PredictionGroup group(List<Integer> members, double[] y) {
        double[] guess = members.stream().mapToDouble(i -> predicted[i]).toArray();
        double[] outcome = members.stream().mapToDouble(i -> y[rows[i]]).toArray();
        double[] squares = new double[guess.length];
        for (int i = 0; i < squares.length; i++) {
            squares[i] = (outcome[i] - guess[i]) * (outcome[i] - guess[i]);
        }
        Moments predictions = Moments.of(guess);
        return new PredictionGroup(predictions.min(), predictions.max(), guess.length, predictions.mean(),
                Moments.of(outcome).mean(), Moments.of(squares).mean());
    }
}
