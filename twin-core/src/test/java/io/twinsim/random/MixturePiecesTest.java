package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Mixtures whose quantiles have a closed form, held to the distribution functions of their components. */
class MixturePiecesTest {

    private static final List<Distribution> MIXTURES = List.of(
            Mixture.of(new double[] {0.12, 0.88}, List.of(Family.CONSTANT.bind(29.99), Empirical.of(29.99, 50, 100,
            700))),
            Mixture.of(new double[] {0.2, 0.5, 0.3}, List.of(Family.CONSTANT.bind(5), Family.CONSTANT.bind(-1),
                    Family.CONSTANT.bind(2))),
            Mixture.of(new double[] {0.6, 0.1, 0.3}, List.of(Empirical.of(-3, -1, 0, 0, 8), Family.CONSTANT.bind(0.5),
                    Empirical.of(-2, 4))),
            Mixture.of(new double[] {0.25, 0.7, 0.05}, List.of(Family.UNIFORM_INT.bind(0, 9),
                    Family.UNIFORM_INT.bind(10, 90), Family.CONSTANT.bind(120))),
            Mixture.of(new double[] {0.5, 0.5}, List.of(Empirical.of(0, 1), Empirical.of(0.25, 0.5, 3))));

    /** The value is the least whose distribution function reaches the uniform, within rounding. */
    @Test
    void quantile_anyUniform_isWhereTheDistributionFunctionReachesIt() {
        DrawStream stream = Draws.of(3).stream("u");
        int checked = 0;
        for (Distribution mixture : MIXTURES) {
            for (int i = 0; i < 2000; i++) {
                double u = stream.uniform(i);
                double x = mixture.quantile(u);
                assertThat(mixture.cdf(x)).as("%s at %s", mixture, u).isGreaterThanOrEqualTo(u - 1e-14);
                assertThat(mixture.cdf(x - 1e-9 * Math.max(1, Math.abs(x)))).as("%s at %s", mixture, u)
                        .isLessThanOrEqualTo(u + 1e-8);
                assertThat(mixture.survivalQuantile(1 - u)).isCloseTo(x, within(1e-9 * Math.max(1, Math.abs(x))));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(10_000);
    }

    @Test
    void quantiles_ofABlock_areThoseOfTheScalarAndNeverFall() {
        for (Distribution mixture : MIXTURES) {
            double[] u = new double[4097];
            for (int i = 0; i < u.length; i++) {
                u[i] = (i + 0.5) / u.length;
            }
            double[] x = new double[u.length];
            mixture.quantiles(u, x, 0, u.length);
            for (int i = 0; i < u.length; i++) {
                assertThat(x[i]).isEqualTo(mixture.quantile(u[i]));
                assertThat(x[i]).isGreaterThanOrEqualTo(x[Math.max(0, i - 1)]);
            }
        }
    }

    @Test
    void quantile_nearTheEnds_staysInside() {
        for (Distribution mixture : MIXTURES) {
            assertThat(mixture.quantile(0x1p-53)).isCloseTo(mixture.lower(), within(1e-9));
            assertThat(mixture.quantile(1 - 0x1p-53)).isCloseTo(mixture.upper(), within(1e-9))
                    .isLessThanOrEqualTo(mixture.upper());
            assertThat(mixture.survivalQuantile(0x1p-53)).isLessThanOrEqualTo(mixture.upper());
            assertThat(mixture.survivalQuantile(1 - 0x1p-53)).isGreaterThanOrEqualTo(mixture.lower());
        }
    }

    /** Atoms are drawn exactly, as often as their weights say: share 0.12 of the uniforms, to rounding. */
    @Test
    void quantile_insideAnAtom_isTheAtom() {
        assertThat(MIXTURES.get(0).quantile(0.1199999)).isEqualTo(29.99);
        assertThat(MIXTURES.get(0).quantile(0.1200001)).isGreaterThan(29.99);
        assertThat(MIXTURES.get(2).quantile(0.6 * 0.5 + 0.3 / 3 + 0.01)).isEqualTo(0);
        assertThat(MIXTURES.get(3).quantile(0.96)).isEqualTo(120);
        assertThat(MIXTURES.get(3).quantile(0.25 + 0.7 * 0.5)).isEqualTo(50);
    }

    /** A polynomial hash of the bits of 4,096 draws; the same on JDK 17 and 25. Part of the numbers-version. */
    @Test
    void mixtures_fixedParameters_areGolden() {
        assertThat(hash(mixture(0.1, Family.CONSTANT.bind(30), Empirical.of(30, 50, 100, 700))))
                .isEqualTo(0x7c3391a680c0f9c1L);
        assertThat(hash(mixture(0.6, Empirical.of(-3, -1, 0, 0, 8), Empirical.of(-2, 4))))
                .isEqualTo(0x6c65101de3e31068L);
        assertThat(hash(mixture(0.3, Family.UNIFORM_INT.bind(0, 9), Empirical.of(9, 12))))
                .isEqualTo(0x6aec2e7c4663d24dL);
        assertThat(hash(mixture(0.5, Family.NORMAL.bind(0, 1), Family.NORMAL.bind(3, 1))))
                .isEqualTo(0xc317c7dee210aa63L);
    }

    private static Distribution mixture(double share, Distribution first, Distribution second) {
        return Mixture.of(new double[] {share, 1 - share}, List.of(first, second));
    }

    private static long hash(Distribution mixture) {
        double[] values = new double[4096];
        Draws.of(42).stream("golden/mixture").uniforms(0, values, 0, 4096);
        mixture.quantiles(values, values, 0, 4096);
        long hash = 17;
        for (double value : values) {
            hash = hash * 31 + Double.doubleToLongBits(value);
        }
        return hash;
    }
}
