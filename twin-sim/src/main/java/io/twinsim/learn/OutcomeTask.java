package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Lanes;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.model.LearnedModel;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * One outcome to learn. Every candidate is trained on every training set that the folds name, each training a task of
 * its own on one thread; what comes of it is put in its place, so that threads cannot change a bit.
 *
 * @param target the outcome's name
 * @param x features
 * @param y outcomes
 * @param binary whether they are 0 or 1
 * @param seed of all draws
 * @param threads to use
 */
record OutcomeTask(String target, FeatureTable x, double[] y, boolean binary, long seed, int threads) {

    private static final int LONGEST = 80;

    String name() {
        return modelName(target);
    }

    /** The name of a target's model: with underscores for what no name of a model may hold. */
    static String modelName(String target) {
        String plain = target.replaceAll("[^\\p{L}\\p{N}_]+", "_");
        boolean begun = !plain.isEmpty() && (plain.charAt(0) == '_' || Character.isLetter(plain.codePointAt(0)));
        return cut(begun ? plain : "outcome_" + plain) + "_model";
    }

    private static String cut(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST));
    }

    /** The model that gives every row the mean; for rates (k + 0.5) / (n + 1), never 0 or 1. */
    LearnedOutcome constant(List<String> notes) {
        double sum = Lanes.sum(y, y.length);
        double value = binary ? Elementary.log((sum + 0.5) / (y.length - sum + 0.5)) : sum / y.length;
        LearnedModel model = LinearDesign.constant(name(), x, binary, value);
        Learner learner = binary ? new Logistic(Double.MAX_VALUE) : new Ridge(Double.MAX_VALUE);
        return new LearnedOutcome(this, learner, model, "no folds", List.of(), OutcomeHeldOut.NONE, List.of(), notes);
    }

    /** Compares, chooses, trains. */
    LearnedOutcome run(List<Learner> candidates, Folds folds, List<String> notes) {
        boolean choose = candidates.size() > 1;
        if (choose && !folds.canChoose()) {
            throw new InputException("folds must be at least 3 to choose among learners, got 2; "
                    + "name one learner, or more folds");
        }
        OutcomeTrials trials = new OutcomeTrials(this, candidates, folds, choose);
        Map<String, List<Integer>> kinds = new LinkedHashMap<>();
        for (int c = 0; c < candidates.size(); c++) {
            kinds.computeIfAbsent(candidates.get(c).id(), id -> new ArrayList<>()).add(c);
        }
        List<CrossValidation> comparison = new ArrayList<>();
        for (Map.Entry<String, List<Integer>> kind : kinds.entrySet()) {
            comparison.add(trials.validation(kind.getKey(), kind.getValue()));
        }
        List<Integer> all = new ArrayList<>();
        for (int c = 0; c < candidates.size(); c++) {
            all.add(c);
        }
        if (kinds.size() > 1) {
            comparison.add(trials.validation(LearnedOutcome.CHOSEN, all));
        }
        Learner best = candidates.get(trials.best(all));
        LearnedModel model = Training.train(best, name(), x, y, binary, Draws.of(seed), threads);
        List<Importance> importances = new OutcomeImportance(this, best, folds).all();
        return new LearnedOutcome(this, best, model, folds.toString(), comparison, trials.heldOut(all), importances,
                notes);
    }

    /** Trains on some rows, on one thread. */
    LearnedModel train(Learner learner, int[] rows) {
        return Training.train(learner, name(), x.take(rows), FeatureTable.take(y, rows), binary, Draws.of(seed), 1);
    }

    /** How near predictions for some rows come. */
    Accuracy accuracy(int[] rows, double[] predicted) {
        return Accuracy.of(binary, FeatureTable.take(y, rows), predicted);
    }

    /** Runs numbered tasks on all threads. */
    void parallel(int tasks, Tiles.TileBody body) {
        Tiles.run(threads, null, tasks, () -> false, body);
    }
}
