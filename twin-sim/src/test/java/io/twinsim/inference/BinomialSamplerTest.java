package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.internal.math.Special;
import io.twinsim.random.Draws;
import org.junit.jupiter.api.Test;

class BinomialSamplerTest {

    @Test
    void logRatio_againstTheExactMass_isRightToTwelveDigits() {
        int checked = 0;
        for (long n : new long[] {40, 1000, 100_000, 10_000_000}) {
            for (double p : new double[] {0.25, 0.5, 4096.0 / Math.max(8192, n)}) {
                long mode = (long) Math.floor((n + 1) * p);
                double spread = Math.sqrt(n * p * (1 - p));
                for (int step = -5; step <= 5; step++) {
                    long k = Math.max(0, Math.min(n, mode + Math.round(step * spread)));
                    double wanted = Special.binomialMass(k, n, p) / Special.binomialMass(mode, n, p);
                    double made = Math.exp(BinomialSampler.logRatio(n, p, k));
                    assertThat(made / wanted).as("%s %s %s", n, p, k).isCloseTo(1, within(5e-12 * Math.max(1, spread)));
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(132);
    }

    /**
     * Counts in 1/4-standard-deviation cells against the exact masses, for both algorithms: chi-square beyond df + 6
     * sqrt(2 df) + 12 has probability below 1e-7; seeds are fixed. A hat that fails to dominate by 1 % would be seen.
     */
    @Test
    void count_manyDraws_followTheBinomialMasses() {
        Object[][] cases = {{30L, 0.2}, {20L, 0.5}, {21L, 0.5}, {100L, 0.1}, {100_000L, 0.04096}, {5000L, 0.8192},
                {60L, 0.9}};
        int checked = 0;
        for (Object[] one : cases) {
            long n = (Long) one[0];
            double p = (Double) one[1];
            int draws = 200_000;
            BinomialSampler sampler = new BinomialSampler(Draws.of(5).stream("test/binomial/" + n + "/" + p));
            double spread = Math.sqrt(n * p * (1 - p));
            int width = (int) Math.max(1, Math.round(spread / 4));
            int lowest = (int) Math.max(0, Math.floor(n * p - 4 * spread));
            int cells = (int) (Math.min(n, Math.ceil(n * p + 4 * spread)) - lowest) / width + 1;
            double[] counts = new double[cells + 1];
            for (int i = 0; i < draws; i++) {
                int cell = (int) Math.floorDiv(sampler.count(n, p, (long) i << 16) - lowest, (long) width);
                counts[cell < 0 || cell >= cells ? cells : cell]++;
            }
            double chiSquare = 0;
            double rest = 1;
            for (int cell = 0; cell <= cells; cell++) {
                double mass = 0;
                for (int j = 0; j < width && cell < cells; j++) {
                    long k = lowest + (long) cell * width + j;
                    mass += k > n ? 0 : Special.binomialMass(k, n, p);
                }
                rest -= mass;
                double expected = draws * (cell < cells ? mass : Math.max(1e-6, rest));
                if (expected > 5) {
                    chiSquare += (counts[cell] - expected) * (counts[cell] - expected) / expected;
                }
            }
            assertThat(chiSquare).as("n=%s p=%s", n, p).isLessThan(cells + 6 * Math.sqrt(2.0 * cells) + 12);
            checked++;
        }
        assertThat(checked).isEqualTo(7);
    }

    @Test
    void count_certainCases_needNoDraw() {
        BinomialSampler sampler = new BinomialSampler(Draws.of(5).stream("test/binomial"));
        assertThat(sampler.count(0, 0.5, 0)).isZero();
        assertThat(sampler.count(10, 0, 0)).isZero();
        assertThat(sampler.count(10, 1, 0)).isEqualTo(10);
    }
}
