package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.internal.math.Special;
import org.junit.jupiter.api.Test;

/** Counts far out in their tails, where trusted tools are off by one. */
class CountsTest {

    /**
     * The table against the definition: every u between two steps of the distribution function, and on the step
     * itself.
     */
    @Test
    void quantile_onAndAroundEveryStep_isExact() {
        int checked = 0;
        for (double mean : new double[] {0.5, 7, 120}) {
            Distribution distribution = Family.POISSON.bind(mean);
            double sum = 0;
            for (int k = 0; k < 60; k++) {
                sum += Special.poissonMass(k, mean);
                double below = sum * (1 - 1e-12);
                double above = sum * (1 + 1e-12);
                if (sum < 0.9 && sum > 1e-12) {
                    assertThat(distribution.quantile(below)).as("mean %s, k %s", mean, k).isEqualTo(k);
                    assertThat(distribution.quantile(above)).as("mean %s, k %s", mean, k).isEqualTo(k + 1);
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(12);
    }

    /** Exact: the smallest k with survival(k) <= 2^-53, by summing the upper tail in double-width steps. */
    @Test
    void quantile_lastUniform_isTheDefinition() {
        for (double mean : new double[] {0.01, 1, 30, 5000, 1e6, 1e9}) {
            Distribution distribution = Family.POISSON.bind(mean);
            for (double tail : new double[] {0x1p-53, 0x1p-52, 3 * 0x1p-53, 0x1p-40, 1e-6}) {
                double k = distribution.quantile(1 - tail);
                double exact = 1 - (1 - tail);
                assertThat(upperSum(k + 1, mean)).as("mean %s, tail %s", mean, tail).isLessThanOrEqualTo(exact * (1
                + 1e-11));
                assertThat(upperSum(k, mean)).as("mean %s, tail %s", mean, tail).isGreaterThan(exact * (1 - 1e-11));
            }
        }
    }

    private static double upperSum(double from, double mean) {
        double mass = Special.poissonMass(from, mean);
        double sum = 0;
        for (double k = from; mass > 1e-20 * sum; k++) {
            sum += mass;
            mass *= mean / (k + 1);
        }
        return sum;
    }

    @Test
    void quantile_belowEveryUniform_isExactToo() {
        Distribution distribution = Family.POISSON.bind(1000);
        double k = distribution.quantile(1e-100);
        assertThat(distribution.cdf(k)).isGreaterThanOrEqualTo(1e-100);
        assertThat(distribution.cdf(k - 1)).isLessThan(1e-100);
        assertThat(Family.POISSON.bind(3).quantile(1e-300)).isZero();
        double far = distribution.survivalQuantile(1e-200);
        assertThat(distribution.survival(far)).isLessThanOrEqualTo(1e-200);
        assertThat(distribution.survival(far - 1)).isGreaterThan(1e-200);
    }

    /** The sums against the exact search, on a grid of means with tails down to the least uniform. */
    @Test
    void poisson_quickWay_equalsTheSearch() {
        PoissonFormula formula = new PoissonFormula();
        int checked = 0;
        int certain = 0;
        for (double mean : new double[] {0, 1e-9, 0.01, 0.7, 3, 11.9, 12, 12.1, 40, 99, 100.5, 731, 4000, 10_000}) {
            for (double tail = 0x1p-53; tail <= 0.5; tail = tail < 0.01 ? tail * 1.37 : tail + 0.0037) {
                for (double u : new double[] {tail, 1 - tail}) {
                    double quick = formula.quick(u, mean, 0);
                    double exact = u <= 0.5 ? formula.search(u, true, mean, 0, 0)
                            : formula.search(1 - u, false, mean, 0, 0);
                    if (quick >= 0) {
                        assertThat(quick).as("mean %s, u %s", mean, u).isEqualTo(exact);
                        certain++;
                    }
                    assertThat(formula.quantile(u, mean, 0, 0)).isEqualTo(exact);
                    checked++;
                }
            }
        }
        assertThat(checked).isGreaterThan(6_000);
        // not at the two greatest means, where the sums would be long
        assertThat(certain).isGreaterThan(checked * 8 / 10);
    }

    /** On a step of the distribution function itself rounding decides, so the search has to. */
    @Test
    void poisson_quickWayOnAStep_isNotCertain() {
        PoissonFormula formula = new PoissonFormula();
        for (double mean : new double[] {3, 40, 900}) {
            double step = formula.cdf(Math.floor(mean * 0.9), mean, 0, 0);
            for (double u : new double[] {step, step * (1 - 1e-13), step * (1 + 1e-13)}) {
                assertThat(formula.quick(u, mean, 0)).isEqualTo(-1);
                assertThat(formula.quantile(u, mean, 0, 0)).isEqualTo(formula.search(u, true, mean, 0, 0));
            }
        }
    }

    @Test
    void geometric_everyStep_hasItsProbability() {
        Distribution distribution = Family.GEOMETRIC.bind(0.2);
        assertThat(distribution.quantile(0.2 * (1 - 1e-15))).isZero();
        assertThat(distribution.quantile(0.2 * (1 + 1e-15))).isEqualTo(1);
        assertThat(distribution.cdf(0)).isCloseTo(0.2, within(1e-15));
        assertThat(distribution.mean()).isCloseTo(4, within(1e-15));
        assertThat(Family.GEOMETRIC.bind(2e-8).quantile(1 - 0x1p-53)).isLessThan(Integer.MAX_VALUE);
    }

    @Test
    void uniformInt_ends_areReachedAndEquallyLikely() {
        Distribution distribution = Family.UNIFORM_INT.bind(1, 10);
        assertThat(distribution.quantile(0x1p-53)).isEqualTo(1);
        assertThat(distribution.quantile(1 - 0x1p-53)).isEqualTo(10);
        assertThat(Family.UNIFORM_INT.bind(-2147483648.0, 2147483647).quantile(1 - 0x1p-53)).isEqualTo(2147483647);
        int[] counts = new int[11];
        DrawStream stream = Draws.of(2).stream("u");
        for (int i = 0; i < 100_000; i++) {
            counts[(int) distribution.quantile(stream.uniform(i))]++;
        }
        for (int k = 1; k <= 10; k++) {
            assertThat(counts[k]).isBetween(10_000 - 500, 10_000 + 500);
        }
    }
}
