package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.management.ThreadMXBean;
import io.twinsim.internal.math.Moments;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What every family must do, checked on a list of them. */
class DistributionTest {

    private static final List<Distribution> ALL = List.of(
            Family.UNIFORM.bind(-2, 5), Family.UNIFORM_INT.bind(1, 10), Family.UNIFORM_INT.bind(-2147483648.0,
                    2147483647),
            Family.BERNOULLI.bind(0.3), Family.NORMAL.bind(50, 10), Family.LOGNORMAL.bind(-1, 0.5), Family.BETA.bind(2,
                    3),
            Family.BETA.bind(0.5, 0.5), Family.BETA.bind(50, 80), Family.BETA.bind(2e4, 3), Family.BETA.bind(0.08, 1),
            Family.GAMMA.bind(2, 1.5), Family.GAMMA.bind(0.3, 1), Family.GAMMA.bind(1e4, 2),
                    Family.EXPONENTIAL.bind(0.2),
            Family.POISSON.bind(0.01), Family.POISSON.bind(3), Family.POISSON.bind(900), Family.POISSON.bind(1e7),
            Family.TRIANGULAR.bind(0, 1, 4), Family.TRIANGULAR.bind(0, 0, 4), Family.TRIANGULAR.bind(0, 4, 4),
            Family.WEIBULL.bind(2, 3), Family.WEIBULL.bind(0.7, 1), Family.STUDENT_T.bind(5), Family.STUDENT_T.bind(40),
            Family.PARETO.bind(1, 5), Family.BINOMIAL.bind(10, 0.3), Family.BINOMIAL.bind(1000, 0.999),
            Family.NEGATIVE_BINOMIAL.bind(2.5, 0.3), Family.NEGATIVE_BINOMIAL.bind(40, 0.02),
                    Family.GEOMETRIC.bind(0.2),
            Truncated.of(Family.NORMAL.bind(0, 1), -1, 2.5), Truncated.of(Family.POISSON.bind(3), 1, 9),
            Truncated.of(Family.GAMMA.bind(2, 1), 1, Double.POSITIVE_INFINITY),
            Mixture.of(new double[] {0.3, 0.7}, List.of(Family.NORMAL.bind(0, 1), Family.NORMAL.bind(4, 2))),
            Mixture.of(new double[] {0.5, 0.5}, List.of(Family.POISSON.bind(1), Family.POISSON.bind(20))),
            Empirical.of(0, 1, 1.5, 4));

    private static TreeSet<Double> probabilities() {
        TreeSet<Double> u = new TreeSet<>(List.of(0x1p-53, 0.5, 1 - 0x1p-53));
        DrawStream stream = Draws.of(8).stream("u");
        for (int i = 0; i < 400; i++) {
            double value = stream.uniform(i);
            u.add(value);
            u.add(value + 0x1p-52 < 1 ? value + 0x1p-52 : value);
            u.add(Math.max(0x1p-53, Math.rint(StrictMath.pow(2, -53 * value) * 0x1p53) * 0x1p-53));
            u.add(1 - Math.max(0x1p-53, Math.rint(StrictMath.pow(2, -53 * value) * 0x1p53) * 0x1p-53));
        }
        u.remove(0.0);
        u.remove(1.0);
        return u;
    }

    private static double[] drawn(Distribution distribution, TreeSet<Double> uniforms) {
        double[] u = uniforms.stream().mapToDouble(Double::doubleValue).toArray();
        distribution.quantiles(u, u, 0, u.length);
        return u;
    }

    @Test
    void quantiles_risingUniforms_neverFall() {
        TreeSet<Double> uniforms = probabilities();
        for (Distribution distribution : ALL) {
            double before = Double.NEGATIVE_INFINITY;
            for (double x : drawn(distribution, uniforms)) {
                assertThat(x).as(distribution.toString()).isFinite().isGreaterThanOrEqualTo(before)
                        .isBetween(distribution.lower(), distribution.upper());
                before = x;
            }
        }
    }

    /** Continuous: F(x) = u to 1e-10 of the tail, or one rounding of x. Counts: the quantile itself. */
    @Test
    void quantiles_anyUniform_invertTheCdf() {
        int checked = 0;
        TreeSet<Double> uniforms = probabilities();
        for (Distribution distribution : ALL) {
            double[] values = drawn(distribution, uniforms);
            int next = 0;
            for (double u : uniforms) {
                double x = values[next++];
                if (distribution.isInteger()) {
                    assertThat(x).as("%s at %s", distribution, u).isEqualTo(distribution.quantile(u));
                } else {
                    requireInverse(distribution, u, x, 1e-10);
                }
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(50_000);
    }

    /** The scalar quantile: 2e-13 of the tail, or one rounding of x. Counts: the definition. */
    @Test
    void quantile_anyUniform_invertsTheCdfToTheLastDigits() {
        int checked = 0;
        for (Distribution distribution : ALL) {
            for (double u : probabilities()) {
                double x = distribution.quantile(u);
                if (distribution.isInteger()) {
                    boolean low = u <= 0.5;
                    double slack = 1 + 1e-12;
                    assertThat(x).isEqualTo(Math.rint(x));
                    assertThat(low ? distribution.cdf(x) * slack >= u : distribution.survival(x) <= (1 - u) * slack)
                            .as("%s at %s reaches", distribution, u).isTrue();
                    assertThat(low ? distribution.cdf(x - 1) < u * slack : distribution.survival(x - 1) * slack > 1 - u)
                            .as("%s at %s is least", distribution, u).isTrue();
                } else {
                    requireInverse(distribution, u, x, 2e-13);
                }
                checked++;
            }
        }
        assertThat(checked).isGreaterThan(50_000);
    }

    private static void requireInverse(Distribution distribution, double u, double x, double error) {
        double tail = Math.min(u, 1 - u);
        double above = tail(distribution, Math.nextUp(Math.nextUp(x)), u);
        double below = tail(distribution, Math.nextDown(Math.nextDown(x)), u);
        double rounding = Math.abs(above - below) + (distribution instanceof Truncated ? 1e-13 : 4e-16);
        assertThat(tail(distribution, x, u)).as("%s at %s", distribution, u)
                .isCloseTo(tail, within(error * tail + rounding));
    }

    private static double tail(Distribution distribution, double x, double u) {
        return u <= 0.5 ? distribution.cdf(x) : distribution.survival(x);
    }

    @Test
    void survivalQuantile_anyTail_mirrorsTheQuantile() {
        for (Distribution distribution : ALL) {
            for (double u : probabilities()) {
                double x = distribution.quantile(u);
                double mirrored = distribution.survivalQuantile(1 - u);
                boolean exact = 1 - (1 - u) == u && !distribution.isInteger();
                if (exact && !(distribution instanceof Mixture)) {
                    assertThat(mirrored).as("%s at %s", distribution, u)
                            .isCloseTo(x, within(1e-9 * Math.max(Math.abs(x), 1e-3)));
                }
                assertThat(mirrored).isBetween(distribution.lower(), distribution.upper());
            }
        }
    }

    @Test
    void quantiles_anyBlockAndPlace_giveTheSameBits() {
        DrawStream stream = Draws.of(9).stream("u");
        for (Distribution distribution : ALL) {
            for (int size : new int[] {0, 1, 1023, 1024, 1025}) {
                double[] u = new double[size];
                stream.uniforms(0, u, 0, size);
                double[] out = new double[size];
                distribution.quantiles(u, out, 0, size);
                double[] alone = new double[size];
                for (int i = 0; i < size; i++) {
                    distribution.quantiles(u, alone, i, i + 1);
                }
                assertThat(alone).as(distribution.toString()).isEqualTo(out);
                distribution.quantiles(u, u, 0, size);
                assertThat(u).as(distribution.toString()).isEqualTo(out);
            }
        }
    }

    /** 200,000 draws: the mean within 5 standard errors, 6e-7 per family; the variance within 5 of its own. */
    @Test
    void draws_many_haveTheStatedMeanAndVariance() {
        int n = 200_000;
        double[] u = new double[n];
        for (Distribution distribution : ALL) {
            Draws.of(10).stream(distribution.toString()).uniforms(0, u, 0, n);
            distribution.quantiles(u, u, 0, n);
            Moments m = Moments.of(u);
            double sd = Math.sqrt(distribution.variance());
            assertThat(m.mean()).as(distribution.toString()).isCloseTo(distribution.mean(),
                    within(5 * sd / Math.sqrt(n)));
            double error = m.variance() * Math.sqrt((m.kurtosisExcess() + 2) / n);
            assertThat(m.variance()).as(distribution.toString()).isCloseTo(distribution.variance(), within(6 * error));
        }
    }

    @Test
    void quantiles_steadyState_allocateNothing() {
        ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        long thread = Thread.currentThread().getId();
        double[] u = new double[1024];
        double[] out = new double[1024];
        Draws.of(9).stream("u").uniforms(0, u, 0, 1024);
        for (Distribution distribution : ALL) {
            distribution.quantiles(u, out, 0, 1024);
            long before = threads.getThreadAllocatedBytes(thread);
            distribution.quantiles(u, out, 0, 1024);
            long used = threads.getThreadAllocatedBytes(thread) - before;
            assertThat(used).as(distribution.toString()).isLessThan(1024);
        }
    }
}
