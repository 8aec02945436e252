package io.twinsim.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.column.RealColumn;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.math.LeastSquares;
import io.twinsim.learn.Accuracy.Measure;
import io.twinsim.model.LinearModel;
import io.twinsim.model.Population;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class RidgeTest {

    /**
     * Diabetes data of Efron, Hastie, Johnstone and Tibshirani 2004, Annals of Statistics 32:407; folds by row index
     * mod 5. scikit-learn 1.2.1: {@code make_pipeline(StandardScaler(), Ridge(alpha=penalty * n_train, solver='svd'))},
     * and {@code r2_score}, {@code mean_squared_error ** 0.5}, {@code mean_absolute_error} by fold and pooled; penalty
     * 0 equals {@code LinearRegression()}.
     */
    @Test
    void heldOutAccuracy_diabetesByPenalty_equalsScikitLearn() {
        double[][] expected = {
            // penalty, mean R2, sd of R2, pooled R2, mean RMSE, mean MAE
            {0, 0.49556936068001056, 0.04960456344401833, 0.5009121709151838, 54.247352516980435, 44.00877820165947},
            {0.01, 0.4957981500325152, 0.053609893547133115, 0.5012184524829413, 54.22389945328374, 44.03660897422427},
            {1, 0.4370691403260972, 0.04650580564665769, 0.44416699814988125, 57.29227007210627, 47.93718886364583}};
        Population data = OutcomeData.folded("diabetes.csv");

        for (double[] row : expected) {
            CrossValidation found = OutcomeFit.of(data, "target").withFoldColumn("fold")
                    .withLearners(Ridge.of(row[0])).run().accuracy();

            assertThat(found.mean(Measure.R2)).isCloseTo(row[1], within(1e-11));
            assertThat(found.sd(Measure.R2)).isCloseTo(row[2], within(1e-11));
            assertThat(found.pooled().value(Measure.R2)).isCloseTo(row[3], within(1e-11));
            assertThat(found.mean(Measure.RMSE)).isCloseTo(row[4], within(1e-9));
            assertThat(found.mean(Measure.MAE)).isCloseTo(row[5], within(1e-9));
            assertThat(found.folds()).hasSize(5);
        }
    }

    private static LinearModel train(double penalty, FeatureTable x, double[] y) {
        return (LinearModel) Ridge.of(penalty).train("m", x, y, false, Draws.of(1), 1);
    }

    @Test
    void penalty0_nearlyCollinearPowers_agreesWithHouseholder() {
        int n = 60;
        double[][] powers = new double[3][n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            double x = 10 + i / 30.0;
            powers[0][i] = x;
            for (int k = 1; k < 3; k++) {
                powers[k][i] = powers[k - 1][i] * x;
            }
            y[i] = OutcomeData.uniform("y", i);
        }
        double[][] columns = {ones(n), powers[0], powers[1], powers[2]};
        double[] expected = LeastSquares.of(columns, y, List.of("1", "x", "x2", "x3")).fitted();
        FeatureTable x = FeatureTable.of(List.of(Symbol.of("x", ColumnType.REAL), Symbol.of("x2", ColumnType.REAL),
                Symbol.of("x3", ColumnType.REAL)), powers, n);

        double[] fitted = OutcomeScores.of(train(0, x, y), x);

        for (int i = 0; i < n; i++) {
            assertThat(fitted[i]).isCloseTo(expected[i], within(1e-10));
        }
    }

    private static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    @Test
    void penalty0_duplicatedColumn_getsCoefficient0AndMovesNoPrediction() {
        TreeData diabetes = TreeData.read("diabetes.csv", false);
        Population twice = OutcomeData.with(diabetes.data(), "bmi_again",
                RealColumn.of(Arrays.stream(diabetes.data().doubles("bmi")).map(b -> 2 * b + 1).toArray()));
        FeatureTable both = FeatureTable.of(twice, List.of("age", "bmi", "bp", "bmi_again"));
        FeatureTable one = FeatureTable.of(twice, List.of("age", "bmi", "bp"));

        LinearModel model = train(0, both, diabetes.y());
        double[] found = OutcomeScores.of(model, both);
        double[] expected = OutcomeScores.of(train(0, one, diabetes.y()), one);

        assertThat(model.coefficients()[3][0]).isZero();
        for (int i = 0; i < found.length; i++) {
            assertThat(found[i]).isCloseTo(expected[i], within(1e-9));
        }
    }

    @Test
    void penalty0_categoryAlone_predictsTheMeansOfTheLabels() {
        Symbol colour = Symbol.category("colour", "red", "green", "blue", "never");
        double[] codes = {0, 0, 1, 1, 1, 2};
        double[] y = {1, 3, 10, 11, 12, 30};

        LinearModel model = train(0, FeatureTable.of(List.of(colour), new double[][] {codes}, 6), y);
        double[] means = OutcomeScores.of(model,
                FeatureTable.of(List.of(colour), new double[][] {{0, 1, 2, 3}}, 4));

        assertThat(means[0]).isCloseTo(2, within(1e-12));
        assertThat(means[1]).isCloseTo(11, within(1e-12));
        assertThat(means[2]).isCloseTo(30, within(1e-12));
        assertThat(means[3]).as("a label without rows gets the mean").isCloseTo(67.0 / 6, within(1e-12));
    }

    /** One label of m rows against the rest: its coefficient is that of (1 / n)(X'X) + penalty, solved by hand. */
    @Test
    void penalty_rareLabel_isDrawnTowardsTheOthersMoreThanACommonOne() {
        int n = 1000;
        Symbol group = Symbol.category("group", "common", "middle", "rare");
        double[] codes = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            codes[i] = i < 2 ? 2 : i < 400 ? 1 : 0;
            y[i] = codes[i];
        }

        LinearModel model = train(0.01, FeatureTable.of(List.of(group), new double[][] {codes}, n), y);
        double[] fitted = OutcomeScores.of(model,
                FeatureTable.of(List.of(group), new double[][] {{0, 1, 2}}, 3));

        assertThat(fitted[0]).isCloseTo(0, within(0.05));
        assertThat(fitted[1]).isCloseTo(1, within(0.05));
        assertThat(fitted[2]).as("two rows count little against the penalty of ten").isBetween(0.5, 1.0);
    }

    @Test
    void train_manyLabelsAndRows_needsNoDenseIndicators() {
        int n = 64_000;
        String[] labels = new String[300];
        Arrays.setAll(labels, k -> "label " + k);
        double[] codes = new double[n];
        double[] number = new double[n];
        double[] y = new double[n];
        for (int i = 0; i < n; i++) {
            codes[i] = Math.floor(300 * OutcomeData.uniform("codes", i));
            number[i] = OutcomeData.uniform("number", i);
            y[i] = codes[i] / 100 + number[i];
        }
        FeatureTable x = FeatureTable.of(List.of(Symbol.category("code", labels), Symbol.of("number", ColumnType.REAL)),
                new double[][] {codes, number}, n);

        LinearModel model = train(1e-6, x, y);

        double[] fitted = OutcomeScores.of(model, x);
        for (int i = 0; i < n; i += 101) {
            assertThat(fitted[i]).isCloseTo(y[i], within(2e-3));
        }
    }

    @Test
    void train_constantFeature_getsCoefficient0() {
        FeatureTable x = FeatureTable.of(List.of(Symbol.of("one", ColumnType.REAL), Symbol.of("x", ColumnType.REAL)),
                new double[][] {{1, 1, 1, 1}, {1, 2, 3, 4}}, 4);

        LinearModel model = train(0, x, new double[] {3, 5, 7, 9});

        assertThat(model.coefficients()[0]).containsExactly(0);
        assertThat(model.coefficients()[1][0]).isCloseTo(2, within(1e-13));
        assertThat(model.intercept()).isCloseTo(1, within(1e-13));
    }

    @Test
    void train_missingValue_isRefusedWithTheCount() {
        FeatureTable x = FeatureTable.of(List.of(Symbol.of("age", ColumnType.REAL)),
                new double[][] {{1, Double.NaN, 3}}, 3);

        assertThatThrownBy(() -> train(1, x, new double[] {1, 2, 3})).isInstanceOf(InputException.class)
                .hasMessage("feature \"age\" of a ridge model must have no missing values, got 1 of 3; fill them in, "
                        + "leave it out, or learn trees, which take them");
    }

    @Test
    void of_badPenalty_isRefused() {
        assertThatThrownBy(() -> Ridge.of(-1)).hasMessage("penalty must be at least 0 and finite, got -1.0");
        assertThatThrownBy(() -> Ridge.of(Double.NaN))
                .hasMessage("penalty must be at least 0 and finite, got NaN");
        assertThat(Ridge.of(0.01)).hasToString("Ridge[penalty 0.01]");
        assertThat(Ridge.of(0).describe()).isEqualTo("ridge, penalty 0 (least squares)");
        assertThat(Ridge.path()).hasSize(6);
    }
}
