package io.twinsim.learn;

import io.twinsim.internal.math.Ranks;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;

/**
 * What a learner is worth on units that it has not seen: five folds, keyed by row id and even in both arms; each unit's
 * outcomes are predicted by what was learned from the other folds.
 *
 * @param gates effects by fifth of the predicted effect
 * @param calibration effects found against effects predicted
 * @param loss beside one constant effect
 */
record EffectHeldOut(Gates gates, Calibration calibration, EffectLoss loss) {

    static final int FOLDS = 5;
    private static final int GROUPS = 5;

    static EffectHeldOut of(EffectData data, EffectModel.Recipe learner, Draws draws, int threads) {
        int n = data.rows();
        int[] folds = folds(data, draws.stream("effect/fold"));
        double[] control = new double[n];
        double[] treated = new double[n];
        double[] constant = new double[n];
        Tiles.run(threads, null, FOLDS, StopSignal.NEVER, fold -> {
            int[] held = where(folds, (int) fold, true);
            EffectData training = data.take(where(folds, (int) fold, false));
            EffectModel model = learner.train(training, "fold/" + fold);
            double[] without = new double[held.length];
            double[] with = new double[held.length];
            model.means(data.x().take(held), without, with);
            double one = training.difference();
            for (int k = 0; k < held.length; k++) {
                control[held[k]] = without[k];
                treated[held[k]] = with[k];
                constant[held[k]] = one;
            }
        });
        double[] predicted = new double[n];
        for (int i = 0; i < n; i++) {
            predicted[i] = treated[i] - control[i];
        }
        double[] scores = scores(data, control, treated);
        return new EffectHeldOut(
                Gates.of(scores, predicted, groups(data, folds, predicted, draws.stream("effect/ties")), GROUPS),
                Calibration.of(scores, centred(predicted, folds)), EffectLoss.of(data, control, treated, constant));
    }

    /** Units of each arm, ranked by the draw of their row and dealt out in turn. */
    private static int[] folds(EffectData data, DrawStream stream) {
        int[] folds = new int[data.rows()];
        for (boolean arm : new boolean[] {true, false}) {
            int[] units = data.arm(arm);
            int[] order = Ranks.order(keys(data, units, stream));
            for (int rank = 0; rank < order.length; rank++) {
                folds[units[order[rank]]] = rank % FOLDS;
            }
        }
        return folds;
    }

    private static double[] keys(EffectData data, int[] units, DrawStream stream) {
        double[] keys = new double[units.length];
        for (int k = 0; k < keys.length; k++) {
            keys[k] = stream.uniform(data.x().rowIds()[units[k]]);
        }
        return keys;
    }

    private static int[] where(int[] folds, int fold, boolean inside) {
        int[] found = new int[folds.length];
        int count = 0;
        for (int i = 0; i < folds.length; i++) {
            if ((folds[i] == fold) == inside) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** The doubly robust score, whose mean over any units is an unbiased estimate of their effect. */
    static double[] scores(EffectData data, double[] control, double[] treated) {
        double[] scores = new double[data.rows()];
        double[] weights = data.weights();
        for (int i = 0; i < scores.length; i++) {
            double rest = data.treated()[i] == 1 ? data.y()[i] - treated[i] : control[i] - data.y()[i];
            scores[i] = treated[i] - control[i] + weights[i] * rest;
        }
        return scores;
    }

    /** Fifths within each fold; units of one prediction are parted by the draw of their row. */
    private static int[] groups(EffectData data, int[] folds, double[] predicted, DrawStream stream) {
        int[] groups = new int[data.rows()];
        for (int fold = 0; fold < FOLDS; fold++) {
            int[] held = where(folds, fold, true);
            int[] shuffled = permuted(held, Ranks.order(keys(data, held, stream)));
            int[] order = Ranks.order(FeatureTable.take(predicted, shuffled));
            for (int rank = 0; rank < order.length; rank++) {
                groups[shuffled[order[rank]]] = (int) ((long) rank * GROUPS / order.length);
            }
        }
        return groups;
    }

    private static int[] permuted(int[] values, int[] order) {
        int[] out = new int[order.length];
        for (int k = 0; k < out.length; k++) {
            out[k] = values[order[k]];
        }
        return out;
    }

    private static double[] centred(double[] predicted, int[] folds) {
        double[] sums = new double[FOLDS];
        int[] sizes = new int[FOLDS];
        double[] first = new double[FOLDS];
        boolean[] varies = new boolean[FOLDS];
        for (int i = 0; i < folds.length; i++) {
            int fold = folds[i];
            first[fold] = sizes[fold] == 0 ? predicted[i] : first[fold];
            varies[fold] |= predicted[i] != first[fold];
            sums[fold] += predicted[i];
            sizes[fold]++;
        }
        double[] centred = new double[folds.length];
        for (int i = 0; i < folds.length; i++) {
            centred[i] = varies[folds[i]] ? predicted[i] - sums[folds[i]] / sizes[folds[i]] : 0;
        }
        return centred;
    }
}
