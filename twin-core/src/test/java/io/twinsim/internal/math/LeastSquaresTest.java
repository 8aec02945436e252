package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class LeastSquaresTest {

    /** The normal equations are the slow path, at sizes around the block. */
    @Test
    void regression_ofAnySize_isThatOfTheNormalEquations() {
        int cases = 0;
        for (int n : new int[] {4, 5, 8, 1023, 1024, 1025, 2500}) {
            for (boolean weighted : new boolean[] {false, true}) {
                double[][] columns = columns(n, 3);
                double[] y = column(n, "y");
                double[] weights = weighted ? column(n, "weights") : RegressionCase.ones(n);
                LeastSquares fit = weighted ? LeastSquares.of(columns, y, weights, RegressionCase.names(3))
                        : LeastSquares.of(columns, y, RegressionCase.names(3));
                compareWithNormalEquations(fit, columns, y, weights);
                assertThat(fit.n()).isEqualTo(n);
                assertThat(fit.p()).isEqualTo(3);
                assertThat(fit.df()).isEqualTo(n - 3);
                cases++;
            }
        }
        assertThat(cases).isEqualTo(14);
    }

    private static void compareWithNormalEquations(LeastSquares fit, double[][] columns, double[] y, double[] weights) {
        SlowMatrix x = SlowMatrix.of(columns).transposed();
        SlowMatrix weighted = weighted(x, weights);
        SlowMatrix inverse = weighted.transposed().times(x).inverse();
        SlowMatrix b = inverse.times(weighted.transposed()).times(SlowMatrix.column(y));
        SlowMatrix fitted = x.times(b);
        double[] residuals = fit.residuals();
        double[] leverages = fit.leverages();
        double[] allFitted = fit.fitted();
        SlowMatrix[] meats = {SlowMatrix.zero(3, 3), SlowMatrix.zero(3, 3), SlowMatrix.zero(3, 3)};
        double squares = 0;
        double press = 0;
        for (int i = 0; i < y.length; i++) {
            SlowMatrix row = x.row(i);
            double e = y[i] - fitted.get(i, 0);
            double h = row.times(inverse).times(row.transposed()).get(0, 0) * weights[i];
            assertThat(residuals[i]).isCloseTo(e, within(1e-12));
            assertThat(allFitted[i]).isCloseTo(fitted.get(i, 0), within(1e-12));
            assertThat(leverages[i]).isCloseTo(h, within(1e-12));
            squares += weights[i] * e * e;
            press += weights[i] * e * e / (1 - h) / (1 - h);
            for (int k = 0; k < 3; k++) {
                double v = weights[i] * weights[i] * e * e / (k == 0 ? 1 : k == 1 ? 1 - h : (1 - h) * (1 - h));
                meats[k] = meats[k].plus(row.transposed().times(row).times(v));
            }
        }
        assertThat(fit.coefficients()).containsExactly(b.values().data, within(1e-12));
        near(fit.covariance(Robust.CLASSICAL), inverse.times(squares / fit.df()));
        near(fit.covariance(Robust.HC0), inverse.times(meats[0]).times(inverse));
        near(fit.covariance(Robust.HC1), inverse.times(meats[0]).times(inverse).times(y.length / fit.df()));
        near(fit.covariance(Robust.HC2), inverse.times(meats[1]).times(inverse));
        near(fit.covariance(Robust.HC3), inverse.times(meats[2]).times(inverse));
        assertThat(fit.sigma()).isCloseTo(Math.sqrt(squares / fit.df()), within(1e-12));
        assertThat(fit.looRmse()).isCloseTo(Math.sqrt(press / Arrays.stream(weights).sum()), within(1e-11));
    }

    private static SlowMatrix weighted(SlowMatrix x, double[] weights) {
        SlowMatrix out = x.times(1);
        for (int i = 0; i < weights.length; i++) {
            for (int j = 0; j < 3; j++) {
                out.set(i, j, weights[i] * x.get(i, j));
            }
        }
        return out;
    }

    private static void near(double[][] found, SlowMatrix expected) {
        double scale = expected.largest();
        for (int i = 0; i < found.length; i++) {
            for (int j = 0; j < found.length; j++) {
                assertThat(found[i][j]).isCloseTo(expected.get(i, j), within(1e-10 * scale));
                assertThat(found[i][j]).isEqualTo(found[j][i]);
            }
        }
    }

    private static double[][] columns(int n, int p) {
        double[][] columns = new double[p][];
        columns[0] = RegressionCase.ones(n);
        for (int j = 1; j < p; j++) {
            columns[j] = column(n, "x" + j);
        }
        return columns;
    }

    private static double[] column(int n, String name) {
        DrawStream stream = Draws.of(7).stream(name);
        double[] x = new double[n];
        stream.uniforms(0, x, 0, n);
        return x;
    }

    /** The classical leave-one-out error, by fitting without each row in turn. */
    @Test
    void looRmse_ofSmallData_isThatOfRefits() {
        double[][] columns = columns(12, 3);
        double[] y = column(12, "y");
        double squares = 0;
        for (int out = 0; out < 12; out++) {
            double[] weights = RegressionCase.ones(12);
            weights[out] = 0;
            LeastSquares fit = LeastSquares.of(columns, y, weights, RegressionCase.names(3));
            assertThat(fit.n()).isEqualTo(11);
            assertThat(fit.leverages()[out]).isZero();
            squares += fit.residuals()[out] * fit.residuals()[out];
        }
        assertThat(LeastSquares.of(columns, y, RegressionCase.names(3)).looRmse())
                .isCloseTo(Math.sqrt(squares / 12), within(1e-13));
    }

    @Test
    void regression_inOtherUnits_isTheSameToTheBit() {
        double[][] columns = columns(1500, 3);
        double[] y = column(1500, "y");
        LeastSquares fit = LeastSquares.of(columns, y, RegressionCase.names(3));
        int[] powers = {0, 500, -500};
        double[][] other = columns.clone();
        double[] target = new double[1500];
        Arrays.setAll(target, i -> Math.scalb(y[i], -400));
        for (int j = 0; j < 3; j++) {
            double[] x = columns[j];
            int power = powers[j];
            other[j] = new double[1500];
            Arrays.setAll(other[j], i -> Math.scalb(x[i], power));
        }
        LeastSquares scaled = LeastSquares.of(other, target, RegressionCase.names(3));
        for (Robust kind : Robust.values()) {
            for (int j = 0; j < 3; j++) {
                int back = 400 + powers[j];
                assertThat(Math.scalb(scaled.coefficients()[j], back)).isEqualTo(fit.coefficients()[j]);
                assertThat(Math.scalb(scaled.standardErrors(kind)[j], back)).isEqualTo(fit.standardErrors(kind)[j]);
            }
        }
        assertThat(scaled.rSquared()).isEqualTo(fit.rSquared());
        assertThat(Math.scalb(scaled.sigma(), 400)).isEqualTo(fit.sigma());
        assertThat(Math.scalb(scaled.looRmse(), 400)).isEqualTo(fit.looRmse());
    }

    @Test
    void predict_ofTheRowsOfTheFit_isFitted() {
        double[][] columns = columns(40, 3);
        LeastSquares fit = LeastSquares.of(columns, column(40, "y"), RegressionCase.names(3));
        assertThat(fit.predict(columns)).containsExactly(fit.fitted(), within(1e-14));
    }

    @Test
    void rSquared_ofAnOutcomeThatDoesNotVary_isZero() {
        double[] y = new double[9];
        Arrays.fill(y, 0.1);
        LeastSquares fit = LeastSquares.of(columns(9, 2), y, RegressionCase.names(2));
        assertThat(fit.rSquared()).isZero();
        assertThat(fit.coefficients()[0]).isEqualTo(0.1);
        assertThat(fit.sigma()).isLessThan(1e-17);
    }

    /** The last row alone determines the last coefficient. */
    @Test
    void robustErrors_withARowOfLeverageOne_areThoseWithoutIt() {
        double[][] columns = columns(10, 3);
        columns[2] = new double[10];
        columns[2][9] = 1;
        double[] y = column(10, "y");
        LeastSquares fit = LeastSquares.of(columns, y, RegressionCase.names(3));
        double[][] fewer = {Arrays.copyOf(columns[0], 9), Arrays.copyOf(columns[1], 9)};
        LeastSquares rest = LeastSquares.of(fewer, Arrays.copyOf(y, 9), RegressionCase.names(2));
        for (Robust kind : List.of(Robust.HC0, Robust.HC2, Robust.HC3)) {
            assertThat(Arrays.copyOf(fit.standardErrors(kind), 2))
                    .containsExactly(rest.standardErrors(kind), within(1e-13));
        }
        assertThatThrownBy(fit::looRmse).isInstanceOf(InputException.class).hasMessageMatching(
                "leverage must be below 1 in every row, or the others cannot be fitted alone, "
                        + "got (0\\.9{10}\\d*|1\\.0\\d*) at row 9");
    }

    @Test
    void columns_thatFollowFromOthers_areNamedWithTheirSources() {
        int n = 1200;
        double[] one = RegressionCase.ones(n);
        double[] a = column(n, "a");
        double[] b = column(n, "b");
        double[] sum = new double[n];
        double[] inches = new double[n];
        double[] sevens = new double[n];
        Arrays.setAll(sum, i -> a[i] - 3 * b[i]);
        Arrays.setAll(inches, i -> a[i] / 2.54);
        Arrays.fill(sevens, 7);
        refused(new double[][] {one, a, sevens}, "1,a,site", "\"site\" (constant); leave it out");
        refused(new double[][] {one, a, a.clone()}, "1,a,copy", "\"copy\" (a duplicate of \"a\"); leave it out");
        refused(new double[][] {one, a, inches}, "1,a,inches", "\"inches\" (a multiple of \"a\"); leave it out");
        refused(new double[][] {one, a, new double[n]}, "1,a,none", "\"none\" (0 in every row); leave it out");
        refused(new double[][] {one, a, b, sum}, "1,a,b,sum",
                "\"sum\" (follows from \"a\", \"b\"); leave it out");
        refused(new double[][] {a, sevens, sum, inches, b, one}, "a,sevens,sum,inches,b,one",
                "\"inches\" (a multiple of \"a\"), \"b\" (follows from \"a\", \"sum\"), \"one\" (constant); "
                        + "leave them out");
    }

    private static void refused(double[][] columns, String names, String found) {
        assertThatThrownBy(() -> LeastSquares.of(columns, column(columns[0].length, "y"), List.of(names.split(","))))
                .isInstanceOf(InputException.class)
                .hasMessage("covariates must be linearly independent, got " + found);
    }

    @Test
    void input_thatCannotBeFitted_isRefused() {
        double[][] columns = columns(9, 12);
        List<String> names = RegressionCase.names(12);
        double[] y = column(9, "y");
        message(() -> LeastSquares.of(columns, y, names),
                "covariates must be fewer than rows, got 12 columns for 9 rows");
        double[][] two = Arrays.copyOf(columns, 2);
        List<String> pair = List.of("1", "age");
        double[] weights = {1, 0, 0, 0, 0, 0, 0, 1, 0};
        message(() -> LeastSquares.of(two, y, weights, pair),
                "covariates must be fewer than rows, got 2 columns for 2 rows with a weight above 0");
        weights[3] = -1;
        message(() -> LeastSquares.of(two, y, weights, pair),
                "weights must be at least 0 and finite, got -1.0 at row 3");
        message(() -> LeastSquares.of(two, y, new double[8], pair), "weights must have one value per row (9), got 8");
        message(() -> LeastSquares.of(two, Arrays.copyOf(y, 8), pair),
                "covariate \"1\" must have one value per row (8), got 9");
        message(() -> LeastSquares.of(two, y, names),
                "covariates must have one name per column and at least one column, got 12 names for 2 columns");
        two[1][4] = Double.NaN;
        message(() -> LeastSquares.of(two, y, pair), "covariate \"age\" must be finite, got NaN at row 4");
        y[2] = Double.POSITIVE_INFINITY;
        message(() -> LeastSquares.of(two, y, pair), "outcome must be finite, got Infinity at row 2");
    }

    private static void message(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }
}
