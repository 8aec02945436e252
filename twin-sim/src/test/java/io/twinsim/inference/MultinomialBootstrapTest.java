package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.internal.math.Moments;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class MultinomialBootstrapTest {

    private static double[] uniforms(int n) {
        double[] values = new double[n];
        Draws.of(7).stream("test/values").uniforms(0, values, 0, n);
        return values;
    }

    private static IntervalOptions options(int replicates) {
        return IntervalOptions.of().withSeed(99).withReplicates(replicates);
    }

    @Test
    void means_oneTwoAndSevenThreads_giveTheSameBits() {
        double[] values = uniforms(10_000);
        double[] one = MultinomialBootstrap.means(values, "e", options(1000).withThreads(1));
        assertThat(MultinomialBootstrap.means(values, "e", options(1000).withThreads(2))).isEqualTo(one);
        assertThat(MultinomialBootstrap.means(values, "e", options(1000).withThreads(7))).isEqualTo(one);
        assertThat(MultinomialBootstrap.means(values, "other", options(1000))).isNotEqualTo(one);
        assertThat(MultinomialBootstrap.means(values, "e", options(1000).withSeed(100))).isNotEqualTo(one);
    }

    /** Golden bits, the same on JDK 17 and 25, compiled and interpreted; a change of them is breaking. */
    @Test
    void means_fixedSeed_haveTheirGoldenBits() {
        double[] values = uniforms(10_000);
        assertThat(Arrays.hashCode(MultinomialBootstrap.means(values, "e", options(1000)))).isEqualTo(992_214_227);
        Interval cut = Saddlepoint.mean(values, 0.95);
        assertThat(cut.lower()).isEqualTo(0.4916514745695836);
        assertThat(cut.upper()).isEqualTo(0.5029396728520137);
        Interval exact = Saddlepoint.mean(Arrays.copyOf(values, 1000), 0.95);
        assertThat(exact.lower()).isEqualTo(0.48817736741276185);
        assertThat(exact.upper()).isEqualTo(0.5235244748786764);
    }

    @Test
    void means_moreReplicates_keepTheFirstOnes() {
        double[] values = uniforms(5000);
        double[] many = MultinomialBootstrap.means(values, "e", options(1000));
        assertThat(MultinomialBootstrap.means(values, "e", options(300))).isEqualTo(Arrays.copyOf(many, 300));
    }

    @Test
    void means_stopped_equalARunWithThatManyReplicates() {
        double[] values = uniforms(9000);
        AtomicInteger asked = new AtomicInteger();
        StopSignal stop = () -> asked.incrementAndGet() > 10;
        double[] stopped = MultinomialBootstrap.means(values, "e", options(5000).withStop(stop).withThreads(1));
        assertThat(stopped.length).isBetween(128, 1280).matches(length -> length % 128 == 0);
        assertThat(stopped).isEqualTo(MultinomialBootstrap.means(values, "e", options(stopped.length)));
    }

    /**
     * Mean and variance of 20,000 replicates against their exact values, at sizes around the slab: each of 22
     * comparisons at 5 standard errors, false alarm below 6e-7; a slab drawn with the wrong weight shifts the variance
     * by far more.
     */
    @Test
    void means_sizesAroundTheSlab_haveTheExactMeanAndVariance() {
        int checked = 0;
        for (int n : new int[] {2, 3, 5, 12, 100, 2049, 4095, 4096, 4097, 4100, 8192}) {
            double[] values = uniforms(n);
            for (int i = 4096; i < n; i++) {
                values[i] += 3;
            }
            int replicates = n > 1000 ? 2000 : 20_000;
            Moments moments = Moments.of(values);
            Moments made = Moments.of(MultinomialBootstrap.means(values, "e", options(replicates)));
            double variance = moments.m2() / n / n;
            assertThat(made.mean()).as("n=%s", n).isCloseTo(moments.mean(),
                    within(5 * Math.sqrt(variance / replicates)));
            double spread = Math.sqrt((2 + Math.max(0, moments.kurtosisExcess() / n)) / replicates);
            assertThat(made.cumulant(2) / variance).as("n=%s", n).isCloseTo(1, within(5 * spread));
            checked += 2;
        }
        assertThat(checked).isEqualTo(22);
    }

    /**
     * The counts of all 27 resamples of three values against their multinomial probabilities: chi-square on 9 degrees
     * of freedom above 46 has probability 6e-7; the seed is fixed.
     */
    @Test
    void means_threeValues_followTheExactDistribution() {
        double[] values = {0, 1, 10};
        int replicates = 100_000;
        double[] made = MultinomialBootstrap.means(values, "e", options(replicates));
        double[] totals = {0, 1, 2, 3, 10, 11, 12, 20, 21, 30};
        double[] ways = {1, 3, 3, 1, 3, 6, 3, 3, 3, 1};
        double[] counts = new double[totals.length];
        for (double mean : made) {
            int at = Arrays.binarySearch(totals, Math.rint(3 * mean));
            assertThat(at).isNotNegative();
            counts[at]++;
        }
        double chiSquare = 0;
        for (int i = 0; i < ways.length; i++) {
            double expected = replicates * ways[i] / 27;
            chiSquare += (counts[i] - expected) * (counts[i] - expected) / expected;
        }
        assertThat(chiSquare).isLessThan(46);
    }

    /** An index is as likely in a partial slab as in a full one: weights of single values, 5 standard errors each. */
    @Test
    void means_partialSlab_favoursNoValue() {
        int checked = 0;
        for (int n : new int[] {5, 4099}) {
            for (int marked : new int[] {0, n / 2, n - 4, n - 1}) {
                double[] values = new double[n];
                values[marked] = n;
                int replicates = n == 5 ? 50_000 : 5000;
                Moments made = Moments.of(MultinomialBootstrap.means(values, "e", options(replicates)));
                double variance = 1 - 1.0 / n;
                assertThat(made.mean()).isCloseTo(1, within(5 * Math.sqrt(variance / replicates)));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(8);
    }
}
