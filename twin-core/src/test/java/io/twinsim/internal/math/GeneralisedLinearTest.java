package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.internal.math.GeneralisedLinear.Family;
import io.twinsim.model.Node;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class GeneralisedLinearTest {

    private static double[] uniforms(int n, String name) {
        DrawStream stream = Draws.of(5).stream(name);
        double[] x = new double[n];
        stream.uniforms(0, x, 0, n);
        return x;
    }

    private static double[][] columns(int n) {
        return new double[][] {RegressionCase.ones(n), uniforms(n, "a"), uniforms(n, "b")};
    }

    private static double[] outcome(Family family, double[][] columns) {
        double[] y = uniforms(columns[0].length, "y");
        for (int i = 0; i < y.length; i++) {
            double p = 0.2 + 0.3 * columns[1][i] + 0.2 * columns[2][i];
            y[i] = family == Family.LOGISTIC ? y[i] < p ? 1 : 0 : Math.floor(5 * p / y[i]) % 9;
        }
        return y;
    }

    /** At the maximum the score X'W(y - m) is 0, and the covariance is the inverse of X'W diag(v) X. */
    @Test
    void fit_ofAnySize_solvesTheScoreEquations() {
        int cases = 0;
        for (Family family : Family.values()) {
            for (int n : new int[] {30, 1023, 1024, 1025, 3000}) {
                double[][] columns = columns(n);
                double[] weights = n % 2 == 0 ? RegressionCase.ones(n) : uniforms(n, "w");
                double[] y = outcome(family, columns);
                GeneralisedLinear fit = GeneralisedLinear.of(family, columns, y, weights, RegressionCase.names(3));
                compareWithEquations(fit, family, columns, y, weights);
                assertThat(fit.predict(columns)).containsExactly(fit.fitted(), within(1e-12));
                assertThat(fit.steps()).isLessThan(9);
                assertThat(fit.n()).isEqualTo(n);
                assertThat(fit.p()).isEqualTo(3);
                cases++;
            }
        }
        assertThat(cases).isEqualTo(10);
    }

    private static void compareWithEquations(
            GeneralisedLinear fit, Family family, double[][] columns, double[] y, double[] weights) {
        double[] fitted = fit.fitted();
        SlowMatrix information = SlowMatrix.zero(3, 3);
        for (int j = 0; j < 3; j++) {
            double score = 0;
            for (int i = 0; i < y.length; i++) {
                double v = weights[i] * (family == Family.LOGISTIC ? fitted[i] * (1 - fitted[i]) : fitted[i]);
                score += weights[i] * columns[j][i] * (y[i] - fitted[i]);
                for (int k = 0; k < 3; k++) {
                    information.set(j, k, information.get(j, k) + v * columns[j][i] * columns[k][i]);
                }
            }
            assertThat(score).isCloseTo(0, within(1e-12 * y.length));
        }
        SlowMatrix inverse = information.inverse();
        for (int j = 0; j < 3; j++) {
            assertThat(fit.covariance()[j])
                    .containsExactly(inverse.row(j).values().data, within(1e-6 * inverse.largest()));
            assertThat(fit.standardErrors()[j])
                    .isCloseTo(Math.sqrt(inverse.get(j, j)), within(1e-6 * inverse.get(j, j)));
        }
    }

    @Test
    void weights_ofWholeNumbers_areRepeatedRows() {
        for (Family family : Family.values()) {
            double[][] columns = columns(40);
            double[] y = outcome(family, columns);
            double[] weights = new double[40];
            double[][] repeated = new double[3][60];
            double[] outcomes = new double[60];
            int to = 0;
            for (int i = 0; i < 40; i++) {
                weights[i] = i % 4;
                for (int k = 0; k < i % 4; k++, to++) {
                    outcomes[to] = y[i];
                    for (int j = 0; j < 3; j++) {
                        repeated[j][to] = columns[j][i];
                    }
                }
            }
            GeneralisedLinear fit = GeneralisedLinear.of(family, columns, y, weights, RegressionCase.names(3));
            GeneralisedLinear slow =
                    GeneralisedLinear.of(family, repeated, outcomes, null, RegressionCase.names(3));
            assertThat(to).isEqualTo(60);
            assertThat(fit.n()).isEqualTo(30);
            assertThat(fit.coefficients()).containsExactly(slow.coefficients(), within(1e-11));
            assertThat(fit.standardErrors()).containsExactly(slow.standardErrors(), within(1e-6));
            assertThat(fit.deviance()).isCloseTo(slow.deviance(), within(1e-11));
        }
    }

    @Test
    void fit_inOtherUnits_isTheSameToTheBit() {
        for (Family family : Family.values()) {
            double[][] columns = columns(1500);
            double[] y = outcome(family, columns);
            GeneralisedLinear fit = GeneralisedLinear.of(family, columns, y, null, RegressionCase.names(3));
            double[] x = columns[2].clone();
            Arrays.setAll(columns[2], i -> Math.scalb(x[i], 800));
            GeneralisedLinear scaled = GeneralisedLinear.of(family, columns, y, null, RegressionCase.names(3));
            assertThat(scaled.coefficients()[1]).isEqualTo(fit.coefficients()[1]);
            assertThat(Math.scalb(scaled.coefficients()[2], 800)).isEqualTo(fit.coefficients()[2]);
            assertThat(Math.scalb(scaled.standardErrors()[2], 800)).isEqualTo(fit.standardErrors()[2]);
            assertThat(scaled.deviance()).isEqualTo(fit.deviance());
        }
    }

    /** An outlier far out, and counts of 0 beside a million: Newton's first steps overshoot and are halved. */
    @Test
    void fit_ofHardData_converges() {
        double[] x = {-3, -2, -1, 0, 1, 2, 3, 1e6};
        double[][] columns = {RegressionCase.ones(8), x};
        GeneralisedLinear logistic = GeneralisedLinear.of(
                Family.LOGISTIC, columns, new double[] {0, 1, 0, 1, 0, 1, 1, 0}, null, RegressionCase.names(2));
        assertThat(logistic.fitted()[7]).isBetween(0.0, 0.2);
        double[] counts = {0, 0, 1, 0, 2, 40, 3000, 1e6};
        columns[1] = new double[] {0, 1, 2, 3, 4, 5, 6, 7};
        GeneralisedLinear poisson = GeneralisedLinear.of(Family.POISSON, columns, counts, null,
                RegressionCase.names(2));
        double sum = 0;
        for (double mean : poisson.fitted()) {
            sum += mean;
        }
        assertThat(sum).isCloseTo(1003043, within(1e-6));
    }

    /** The scale of the weights is that of the information, and of nothing else. */
    @Test
    void weights_ofAnyScale_giveTheSameCoefficients() {
        double[][] columns = columns(50);
        double[] y = outcome(Family.LOGISTIC, columns);
        GeneralisedLinear fit = GeneralisedLinear.of(Family.LOGISTIC, columns, y, null, RegressionCase.names(3));
        for (double scale : new double[] {1e-20, 1e3, 1e20}) {
            double[] weights = new double[50];
            Arrays.fill(weights, scale);
            GeneralisedLinear scaled =
                    GeneralisedLinear.of(Family.LOGISTIC, columns, y, weights, RegressionCase.names(3));
            assertThat(scaled.coefficients()).containsExactly(fit.coefficients(), within(1e-6));
            assertThat(scaled.standardErrors()[1] * Math.sqrt(scale))
                    .isCloseTo(fit.standardErrors()[1], within(1e-3));
        }
    }

    /** One pair out of order, however close, and the likelihood has a maximum after all. */
    @Test
    void fit_ofDataThatOverlapByAHair_converges() {
        double[] x = {-5, -4, -3, -2, 0.001, -0.001, 2, 3, 4, 5};
        double[] y = {0, 0, 0, 0, 0, 1, 1, 1, 1, 1};
        GeneralisedLinear fit = GeneralisedLinear.of(
                Family.LOGISTIC, new double[][] {RegressionCase.ones(10), x}, y, null, List.of("1", "x"));
        assertThat(fit.coefficients()[1]).isGreaterThan(3).isLessThan(20);
        assertThat(fit.fitted()[9]).isLessThan(1);
    }

    @Test
    void separation_ofTheReferenceCase_isNamed() {
        Node.Fields given = RegressionCase.fields(RegressionCase.json("cases/regressions.json"), "separation");
        double[] x = RegressionCase.array(given, "x");
        double[] y = RegressionCase.array(given, "y");
        separated(Family.LOGISTIC, new double[][] {RegressionCase.ones(10), x}, y, "1,x", "column \"x\"");
    }

    @Test
    void separation_ofAnyKind_isNamedWithItsColumns() {
        double[] one = RegressionCase.ones(40);
        double[] a = uniforms(40, "a");
        double[] b = uniforms(40, "b");
        double[] y = outcome(Family.LOGISTIC, new double[][] {one, a, b});
        double[] quasi = new double[40];
        double[] sum = new double[40];
        double[] treatedTwice = new double[40];
        for (int i = 0; i < 40; i++) {
            quasi[i] = y[i] == 1 && i % 5 < 2 ? 1 : 0;
            treatedTwice[i] = i % 2 == 1 ? y[i] : 0;
            sum[i] = a[i] + b[i] > 1 ? 1 : 0;
        }
        separated(Family.LOGISTIC, new double[][] {one, a, quasi, b}, y, "1,a,quasi,b", "column \"quasi\"");
        separated(Family.LOGISTIC, new double[][] {one, a, b}, sum, "1,a,b", "columns \"a\", \"b\"");
        separated(Family.LOGISTIC, new double[][] {one, a, quasi, treatedTwice}, y, "1,a,quasi,twice",
                "columns \"quasi\", \"twice\"");
        double[] x = {1, 2, 3, 3, 3, 4, 5};
        separated(Family.LOGISTIC, new double[][] {RegressionCase.ones(7), x}, new double[] {0, 0, 0, 1, 0, 1, 1},
                "1,x", "column \"x\"");
    }

    /** A group without any count: its mean would be 0. */
    @Test
    void separation_ofCounts_isNamed() {
        double[] group = {1, 1, 1, 0, 0, 0, 0, 0};
        double[] x = {3, 1, 2, 5, 4, 1, 2, 6};
        double[] y = {0, 0, 0, 4, 2, 0, 1, 3};
        separated(Family.POISSON, new double[][] {RegressionCase.ones(8), x, group}, y, "1,x,group",
                "column \"group\"");
    }

    private static void separated(Family family, double[][] columns, double[] y, String names, String where) {
        message(() -> GeneralisedLinear.of(family, columns, y, null, List.of(names.split(","))),
                (family == Family.LOGISTIC ? "logistic" : "poisson") + " model did not converge: separation on "
                        + where);
    }

    @Test
    void input_thatCannotBeFitted_isRefused() {
        double[][] columns = columns(9);
        List<String> names = RegressionCase.names(3);
        double[] y = {0, 1, 0, 1, 0.5, 1, 0, 1, 0};
        message(() -> GeneralisedLinear.of(Family.LOGISTIC, columns, y, null, names),
                "outcome of a logistic model must be 0 or 1, got 0.5 at row 4");
        y[4] = -2;
        message(() -> GeneralisedLinear.of(Family.POISSON, columns, y, null, names),
                "outcome of a poisson model must be at least 0, got -2.0 at row 4");
        y[4] = Double.NaN;
        message(() -> GeneralisedLinear.of(Family.LOGISTIC, columns, y, null, names),
                "outcome must be finite, got NaN at row 4");
        message(() -> GeneralisedLinear.of(Family.LOGISTIC, columns, new double[9], null, names),
                "outcome of a logistic model must hold both 0 and 1, got 0 in every row");
        message(() -> GeneralisedLinear.of(Family.LOGISTIC, columns, RegressionCase.ones(9), null, names),
                "outcome of a logistic model must hold both 0 and 1, got 1 in every row");
        message(() -> GeneralisedLinear.of(Family.POISSON, columns, new double[9], null, names),
                "outcome of a poisson model must hold a count above 0, got 0 in every row");
        y[4] = 0;
        columns[2] = columns[1].clone();
        message(() -> GeneralisedLinear.of(Family.LOGISTIC, columns, y, null, List.of("1", "age", "age2")),
                "covariates must be linearly independent, got \"age2\" (a duplicate of \"age\"); leave it out");
        double[][] wide = new double[9][2];
        message(() -> GeneralisedLinear.of(Family.LOGISTIC, wide, new double[] {0, 1}, null, RegressionCase.names(9)),
                "covariates must be fewer than rows, got 9 columns for 2 rows");
    }

    private static void message(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }
}
