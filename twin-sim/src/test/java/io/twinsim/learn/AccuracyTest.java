package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.learn.Accuracy.Measure;
import java.util.List;
import org.junit.jupiter.api.Test;

class AccuracyTest {

    /**
     * scikit-learn 1.2.1: {@code r2_score, mean_squared_error ** .5, mean_absolute_error([3, -0.5, 2, 7], [2.5, 0.0, 2,
     * 8])}, the example of its manual.
     */
    @Test
    void ofNumbers_exampleOfScikitLearn_givesItsMeasures() {
        Accuracy found = Accuracy.ofNumbers(new double[] {3, -0.5, 2, 7}, new double[] {2.5, 0, 2, 8});

        assertThat(found.value(Measure.R2)).isCloseTo(0.9486081370449679, within(1e-15));
        assertThat(found.value(Measure.RMSE)).isCloseTo(0.6123724356957945, within(1e-15));
        assertThat(found.value(Measure.MAE)).isCloseTo(0.5, within(1e-15));
        assertThat(found.loss()).isCloseTo(0.375, within(1e-15));
        assertThat(found).hasToString("Accuracy[n=4, R2 0.9486, RMSE 0.6124, MAE 0.5]");
    }

    /**
     * scikit-learn 1.2.1: {@code log_loss, brier_score_loss, roc_auc_score, accuracy_score([0, 0, 1, 1, 1], p)} with p
     * = {@code [0.1, 0.4, 0.35, 0.8, 0.4]}; one pair is tied.
     */
    @Test
    void ofRates_tiesAndErrors_givesTheMeasuresOfScikitLearn() {
        double[] p = {0.1, 0.4, 0.35, 0.8, 0.4};

        Accuracy found = Accuracy.ofRates(new double[] {0, 0, 1, 1, 1}, p);

        assertThat(found.value(Measure.LOG_LOSS)).isCloseTo(0.561088509422172, within(1e-14));
        assertThat(found.value(Measure.BRIER)).isCloseTo((0.01 + 0.16 + 0.4225 + 0.04 + 0.36) / 5, within(1e-15));
        assertThat(found.value(Measure.AUC)).isCloseTo(4.5 / 6, within(1e-15));
        assertThat(found.value(Measure.ACCURACY)).isCloseTo(3.0 / 5, within(1e-15));
        assertThat(found.binary()).isTrue();
    }

    /** scikit-learn 1.2.1 keeps probabilities {@code finfo(float64).eps} away from 0 and 1. */
    @Test
    void logLoss_certainAndWrong_isFinite() {
        Accuracy found = Accuracy.ofRates(new double[] {0, 1}, new double[] {1, 1});

        assertThat(found.value(Measure.LOG_LOSS)).isCloseTo(52 * 0.6931471805599453 / 2, within(1e-12));
    }

    @Test
    void value_undefinedMeasure_saysWhy() {
        Accuracy same = Accuracy.ofRates(new double[] {1, 1}, new double[] {0.5, 0.6});
        Accuracy numbers = Accuracy.ofNumbers(new double[] {2, 2}, new double[] {1, 2});

        assertThat(same.has(Measure.AUC)).isFalse();
        assertThatThrownBy(() -> same.value(Measure.AUC)).isInstanceOf(IllegalStateException.class)
                .hasMessage("AUC is not defined: the outcomes do not vary");
        assertThatThrownBy(() -> numbers.value(Measure.R2)).hasMessage("R2 is not defined: the outcomes do not vary");
        assertThatThrownBy(() -> numbers.value(Measure.BRIER))
                .hasMessage("Brier is not defined: the outcomes are numbers");
        assertThat(numbers).hasToString("Accuracy[n=2, RMSE 0.7071, MAE 0.5]");
    }

    @Test
    void of_badInput_isRefused() {
        assertThatThrownBy(() -> Accuracy.ofNumbers(new double[2], new double[3]))
                .hasMessage("predicted must have one value per outcome (2), got 3");
        assertThatThrownBy(() -> Accuracy.ofNumbers(new double[0], new double[0]))
                .hasMessage("outcomes must be at least 1, got 0");
        assertThatThrownBy(() -> Accuracy.ofNumbers(new double[1], new double[] {Double.NaN}))
                .hasMessage("predicted must be finite, got NaN");
        assertThatThrownBy(() -> Accuracy.ofRates(new double[] {2}, new double[] {0.5}))
                .hasMessage("outcomes must be 0 or 1, got 2.0");
        assertThatThrownBy(() -> Accuracy.ofRates(new double[] {1}, new double[] {1.5}))
                .hasMessage("predicted must be in [0.0, 1.0], got 1.5");
    }

    @Test
    void crossValidation_meanAndSd_areOverTheFoldsThatHaveTheMeasure() {
        Accuracy a = Accuracy.ofNumbers(new double[] {0, 2}, new double[] {0, 1});
        Accuracy b = Accuracy.ofNumbers(new double[] {0, 2}, new double[] {0, 2});
        Accuracy none = Accuracy.ofNumbers(new double[] {2, 2}, new double[] {0, 2});
        CrossValidation lines = new CrossValidation("ridge", List.of(Ridge.of(0)), List.of(a, b, none), a);

        assertThat(lines.mean(Measure.R2)).isEqualTo(0.75);
        assertThat(lines.sd(Measure.R2)).isCloseTo(Math.sqrt(0.125), within(1e-15));
        assertThat(lines).hasToString("CrossValidation[ridge, 3 folds, R2 0.75 (sd 0.354), pooled 0.5]");
        assertThat(new Importance("bmi", 0.1234, 0.02)).hasToString("Importance[\"bmi\" 0.123 (sd 0.02)]");
    }
}
