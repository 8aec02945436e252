package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.internal.math.Lanes;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ReplicateMeansTest {

    private static double[] uniforms(int n, String name) {
        double[] values = new double[n];
        Draws.of(7).stream("test/" + name).uniforms(0, values, 0, n);
        return values;
    }

    private static IntervalOptions options(int replicates) {
        return IntervalOptions.of().withSeed(99).withReplicates(replicates);
    }

    private static Terms terms(int n, int k) {
        double[][] columns = new double[k][];
        for (int j = 0; j < k; j++) {
            columns[j] = uniforms(n, "term" + j);
        }
        return new Terms(columns);
    }

    private static int[] codes(int n, int step, int modulus) {
        int[] codes = new int[n];
        Arrays.setAll(codes, i -> i / step % modulus);
        return codes;
    }

    private static List<Resampling> schemes() {
        return List.of(Resampling.multinomial(), Resampling.poisson(), Resampling.bayesian());
    }

    /** Everything a two-arm run can be, for arms of these sizes. */
    private static List<Resampling> everything(int treated, int control) {
        List<Resampling> all = new ArrayList<>();
        for (Resampling scheme : schemes()) {
            int[][] strata = {codes(treated, 10, 3), codes(control, 10, 2)};
            int[][] clusters = {codes(treated, 5, 1 << 20), codes(control, 5, 1 << 20)};
            all.add(scheme);
            all.add(scheme.within(strata));
            all.add(scheme.byCluster(clusters));
            all.add(scheme.within(strata).byCluster(clusters));
        }
        return all;
    }

    private static double[] all(ReplicateMeans means) {
        double[] values = new double[means.replicates() * means.terms()];
        for (int i = 0; i < values.length; i++) {
            values[i] = means.deviation(i / means.terms(), i % means.terms());
        }
        return values;
    }

    @Test
    void run_anyNumberOfThreads_givesTheSameBits() {
        List<Terms> arms = List.of(terms(9000, 2), terms(640, 2));
        int checked = 0;
        for (Resampling resampling : everything(9000, 640)) {
            double[] one = all(ReplicateMeans.run(arms, resampling, "e", options(300).withThreads(1)));
            for (int threads : new int[] {2, 7, 16}) {
                assertThat(all(ReplicateMeans.run(arms, resampling, "e", options(300).withThreads(threads))))
                        .as("%s, %s threads", resampling, threads).isEqualTo(one);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(36);
    }

    /** Golden bits of the schemes beside the multinomial's; a change of them is breaking. */
    @Test
    void run_fixedSeed_hasItsGoldenBits() {
        List<Terms> arms = List.of(terms(9000, 2), terms(640, 2));
        int[] hashes = everything(9000, 640).stream()
                .mapToInt(resampling -> Arrays.hashCode(all(ReplicateMeans.run(arms, resampling, "e", options(130)))))
                .toArray();
        assertThat(hashes).containsExactly(-905_606_178, -2_129_718_333, 1_199_199_659, -1_676_625_735, -798_494_719,
                1_976_848_501, -1_835_490_075, -89_406_070, -1_219_660_084, 442_603_921, 1_094_115_501, -1_607_934_368);
    }

    /** Gathered columns against counted weights times values, at sizes around the slab and for all resampling. */
    @Test
    void run_againstWeights_givesTheSameMeans() {
        int checked = 0;
        for (int n : new int[] {2, 3, 64, 65, 1000, 4095, 4096, 4097, 8200}) {
            Terms arm = terms(n, 3);
            int[] strata = codes(n, 2, 3);
            int[] clusters = codes(n, 1 + n / 100, 1 << 20);
            for (Resampling scheme : schemes()) {
                for (Resampling resampling : List.of(scheme, scheme.within(strata), scheme.byCluster(clusters))) {
                    ReplicateMeans means = ReplicateMeans.run(List.of(arm), resampling, "e", options(140));
                    for (int j = 0; j < 3; j++) {
                        double[] values = arm.columns()[j];
                        double mean = Moments.of(values).mean();
                        double[] wanted = ReplicateWeights.run(new int[] {n}, resampling, "e", options(140),
                                w -> Lanes.dot(w, values, 0, n) / n - mean);
                        assertThat(means.deviations(j)).as("%s rows, %s", n, resampling)
                                .containsExactly(wanted, within(1e-13));
                        checked++;
                    }
                }
            }
        }
        assertThat(checked).isEqualTo(243);
    }

    @Test
    void run_oneTermOfSeveral_hasTheBitsOfATermAlone() {
        int checked = 0;
        for (int n : new int[] {30, 5000}) {
            for (Resampling scheme : schemes()) {
                Terms arm = terms(n, 4);
                ReplicateMeans together = ReplicateMeans.run(List.of(arm), scheme, "e", options(200));
                for (int j = 0; j < 4; j++) {
                    Terms alone = new Terms(new double[][] {arm.columns()[j]});
                    assertThat(ReplicateMeans.run(List.of(alone), scheme, "e", options(200)).deviations(0))
                            .isEqualTo(together.deviations(j));
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(24);
    }

    @Test
    void run_oneSample_isTheMultinomialBootstrap() {
        double[] values = uniforms(5000, "values");
        double[] means = MultinomialBootstrap.means(values, "e", options(300));
        double mean = Moments.of(values).mean();
        double[] deviations = ReplicateMeans.run(List.of(new Terms(new double[][] {values})),
                Resampling.multinomial(), "e", options(300)).deviations(0);
        assertThat(Arrays.stream(deviations).map(d -> d + mean).toArray()).isEqualTo(means);
    }

    /**
     * Mean and variance of 20,000 replicates against theory: multinomial m2/n^2, Bayesian n/(n + 1) times that. Each of
     * 12 comparisons at 5 standard errors, false alarm below 7e-6 for fixed seeds; Poisson within its own 1/n.
     */
    @Test
    void run_schemes_haveTheirVariances() {
        int replicates = 20_000;
        int checked = 0;
        for (int n : new int[] {12, 200}) {
            double[] values = uniforms(n, "values");
            double variance = Moments.of(values).m2() / n / n;
            double[] factors = {1, expectedInverse(n), n / (n + 1.0)};
            for (int s = 0; s < 3; s++) {
                Moments made = Moments.of(ReplicateMeans.run(List.of(new Terms(new double[][] {values})),
                        schemes().get(s), "e", options(replicates)).deviations(0));
                assertThat(made.mean()).isCloseTo(0, within(5 * Math.sqrt(variance * factors[s] / replicates)));
                double spread = Math.sqrt((2 + Math.max(0, made.kurtosisExcess())) / replicates);
                assertThat(made.cumulant(2) / variance / factors[s]).as("n=%s, %s", n, schemes().get(s))
                        .isCloseTo(1, within(5 * spread));
                checked += 2;
            }
        }
        assertThat(checked).isEqualTo(12);
    }

    /** n E[1/N | N > 0] for N ~ Poisson(n): the variance of a mean of N draws, in units of the multinomial's. */
    private static double expectedInverse(int n) {
        double mass = Math.exp(-n);
        double none = mass;
        double sum = 0;
        for (int k = 1; k < 10 * n + 100; k++) {
            mass *= (double) n / k;
            sum += mass / k;
        }
        return n * sum / (1 - none);
    }

    /** Variance within strata: sum of n_h m2_h / n_h over n^2; a difference between strata adds nothing. 5 errors. */
    @Test
    void run_withinStrata_leavesTheVarianceBetweenThemOut() {
        int n = 300;
        int[] strata = codes(n, 1, 3);
        double[] values = uniforms(n, "values");
        double squares = 0;
        for (int h = 0; h < 3; h++) {
            double[] own = new double[100];
            for (int i = 0; i < 100; i++) {
                own[i] = values[3 * i + h] += 100 * h;
            }
            squares += Moments.of(own).m2();
        }
        int checked = 0;
        for (Resampling scheme : schemes()) {
            double[] made = ReplicateMeans.run(List.of(new Terms(new double[][] {values})), scheme.within(strata), "e",
                    options(20_000)).deviations(0);
            double factor = scheme.equals(Resampling.bayesian()) ? 100 / 101.0
                    : scheme.equals(Resampling.poisson()) ? expectedInverse(100) : 1;
            assertThat(Moments.of(made).cumulant(2) / (squares / n / n * factor)).as("%s", scheme)
                    .isCloseTo(1, within(5 * Math.sqrt(2 / 20_000.0)));
            checked++;
        }
        assertThat(checked).isEqualTo(3);
    }

    /** Rows of a cluster are one: the variance is that of the cluster means, 20 times that of rows. 5 errors. */
    @Test
    void run_byClusterOfCopies_hasTheVarianceOfTheClusters() {
        double[] means = uniforms(50, "values");
        double[] values = new double[1000];
        Arrays.setAll(values, i -> means[i % 50]);
        int[] clusters = codes(1000, 1, 50);
        double variance = Moments.of(means).m2() / 50 / 50;
        int checked = 0;
        for (Resampling scheme : schemes()) {
            double[] made = ReplicateMeans.run(List.of(new Terms(new double[][] {values})),
                    scheme.byCluster(clusters), "e", options(20_000)).deviations(0);
            double factor = scheme.equals(Resampling.bayesian()) ? 50 / 51.0
                    : scheme.equals(Resampling.poisson()) ? expectedInverse(50) : 1;
            assertThat(Moments.of(made).cumulant(2) / variance / factor).as("%s", scheme)
                    .isCloseTo(1, within(5 * Math.sqrt(2 / 20_000.0)));
            checked++;
        }
        assertThat(checked).isEqualTo(3);
    }

    @Test
    void run_strataOfOneRow_neverMove() {
        Terms arm = terms(40, 2);
        for (Resampling scheme : schemes()) {
            ReplicateMeans means = ReplicateMeans.run(List.of(arm), scheme.within(codes(40, 1, 40)), "e", options(130));
            for (double deviation : all(means)) {
                assertThat(deviation).isCloseTo(0, within(1e-16));
            }
        }
    }

    /** A stratum's draws are its own: another one, or other codes elsewhere, move nothing. */
    @Test
    void run_anotherStratum_movesNoOther() {
        double[] values = uniforms(200, "values");
        double[] shortened = Arrays.copyOf(values, 100);
        Arrays.fill(values, 100, 200, 0.5);
        int[] strata = codes(200, 100, 2);
        double[] half = ReplicateMeans.run(List.of(new Terms(new double[][] {shortened})),
                Resampling.multinomial().within(new int[100]), "e", options(130)).deviations(0);
        double[] whole = ReplicateMeans.run(List.of(new Terms(new double[][] {values})),
                Resampling.multinomial().within(strata), "e", options(130)).deviations(0);
        for (int b = 0; b < half.length; b++) {
            assertThat(2 * whole[b]).isCloseTo(half[b], within(1e-15));
        }
    }

    @Test
    void run_stopped_equalsARunWithThatManyReplicates() {
        int checked = 0;
        for (Resampling resampling : everything(9000, 640)) {
            List<Terms> arms = List.of(terms(9000, 2), terms(640, 1));
            AtomicInteger asked = new AtomicInteger();
            StopSignal stop = () -> asked.incrementAndGet() > 12;
            ReplicateMeans stopped = ReplicateMeans.run(arms, resampling, "e",
                    options(3000).withStop(stop).withThreads(1));
            assertThat(stopped.replicates()).isBetween(128, 1600).matches(done -> done % 128 == 0);
            assertThat(all(stopped))
                    .isEqualTo(all(ReplicateMeans.run(arms, resampling, "e", options(stopped.replicates()))));
            checked++;
        }
        assertThat(checked).isEqualTo(12);
    }

    @Test
    void run_arms_areDrawnApart() {
        Terms arm = terms(100, 1);
        for (Resampling scheme : schemes()) {
            ReplicateMeans two = ReplicateMeans.run(List.of(arm, arm), scheme, "e", options(130));
            assertThat(two.terms()).isEqualTo(2);
            assertThat(two.deviations(0)).isNotEqualTo(two.deviations(1));
        }
    }
}
