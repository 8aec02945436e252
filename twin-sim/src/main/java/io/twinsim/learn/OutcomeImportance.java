package io.twinsim.learn;

import io.twinsim.internal.math.Moments;
import io.twinsim.learn.Accuracy.Measure;
import io.twinsim.model.LearnedModel;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/** What the model of each fold loses on its tested rows when one feature is shuffled. */
final class OutcomeImportance {

    /** Shuffles per fold; with many rows one says enough. */
    private static final int SHUFFLES = 5;
    private static final int MANY_ROWS = 20_000;

    private final OutcomeTask task;
    private final Learner learner;
    private final Folds folds;
    private final int shuffles;

    OutcomeImportance(OutcomeTask task, Learner learner, Folds folds) {
        this.task = task;
        this.learner = learner;
        this.folds = folds;
        shuffles = task.y().length >= MANY_ROWS ? 1 : SHUFFLES;
    }

    /** The features' importances, the greatest first. */
    List<Importance> all() {
        int features = task.x().features();
        LearnedModel[] models = new LearnedModel[folds.count()];
        task.parallel(models.length, fold ->
                models[(int) fold] = task.train(learner, folds.train(folds.outer((int) fold))));
        double[][] losses = new double[features][models.length * shuffles];
        task.parallel(models.length * features, tile -> {
            int fold = (int) tile / features;
            int feature = (int) tile % features;
            double[] found = losses(models[fold], folds.test(fold), feature);
            System.arraycopy(found, 0, losses[feature], fold * shuffles, shuffles);
        });
        List<Importance> all = new ArrayList<>();
        for (int feature = 0; feature < features; feature++) {
            Moments moments = Moments.of(losses[feature]);
            all.add(new Importance(task.x().symbols().get(feature).name(), moments.mean(),
                    losses[feature].length > 1 ? moments.sd() : 0));
        }
        all.sort(Comparator.comparingDouble((Importance importance) -> -importance.mean())
                .thenComparing(Importance::feature));
        return List.copyOf(all);
    }

    private double[] losses(LearnedModel model, int[] rows, int feature) {
        FeatureTable test = task.x().take(rows);
        double[] y = FeatureTable.take(task.y(), rows);
        double whole = quality(y, OutcomeScores.of(model, test));
        DrawStream stream = Draws.of(task.seed()).stream("learn/importance/" + test.symbols().get(feature).name());
        double[] losses = new double[shuffles];
        for (int k = 0; k < shuffles; k++) {
            FeatureTable shuffled = test.with(feature, shuffled(test, feature, stream.draw(k)));
            losses[k] = whole - quality(y, OutcomeScores.of(model, shuffled));
        }
        return losses;
    }

    /** R2, or minus the log loss; where R2 is undefined, minus the squared error. */
    private double quality(double[] y, double[] predicted) {
        Accuracy accuracy = Accuracy.of(task.binary(), y, predicted);
        return !task.binary() && accuracy.has(Measure.R2) ? accuracy.value(Measure.R2) : 0 - accuracy.loss();
    }

    /** Each row gets the value of another: the one in its place when rows are ordered by their draws. */
    private static double[] shuffled(FeatureTable test, int feature, DrawStream stream) {
        long[] ids = test.rowIds();
        int[] order = IntStream.range(0, ids.length).boxed()
                .sorted(Comparator.<Integer>comparingLong(i -> stream.bits(ids[i])).thenComparingLong(i -> ids[i]))
                .mapToInt(i -> i).toArray();
        int[] byId = IntStream.range(0, ids.length).boxed().sorted(Comparator.comparingLong(i -> ids[i]))
                .mapToInt(i -> i).toArray();
        double[] values = test.columns()[feature];
        double[] out = new double[values.length];
        for (int i = 0; i < out.length; i++) {
            out[byId[i]] = values[order[i]];
        }
        return out;
    }
}
