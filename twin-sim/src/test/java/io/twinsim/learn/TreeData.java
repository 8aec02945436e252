package io.twinsim.learn;

import io.twinsim.internal.math.Elementary;
import io.twinsim.model.LearnedModel;
import io.twinsim.model.Population;
import io.twinsim.random.Draws;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/** A data set of the test resources with its outcome {@code target}, and predictions on folds by row index mod 5. */
record TreeData(Population data, List<String> features, double[] y, boolean binary) {

    static final int FOLDS = 5;

    static TreeData read(String name, boolean binary) {
        try {
            Path path = Path.of(Objects.requireNonNull(TreeData.class.getResource(name)).toURI());
            Population data = Population.read(path);
            List<String> features = data.names().stream().filter(column -> !column.equals("target")).toList();
            return new TreeData(data, features, data.doubles("target"), binary);
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    FeatureTable table() {
        return FeatureTable.of(data, features);
    }

    static int[] fold(int rows, int fold, boolean inside) {
        return IntStream.range(0, rows).filter(i -> i % FOLDS == fold == inside).toArray();
    }

    /** Every row's prediction by the model trained on the other folds. */
    double[] heldOut(Learner learner, long seed) {
        FeatureTable x = table();
        double[] predicted = new double[y.length];
        for (int fold = 0; fold < FOLDS; fold++) {
            int[] train = fold(y.length, fold, false);
            LearnedModel model = Training.train(learner, "m", x.take(train), FeatureTable.take(y, train), binary,
                    Draws.of(seed), 1);
            double[] all = model.predict(data);
            for (int i : fold(y.length, fold, true)) {
                predicted[i] = all[i];
            }
        }
        return predicted;
    }

    /** The mean over folds of {@code 1 - RSS / TSS}. */
    double meanR2(double[] predicted) {
        double sum = 0;
        for (int fold = 0; fold < FOLDS; fold++) {
            int[] rows = fold(y.length, fold, true);
            double mean = Arrays.stream(rows).mapToDouble(i -> y[i]).average().orElseThrow();
            double rss = Arrays.stream(rows).mapToDouble(i -> (y[i] - predicted[i]) * (y[i] - predicted[i])).sum();
            double tss = Arrays.stream(rows).mapToDouble(i -> (y[i] - mean) * (y[i] - mean)).sum();
            sum += 1 - rss / tss;
        }
        return sum / FOLDS;
    }

    double rmse(double[] predicted) {
        return Math.sqrt(IntStream.range(0, y.length)
                .mapToDouble(i -> (y[i] - predicted[i]) * (y[i] - predicted[i])).average().orElseThrow());
    }

    /** Over all rows, probabilities kept off 0 and 1 by 2^-52 as scikit-learn 1.2 does for doubles. */
    double logLoss(double[] predicted) {
        return IntStream.range(0, y.length).mapToDouble(i -> {
            double p = Math.max(0x1p-52, Math.min(1 - 0x1p-52, predicted[i]));
            return -Elementary.log(y[i] > 0 ? p : 1 - p);
        }).average().orElseThrow();
    }

    double brier(double[] predicted) {
        return IntStream.range(0, y.length)
                .mapToDouble(i -> (y[i] - predicted[i]) * (y[i] - predicted[i])).average().orElseThrow();
    }

    double accuracy(double[] predicted) {
        return IntStream.range(0, y.length).filter(i -> predicted[i] > 0.5 == y[i] > 0).count() / (double) y.length;
    }
}
