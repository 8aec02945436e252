package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.FlagColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.model.Population;
import io.twinsim.random.Draws;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;

/**
 * How often nominal 95 % intervals of adjusted effects cover an effect that is {@value #EFFECT} for every unit.
 *
 * <p>Experiments are independent, so the count that covers is Binomial(2000, 0.95); [1849, 1944] is its central
 * 1 - 1e-6 region: each of 9 comparisons fails by chance once in a million seeds, and a true coverage of 0.90 passes
 * with probability 9e-5, one of 0.92 with 0.24, one of 0.98 with 0.01.
 */
@Tag("nightly")
class AdjustedCoverageTest {

    private static final int EXPERIMENTS = 2_000;
    private static final int FEWEST = 1849;
    private static final int MOST = 1944;
    private static final double EFFECT = 0.5;
    private static final Draws DRAWS = Draws.of(20_240_601);

    private static double[] uniforms(String name, int experiment, int n) {
        double[] values = new double[n];
        DRAWS.stream("test/adjusted/" + name).uniforms((long) experiment * n, values, 0, n);
        return values;
    }

    private static double[] gaussians(String name, int experiment, int n) {
        double[] values = uniforms(name, experiment, n);
        Normal.quantile(values, values, 0, n);
        return values;
    }

    /** Arms of equal size, an outcome that is curved in x, and noise that differs between the arms. */
    private static Population randomised(int experiment) {
        int n = 200;
        double[] x = gaussians("randomised/x", experiment, n);
        double[] y = gaussians("randomised/noise", experiment, n);
        boolean[] treated = new boolean[n];
        for (int i = 0; i < n; i++) {
            treated[i] = i % 2 == 0;
            y[i] = 2 * x[i] + 0.5 * x[i] * x[i] + (treated[i] ? EFFECT + 1.5 * y[i] : y[i]);
        }
        return Population.builder().column("treated", FlagColumn.of(treated)).column("x", RealColumn.of(x))
                .column("y", RealColumn.of(y)).build();
    }

    /** Units with large x are treated more often and fare better anyway. */
    private static Population observed(int experiment) {
        int n = 500;
        double[] x = gaussians("observed/x", experiment, n);
        double[] y = gaussians("observed/noise", experiment, n);
        double[] u = uniforms("observed/assign", experiment, n);
        boolean[] treated = new boolean[n];
        for (int i = 0; i < n; i++) {
            treated[i] = u[i] < Elementary.logistic(0.7 * x[i] - 0.2);
            y[i] += x[i] + (treated[i] ? EFFECT : 0);
        }
        return Population.builder().column("treated", FlagColumn.of(treated)).column("x", RealColumn.of(x))
                .column("y", RealColumn.of(y)).build();
    }

    /** Ten clusters of 10 to 28 units, five of them treated, whose members share a part of their outcome. */
    private static Population clustered(int experiment) {
        double[] shared = gaussians("clustered/shared", experiment, 10);
        int[] cluster = new int[190];
        for (int c = 0, i = 0; c < 10; c++) {
            for (int k = 0; k < 10 + 2 * c; k++) {
                cluster[i++] = c;
            }
        }
        double[] y = gaussians("clustered/noise", experiment, cluster.length);
        boolean[] treated = new boolean[cluster.length];
        for (int i = 0; i < y.length; i++) {
            treated[i] = cluster[i] % 2 == 0;
            y[i] += 0.7 * shared[cluster[i]] + (treated[i] ? EFFECT : 0);
        }
        return Population.builder().column("treated", FlagColumn.of(treated))
                .column("cluster", IntegerColumn.of(cluster)).column("y", RealColumn.of(y)).build();
    }

    private static Experiment experiment(Population data) {
        return Experiment.of(data, "treated", "true", "false", "y").withThreads(1);
    }

    private static Map<String, Interval> intervals(Experiment experiment) {
        return experiment.run().estimators().stream().filter(one -> one.estimate().isPresent())
                .collect(Collectors.toMap(one -> one.estimator().id(), one -> one.estimate().orElseThrow().interval()));
    }

    /** How many experiments' intervals hold the effect, by name of the interval. */
    private static Map<String, AtomicInteger> covered(int experiments, IntFunction<Map<String, Interval>> experiment) {
        Map<String, AtomicInteger> counts = new ConcurrentHashMap<>();
        Tiles.run(Tiles.defaultThreads(), null, experiments, StopSignal.NEVER, e -> experiment.apply((int) e)
                .forEach((name, interval) -> counts.computeIfAbsent(name, key -> new AtomicInteger())
                        .addAndGet(interval.contains(EFFECT) ? 1 : 0)));
        return counts;
    }

    private static void nominal(Map<String, AtomicInteger> covered, String... names) {
        for (String name : names) {
            assertThat(covered.get(name).get()).as(name).isBetween(FEWEST, MOST);
        }
    }

    @Test
    void intervals_ofARandomisedExperiment_coverAtTheNominalRate(TestReporter reporter) {
        Map<String, AtomicInteger> covered = covered(EXPERIMENTS,
                e -> intervals(experiment(randomised(e)).withCovariates("x")));
        reporter.publishEntry("randomised", covered.toString());
        nominal(covered, "difference", "ancova", "cuped", "lin");
    }

    @Test
    void intervals_ofObservedData_coverAtTheNominalRateOnceAdjusted(TestReporter reporter) {
        Map<String, AtomicInteger> covered = covered(EXPERIMENTS,
                e -> intervals(experiment(observed(e)).withCovariates("x").observational()));
        reporter.publishEntry("observed", covered.toString());
        nominal(covered, "hajek", "att", "aipw", "aipw-crossfit");
        assertThat(covered.get("difference").get()).isLessThan(EXPERIMENTS / 10);
    }

    @Test
    void intervals_ofTenClusters_coverAtTheNominalRateOnlyByCluster(TestReporter reporter) {
        Map<String, AtomicInteger> covered = covered(EXPERIMENTS, e -> {
            Experiment experiment = experiment(clustered(e));
            return Map.of("cr2", experiment.withClusters("cluster").run().estimate().interval(),
                    "welch", experiment.run().estimate().interval());
        });
        reporter.publishEntry("clustered", covered.toString());
        nominal(covered, "cr2");
        assertThat(covered.get("welch").get()).isLessThan(3 * EXPERIMENTS / 4);
    }
}
