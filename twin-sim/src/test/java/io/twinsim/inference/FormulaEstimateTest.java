package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.Test;

/** Fieller, Fisher's z, the delta method, ABC and the saddlepoint of ratios, correlations and functions of means. */
class FormulaEstimateTest {

    private static final double[] LEVELS = {0.90, 0.95, 0.99};
    private static final double[] X = {143, 104, 69, 260, 75, 63, 50, 48, 111, 50};
    private static final double[] U = {138, 93, 61, 179, 48, 37, 29, 23, 30, 2};
    private static final double[] TREATED = {6.31, 5.12, 5.54, 5.5, 5.37, 5.29, 4.92, 6.15, 5.8, 5.26};
    private static final double[] CONTROL = {4.17, 5.58, 5.18, 6.11, 4.5, 4.61, 5.17, 4.53, 5.33, 5.14};

    private static Estimate by(Statistic statistic, IntervalMethod method, double level) {
        return Bootstrap.of(statistic).withOptions(IntervalOptions.of().withMethod(method).withLevel(level))
                .estimate();
    }

    /** Roots of the quadratic in theta by NumPy 2.4.6 roots and SciPy 1.17.1 t quantiles; city and PlantGrowth. */
    @Test
    void fieller_ratioAndLift_solveTheQuadratic() {
        double[][] ratio = {{1.2485655570578205, 2.1229069063874775}, {1.195956444456459, 2.4613751548495117},
            {1.0733756021705991, 6.127564338462517}};
        double[][] lift = {{0.016987511785138132, 0.1883819999528238}, {0.0006119703002520627, 0.2090650883803935},
            {-0.03336565154490134, 0.2551589834586767}};
        for (int k = 0; k < LEVELS.length; k++) {
            Interval one = by(Statistic.ratio(X, U), IntervalMethod.FIELLER, LEVELS[k]).interval();
            assertThat(one.lower()).isCloseTo(ratio[k][0], within(1e-11));
            assertThat(one.upper()).isCloseTo(ratio[k][1], within(1e-11));
            Interval two = by(Statistic.relativeLift(TREATED, CONTROL), IntervalMethod.FIELLER, LEVELS[k]).interval();
            assertThat(two.lower()).isCloseTo(lift[k][0], within(1e-11));
            assertThat(two.upper()).isCloseTo(lift[k][1], within(1e-11));
        }
        Estimate made = by(Statistic.relativeLift(TREATED, CONTROL), IntervalMethod.AUTO, 0.95);
        assertThat(made.standardError()).isCloseTo(0.04891697584523579, within(1e-14));
    }

    @Test
    void fieller_denominatorNearZero_isRefusedWithTheReason() {
        assertThatThrownBy(() -> by(Statistic.ratio(new double[] {1, 2, 3}, new double[] {-3, 1, 4}),
                IntervalMethod.FIELLER, 0.95)).isInstanceOf(InputException.class)
                .hasMessage("fieller is unbounded: at level 0.95 the mean of denominator does not differ from 0 "
                        + "(t = 0.329, needed 4.3)");
        Estimate chosen = by(Statistic.relativeLift(new double[] {1, 2, 3}, new double[] {-3, 1, 4}),
                IntervalMethod.AUTO, 0.95);
        assertThat(chosen.interval().method()).isEqualTo(IntervalMethod.PERCENTILE);
        assertThat(chosen.notes()).contains("fieller is unbounded: at level 0.95 the mean of control does not differ "
                + "from 0 (t = 0.329, needed 4.23): percentile instead");
    }

    /** R 4.2.2, cor.test(mtcars$mpg, mtcars$wt): -0.8676594, -0.9338264 to -0.7440872; digits by NumPy 2.4.6. */
    @Test
    void normal_correlation_isFishersInterval() {
        Statistic correlation = Statistic.correlation(
                ReferenceData.column("cases/data_mtcars.csv", "mpg", null, null),
                ReferenceData.column("cases/data_mtcars.csv", "wt", null, null));
        double[][] wanted = {{-0.9259151498840197, -0.7690872078597497}, {-0.9338264132849944, -0.7440871964601132},
            {-0.9469973206390835, -0.6885596103566124}};
        for (int k = 0; k < LEVELS.length; k++) {
            Estimate made = by(correlation, IntervalMethod.NORMAL, LEVELS[k]);
            assertThat(made.estimate()).isCloseTo(-0.8676593765172281, within(1e-14));
            assertThat(made.standardError()).isCloseTo(0.03259129204586817, within(1e-13));
            assertThat(made.interval().lower()).isCloseTo(wanted[k][0], within(1e-13));
            assertThat(made.interval().upper()).isCloseTo(wanted[k][1], within(1e-13));
        }
        assertThatThrownBy(() -> by(Statistic.correlation(new double[] {1, 2, 3}, new double[] {1, 3, 2}),
                IntervalMethod.NORMAL, 0.95)).isInstanceOf(InputException.class)
                .hasMessage("rows must be at least 4 for normal, got 3");
    }

    /** Delta method by NumPy 2.4.6: 1.5203125 +- 1.959964 * 0.18999337330494265. */
    @Test
    void normal_ratioAndTheSameAsAFunctionOfMeans_agree() {
        Estimate built = by(Statistic.ratio(X, U), IntervalMethod.NORMAL, 0.95);
        Estimate stated = by(Statistic.ofMeans("x/u", m -> m[0] / m[1], X, U), IntervalMethod.NORMAL, 0.95);
        assertThat(built.interval().lower()).isCloseTo(1.1479323310210385, within(1e-13));
        assertThat(built.interval().upper()).isCloseTo(1.8926926689789614, within(1e-13));
        assertThat(stated.standardError()).isCloseTo(built.standardError(), within(1e-9));
        for (double level : LEVELS) {
            Interval one = by(Statistic.ratio(X, U), IntervalMethod.ABC, level).interval();
            Interval two = by(Statistic.ofMeans("x/u", m -> m[0] / m[1], X, U), IntervalMethod.ABC, level).interval();
            assertThat(two.lower()).isCloseTo(one.lower(), within(1e-6));
            assertThat(two.upper()).isCloseTo(one.upper(), within(1e-6));
        }
    }

    /** Parity with the algorithm of R's abc.ci, which steps the weights of single rows. */
    @Test
    void abc_correlationAndLift_agreeWithDerivativesByRow() {
        double[] a = ReferenceData.column("cases/data_mtcars.csv", "mpg", null, null);
        double[] b = ReferenceData.column("cases/data_mtcars.csv", "wt", null, null);
        int checked = 0;
        for (double level : LEVELS) {
            checked += agrees(Statistic.correlation(a, b), w -> correlation(a, b, w), new int[] {a.length}, level);
            checked += agrees(Statistic.relativeLift(a, X),
                    w -> mean(a, w, 0) / mean(X, w, a.length) - 1, new int[] {a.length, X.length}, level);
        }
        assertThat(checked).isEqualTo(12);
    }

    /** R's abc.ci gives a lower limit of 1.038 here, with negative weights: no correlation at all. */
    @Test
    void abc_correlationNearOne_isRefusedByName() {
        double[] a = {3, 5, 7, 18, 43, 85, 91, 98, 100, 130, 230, 487};
        double[] b = {2, 3, 3, 9, 20, 30, 46, 40, 52, 70, 120, 201};
        assertThatThrownBy(() -> by(Statistic.correlation(a, b), IntervalMethod.ABC, 0.95))
                .isInstanceOf(InputException.class).hasMessageStartingWith("abc has no limit: the correlation is "
                        + "undefined ").hasMessageEndingWith(" standard errors from the estimate; use percentile");
    }

    private static int agrees(Statistic statistic, ToDoubleFunction<double[]> byWeights, int[] arms, double level) {
        Estimate made = by(statistic, IntervalMethod.ABC, level);
        double[] wanted = abc(byWeights, arms, level);
        double tolerance = 4e-4 * made.standardError();
        assertThat(made.interval().lower()).isCloseTo(wanted[0], within(tolerance));
        assertThat(made.interval().upper()).isCloseTo(wanted[1], within(tolerance));
        return 2;
    }

    private static double mean(double[] x, double[] w, int offset) {
        double sum = 0;
        double total = 0;
        for (int i = 0; i < x.length; i++) {
            sum += w[offset + i] * x[i];
            total += w[offset + i];
        }
        return sum / total;
    }

    private static double correlation(double[] a, double[] b, double[] w) {
        double ma = mean(a, w, 0);
        double mb = mean(b, w, 0);
        double aa = 0;
        double bb = 0;
        double ab = 0;
        for (int i = 0; i < a.length; i++) {
            aa += w[i] * (a[i] - ma) * (a[i] - ma);
            bb += w[i] * (b[i] - mb) * (b[i] - mb);
            ab += w[i] * (a[i] - ma) * (b[i] - mb);
        }
        return ab / Math.sqrt(aa * bb);
    }

    /** DiCiccio and Efron's algorithm as boot's abc.ci has it, arms as strata, each row's influence over its arm. */
    private static double[] abc(ToDoubleFunction<double[]> statistic, int[] arms, double level) {
        int n = Arrays.stream(arms).sum();
        double[] equal = new double[n];
        Arrays.fill(equal, 1);
        double t0 = statistic.applyAsDouble(equal);
        double[] first = new double[n];
        double squares = 0;
        double cubes = 0;
        double bias = 0;
        int i = 0;
        for (int rows : arms) {
            double eps = 0.01 / rows;
            for (int last = i + rows; i < last; i++) {
                double up = statistic.applyAsDouble(moved(equal, i, eps * rows / (1 - eps)));
                double down = statistic.applyAsDouble(moved(equal, i, -eps * rows / (1 + eps)));
                first[i] = (up - down) / (2 * eps) / rows;
                squares += first[i] * first[i];
                cubes += first[i] * first[i] * first[i];
                bias += (up - 2 * t0 + down) / (eps * eps) / (2.0 * rows * rows);
            }
        }
        double sigma = Math.sqrt(squares);
        double a = cubes / (6 * squares * sigma);
        double curve = (statistic.applyAsDouble(along(equal, first, 0.01 / sigma))
                + statistic.applyAsDouble(along(equal, first, -0.01 / sigma)) - 2 * t0) / (2 * 0.0001 * sigma);
        double[] out = new double[2];
        for (int side = 0; side < 2; side++) {
            double w = a - bias / sigma + curve + (side == 0 ? -1 : 1) * Analytic.z(level);
            out[side] = statistic.applyAsDouble(along(equal, first, w / (1 - a * w) / (1 - a * w) / sigma));
        }
        return out;
    }

    private static double[] moved(double[] equal, int row, double by) {
        double[] w = equal.clone();
        w[row] += by;
        return w;
    }

    private static double[] along(double[] equal, double[] first, double step) {
        double[] w = equal.clone();
        for (int i = 0; i < w.length; i++) {
            w[i] += step * first[i];
        }
        return w;
    }

    /** Against 200,000 own replicates; false alarm of a limit below 7e-5, besides 0.3 % of the width. */
    @Test
    void saddlepoint_lift_isTheLimitOfPercentile() {
        Statistic lift = Statistic.relativeLift(TREATED, CONTROL);
        Replicates drawn = Bootstrap.of(lift).withOptions(IntervalOptions.of().withReplicates(199_999)).run();
        for (double level : LEVELS) {
            Estimate percentile = drawn.estimate(IntervalMethod.PERCENTILE, level);
            Interval made = by(lift, IntervalMethod.SADDLEPOINT, level).interval();
            double width = percentile.interval().width();
            Estimate.MonteCarloError error = percentile.monteCarlo().orElseThrow();
            assertThat(made.lower()).isCloseTo(percentile.interval().lower(),
                    within(0.003 * width + 4 * error.lower()));
            assertThat(made.upper()).isCloseTo(percentile.interval().upper(),
                    within(0.003 * width + 4 * error.upper()));
        }
    }

    @Test
    void saddlepoint_denominatorsOfBothSignsOrMostlyZero_areRefusedByName() {
        assertThatThrownBy(() -> by(Statistic.ratio(new double[] {1, 2, 4}, new double[] {-1, 4, 5}),
                IntervalMethod.SADDLEPOINT, 0.95)).isInstanceOf(InputException.class)
                .hasMessage("saddlepoint needs values of denominator of at least 0, got -1.0; use bca");
        assertThatThrownBy(() -> by(Statistic.relativeLift(new double[] {1, 2, 4}, new double[] {0, 0, 5}),
                IntervalMethod.SADDLEPOINT, 0.95)).isInstanceOf(InputException.class)
                .hasMessage("saddlepoint needs resamples whose control is not all 0, got 2 zeros of 3; use fieller");
    }

    @Test
    void statistics_thatDoNotVary_giveThePointFlagged() {
        double[] doubled = Arrays.stream(U).map(u -> 2 * u).toArray();
        for (IntervalMethod method : IntervalMethod.values()) {
            if (!method.serves(StatisticKind.RATIO)) {
                continue;
            }
            if (method == IntervalMethod.BCA || method == IntervalMethod.STUDENTIZED || method == IntervalMethod.ABC) {
                assertThatThrownBy(() -> by(Statistic.ratio(doubled, U), method, 0.95))
                        .isInstanceOf(InputException.class)
                        .hasMessage(method.id() + " is undefined: zero variance; percentile gives the point");
                continue;
            }
            Estimate made = by(Statistic.ratio(doubled, U), method, 0.95);
            assertThat(made.interval().lower()).isEqualTo(2).isEqualTo(made.interval().upper());
            assertThat(made.notes()).containsExactly("degenerate: zero variance");
        }
        Estimate one = by(Statistic.correlation(doubled, U), IntervalMethod.AUTO, 0.95);
        assertThat(one.estimate()).isEqualTo(1);
        assertThat(one.interval().width()).isZero();
    }
}
