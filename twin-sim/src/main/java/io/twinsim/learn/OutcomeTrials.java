package io.twinsim.learn;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Every candidate on every training set: predictions where a fold tests, losses where an inner fold does. */
final class OutcomeTrials {

    private final OutcomeTask task;
    private final Folds folds;
    private final List<Learner> candidates;
    private final boolean choose;
    private final List<Folds.Training> sets;
    /** {@code [fold][candidate][tested row]}. */
    private final double[][][] predicted;
    /** {@code [fold][candidate]}: the sum of losses over the rows of the inner folds. */
    private final double[][] innerLoss;
    private final int[][] test;

    OutcomeTrials(OutcomeTask task, List<Learner> candidates, Folds folds, boolean choose) {
        this.task = task;
        this.folds = folds;
        this.candidates = candidates;
        this.choose = choose;
        sets = folds.trainings(choose);
        predicted = new double[folds.count()][candidates.size()][];
        innerLoss = new double[folds.count()][candidates.size()];
        test = new int[folds.count()][];
        Arrays.setAll(test, folds::test);
        run();
    }

    private void run() {
        int kinds = candidates.size();
        double[][][] losses = new double[sets.size() * kinds][][];
        task.parallel(losses.length, tile -> {
            int set = (int) tile / kinds;
            int candidate = kinds - 1 - (int) tile % kinds;
            losses[set * kinds + candidate] = trial(sets.get(set), candidate);
        });
        for (int fold = 0; fold < folds.count() && choose; fold++) {
            for (int c = 0; c < kinds; c++) {
                for (Folds.Inner inner : folds.inner(fold)) {
                    double[][] found = losses[sets.indexOf(inner.training()) * kinds + c];
                    innerLoss[fold][c] += loss(found, inner.part());
                }
            }
        }
    }

    private static double loss(double[] @Nullable [] found, int part) {
        for (double[] pair : Objects.requireNonNull(found)) {
            if (pair[0] == part) {
                return pair[1];
            }
        }
        throw new IllegalStateException("no loss for part " + part);
    }

    /** Trains once; keeps predictions if the set is a fold's own, and returns (part, loss) for inner folds. */
    private double[][] trial(Folds.Training set, int candidate) {
        Learner learner = candidates.get(candidate);
        var model = task.train(learner, folds.train(set));
        List<double[]> losses = new ArrayList<>();
        for (int fold = 0; fold < folds.count(); fold++) {
            if (folds.outer(fold).equals(set)) {
                predicted[fold][candidate] = OutcomeScores.of(model, task.x().take(test[fold]));
            }
        }
        for (int part : folds.innerParts(set)) {
            int[] rows = folds.rowsOf(part);
            double[] scores = OutcomeScores.of(model, task.x().take(rows));
            losses.add(new double[] {part, task.accuracy(rows, scores).loss() * rows.length});
        }
        return losses.toArray(double[][]::new);
    }

    /** The best of some candidates by the inner folds of a fold; the first of equals. */
    private int chosen(int fold, List<Integer> among) {
        int best = among.get(0);
        for (int c : among) {
            best = innerLoss[fold][c] < innerLoss[fold][best] ? c : best;
        }
        return best;
    }

    /** The best of some candidates over all folds; the first of equals. */
    int best(List<Integer> among) {
        int best = among.get(0);
        double least = Double.POSITIVE_INFINITY;
        for (int c : among) {
            double sum = 0;
            for (int fold = 0; fold < test.length; fold++) {
                sum += task.accuracy(test[fold], predicted[fold][c]).loss() * test[fold].length;
            }
            if (sum < least) {
                least = sum;
                best = c;
            }
        }
        return best;
    }

    /** Nested cross-validation of some candidates. */
    CrossValidation validation(String name, List<Integer> among) {
        List<Learner> settings = new ArrayList<>();
        List<Accuracy> accuracies = new ArrayList<>();
        for (int fold = 0; fold < test.length; fold++) {
            int c = chosen(fold, among);
            settings.add(candidates.get(c));
            accuracies.add(task.accuracy(test[fold], predicted[fold][c]));
        }
        OutcomeHeldOut heldOut = heldOut(among);
        return new CrossValidation(name, settings, accuracies, task.accuracy(heldOut.rows(), heldOut.predicted()));
    }

    /** What each fold's inner choice says of the rows that it tests. */
    OutcomeHeldOut heldOut(List<Integer> among) {
        double[] of = new double[task.y().length];
        Arrays.fill(of, Double.NaN);
        for (int fold = 0; fold < test.length; fold++) {
            double[] scores = predicted[fold][chosen(fold, among)];
            for (int i = 0; i < scores.length; i++) {
                of[test[fold][i]] = scores[i];
            }
        }
        return OutcomeHeldOut.of(of);
    }
}
