package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The block form of truncated distributions and mixtures, against the scalar form. */
class FittedTableTest {

    private static final double INFINITE = Double.POSITIVE_INFINITY;

    private static List<Distribution> smooth() {
        Distribution normal = Family.NORMAL.bind(0, 1);
        return List.of(Truncated.of(normal, 8, 9), Truncated.of(normal, -38, -36), Truncated.of(normal, 3, INFINITE),
                Truncated.of(normal, -INFINITE, -5), Truncated.of(normal, 0.1, 0.2), Truncated.of(normal, -1, 2.5),
                Truncated.of(normal, 0, INFINITE), Truncated.of(normal, 20, INFINITE),
                Truncated.of(Family.GAMMA.bind(2.5, 7.5), 0, 60), Truncated.of(Family.GAMMA.bind(0.7, 1), 9, 30),
                Truncated.of(Family.BETA.bind(2, 3), 0, 0.01), Truncated.of(Family.EXPONENTIAL.bind(1), 50, 51),
                Truncated.of(Family.STUDENT_T.bind(3), 100, INFINITE),
                Truncated.of(Family.UNIFORM.bind(0, 1), 0.3, 0.4),
                Truncated.of(Family.LOGNORMAL.bind(0, 1), 1e-4, 1e-3),
                Mixture.of(new double[] {0.3, 0.7}, List.of(normal, Family.NORMAL.bind(4, 2))),
                Mixture.of(new double[] {0.9, 0.1}, List.of(Family.GAMMA.bind(2, 1), Family.LOGNORMAL.bind(1, 1))));
    }

    /** A gap, two atoms, a far component, a component with an end of its own. */
    private static List<Distribution> rough() {
        return List.of(
                Mixture.of(new double[] {0.5, 0.5}, List.of(Family.UNIFORM.bind(0, 1), Family.UNIFORM.bind(5, 6))),
                Mixture.of(new double[] {0.2, 0.3, 0.5}, List.of(Family.CONSTANT.bind(-1), Family.CONSTANT.bind(0.4),
                        Family.BETA.bind(2, 3))),
                Mixture.of(new double[] {0.999, 0.001}, List.of(Family.NORMAL.bind(0, 1), Family.NORMAL.bind(1e6, 1))),
                Mixture.of(new double[] {0.6, 0.4}, List.of(Family.POISSON.bind(2), Family.EXPONENTIAL.bind(1))),
                Truncated.of(Mixture.of(new double[] {0.5, 0.5}, List.of(Family.UNIFORM.bind(0, 1),
                        Family.UNIFORM.bind(5, 6))), 0.9, 5.2));
    }

    /** Uniforms of a stream, odd multiples of 2^-53, of all sizes, each with its neighbours, in ascending order. */
    private static double[] uniforms() {
        DrawStream stream = Draws.of(15).stream("u");
        double[] u = new double[9_000];
        for (int i = 0; i < u.length; i += 3) {
            double tail = StrictMath.pow(2, -52 * stream.uniform(i));
            double x = i % 4 == 0 ? tail / 2 : i % 4 == 1 ? 1 - tail / 2 : i % 4 == 2
                    ? stream.uniform(i) : Math.rint(stream.uniform(i) * 4096) / 4096;
            double even = Math.min(1 - 0x1p-51, Math.max(0x1p-52, Math.rint(x * 0x1p52) * 0x1p-52));
            u[i] = even - 0x1p-53;
            u[i + 1] = even + 0x1p-53;
            u[i + 2] = even + 3 * 0x1p-53;
        }
        Arrays.sort(u);
        return u;
    }

    @Test
    void quantiles_smooth_missTheUniformByLessThanStated() {
        double[] u = uniforms();
        for (Distribution distribution : smooth()) {
            double[] x = new double[u.length];
            distribution.quantiles(u, x, 0, u.length);
            for (int i = 0; i < u.length; i += 4) {
                double tail = Math.min(u[i], 1 - u[i]);
                double found = u[i] <= 0.5 ? distribution.cdf(x[i]) : distribution.survival(x[i]);
                double beside = u[i] <= 0.5 ? distribution.cdf(x[i] + 4 * Math.ulp(x[i]))
                        : distribution.survival(x[i] - 4 * Math.ulp(x[i]));
                assertThat(found).as("%s at %s", distribution, u[i])
                        .isCloseTo(tail, within(1e-10 * tail + Math.abs(beside - found) + 1e-13));
            }
        }
    }

    @Test
    void quantiles_risingUniforms_neverFallNorLeaveTheSupport() {
        double[] u = uniforms();
        List<Distribution> all = new ArrayList<>(smooth());
        all.add(Truncated.of(Family.NORMAL.bind(0, 1), -40, -38));
        all.addAll(rough());
        for (Distribution distribution : all) {
            double[] x = new double[u.length];
            distribution.quantiles(u, x, 0, u.length);
            double before = distribution.lower();
            for (int i = 0; i < u.length; i++) {
                assertThat(x[i]).as("%s at %s", distribution, u[i]).isGreaterThanOrEqualTo(before)
                        .isLessThanOrEqualTo(distribution.upper());
                before = x[i];
            }
            double[] inPlace = u.clone();
            distribution.quantiles(inPlace, inPlace, 0, inPlace.length);
            assertThat(inPlace).as(distribution.toString()).isEqualTo(x);
        }
    }

    /** At kinks, gaps and atoms the values are those of the scalar form, not something smooth in between. */
    @Test
    void quantiles_rough_areThoseOfTheScalar() {
        double[] u = uniforms();
        for (Distribution distribution : rough()) {
            double[] x = new double[u.length];
            distribution.quantiles(u, x, 0, u.length);
            for (int i = 0; i < u.length; i += 7) {
                boolean low = u[i] <= 0.5;
                double less = 1 - 1e-10;
                double down = low ? distribution.quantile(u[i] * less)
                        : distribution.survivalQuantile((1 - u[i]) / less);
                double up = low ? distribution.quantile(u[i] / less)
                        : distribution.survivalQuantile((1 - u[i]) * less);
                assertThat(x[i]).as("%s at %s", distribution, u[i]).isBetween(down - 20 * Math.ulp(down),
                        up + 20 * Math.ulp(up));
            }
        }
    }

    @Test
    void quantiles_window_ofManyRoundings_isStillRising() {
        Distribution distribution = Truncated.of(Family.NORMAL.bind(1e6, 1), 1e6, 1e6 + 1e-7);
        double[] u = uniforms();
        double[] x = new double[u.length];
        distribution.quantiles(u, x, 0, u.length);
        assertThat(x).isSorted();
        assertThat(x[0]).isEqualTo(1e6);
        assertThat(x[x.length - 1]).isEqualTo(1e6 + 1e-7);
    }

    @Test
    void quantiles_overflow_isRefusedWithTheRow() {
        Distribution mixture = Mixture.of(new double[] {0.5, 0.5}, List.of(Family.LOGNORMAL.bind(0, 1),
                Family.LOGNORMAL.bind(709, 1)));
        double[] u = {0.1, 0.4, 0.999999};
        assertThatThrownBy(() -> mixture.quantiles(u, new double[3], 0, 3)).isInstanceOf(RowException.class)
                .hasMessage("draw of lognormal(709.0, 1.0) must be a finite number, got Infinity")
                .extracting(e -> ((RowException) e).index()).isEqualTo(2);
    }
}
