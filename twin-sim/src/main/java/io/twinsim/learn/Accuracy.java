package io.twinsim.learn;

import io.twinsim.InputException;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Lanes;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Ranks;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How near predictions come to outcomes. All measures are plain means over rows; R2 compares with the mean of the same
 * outcomes. With outcomes that are 0 or 1 and predicted probabilities there are log loss, Brier score, AUC and the
 * share of right guesses as well; probabilities are kept 2^-52 away from 0 and 1 in the log loss, as in scikit-learn
 * 1.2.
 */
public final class Accuracy {

    /** What is measured. */
    public enum Measure {
        /** 1 - the sum of squared errors over that about the mean; undefined if the outcomes do not vary. */
        R2("R2", true, false),
        /** The root of the mean squared error. */
        RMSE("RMSE", false, false),
        /** The mean absolute error. */
        MAE("MAE", false, false),
        /** Minus the mean log probability of what happened. */
        LOG_LOSS("log loss", false, true),
        /** The mean squared error of probabilities. */
        BRIER("Brier", false, true),
        /** The chance that a 1 is ranked above a 0, ties half; undefined if there is only one of the two. */
        AUC("AUC", true, true),
        /** The share of rows on whose side of 0.5 the probability is; exactly 0.5 counts as 0. */
        ACCURACY("accuracy", true, true);

        private final String label;
        private final boolean higherIsBetter;
        private final boolean ofRates;

        Measure(String label, boolean higherIsBetter, boolean ofRates) {
            this.label = label;
            this.higherIsBetter = higherIsBetter;
            this.ofRates = ofRates;
        }

        /**
         * The measure's name for people.
         *
         * @return text such as {@code log loss}
         */
        public String label() {
            return label;
        }

        /**
         * Which way is better.
         *
         * @return true if a higher value is better
         */
        public boolean higherIsBetter() {
            return higherIsBetter;
        }
    }

    private static final double CLIP = 0x1p-52;

    private final boolean binary;
    private final int n;
    private final double[] values = new double[Measure.values().length];

    private Accuracy(boolean binary, double[] y, double[] predicted) {
        this.binary = binary;
        n = y.length;
        Arrays.fill(values, Double.NaN);
        double[] squares = new double[n];
        double[] distances = new double[n];
        for (int i = 0; i < n; i++) {
            double error = y[i] - predicted[i];
            squares[i] = error * error;
            distances[i] = Math.abs(error);
        }
        double sse = Lanes.sum(squares, n);
        double total = Moments.of(y).m2();
        put(Measure.R2, total > 0 ? 1 - sse / total : Double.NaN);
        put(Measure.RMSE, Math.sqrt(sse / n));
        put(Measure.MAE, Lanes.sum(distances, n) / n);
        if (binary) {
            put(Measure.BRIER, sse / n);
            putRates(y, predicted);
        }
    }

    private void putRates(double[] y, double[] predicted) {
        double[] logs = new double[n];
        int right = 0;
        int ones = 0;
        for (int i = 0; i < n; i++) {
            double p = Math.min(1 - CLIP, Math.max(CLIP, predicted[i]));
            logs[i] = y[i] > 0 ? p : 1 - p;
            right += predicted[i] > 0.5 == y[i] > 0 ? 1 : 0;
            ones += y[i] > 0 ? 1 : 0;
        }
        Elementary.log(logs, logs, 0, n);
        put(Measure.LOG_LOSS, 0 - Lanes.sum(logs, n) / n);
        put(Measure.ACCURACY, right / (double) n);
        if (ones > 0 && ones < n) {
            put(Measure.AUC, auc(y, predicted, ones));
        }
    }

    private double auc(double[] y, double[] predicted, int ones) {
        double[] ranks = Ranks.midRanks(predicted);
        for (int i = 0; i < n; i++) {
            ranks[i] *= y[i] > 0 ? 1 : 0;
        }
        double above = Lanes.sum(ranks, n) - ones * (ones + 1.0) / 2;
        return above / ((double) ones * (n - ones));
    }

    private void put(Measure measure, double value) {
        values[measure.ordinal()] = value;
    }

    /**
     * The accuracy of predicted numbers.
     *
     * @param outcomes what happened, finite, at least one value, not modified
     * @param predicted one finite prediction per outcome, not modified
     * @return the measures
     * @throws InputException if lengths differ, there are none, or a value is not finite
     */
    public static Accuracy ofNumbers(double[] outcomes, double[] predicted) {
        check(outcomes, predicted);
        return new Accuracy(false, outcomes, predicted);
    }

    /**
     * The accuracy of predicted probabilities.
     *
     * @param outcomes what happened, 0 or 1, at least one value, not modified
     * @param predicted one probability in [0, 1] per outcome, not modified
     * @return the measures
     * @throws InputException if lengths differ, there are none, or a value is out of range
     */
    public static Accuracy ofRates(double[] outcomes, double[] predicted) {
        check(outcomes, predicted);
        for (int i = 0; i < outcomes.length; i++) {
            if (outcomes[i] != 0 && outcomes[i] != 1) {
                throw Checks.refuse("outcomes", "be 0 or 1", outcomes[i], null);
            }
            Checks.closedUnit(predicted[i], "predicted");
        }
        return new Accuracy(true, outcomes, predicted);
    }

    private static void check(double[] outcomes, double[] predicted) {
        Checks.atLeast(1, Checks.notNull(outcomes, "outcomes").length, "outcomes");
        if (Checks.notNull(predicted, "predicted").length != outcomes.length) {
            throw new InputException("predicted must have one value per outcome (" + outcomes.length + "), got "
                    + predicted.length);
        }
        for (int i = 0; i < outcomes.length; i++) {
            Checks.finite(outcomes[i], "outcomes");
            Checks.finite(predicted[i], "predicted");
        }
    }

    static Accuracy of(boolean binary, double[] outcomes, double[] predicted) {
        return binary ? ofRates(outcomes, predicted) : ofNumbers(outcomes, predicted);
    }

    /** What a learner makes small: the mean squared error, or the log loss. */
    double loss() {
        double rmse = value(Measure.RMSE);
        return binary ? value(Measure.LOG_LOSS) : rmse * rmse;
    }

    /** The measure of which {@link #loss} is a form. */
    static Measure leading(boolean binary) {
        return binary ? Measure.LOG_LOSS : Measure.R2;
    }

    /** The measures that outcomes of a kind have. */
    static List<Measure> measures(boolean binary) {
        List<Measure> measures = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            if (binary || !measure.ofRates) {
                measures.add(measure);
            }
        }
        return measures;
    }

    /**
     * Whether outcomes are 0 or 1 and predictions are probabilities.
     *
     * @return true if so
     */
    public boolean binary() {
        return binary;
    }

    /**
     * The number of rows.
     *
     * @return at least 1
     */
    public long n() {
        return n;
    }

    /**
     * Whether a measure is defined for these outcomes.
     *
     * @param measure the measure
     * @return false for measures of probabilities if outcomes are numbers, and for R2 and AUC if outcomes do not vary
     */
    public boolean has(Measure measure) {
        return !Double.isNaN(values[Checks.notNull(measure, "measure").ordinal()]);
    }

    /**
     * The value of a measure.
     *
     * @param measure the measure
     * @return the value
     * @throws IllegalStateException if it is not defined for these outcomes, see {@link #has}
     */
    public double value(Measure measure) {
        if (has(measure)) {
            return values[measure.ordinal()];
        }
        throw new IllegalStateException(measure.label + " is not defined: " + (measure.ofRates && !binary
                ? "the outcomes are numbers" : "the outcomes do not vary"));
    }

    /** One line with the measures that say most. */
    @Override
    public String toString() {
        StringBuilder text = new StringBuilder("Accuracy[n=").append(Numbers.grouped(n));
        List<Measure> shown = binary ? List.of(Measure.LOG_LOSS, Measure.BRIER, Measure.AUC)
                : List.of(Measure.R2, Measure.RMSE, Measure.MAE);
        for (Measure measure : shown) {
            if (has(measure)) {
                text.append(", ").append(measure.label).append(' ').append(Numbers.significant(value(measure), 4));
            }
        }
        return text.append(']').toString();
    }
}
