package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.internal.math.Special;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReplicateWeightsTest {

    private static IntervalOptions options(int replicates) {
        return IntervalOptions.of().withSeed(99).withReplicates(replicates);
    }

    private static List<double[]> weights(int[] rows, Resampling resampling, int replicates) {
        List<double[]> all = Collections.synchronizedList(new ArrayList<>());
        ReplicateWeights.run(rows, resampling, "e", options(replicates).withThreads(1), w -> {
            all.add(w.clone());
            return 0;
        });
        return all;
    }

    private static int[] codes(int n, int step) {
        int[] codes = new int[n];
        Arrays.setAll(codes, i -> i / step);
        return codes;
    }

    private static List<Resampling> schemes() {
        return List.of(Resampling.multinomial(), Resampling.poisson(), Resampling.bayesian());
    }

    @Test
    void run_weights_addUpToTheRowsOfEachArm() {
        int[] rows = {5000, 60};
        int checked = 0;
        for (Resampling scheme : schemes()) {
            int[][] clusters = {codes(5000, 7), codes(60, 7)};
            for (Resampling resampling : List.of(scheme, scheme.byCluster(clusters), scheme.within(clusters))) {
                for (double[] w : weights(rows, resampling, 20)) {
                    assertThat(Arrays.stream(w, 0, 5000).sum()).isCloseTo(5000, within(1e-8));
                    assertThat(Arrays.stream(w, 5000, 5060).sum()).isCloseTo(60, within(1e-10));
                    assertThat(Arrays.stream(w).min().orElseThrow()).isNotNegative();
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(180);
    }

    @Test
    void run_multinomialWithinStrata_drawsEachStratumItsSizeOften() {
        for (double[] w : weights(new int[] {100}, Resampling.multinomial().within(codes(100, 7)), 50)) {
            for (int h = 0; h < 100; h += 7) {
                assertThat(Arrays.stream(w, h, Math.min(100, h + 7)).sum()).isEqualTo(Math.min(7, 100 - h));
            }
        }
    }

    @Test
    void run_byCluster_weighsTheRowsOfAClusterAlike() {
        for (Resampling scheme : schemes()) {
            for (double[] w : weights(new int[] {100}, scheme.byCluster(codes(100, 7)), 50)) {
                for (int i = 0; i < 100; i++) {
                    assertThat(w[i]).isEqualTo(w[i - i % 7]);
                }
            }
        }
    }

    /**
     * The count of one row over 20,000 replicates, in a full slab, in the last one and in a small sample: Binomial(n,
     * 1/n) for the multinomial, and the Poisson's before it is scaled. Chi-square on 5 degrees of freedom above 37 has
     * probability 6e-7; seeds are fixed.
     */
    @Test
    void run_countsOfOneRow_followTheirDistribution() {
        int checked = 0;
        for (int n : new int[] {50, 4100}) {
            for (int row : new int[] {0, n / 2, n - 1}) {
                for (Resampling scheme : List.of(Resampling.multinomial(), Resampling.poisson())) {
                    boolean poisson = scheme.equals(Resampling.poisson());
                    double[] seen = new double[6];
                    ReplicateWeights.run(new int[] {n}, scheme, "e" + row, options(20_000).withThreads(1), w -> {
                        double unit = poisson ? Arrays.stream(w).filter(x -> x > 0).min().orElseThrow() : 1;
                        seen[(int) Math.min(5, Math.rint(w[row] / unit))]++;
                        return 0;
                    });
                    double chiSquare = 0;
                    double rest = 1;
                    for (int k = 0; k < 6; k++) {
                        double mass = k == 5 ? rest
                                : poisson ? Special.poissonMass(k, 1) : Special.binomialMass(k, n, 1.0 / n);
                        rest -= mass;
                        double expected = 20_000 * mass;
                        chiSquare += (seen[k] - expected) * (seen[k] - expected) / expected;
                    }
                    assertThat(chiSquare).as("%s, row %s of %s", scheme, row, n).isLessThan(37);
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(12);
    }

    /** A Bayesian weight over n is Beta(1, n - 1): P(W/n > t) = (1 - t)^(n-1). Chi-square on 19, below 67 at 3e-7. */
    @Test
    void run_bayesianWeightOfOneRow_isBeta() {
        int checked = 0;
        for (int n : new int[] {5, 4100}) {
            double[] cells = new double[20];
            ReplicateWeights.run(new int[] {n}, Resampling.bayesian(), "e", options(10_000).withThreads(1), w -> {
                cells[(int) (20 * Math.pow(1 - w[n - 1] / n, n - 1))]++;
                return 0;
            });
            double chiSquare = 0;
            for (double count : cells) {
                chiSquare += (count - 500) * (count - 500) / 500;
            }
            assertThat(chiSquare).as("n=%s", n).isLessThan(67);
            checked++;
        }
        assertThat(checked).isEqualTo(2);
    }

    /** Two Poisson counts are both 0 in 13.5 % of the replicates; those are drawn again, and never given out. */
    @Test
    void run_poissonOfTwoRows_isNeverWithoutWeight() {
        double[] first = new double[5000];
        int[] at = {0};
        ReplicateWeights.run(new int[] {2}, Resampling.poisson(), "e", options(5000).withThreads(1), w -> {
            first[at[0]++] = w[0];
            return w[0] + w[1];
        });
        assertThat(Arrays.stream(first).allMatch(w -> w >= 0 && w <= 2)).isTrue();
        assertThat(Arrays.stream(first).average().orElseThrow()).isCloseTo(1, within(0.06));
    }

    @Test
    void run_stopOrThreads_moveNoBit() {
        int checked = 0;
        for (Resampling scheme : schemes()) {
            int[] rows = {300, 200};
            double[] one = ReplicateWeights.run(rows, scheme, "e", options(700).withThreads(1), w -> w[299] - w[300]);
            for (int threads : new int[] {2, 7, 16}) {
                assertThat(ReplicateWeights.run(rows, scheme, "e", options(700).withThreads(threads),
                        w -> w[299] - w[300])).isEqualTo(one);
            }
            AtomicInteger asked = new AtomicInteger();
            double[] stopped = ReplicateWeights.run(rows, scheme, "e",
                    options(700).withThreads(1).withStop(() -> asked.incrementAndGet() > 300), w -> w[299] - w[300]);
            assertThat(stopped).hasSize(256).isEqualTo(Arrays.copyOf(one, 256));
            checked++;
        }
        assertThat(checked).isEqualTo(3);
    }
}
