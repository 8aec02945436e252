package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.Special;
import io.twinsim.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class QuantileReplicatesTest {

    private static double[] uniforms(int n) {
        double[] values = new double[n];
        Draws.of(7).stream("test/values").uniforms(0, values, 0, n);
        return values;
    }

    private static IntervalOptions options(int replicates) {
        return IntervalOptions.of().withSeed(99).withReplicates(replicates);
    }

    private static double[] replicates(double[] values, double p, int count) {
        return QuantileReplicates.run(values, p, Resampling.multinomial(), "e", options(count));
    }

    /**
     * Where (n - 1) p is whole the replicate is the k-th value of the resample, at most x_(j) with probability
     * P(Binomial(n, j/n) >= k): chi-square above df + 6 sqrt(2 df) + 12 has probability below 1e-7; seeds are fixed.
     */
    @Test
    void run_oneOrderStatistic_followsItsExactDistribution() {
        Object[][] cases = {{5, 0.5}, {11, 0.5}, {11, 0.9}, {21, 0.05}, {4, 0.0}, {4, 1.0}, {101, 0.25}};
        int checked = 0;
        for (Object[] one : cases) {
            int n = (Integer) one[0];
            double p = (Double) one[1];
            int k = (int) Math.round((n - 1) * p) + 1;
            double[] values = new double[n];
            Arrays.setAll(values, i -> i);
            double[] counts = new double[n];
            for (double value : replicates(values, p, 50_000)) {
                counts[(int) value]++;
            }
            double chiSquare = 0;
            double before = 0;
            for (int j = 1; j <= n; j++) {
                double upTo = 0;
                for (int i = k; i <= n; i++) {
                    upTo += Special.binomialMass(i, n, (double) j / n);
                }
                double expected = 50_000 * (upTo - before);
                before = upTo;
                if (expected > 5) {
                    chiSquare += (counts[j - 1] - expected) * (counts[j - 1] - expected) / expected;
                } else {
                    assertThat(counts[j - 1]).isLessThan(40);
                }
            }
            assertThat(chiSquare).as("n=%s p=%s", n, p).isLessThan(n + 6 * Math.sqrt(2.0 * n) + 12);
            checked++;
        }
        assertThat(checked).isEqualTo(7);
    }

    /**
     * Interpolated quantiles against brute force, by counted weights: 20,000 replicates each. The greatest distance of
     * two such distribution functions exceeds 0.0275 with probability 2 exp(-2 * 10,000 * 0.0275^2) = 5e-7; means
     * agree within 5 standard errors. Values are rounded, so that there are ties.
     */
    @Test
    void run_interpolated_isDistributedLikeBruteForce() {
        int checked = 0;
        for (int n : new int[] {2, 3, 10, 40}) {
            for (double p : new double[] {0.1, 0.5, 0.77}) {
                double[] values = Arrays.stream(uniforms(n)).map(x -> Math.rint(50 * x)).toArray();
                double[] made = replicates(values, p, 20_000);
                double[] brute = ReplicateWeights.run(new int[] {n}, Resampling.multinomial(), "e", options(20_000),
                        new WeightedQuantile(values, p));
                Moments a = Moments.of(made);
                Moments b = Moments.of(brute);
                assertThat(a.mean()).isCloseTo(b.mean(), within(5 * Math.hypot(a.standardError(), b.standardError())));
                assertThat(distance(made, brute)).as("n=%s p=%s", n, p).isLessThan(0.0275);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(12);
    }

    private static double distance(double[] a, double[] b) {
        double[] x = Arrays.stream(a).map(v -> Math.rint(1e9 * v)).sorted().toArray();
        double[] y = Arrays.stream(b).map(v -> Math.rint(1e9 * v)).sorted().toArray();
        double worst = 0;
        int j = 0;
        for (int i = 0; i < x.length; i++) {
            if (i + 1 < x.length && x[i + 1] == x[i]) {
                continue;
            }
            while (j < y.length && y[j] <= x[i]) {
                j++;
            }
            worst = Math.max(worst, Math.abs((i + 1.0) / x.length - (double) j / y.length));
        }
        return worst;
    }

    /** Whole weights against type 7 of the sample written out; the count of cases is asserted. */
    @Test
    void weightedQuantile_wholeWeights_isTypeSevenOfTheExpandedSample() {
        int checked = 0;
        for (int n : new int[] {1, 2, 7, 30}) {
            double[] values = uniforms(n);
            double[][] weights = new double[20][];
            ReplicateWeights.run(new int[] {n}, Resampling.multinomial(), "e", options(20).withThreads(1), w -> {
                weights[(int) Arrays.stream(weights).filter(row -> row != null).count()] = w.clone();
                return 0;
            });
            for (double[] row : weights) {
                for (double p : new double[] {0, 0.25, 0.5, 0.9, 1}) {
                    double[] expanded = new double[n];
                    int at = 0;
                    for (int i = 0; i < n; i++) {
                        Arrays.fill(expanded, at, at += (int) row[i], values[i]);
                    }
                    Arrays.sort(expanded);
                    double h = (n - 1) * p;
                    int below = (int) h;
                    double above = expanded[Math.min(n - 1, below + 1)];
                    assertThat(new WeightedQuantile(values, p).applyAsDouble(row))
                            .isCloseTo(expanded[below] + (h - below) * (above - expanded[below]), within(1e-15));
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(400);
    }

    @Test
    void run_otherResampling_goesThroughTheWeights() {
        double[] values = uniforms(200);
        int[] codes = new int[200];
        Arrays.setAll(codes, i -> i / 10);
        int checked = 0;
        for (Resampling resampling : new Resampling[] {Resampling.poisson(), Resampling.bayesian(),
                Resampling.multinomial().within(codes), Resampling.bayesian().byCluster(codes)}) {
            double[] made = QuantileReplicates.run(values, 0.3, resampling, "e", options(500));
            double[] wanted = ReplicateWeights.run(new int[] {200}, resampling, "e", options(500),
                    new WeightedQuantile(values, 0.3));
            assertThat(made).isEqualTo(wanted);
            assertThat(Moments.of(made).mean()).isCloseTo(0.3, within(0.1));
            checked++;
        }
        assertThat(checked).isEqualTo(4);
    }

    @Test
    void run_threadsAndMoreReplicates_keepTheBits() {
        double[] values = uniforms(999);
        double[] one = QuantileReplicates.run(values, 0.5, Resampling.multinomial(), "e",
                options(1000).withThreads(1));
        for (int threads : new int[] {2, 7, 16}) {
            assertThat(QuantileReplicates.run(values, 0.5, Resampling.multinomial(), "e",
                    options(1000).withThreads(threads))).isEqualTo(one);
        }
        assertThat(replicates(values, 0.5, 300)).isEqualTo(Arrays.copyOf(one, 300));
        assertThat(values).isEqualTo(uniforms(999));
    }
}
