package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Normal;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Left and right misses of nominal 95 % intervals against an independent program's table (10,000 experiments a cell, B
 * = 1,999). Each of the 20 comparisons is 5 standard errors wide, false alarm below 6e-7; swapped limits, a missing
 * bias term or the wrong sign of the acceleration move misses by far more.
 */
class CoverageTest {

    private static final int EXPERIMENTS = 2000;
    private static final int TABLE = 10_000;

    private record Row(IntervalMethod method, double left, double right) {
    }

    private static double[] sample(String name, int experiment, int n, boolean exponential, boolean lognormal) {
        double[] values = new double[n];
        Draws.of(20_240_601).stream(name).uniforms((long) experiment * n, values, 0, n);
        for (int i = 0; i < n; i++) {
            double z = exponential ? 0 : Normal.quantile(values[i]);
            values[i] = exponential ? -Elementary.log(values[i]) : lognormal ? Elementary.exp(z) : z;
        }
        return values;
    }

    private static IntervalOptions options(Row row, int experiment) {
        return IntervalOptions.of().withMethod(row.method).withSeed(experiment).withThreads(1);
    }

    private static int check(List<Row> rows, double truth, java.util.function.BiFunction<Row, Integer, Estimate> run) {
        int checked = 0;
        for (Row row : rows) {
            int left = 0;
            int right = 0;
            for (int e = 0; e < EXPERIMENTS; e++) {
                Interval made = run.apply(row, e).interval();
                left += made.lower() > truth ? 1 : 0;
                right += made.upper() < truth ? 1 : 0;
            }
            within(row.method + " left", left, row.left / 100);
            within(row.method + " right", right, row.right / 100);
            checked += 2;
        }
        return checked;
    }

    private static void within(String what, int misses, double share) {
        double tolerance = 5 * Math.sqrt(share * (1 - share) * (1.0 / EXPERIMENTS + 1.0 / TABLE));
        assertThat((double) misses / EXPERIMENTS).as(what).isBetween(share - tolerance, share + tolerance);
    }

    @Test
    void mean_exponentialOfTwenty_missesAsTheTableSays() {
        List<Row> rows = List.of(new Row(IntervalMethod.STUDENT, 0.7, 7.3),
                new Row(IntervalMethod.BOOTSTRAP_NORMAL, 1.2, 8.8),
                new Row(IntervalMethod.BASIC, 1.0, 10.0), new Row(IntervalMethod.PERCENTILE, 1.7, 7.9),
                new Row(IntervalMethod.BCA, 2.9, 5.7), new Row(IntervalMethod.SADDLEPOINT, 1.7, 7.9));
        int checked = check(rows, 1, (row, e) -> MeanEstimate.of(sample("test/exp", e, 20, true, false), "e",
                options(row, e)));
        assertThat(checked).isEqualTo(12);
    }

    @Test
    void difference_lognormalAgainstNormalOfTwenty_missesAsTheTableSays() {
        List<Row> rows = new ArrayList<>(List.of(new Row(IntervalMethod.WELCH, 0.4, 8.6),
                new Row(IntervalMethod.BASIC, 0.5, 10.5), new Row(IntervalMethod.PERCENTILE, 1.3, 9.2),
                new Row(IntervalMethod.BCA, 2.8, 7.8)));
        int checked = check(rows, Elementary.exp(0.5), (row, e) -> TwoArmEstimate.of(
                sample("test/lognormal", e, 20, false, true), sample("test/normal", e, 20, false, false), "e",
                options(row, e)));
        assertThat(checked).isEqualTo(8);
    }
}
