package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.model.Population;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Values, kinds and refusals of statistics. */
class StatisticTest {

    private static final double[] X = {1, 2, 4, 8, 16};
    private static final double[] U = {2, 2, 3, 5, 7};

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void values_ofEveryStatistic_areThoseOfTheirDefinition() {
        assertThat(Statistic.mean(X).value()).isEqualTo(6.2);
        assertThat(Statistic.difference(X, U).value()).isCloseTo(6.2 - 3.8, within(1e-15));
        assertThat(Statistic.ratio(X, U).value()).isCloseTo(6.2 / 3.8, within(1e-15));
        assertThat(Statistic.relativeLift(X, U).value()).isCloseTo(6.2 / 3.8 - 1, within(1e-15));
        assertThat(Statistic.median(X).value()).isEqualTo(4);
        assertThat(Statistic.quantile(X, 0.9).value()).isCloseTo(12.8, within(1e-14));
        // Numpy 2.4.6, corrcoef
        assertThat(Statistic.correlation(X, U).value()).isCloseTo(0.986938549634665, within(1e-14));
        Statistic spread = Statistic.ofMeans("variance", m -> m[1] - m[0] * m[0], X, squares(X));
        assertThat(spread.value()).isCloseTo(29.76, within(1e-13));
        assertThat(Statistic.ofWeights("sum", 5, w -> w[0] + w[4]).value()).isEqualTo(2);
    }

    private static double[] squares(double[] x) {
        double[] out = new double[x.length];
        for (int i = 0; i < x.length; i++) {
            out[i] = x[i] * x[i];
        }
        return out;
    }

    @Test
    void namesKindsAndTexts_ofEveryStatistic_sayWhatItIs() {
        Object[][] expected = {{Statistic.mean(X), StatisticKind.MEAN, "Statistic[mean = 6.2, n=5]"},
            {Statistic.mean(0, 1, 1), StatisticKind.PROPORTION, "Statistic[mean = 0.666667, n=3]"},
            {Statistic.difference(X, U), StatisticKind.MEAN_DIFFERENCE, "Statistic[difference = 2.4, n=10]"},
            {Statistic.difference(new double[] {0, 1}, new double[] {0, 0}), StatisticKind.PROPORTION_DIFFERENCE,
                "Statistic[difference = 0.5, n=4]"},
            {Statistic.ratio(X, U), StatisticKind.RATIO, "Statistic[ratio = 1.63158, n=5]"},
            {Statistic.relativeLift(X, U), StatisticKind.RELATIVE_LIFT, "Statistic[relative lift = 0.631579, n=10]"},
            {Statistic.correlation(X, U), StatisticKind.CORRELATION, "Statistic[correlation = 0.986939, n=5]"},
            {Statistic.median(X), StatisticKind.QUANTILE, "Statistic[median = 4, n=5]"},
            {Statistic.quantile(X, 0.25), StatisticKind.QUANTILE, "Statistic[quantile 0.25 = 2, n=5]"},
            {Statistic.ofMeans("double", m -> 2 * m[0], X), StatisticKind.FUNCTION_OF_MEANS,
                "Statistic[double = 12.4, n=5]"},
            {Statistic.ofWeights("first", 3, w -> w[0]), StatisticKind.FUNCTION_OF_WEIGHTS,
                "Statistic[first = 1, n=3]"}};
        for (Object[] one : expected) {
            assertThat(((Statistic) one[0]).kind()).isEqualTo(one[1]);
            assertThat(one[0]).hasToString((String) one[2]);
        }
        assertThat(expected.length).isEqualTo(11);
    }

    @Test
    void columns_ofData_areNamedInRefusals() {
        Population data = Population.builder().column("x", RealColumn.of(X)).column("u", RealColumn.of(U))
                .column("flat", RealColumn.of(3, 3, 3, 3, 3)).column("zero", RealColumn.of(-1, 1, 0, 1, -1))
                .column("gap", RealColumn.of(new double[] {1, 0, 3, 4, 5},
                        new boolean[] {false, true, false, false, false}))
                .column("group", CategoryColumn.of("a", "b", "a", "b", "a")).build();
        assertThat(Statistic.mean(data, "x").value()).isEqualTo(6.2);
        assertThat(Statistic.ratio(data, "x", "u").value()).isEqualTo(Statistic.ratio(X, U).value());
        assertThat(Statistic.correlation(data, "x", "u").value()).isEqualTo(Statistic.correlation(X, U).value());
        assertThat(Statistic.median(data, "x").value()).isEqualTo(4);
        assertThat(Statistic.quantile(data, "x", 0.9).value()).isEqualTo(Statistic.quantile(X, 0.9).value());
        refused(() -> Statistic.mean(data, "y"),
                "unknown column \"y\"; did you mean \"x\"? known: x, u, flat, zero, gap, group");
        refused(() -> Statistic.ratio(data, "x", "zero"),
                "the mean of column \"zero\" must not be 0, or the ratio is undefined");
        refused(() -> Statistic.correlation(data, "x", "flat"),
                "correlation is undefined: zero variance in column \"flat\"");
        refused(() -> Statistic.median(data, "group"), "column \"group\" must hold numbers, got a category; a real, "
                + "integer or flag column is needed");
        refused(() -> Statistic.mean(data, "gap"), "column \"gap\" must not be missing, got 1 missing value of 5; "
                + "leave them out with where \"not is_missing(gap)\"");
    }

    @Test
    void data_changedAfterwards_doNotChangeTheStatistic() {
        double[] values = X.clone();
        Statistic median = Statistic.median(values);
        Statistic mean = Statistic.mean(values);
        values[4] = -1000;
        assertThat(Bootstrap.of(median).run().values()).isEqualTo(Bootstrap.of(Statistic.median(X)).run().values());
        assertThat(Bootstrap.of(mean).run().values()).isEqualTo(Bootstrap.of(Statistic.mean(X)).run().values());
    }

    @Test
    void data_thatDoNotFit_areRefusedByName() {
        refused(() -> Statistic.mean(1), "values has 1 row, need >= 2");
        refused(() -> Statistic.difference(X, new double[] {1}), "arm control has 1 row, need >= 2");
        refused(() -> Statistic.ratio(X, new double[] {1, 2}), "denominator must have one value per row (5), got 2");
        refused(() -> Statistic.correlation(X, new double[] {1, 2, 3}), "b must have one value per row (5), got 3");
        refused(() -> Statistic.ratio(X, new double[] {-2, 2, 1, -1, 0}),
                "the mean of denominator must not be 0, or the ratio is undefined");
        refused(() -> Statistic.relativeLift(X, new double[] {-2, 2}),
                "the mean of control must not be 0, or the ratio is undefined");
        refused(() -> Statistic.correlation(X, new double[] {3, 3, 3, 3, 3}),
                "correlation is undefined: zero variance in b");
        refused(() -> Statistic.correlation(new double[] {1, 2}, new double[] {1, 2}),
                "rows must be at least 3, got 2");
        refused(() -> Statistic.quantile(X, 1), "p must be in (0, 1), got 1.0");
        refused(() -> Statistic.ratio(X, new double[] {1, 2, 3, Double.NaN, Double.POSITIVE_INFINITY}),
                "denominator must be finite, got NaN at index 3 (2 in all)");
        refused(() -> Statistic.ofMeans("f", m -> m[0]), "terms must be at least 1, got 0");
        refused(() -> Statistic.ofMeans("f", m -> m[0], X, new double[] {1}),
                "terms[1] must have one value per row (5), got 1");
        refused(() -> Statistic.ofMeans("inverse", m -> 1 / (m[0] - 6.2), X),
                "statistic inverse must be finite at the means of the data, got Infinity");
        refused(() -> Statistic.ofWeights("f", 1, w -> w[0]), "statistic f has 1 row, need >= 2");
        refused(() -> Statistic.ofWeights("f", 3, w -> Double.NaN),
                "statistic f must be finite at equal weights, got NaN");
    }
}
