package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Whole estimates, notes included, are the same bits for any number of threads: every method of every statistic. */
class BootstrapInvarianceTest {

    /** More than one slab of 4,096 rows. */
    private static final int ROWS = 4_500;
    /** Four batches, the last of them not full. */
    private static final int REPLICATES = 399;
    private static final int[] THREADS = {2, 7, 16};

    private static double[] uniforms(String name, int n) {
        double[] values = new double[n];
        Draws.of(20_240_601).stream("test/invariance/" + name).uniforms(0, values, 0, n);
        return values;
    }

    private static double[] flags(String name, int n) {
        return Arrays.stream(uniforms(name, n)).map(u -> u < 0.3 ? 1 : 0).toArray();
    }

    private static double weighted(double[] x, double[] weights) {
        double sum = 0;
        for (int i = 0; i < x.length; i++) {
            sum += weights[i] * x[i];
        }
        return sum / x.length;
    }

    private static Statistic statistic(StatisticKind kind) {
        double[] a = uniforms("a", ROWS);
        double[] b = uniforms("b", ROWS);
        double[] shorter = uniforms("c", ROWS - 300);
        return switch (kind) {
            case MEAN -> Statistic.mean(a);
            case PROPORTION -> Statistic.mean(flags("a", ROWS));
            case MEAN_DIFFERENCE -> Statistic.difference(a, shorter);
            case PROPORTION_DIFFERENCE -> Statistic.difference(flags("a", ROWS), flags("c", ROWS - 300));
            case RATIO -> Statistic.ratio(a, b);
            case RELATIVE_LIFT -> Statistic.relativeLift(a, shorter);
            case CORRELATION -> Statistic.correlation(a, b);
            case QUANTILE -> Statistic.quantile(a, 0.8);
            case FUNCTION_OF_MEANS -> Statistic.ofMeans("product", means -> means[0] * means[1], a, b);
            case FUNCTION_OF_WEIGHTS -> Statistic.ofWeights("square", ROWS,
                    weights -> weighted(a, weights) * weighted(a, weights));
        };
    }

    @ParameterizedTest
    @CsvSource({"MEAN, 11", "PROPORTION, 12", "MEAN_DIFFERENCE, 12", "PROPORTION_DIFFERENCE, 13", "RATIO, 11",
        "RELATIVE_LIFT, 11", "CORRELATION, 9", "QUANTILE, 5", "FUNCTION_OF_MEANS, 9", "FUNCTION_OF_WEIGHTS, 6"})
    void estimate_everyMethodAndAnyNumberOfThreads_hasTheSameBits(StatisticKind kind, int methods) {
        Statistic statistic = statistic(kind);
        assertThat(statistic.kind()).isEqualTo(kind);
        int checked = 0;
        for (IntervalMethod method : IntervalMethod.values()) {
            if (!method.serves(kind)) {
                continue;
            }
            IntervalOptions options = IntervalOptions.of().withMethod(method).withReplicates(REPLICATES);
            Bootstrap bootstrap = Bootstrap.of(statistic);
            Estimate one = bootstrap.withOptions(options.withThreads(1)).estimate();
            for (int threads : THREADS) {
                assertThat(bootstrap.withOptions(options.withThreads(threads)).estimate())
                        .as("%s with %d threads", method.id(), threads).isEqualTo(one);
            }
            checked++;
        }
        assertThat(checked).isEqualTo(methods);
    }

    private static int[] codes(int rows, int count) {
        int[] codes = new int[rows];
        Arrays.setAll(codes, i -> i % count);
        return codes;
    }

    private static List<Resampling> schemes(StatisticKind kind) {
        int[][] strata = kind.twoArms() ? new int[][] {codes(ROWS, 3), codes(ROWS - 300, 3)}
                : new int[][] {codes(ROWS, 3)};
        int[][] clusters = kind.twoArms() ? new int[][] {codes(ROWS, 50), codes(ROWS - 300, 50)}
                : new int[][] {codes(ROWS, 50)};
        return List.of(Resampling.multinomial().within(strata), Resampling.multinomial().byCluster(clusters),
                Resampling.poisson(), Resampling.poisson().byCluster(clusters), Resampling.bayesian(),
                Resampling.bayesian().within(strata));
    }

    @ParameterizedTest
    @EnumSource(StatisticKind.class)
    void estimate_everyResamplingAndAnyNumberOfThreads_hasTheSameBits(StatisticKind kind) {
        Statistic statistic = statistic(kind);
        IntervalOptions options =
                IntervalOptions.of().withMethod(IntervalMethod.PERCENTILE).withReplicates(REPLICATES);
        Set<Interval> different = new HashSet<>();
        for (Resampling resampling : schemes(kind)) {
            Bootstrap bootstrap = Bootstrap.of(statistic).with(resampling);
            Estimate one = bootstrap.withOptions(options.withThreads(1)).estimate();
            for (int threads : THREADS) {
                assertThat(bootstrap.withOptions(options.withThreads(threads)).estimate())
                        .as("%s with %d threads", resampling, threads).isEqualTo(one);
            }
            different.add(one.interval());
        }
        assertThat(different).as("schemes draw differently").hasSize(6);
    }
}
