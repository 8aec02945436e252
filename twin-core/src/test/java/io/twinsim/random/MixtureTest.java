package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class MixtureTest {

    private static final Distribution LOW = Family.NORMAL.bind(0, 1);
    private static final Distribution HIGH = Family.NORMAL.bind(10, 2);

    @Test
    void moments_twoNormals_followTheFormulas() {
        Distribution mixture = Mixture.of(new double[] {0.25, 0.75}, List.of(LOW, HIGH));
        assertThat(mixture.mean()).isEqualTo(7.5);
        assertThat(mixture.variance()).isCloseTo(0.25 * (1 + 56.25) + 0.75 * (4 + 6.25), within(1e-12));
        assertThat(mixture.cdf(5)).isCloseTo(0.25 * LOW.cdf(5) + 0.75 * HIGH.cdf(5), within(1e-15));
        assertThat(mixture).hasToString("mixture(0.25: normal(0.0, 1.0), 0.75: normal(10.0, 2.0))");
    }

    @Test
    void quantile_gapBetweenComponents_isCrossedMonotonically() {
        Distribution mixture = Mixture.of(new double[] {0.5, 0.5}, List.of(Family.UNIFORM.bind(0, 1),
                Family.UNIFORM.bind(5, 6)));
        assertThat(mixture.quantile(0.25)).isCloseTo(0.5, within(1e-14));
        assertThat(mixture.quantile(0.75)).isCloseTo(5.5, within(1e-14));
        assertThat(mixture.quantile(0x1p-53)).isBetween(0.0, 1e-15);
        assertThat(mixture.quantile(1 - 0x1p-53)).isBetween(6 - 1e-14, 6.0);
    }

    /** Plain bisection of the cdf between the quantiles of the components, the least included, gives the same bits. */
    @Test
    void quantile_anyUniform_isThatOfPlainBisection() {
        int checked = 0;
        DrawStream stream = Draws.of(8).stream("u");
        for (List<Distribution> parts : List.of(List.of(LOW, HIGH),
                List.of(Family.UNIFORM.bind(0, 1), Family.UNIFORM.bind(5, 6)),
                List.of(Family.GAMMA.bind(0.7, 1), Family.GAMMA.bind(30, 2)),
                List.of(Family.BETA.bind(2, 3), Family.CONSTANT.bind(0.4)),
                List.of(Family.STUDENT_T.bind(2), Family.NORMAL.bind(1e6, 1)),
                List.of(Family.LOGNORMAL.bind(0, 1), Family.EXPONENTIAL.bind(0.01)))) {
            Distribution mixture = Mixture.of(new double[] {0.3, 0.7}, parts);
            for (int i = 0; i < 1200; i++) {
                double u = stream.uniform(i);
                double tail = i % 3 == 0 ? u : Math.scalb(u, -(i % 53));
                double p = i % 2 == 0 ? tail : Math.min(1 - tail, 1 - 0x1p-53);
                assertThat(mixture.quantile(p)).as("%s at %s", mixture, p).isEqualTo(bisected(mixture, parts, p));
                checked++;
            }
        }
        assertThat(checked).isEqualTo(7200);
    }

    private static double bisected(Distribution mixture, List<Distribution> parts, double u) {
        double low = Math.min(parts.get(0).quantile(u), parts.get(1).quantile(u));
        double high = Math.max(parts.get(0).quantile(u), parts.get(1).quantile(u));
        if (u <= 0.5 ? mixture.cdf(low) >= u : mixture.survival(low) <= 1 - u) {
            return low;
        }
        for (double x = middle(low, high); x > low && x < high; x = middle(low, high)) {
            boolean reached = u <= 0.5 ? mixture.cdf(x) >= u : mixture.survival(x) <= 1 - u;
            low = reached ? low : x;
            high = reached ? x : high;
        }
        return high;
    }

    private static double middle(double low, double high) {
        return low < 0 && high > 0 ? 0 : low / 2 + high / 2;
    }

    @Test
    void of_badWeights_isRefused() {
        assertThatThrownBy(() -> Mixture.of(new double[] {0.5, 0.4}, List.of(LOW, HIGH)))
                .isInstanceOf(InputException.class)
                .hasMessage("weights must sum to 1 +- 1e-9, got 0.9");
        assertThatThrownBy(() -> Mixture.of(new double[] {1.5, -0.5}, List.of(LOW, HIGH)))
                .isInstanceOf(InputException.class)
                .hasMessage("weight of normal(0.0, 1.0) must be in [0.0, 1.0], got 1.5");
        assertThatThrownBy(() -> Mixture.of(new double[] {1}, List.of(LOW, HIGH))).isInstanceOf(InputException.class)
                .hasMessage(
                "mixture must have one weight per component and at least one component, "
                        + "got 1 weights and 2 components");
    }

    @Test
    void of_weightZero_leavesTheComponentOut() {
        Distribution mixture = Mixture.of(new double[] {1, 0}, List.of(LOW, HIGH));
        assertThat(mixture.quantile(0.975)).isEqualTo(LOW.quantile(0.975));
        assertThat(mixture).hasToString("mixture(1.0: normal(0.0, 1.0))");
    }

    @Test
    void empirical_knots_areItsQuantiles() {
        Distribution distribution = Empirical.of(0, 1, 1, 4);
        assertThat(distribution.quantile(1 / 6.0)).isCloseTo(0.5, within(1e-15));
        assertThat(distribution.quantile(0.5)).isEqualTo(1);
        assertThat(distribution.quantile(5 / 6.0)).isCloseTo(2.5, within(1e-14));
        assertThat(distribution.cdf(1)).isCloseTo(2 / 3.0, within(1e-15));
        assertThat(distribution.mean()).isCloseTo(4 / 3.0, within(1e-15));
        assertThat(distribution).hasToString("empirical(0.0, 1.0, 1.0, 4.0)");
        assertThatThrownBy(() -> Empirical.of(1)).isInstanceOf(InputException.class)
                .hasMessage("empirical must have at least 2 quantiles, got 1");
        assertThatThrownBy(() -> Empirical.of(1, 3, 2)).isInstanceOf(InputException.class)
                .hasMessage("empirical quantiles must not fall, got 2.0 after 3.0");
        assertThatThrownBy(() -> Empirical.of(1, Double.NaN)).isInstanceOf(InputException.class)
                .hasMessage("quantile 1 of empirical must be finite, got NaN");
    }

    /** Components of very different size: where cells are exact, and where halving begins 1e106 away. */
    @Test
    void quantiles_ofComponentsFarApart_neverFall() {
        List<Distribution> mixtures = List.of(
                Mixture.of(new double[] {0.3, 0.7}, List.of(Family.GAMMA.bind(0.04196318151368803, 6.19484427734807e-14),
                        Family.EXPONENTIAL.bind(1))),
                Mixture.of(new double[] {0.3, 0.7}, List.of(Family.PARETO.bind(3.6e106, 60269.17),
                        Family.UNIFORM_INT.bind(-4, 37))),
                Mixture.of(new double[] {0.3, 0.7}, List.of(Family.UNIFORM.bind(-0.26, 0.74),
                        Family.GAMMA.bind(1.14e212, 2427))),
                Mixture.of(new double[] {0.3, 0.7}, List.of(Family.TRIANGULAR.bind(8.35, 7.5e265, 7.5e265),
                        Family.BINOMIAL.bind(1547, 0.3837))));
        int checked = 0;
        for (Distribution mixture : mixtures) {
            for (double centre : new double[] {1e-15, 3e-9, 0.125, 0.28295, 0.3, 0.5, 0.7, 0.9, 1 - 4e-15}) {
                double[] u = new double[64];
                u[0] = centre;
                for (int i = 1; i < u.length; i++) {
                    u[i] = Math.min(u[i - 1] + 0x1p-52, 1 - 0x1p-53);
                }
                double[] x = new double[u.length];
                mixture.quantiles(u, x, 0, u.length);
                for (int i = 1; i < u.length; i++) {
                    assertThat(x[i]).as("%s at %s", mixture, u[i]).isGreaterThanOrEqualTo(x[i - 1]);
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(4 * 9 * 63);
    }
}
