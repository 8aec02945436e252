package io.twinsim.learn;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.learn.Accuracy.Measure;
import java.util.List;

/**
 * The accuracy of a kind of learner on rows that it has not seen. In each fold the settings were chosen by inner folds
 * of the training rows, so that the choice cannot flatter the figures (nested cross-validation).
 *
 * @param learner {@code ridge}, {@code logistic}, {@code boosting} or {@code forest}; {@code chosen} if inner folds
 *     chose the kind as well
 * @param settings the learner that each fold was predicted by
 * @param folds the accuracy within each fold, in order
 * @param pooled the accuracy over the rows of all folds together
 */
public record CrossValidation(String learner, List<Learner> settings, List<Accuracy> folds, Accuracy pooled) {

    /** Copies the lists. */
    public CrossValidation {
        Checks.notNull(learner, "learner");
        settings = List.copyOf(settings);
        folds = List.copyOf(folds);
        Checks.notNull(pooled, "pooled");
    }

    /**
     * The mean of a measure over the folds that have it.
     *
     * @param measure the measure
     * @return the mean
     * @throws IllegalStateException if no fold has it
     */
    public double mean(Measure measure) {
        double[] values = values(measure);
        if (values.length == 0) {
            return pooled.value(measure);
        }
        double sum = 0;
        for (double value : values) {
            sum += value;
        }
        return sum / values.length;
    }

    /**
     * The standard deviation of a measure over the folds that have it: how much single folds differ, which is not the
     * standard error of the mean, as folds share their training rows.
     *
     * @param measure the measure
     * @return the standard deviation of m - 1; 0 for a single fold
     * @throws IllegalStateException if no fold has it
     */
    public double sd(Measure measure) {
        double mean = mean(measure);
        double[] values = values(measure);
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return values.length < 2 ? 0 : Math.sqrt(squares / (values.length - 1));
    }

    private double[] values(Measure measure) {
        return folds.stream().filter(fold -> fold.has(measure)).mapToDouble(fold -> fold.value(measure)).toArray();
    }

    /** One line, such as {@code CrossValidation[ridge, 5 folds, R2 0.4956 (sd 0.0496), pooled 0.5009]}. */
    @Override
    public String toString() {
        Measure measure = Accuracy.leading(pooled.binary());
        String name = "CrossValidation[" + learner + ", " + folds.size() + " folds, " + measure.label() + " ";
        return Lines.one(pooled.has(measure)
                ? name + Numbers.significant(mean(measure), 4) + " (sd " + Numbers.significant(sd(measure), 3)
                        + "), pooled " + Numbers.significant(pooled.value(measure), 4) + "]"
                : name + "undefined]");
    }
}
