package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Distributions that a world file states wrongly, or at the end of what they can be, as its author meets them. */
class DistributionRefusalTest {

    private static TwinModel model(String draw) {
        return TwinModel.parse("model: m\nvariables:\n  x: \"~ " + draw + "\"\n  z: \"~ uniform(0, 1)\"\n", "m.yaml");
    }

    private static double[] twins(String draw) {
        return model(draw).generate(2_000, 1).doubles("x");
    }

    private static String text(double value) {
        return Numbers.shortest(value);
    }

    private static void refused(String draw, String message, int column) {
        assertThatThrownBy(() -> model(draw)).isInstanceOf(InputException.class).hasMessage("m.yaml:3:" + (7 + column)
                + ": " + message + "\n   " + draw + "\n   " + " ".repeat(column - 1) + "^");
    }

    private static void rowRefused(String draw, String message) {
        assertThatThrownBy(() -> twins(draw)).isInstanceOf(InputException.class)
                .hasMessage("variable x: formula \"" + draw + "\" at row " + message);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "normal(0, -1) | normal sd must be at least 0 and finite, got -1.0",
        "normal(0, 0/0) | normal sd must be at least 0 and finite, got NaN",
        "normal(0, 1/0) | normal sd must be at least 0 and finite, got Infinity",
        "normal(0/0, 1) | normal mean must be finite, got NaN",
        "normal(1/0, 1) | normal mean must be finite, got Infinity",
        "beta(0, 1) | beta alpha must be positive and finite, got 0.0",
        "beta(-1, 1) | beta alpha must be positive and finite, got -1.0",
        "beta(1, 0) | beta beta must be positive and finite, got 0.0",
        "lognormal(0, -1) | lognormal sigma must be at least 0 and finite, got -1.0",
        "poisson(-1) | poisson mean must be in [0, 1.0E9], got -1.0",
        "poisson(0/0) | poisson mean must be in [0, 1.0E9], got NaN",
        "poisson(1e12) | poisson mean must be in [0, 1.0E9], got 1.0E12",
        "bernoulli(-0.1) | bernoulli p must be in [0, 1], got -0.1",
        "bernoulli(1.1) | bernoulli p must be in [0, 1], got 1.1",
        "bernoulli(0/0) | bernoulli p must be in [0, 1], got NaN",
        "categorical(a: 0.5, b: 0.49) | probabilities must sum to 1 +- 1e-9, got 0.99",
        "categorical(a: 0.5, b: 0.5000001) | probabilities must sum to 1 +- 1e-9, got 1.0000001",
        "categorical(a: 1, b: 1) | probabilities must sum to 1 +- 1e-9, got 2",
        "categorical(a: 0, b: 0) | probabilities must sum to 1 +- 1e-9, got 0",
        "categorical(a: 1.1, b: -0.1) | probability of \"a\" must be in [0.0, 1.0], got 1.1",
        "categorical(a: -0.1, b: 1.1) | probability of \"a\" must be in [0.0, 1.0], got -0.1",
        "categorical(a: 1, b: 0/0) | probability of \"b\" must be in [0.0, 1.0], got NaN",
        "uniform(2, 1) | uniform a must be at most b, got a = 2.0, b = 1.0",
        "uniform(-1e308, 1e308) | uniform b - a must be finite, got a = -1.0E308, b = 1.0E308",
        "uniform_int(2, 1) | uniform_int a must be at most b, got a = 2.0, b = 1.0",
        "truncated(normal(0, 1), 3, 1) | truncated lower must be below upper, got lower = 3.0, upper = 1.0",
        "truncated(normal(0, 1), 1, 1) | truncated lower must be below upper, got lower = 1.0, upper = 1.0",
        "truncated(normal(0, 1), 0/0, 1) | truncated lower must be below upper, got lower = NaN, upper = 1.0",
        "truncated(normal(0, 1), 0, 0/0) | truncated lower must be below upper, got lower = 0.0, upper = NaN",
    })
    void parameters_outOfRange_areRefusedWithThePlace(String draw, String message) {
        refused(draw, message, 1);
    }

    @Test
    void infinity_written_isRefusedWhereItStands() {
        refused("normal(0, 1e999)", "a number must be at most 1.7976931348623157E308, got 1e999", 11);
        refused("poisson(1e999)", "a number must be at most 1.7976931348623157E308, got 1e999", 9);
        refused("normal(nan, 1)", "unknown column \"nan\"; known: x, z", 8);
    }

    @Test
    void labels_twiceOrNone_areRefused() {
        refused("categorical(a: 0.5, a: 0.5)", "labels of categorical must differ, got 'a' twice", 21);
        refused("categorical()",
                "a label of categorical must be a name, a whole number or a quoted label, got \")\"", 13);
    }

    @Test
    void name_unknown_suggestsTheFamilyMeant() {
        String known = Lines.paragraph(4, "known: min, max, sum, mean, abs, sqrt, exp, log, log1p, expm1, pow, sin, cos, tanh, logistic, "
                + "floor, ceil, round, sign, clamp, if, between, is_missing, lookup, predict, first, coupled, "
                + "transition, categorical, truncated, mixture, empirical, "
                + String.join(", ", Family.names())).stripTrailing();
        refused("gausian(0, 1)", "unknown function \"gausian\"; did you mean \"normal\"?\n" + known, 1);
        refused("norml(0, 1)", "unknown function \"norml\"; did you mean \"normal\"?\n" + known, 1);
    }

    @Test
    void window_withoutProbability_isRefusedAtOnce() {
        Assertions.assertTimeout(Duration.ofSeconds(1), () -> {
            refused("truncated(normal(0, 1), 60, 61)", "truncated window must hold some probability of "
                    + "normal(0.0, 1.0), got no probability inside [60.0, 61.0]", 1);
            refused("truncated(poisson(3), 2.1, 2.9)", "truncated window must hold some probability of poisson(3.0), "
                    + "got no probability inside [2.1, 2.9]", 1);
        });
    }

    /** The mean of 2,000 draws with sd 0.119; beyond 5 standard errors once in 1.7 million seeds. */
    @Test
    void window_ofMass1e16_isDrawnExactly() {
        double[] x = twins("truncated(normal(0, 1), 8, 9)");
        assertThat(Arrays.stream(x).min().orElseThrow()).isBetween(8.0, 8.001);
        assertThat(Arrays.stream(x).max().orElseThrow()).isBetween(8.5, 9.0);
        assertThat(Arrays.stream(x).average().orElseThrow())
                .isCloseTo(8.121188992979796, within(5 * 0.119 / Math.sqrt(2_000)));
    }

    @Test
    void value_beyondTheDoubles_isRefusedWithVariableAndRow() {
        rowRefused("normal(1e308, 1e308)",
                "2: draw of normal(1.0E308, 1.0E308) must be a finite number, got Infinity");
        rowRefused("lognormal(0, 500)", "2: draw of lognormal(0.0, 500.0) must be a finite number, got Infinity");
        assertThat(Arrays.stream(twins("lognormal(0, 50)")).max().orElseThrow()).isFinite().isGreaterThan(1e50);
        assertThat(Arrays.stream(twins("lognormal(0, 50)")).min().orElseThrow()).isPositive();
    }

    @Test
    void parameters_ofARow_areRefusedWithItsInputs() {
        double z = model("normal(0, 1)").generate(1, 1).doubles("z")[0];
        assertThat(z).isBetween(0.5, 1.0);
        String inputs = "; inputs: z = " + text(z);
        rowRefused("normal(0, z - 2)", "0: normal sd must be at least 0 and finite, got " + text(z - 2) + inputs);
        rowRefused("beta(z - 1, 1)", "0: beta alpha must be positive and finite, got " + text(z - 1) + inputs);
        rowRefused("poisson(z - 1)", "0: poisson mean must be in [0, 1.0E9], got " + text(z - 1) + inputs);
        rowRefused("bernoulli(2 * z)", "0: bernoulli p must be in [0, 1], got " + text(2 * z) + inputs);
        rowRefused("uniform(z, z - 1)",
                "0: uniform a must be at most b, got a = " + text(z) + ", b = " + text(z - 1) + inputs);
        rowRefused("truncated(normal(z, 1), 60, 61)", "0: truncated window must hold some probability of normal("
                + text(z) + ", 1.0), got no probability inside [60.0, 61.0]" + inputs);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "normal(3, 0) | 3", "lognormal(0, 0) | 1", "poisson(0) | 0", "bernoulli(0) | 0", "bernoulli(1) | 1",
        "uniform(3, 3) | 3", "uniform_int(3, 3) | 3", "categorical(only: 1) | 0", "beta(1e-320, 1e300) | 0",
        "beta(1e300, 1e300) | 0.5"
    })
    void parameters_degenerate_giveAConstant(String draw, double value) {
        assertThat(twins(draw)).hasSize(2_000).containsOnly(value);
    }

    @Test
    void beta_ofTinyShapes_isZeroOrOne() {
        assertThat(twins("beta(1e-320, 1e-320)")).containsOnly(0, 1);
        assertThat(Arrays.stream(twins("beta(1, 1e300)"))).allMatch(v -> v > 0 && v < 1e-297);
    }

    @Test
    void label_ofProbabilityZero_isKnownAndNeverDrawn() {
        Population twins = model("categorical(a: 0.5, never: 0, b: 0.5)").generate(1_000_000, 1);
        assertThat(twins.column("x").labels()).containsExactly("a", "never", "b");
        assertThat(twins.where("x == 'never'").size()).isZero();
        assertThat(twins.column("x").type()).isEqualTo(ColumnType.CATEGORY);
        assertThat(twins.doubles("x")).containsOnly(0, 2);
    }

    @Test
    @Tag("nightly")
    void label_ofProbabilityZero_isNeverDrawnAmongAHundredMillion() {
        Population twins = model("categorical(a: 0.5, never: 0, b: 0.5)").generate(100_000_000, 2);
        long drawn = 0;
        for (long from = 0; from < twins.size(); from += 1_000_000) {
            Population slice = twins.slice(from, from + 1_000_000);
            drawn += slice.where("x != 'never'").size();
        }
        assertThat(drawn).isEqualTo(100_000_000);
    }

    @Test
    void probabilities_offByRounding_areTaken() {
        assertThat(twins("categorical(a: 0.5, b: 0.5000000000001)")).containsOnly(0, 1);
    }

    @Test
    void quantile_atTheExtremeUniforms_isFinite() {
        int checked = 0;
        for (Distribution d : new Distribution[] {Family.NORMAL.bind(0, 1), Family.EXPONENTIAL.bind(1),
            Family.BETA.bind(2, 3), Family.GAMMA.bind(2, 1), Family.STUDENT_T.bind(1), Family.PARETO.bind(1, 1),
            Family.POISSON.bind(5), Family.GEOMETRIC.bind(0.5), Family.WEIBULL.bind(0.5, 1),
            Family.NEGATIVE_BINOMIAL.bind(2, 0.5)}) {
            assertThat(d.quantile(0x1p-53)).isFinite();
            assertThat(d.quantile(1 - 0x1p-53)).isFinite();
            for (double u : new double[] {0, 1}) {
                assertThatThrownBy(() -> d.quantile(u)).isInstanceOf(InputException.class)
                        .hasMessage("u must be in (0, 1), got " + text(u));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(20);
    }
}
