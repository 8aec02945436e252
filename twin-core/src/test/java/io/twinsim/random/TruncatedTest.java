package io.twinsim.random;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import io.twinsim.SharedData;
import java.util.List;
import org.junit.jupiter.api.Test;

class TruncatedTest {

    /** Mean and variance by integration against the file; a window of subnormal mass is known to seven digits only. */
    @Test
    void moments_referenceFile_agree() {
        int checked = 0;
        for (String[] row : SharedData.rows("cases/dist_truncnorm.csv")) {
            Distribution distribution = Truncated.of(
                    Family.NORMAL.bind(number(row[0]), number(row[1])), number(row[2]), number(row[3]));
            double slack = number(row[4]) < 1e-300 ? 1e-6 : 1e-10;
            assertThat(distribution.mean()).as(String.join(",", row)).isCloseTo(number(row[5]), within(slack * 40));
            assertThat(distribution.variance()).isCloseTo(number(row[6]), within(slack * 100 * number(row[6]) + 1e-12));
            checked++;
        }
        assertThat(checked).isEqualTo(10);
    }

    private static double number(String text) {
        return text.endsWith("inf") ? (text.startsWith("-") ? -1 / 0.0 : 1 / 0.0) : Double.parseDouble(text);
    }

    /** The mean of 100,000 draws in a window of mass 6e-16: standard error 0.119 / 316; 5 of them. */
    @Test
    void draws_farWindow_stayInsideWithTheRightMean() {
        Distribution distribution = Truncated.of(Family.NORMAL.bind(0, 1), 8, 9);
        double[] x = new double[100_000];
        Draws.of(6).stream("x").uniforms(0, x, 0, x.length);
        distribution.quantiles(x, x, 0, x.length);
        double sum = 0;
        for (double value : x) {
            assertThat(value).isBetween(8.0, 9.0);
            sum += value;
        }
        assertThat(sum / x.length).isCloseTo(8.121188992979796, within(5 * 0.119 / 316));
    }

    @Test
    void of_windowWithoutProbability_isRefused() {
        Distribution normal = Family.NORMAL.bind(0, 1);
        assertThatThrownBy(() -> Truncated.of(normal, 60, 61)).isInstanceOf(InputException.class).hasMessage(
                "truncated window must hold some probability of normal(0.0, 1.0), "
                        + "got no probability inside [60.0, 61.0]");
        assertThatThrownBy(() -> Truncated.of(Family.POISSON.bind(3), 2.1, 2.9)).isInstanceOf(InputException.class)
                .hasMessage(
                "truncated window must hold some probability of poisson(3.0), got no probability inside [2.1, 2.9]");
        assertThatThrownBy(() -> Truncated.of(Family.BETA.bind(2, 3), 1.5, 2)).isInstanceOf(InputException.class)
                .hasMessageEndingWith("got no probability inside [1.5, 2.0]");
        assertThatThrownBy(() -> Truncated.of(Family.UNIFORM.bind(2, 3), -5, 1)).isInstanceOf(InputException.class)
                .hasMessageEndingWith("got no probability inside [-5.0, 1.0]");
    }

    @Test
    void of_badBounds_isRefusedWithBoth() {
        Distribution normal = Family.NORMAL.bind(0, 1);
        assertThatThrownBy(() -> Truncated.of(normal, 2, 1)).isInstanceOf(InputException.class)
                .hasMessage("truncated lower must be below upper, got lower = 2.0, upper = 1.0");
        assertThatThrownBy(() -> Truncated.of(normal, 1, 1)).isInstanceOf(InputException.class)
                .hasMessage("truncated lower must be below upper, got lower = 1.0, upper = 1.0");
        assertThatThrownBy(() -> Truncated.of(normal, Double.NaN, 1)).isInstanceOf(InputException.class)
                .hasMessage("truncated lower must be below upper, got lower = NaN, upper = 1.0");
    }

    @Test
    void counts_insideAWindow_keepTheirProportions() {
        Distribution distribution = Truncated.of(Family.POISSON.bind(3), 0.5, 4.5);
        assertThat(distribution.lower()).isEqualTo(1);
        assertThat(distribution.upper()).isEqualTo(4);
        Distribution base = Family.POISSON.bind(3);
        double mass = base.cdf(4) - base.cdf(0);
        double cumulative = 0;
        for (int k = 1; k <= 4; k++) {
            double share = (base.cdf(k) - base.cdf(k - 1)) / mass;
            if (k > 1) {
                assertThat(distribution.quantile(cumulative * (1 + 1e-12))).isEqualTo(k);
            }
            cumulative += share;
            if (k < 4) {
                assertThat(distribution.quantile(cumulative * (1 - 1e-12))).isEqualTo(k);
                assertThat(distribution.cdf(k)).isCloseTo(cumulative, within(1e-13));
            }
        }
        assertThat(cumulative).isCloseTo(1, within(1e-13));
    }

    @Test
    void quantile_ends_stayFiniteAndInside() {
        double infinite = Double.POSITIVE_INFINITY;
        for (Distribution base : List.of(Family.NORMAL.bind(0, 1), Family.LOGNORMAL.bind(0, 1), Family.GAMMA.bind(2, 1),
                Family.STUDENT_T.bind(3), Family.EXPONENTIAL.bind(1), Family.POISSON.bind(4), Family.BETA.bind(2, 5))) {
            for (double[] window : new double[][] {{0.25, infinite}, {-infinite, 0.75}, {0.25, 0.75}, {-infinite,
                    infinite}}) {
                if (base.isInteger() && window[0] > 0 && window[1] < 1) {
                    continue;
                }
                Distribution distribution = Truncated.of(base, window[0], window[1]);
                for (double u : new double[] {0x1p-53, 1e-10, 0.5, 1 - 1e-10, 1 - 0x1p-53}) {
                    assertThat(distribution.quantile(u)).as("%s at %s", distribution, u).isFinite()
                            .isBetween(window[0], window[1]);
                }
            }
        }
    }

    /** A window over all the mass maps each uniform onto itself, and reads the table of the base on either side. */
    @Test
    void quantiles_windowOverTheSupport_areThoseOfTheBase() {
        for (Distribution base : List.of(Family.GAMMA.bind(2.5, 7.5), Family.BETA.bind(2, 3),
                Family.STUDENT_T.bind(4), Family.POISSON.bind(6))) {
            double infinite = Double.POSITIVE_INFINITY;
            double[] u = new double[10_000];
            Draws.of(12).stream("u").uniforms(0, u, 0, u.length);
            double[] cut = new double[u.length];
            Truncated.of(base, -infinite, infinite).quantiles(u, cut, 0, u.length);
            base.quantiles(u, u, 0, u.length);
            assertThat(cut).as(base.toString()).isEqualTo(u);
        }
    }

    @Test
    void text_isItsFormula() {
        assertThat(Truncated.of(Family.NORMAL.bind(0, 1), 8, 9)).hasToString("truncated(normal(0.0, 1.0), 8.0, 9.0)");
    }
}
