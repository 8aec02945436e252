package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.SharedData;
import io.twinsim.column.ColumnType;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FamilyTest {

    @Test
    void names_all_areThoseOfFormulas() {
        assertThat(Family.names()).containsExactly("constant", "uniform", "uniform_int", "bernoulli", "normal",
                "lognormal",
                "beta", "gamma", "exponential", "poisson", "triangular", "weibull", "student_t", "pareto", "binomial",
                "negative_binomial", "geometric");
        assertThat(Family.named("uniform_int")).isSameAs(Family.UNIFORM_INT);
        assertThat(Family.UNIFORM_INT.columnType()).isSameAs(ColumnType.INTEGER);
        assertThat(Family.BERNOULLI.columnType()).isSameAs(ColumnType.FLAG);
        assertThat(Family.TRIANGULAR.parameterNames()).isEqualTo(List.of("a", "mode", "b"));
        assertThat(Family.find("Beta")).isEmpty();
        assertThat(Family.BETA.bind(2, 3)).hasToString("beta(2.0, 3.0)");
    }

    @Test
    void named_unknown_namesTheNearest() {
        assertThatThrownBy(() -> Family.named("norml")).isInstanceOf(InputException.class)
                .hasMessage("unknown distribution \"norml\"; did you mean \"normal\"? known: " + String.join(", ",
                Family.names()));
        assertThatThrownBy(() -> Family.named("gausian")).isInstanceOf(InputException.class)
                .hasMessageContaining("unknown distribution \"gausian\"").hasMessageContaining("normal");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
        "normal|0 -1|normal sd must be at least 0 and finite, got -1.0",
        "normal|0 NaN|normal sd must be at least 0 and finite, got NaN",
        "normal|0 Infinity|normal sd must be at least 0 and finite, got Infinity",
        "normal|NaN 1|normal mean must be finite, got NaN",
        "lognormal|Infinity 1|lognormal mu must be finite, got Infinity",
        "lognormal|0 -2|lognormal sigma must be at least 0 and finite, got -2.0",
        "beta|0 1|beta alpha must be positive and finite, got 0.0",
        "beta|-1 1|beta alpha must be positive and finite, got -1.0",
        "beta|1 NaN|beta beta must be positive and finite, got NaN",
        "gamma|0 1|gamma shape must be positive and finite, got 0.0",
        "gamma|1 -1|gamma scale must be positive and finite, got -1.0",
        "exponential|0|exponential rate must be positive and finite, got 0.0",
        "poisson|-1|poisson mean must be in [0, 1.0E9], got -1.0",
        "poisson|NaN|poisson mean must be in [0, 1.0E9], got NaN",
        "poisson|1e12|poisson mean must be in [0, 1.0E9], got 1.0E12",
        "bernoulli|-0.1|bernoulli p must be in [0, 1], got -0.1",
        "bernoulli|1.1|bernoulli p must be in [0, 1], got 1.1",
        "bernoulli|NaN|bernoulli p must be in [0, 1], got NaN",
        "uniform|3 2|uniform a must be at most b, got a = 3.0, b = 2.0",
        "uniform|NaN 2|uniform a must be finite, got NaN",
        "uniform|-1e308 1e308|uniform b - a must be finite, got a = -1.0E308, b = 1.0E308",
        "uniform_int|3 2|uniform_int a must be at most b, got a = 3.0, b = 2.0",
        "uniform_int|0.5 2|uniform_int a must be a whole number in [-2147483648, 2147483647], got 0.5",
        "uniform_int|0 1e10|uniform_int b must be a whole number in [-2147483648, 2147483647], got 1.0E10",
        "triangular|0 5 4|triangular mode must be between a and b, got a = 0.0, mode = 5.0, b = 4.0",
        "triangular|0 NaN 4|triangular mode must be finite, got NaN",
        "constant|NaN|constant value must be finite, got NaN",
        "weibull|0 1|weibull shape must be positive and finite, got 0.0",
        "student_t|0|student_t df must be positive and finite, got 0.0",
        "pareto|1 0|pareto shape must be positive and finite, got 0.0",
        "binomial|2.5 0.5|binomial n must be a whole number in [0, 2147483647], got 2.5",
        "binomial|10 1.5|binomial p must be in [0, 1], got 1.5",
        "negative_binomial|0 0.5|negative_binomial r must be positive and finite, got 0.0",
        "negative_binomial|2 0|negative_binomial p must be in (0, 1], got 0.0",
        "geometric|0|geometric p must be in [2.0E-8, 1], got 0.0",
        "normal|0|normal must have 2 parameters (mean, sd), got 1",
        "poisson|1 2|poisson must have 1 parameter (mean), got 2"})
    void bind_badParameters_areRefusedByName(String family, String parameters, String message) {
        double[] values = java.util.Arrays.stream(parameters.split(" ")).mapToDouble(Double::parseDouble).toArray();
        assertThatThrownBy(() -> Family.named(family).bind(values)).isInstanceOf(InputException.class)
                .hasMessage(message);
    }

    @ParameterizedTest
    @CsvSource({"normal,1e308,1e308,Infinity", "lognormal,0,100,Infinity", "pareto,1,0.01,Infinity"})
    void quantiles_overflow_isRefusedWithTheRow(String family, double a, double b, String value) {
        Distribution distribution = Family.named(family).bind(a, b);
        double[] u = {0.5, 0.4, 1 - 0x1p-53};
        assertThatThrownBy(() -> distribution.quantiles(u, new double[3], 0, 3)).isInstanceOf(RowException.class)
                .hasMessage("draw of " + distribution + " must be a finite number, got " + value)
                .extracting(e -> ((RowException) e).index()).isEqualTo(2);
        assertThatThrownBy(() -> distribution.quantile(u[2])).isInstanceOf(InputException.class)
                .hasMessage("draw of " + distribution + " must be a finite number, got " + value);
    }

    /** The product of two widths leaves the range of doubles where neither does. */
    @ParameterizedTest
    @CsvSource({"600", "1020", "-600", "-960"})
    void triangular_ofAnyWidth_isTheSmallOneScaled(int exponent) {
        double scale = Math.scalb(1.0, exponent);
        Distribution small = Family.TRIANGULAR.bind(0, 1, 4);
        Distribution scaled = Family.TRIANGULAR.bind(0, scale, 4 * scale);
        double[] u = {0x1p-53, 0.01, 0.2, 0.25, 0.3, 0.7, 1 - 0x1p-53};
        double[] x = new double[u.length];
        double[] y = new double[u.length];
        small.quantiles(u, x, 0, u.length);
        scaled.quantiles(u, y, 0, u.length);
        for (int i = 0; i < u.length; i++) {
            assertThat(y[i]).isEqualTo(scale * x[i]);
            assertThat(scaled.quantile(u[i])).isEqualTo(scale * small.quantile(u[i]));
            assertThat(scaled.survivalQuantile(u[i])).isEqualTo(scale * small.survivalQuantile(u[i]));
        }
    }

    @Test
    void quantiles_hugeSigma_staysFinite() {
        Distribution distribution = Family.LOGNORMAL.bind(0, 50);
        assertThat(distribution.quantile(1 - 0x1p-53)).isFinite().isGreaterThan(1e170);
        assertThat(distribution.quantile(0x1p-53)).isPositive();
    }

    @ParameterizedTest
    @CsvSource({"normal,5,0,5", "lognormal,0,0,1", "uniform,3,3,3", "uniform_int,3,3,3", "constant,7,,7",
            "poisson,0,,0",
        "bernoulli,0,,0", "bernoulli,1,,1", "binomial,0,0.5,0", "binomial,9,1,9", "binomial,9,0,0", "geometric,1,,0",
        "negative_binomial,3,1,0", "beta,1e-320,1,0", "beta,1,1e-320,1", "beta,1e40,1e40,0.5", "gamma,1e40,1,1e40"})
    void bind_degenerateParameters_giveConstants(String family, double a, String b, double value) {
        Distribution distribution = b == null ? Family.named(family).bind(a)
                : Family.named(family).bind(a, Double.parseDouble(b));
        double[] u = {0x1p-53, 1e-6, 0.3, 0.5, 0.9, 1 - 0x1p-53};
        distribution.quantiles(u, u, 0, u.length);
        assertThat(u).containsOnly(value);
    }

    @ParameterizedTest
    @CsvSource({"1e300,2", "2,1e300", "1e300,1e300", "1e-320,1e-320", "1e-12,1e-12", "1e-12,1e12", "1e308,1e308"})
    void beta_extremeShapes_givesNumbersInsideTheUnitInterval(double alpha, double beta) {
        Distribution distribution = Family.BETA.bind(alpha, beta);
        for (double u : new double[] {1e-300, 0x1p-53, 0.1, 0.5, 0.9, 1 - 0x1p-53}) {
            assertThat(distribution.quantile(u)).isBetween(0.0, 1.0);
            assertThat(distribution.cdf(u)).isBetween(0.0, 1.0);
        }
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "-0.1", "NaN"})
    void quantile_outsideTheOpenInterval_isRefused(double u) {
        for (Family family : List.of(Family.NORMAL, Family.BETA)) {
            assertThatThrownBy(() -> family.bind(1, 2).quantile(u)).isInstanceOf(InputException.class)
                    .hasMessageStartingWith("u must be in (0, 1), got ");
        }
    }

    /** R 4.2.2: qlnorm; mean and variance of the file too. */
    @Test
    void lognormal_referenceFile_agrees() {
        int checked = 0;
        for (String[] row : SharedData.rows("cases/dist_qlnorm_R.csv")) {
            double[] v = java.util.Arrays.stream(row).mapToDouble(Double::parseDouble).toArray();
            Distribution distribution = Family.LOGNORMAL.bind(v[1], v[2]);
            assertThat(distribution.quantile(v[0])).isCloseTo(v[3], within(1e-13 * v[3]));
            assertThat(distribution.mean()).isCloseTo(v[4], within(1e-13 * v[4]));
            assertThat(distribution.variance()).isCloseTo(v[5], within(1e-12 * v[5]));
            checked++;
        }
        assertThat(checked).isEqualTo(81);
    }
}
