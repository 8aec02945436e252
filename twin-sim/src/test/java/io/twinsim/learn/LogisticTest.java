package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.math.GeneralisedLinear;
import io.twinsim.learn.Accuracy.Measure;
import io.twinsim.model.LinearModel;
import io.twinsim.model.Population;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class LogisticTest {

    private static LinearModel train(double penalty, FeatureTable x, double[] y) {
        return (LinearModel) Logistic.of(penalty).train("m", x, y, true, Draws.of(1), 1);
    }

    /**
     * Breast cancer data of Wolberg, Street and Mangasarian 1995, UCI, CC BY 4.0; folds by row index mod 5.
     * scikit-learn 1.2.1: {@code make_pipeline(StandardScaler(), LogisticRegression(C=1 / (penalty * n_train),
     * tol=1e-9, max_iter=100000))}, its coefficients polished by five steps of Newton in numpy; {@code log_loss,
     * brier_score_loss, roc_auc_score, accuracy_score(y, p > 0.5)}.
     */
    @Test
    void heldOutAccuracy_breastCancerByPenalty_equalsScikitLearn() {
        double[][] expected = {
            // penalty, mean log loss, sd of log loss, pooled log loss, Brier, AUC, accuracy
            {0.001, 0.07973257965470575, 0.033265131395139994, 0.07980892158114529,
                0.020612714440459843, 0.9940674382960731, 0.9789103690685413},
            {0.01, 0.08292265005532501, 0.016097563700621858, 0.08295807128570626,
                0.0211056743333687, 0.9954812113524656, 0.9736379613356766},
            {0.1, 0.14066481788115845, 0.014621629511199186, 0.14067259013720865,
                0.034392920833360145, 0.9942127794514032, 0.9630931458699473}};
        Population data = OutcomeData.folded("breast_cancer.csv");

        for (double[] row : expected) {
            CrossValidation found = OutcomeFit.of(data, "target").withFoldColumn("fold")
                    .withLearners(Logistic.of(row[0])).run().accuracy();

            assertThat(found.mean(Measure.LOG_LOSS)).isCloseTo(row[1], within(1e-10));
            assertThat(found.sd(Measure.LOG_LOSS)).isCloseTo(row[2], within(1e-10));
            assertThat(found.pooled().value(Measure.LOG_LOSS)).isCloseTo(row[3], within(1e-10));
            assertThat(found.pooled().value(Measure.BRIER)).isCloseTo(row[4], within(1e-10));
            assertThat(found.pooled().value(Measure.AUC)).isCloseTo(row[5], within(1e-12));
            assertThat(found.pooled().value(Measure.ACCURACY)).isCloseTo(row[6], within(1e-12));
        }
    }

    @Test
    void penalty0_overlappingOutcomes_agreesWithMaximumLikelihood() {
        int n = 300;
        double[][] x = new double[2][n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            x[0][i] = 1000 + 5 * OutcomeData.uniform("a", i);
            x[1][i] = OutcomeData.uniform("b", i);
            y[i] = OutcomeData.uniform("y", i) < 0.2 + 0.6 * x[1][i] ? 1 : 0;
        }
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        double[] expected = GeneralisedLinear.of(GeneralisedLinear.Family.LOGISTIC,
                new double[][] {ones, x[0], x[1]}, y, null, List.of("1", "a", "b")).coefficients();

        LinearModel model = train(0, FeatureTable.of(
                List.of(Symbol.of("a", ColumnType.REAL), Symbol.of("b", ColumnType.REAL)), x, n), y);

        assertThat(model.intercept()).isCloseTo(expected[0], within(1e-8));
        assertThat(model.coefficients()[0][0]).isCloseTo(expected[1], within(1e-11));
        assertThat(model.coefficients()[1][0]).isCloseTo(expected[2], within(1e-10));
        assertThat(model.probability()).isTrue();
    }

    private static FeatureTable line(double... x) {
        return FeatureTable.of(List.of(Symbol.of("dose", ColumnType.REAL)), new double[][] {x}, x.length);
    }

    @Test
    void separatedOutcomes_penaltyAbove0_staysFiniteAndPenalty0IsRefused() {
        FeatureTable x = line(1, 2, 3, 4, 5, 6);
        double[] y = {0, 0, 0, 1, 1, 1};

        double[] rates = OutcomeScores.of(train(1e-4, x, y), x);

        assertThat(rates[0]).isBetween(0.0, 0.01);
        assertThat(rates[5]).isBetween(0.99, 1.0);
        assertThatThrownBy(() -> train(0, x, y)).isInstanceOf(InputException.class)
                .hasMessageStartingWith("logistic model with penalty 0 did not converge: after ")
                .hasMessageEndingWith("; set a penalty above 0");
    }

    @Test
    void oneOutcomeOnly_anyPenalty_givesTheShrunkRate() {
        FeatureTable x = line(1, 2, 3, 4);

        assertThat(OutcomeScores.of(train(0, x, new double[4]), x)[2]).isCloseTo(0.1, within(1e-15));
        assertThat(OutcomeScores.of(train(1, x, new double[] {1, 1, 1, 1}), x)[0]).isCloseTo(0.9, within(1e-15));
    }

    /** The slope of the penalised loss at the solution is 0 in every direction, by central differences. */
    @Test
    void train_categoriesAndNumbers_findsTheSmallestLoss() {
        int n = 200;
        double[] code = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            code[i] = Math.floor(3 * OutcomeData.uniform("code", i));
            y[i] = OutcomeData.uniform("y", i) < 0.2 + 0.3 * code[i] ? 1 : 0;
        }
        FeatureTable x = FeatureTable.of(List.of(Symbol.category("c", "a", "b", "c")), new double[][] {code}, n);
        double penalty = 0.05;

        LinearModel model = train(penalty, x, y);

        double[] b = model.coefficients()[0];
        double[] p = OutcomeScores.of(model, x);
        for (int label = 0; label < 3; label++) {
            double slope = -penalty * b[label];
            for (int i = 0; i < n; i++) {
                slope += code[i] == label ? (y[i] - p[i]) / n : 0;
            }
            assertThat(slope).isCloseTo(0, within(1e-12));
        }
        assertThat(b[0] + b[1] + b[2]).as("only the intercept is free").isCloseTo(0, within(1e-9));
    }

    @Test
    void describe_andRefusals_areReadable() {
        assertThat(Logistic.of(0.01).describe()).isEqualTo("logistic, penalty 0.01");
        assertThat(Logistic.of(0.01)).hasToString("Logistic[penalty 0.01]");
        assertThatThrownBy(() -> Logistic.of(Double.POSITIVE_INFINITY))
                .hasMessage("penalty must be at least 0 and finite, got Infinity");
        assertThat(Logistic.path()).hasSize(4).allMatch(learner -> learner.serves(true) && !learner.serves(false));
    }
}
