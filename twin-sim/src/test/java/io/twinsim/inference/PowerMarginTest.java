package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Non-inferiority and equivalence: sizes to relative 1e-10. */
class PowerMarginTest {

    private static PowerAnalysis set(PowerAnalysis made, double[] c) {
        return made.withLevel(c[3]).withPower(c[4]).withRatio(c[5]);
    }

    /** {effect, margin, sd, level, power, ratio, n0}; SciPy 1.17.1 brentq on Owen's Q by mpmath 1.3.0 quad. */
    @Test
    void equivalence_ofMeans_agreesWithOwensQ() {
        double[][] cases = {{0, 0.5, 1, 0.95, 0.8, 1, 69.1978218449}, {0.1, 0.5, 1, 0.95, 0.8, 1, 81.4365242057},
            {0, 1, 1, 0.95, 0.9, 2, 16.7052623093}, {-0.02, 0.2231, 0.25, 0.95, 0.8, 1, 22.8884144364},
            {0, 2, 1, 0.975, 0.9, 1, 7.60888442953}};
        for (double[] c : cases) {
            assertThat(set(PowerAnalysis.means(c[0], c[2]).equivalence(c[1]), c).controlUnits())
                    .isCloseTo(c[6], within(1e-10 * c[6]));
        }
        assertThat(PowerAnalysis.means(0, 0.4).equivalence(0.5).power(12)).isCloseTo(0.8134208656764, within(1e-12));
        assertThat(PowerAnalysis.means(0.1, 0.7).equivalence(0.6).power(20, 35))
                .isCloseTo(0.7777356024558, within(1e-12));
    }

    /** {effect, margin, sd, level, power, ratio, n0}; SciPy 1.17.1 brentq on the noncentral t by mpmath 1.3.0 quad. */
    @Test
    void nonInferiority_ofMeans_agreesWithTheNoncentralT() {
        double[][] cases = {{0, 0.5, 1, 0.975, 0.8, 1, 63.7657637249}, {0.1, 0.5, 1, 0.95, 0.9, 1, 48.2686868408},
            {-0.1, 0.5, 1, 0.975, 0.8, 2, 74.2289460609}};
        for (double[] c : cases) {
            assertThat(set(PowerAnalysis.means(c[0], c[2]).nonInferiority(c[1]), c).controlUnits())
                    .isCloseTo(c[6], within(1e-10 * c[6]));
        }
    }

    /** {p1, p0, margin, level, power, ratio, n0}; (z_a + z_b)^2 (p1 q1 / r + p0 q0) / (p1 - p0 + margin)^2 by SciPy. */
    @Test
    void nonInferiority_ofProportions_isTheClosedForm() {
        double[][] cases = {{0.85, 0.65, 0.1, 0.95, 0.8, 1, 24.3867535263},
            {0.2, 0.2, 0.05, 0.975, 0.9, 1, 1344.9501518644}, {0.6, 0.65, 0.2, 0.95, 0.8, 0.5, 194.40707740684}};
        for (double[] c : cases) {
            assertThat(set(PowerAnalysis.proportions(c[0], c[1]).nonInferiority(c[2]), c).controlUnits())
                    .isCloseTo(c[6], within(1e-11 * c[6]));
        }
    }

    /** {p1, p0, margin, level, power, ratio, n0}; SciPy 1.17.1 brentq on the sum of both normal tails. */
    @Test
    void equivalence_ofProportions_countsBothTests() {
        double[][] cases = {{0.2, 0.2, 0.05, 0.95, 0.8, 1, 1096.1724608855},
            {0.7, 0.75, 0.15, 0.95, 0.9, 1, 340.43000245695}};
        for (double[] c : cases) {
            assertThat(set(PowerAnalysis.proportions(c[0], c[1]).equivalence(c[2]), c).controlUnits())
                    .isCloseTo(c[6], within(1e-11 * c[6]));
        }
    }

    /** With an effect of 0: 2 (z_0.95 + z_0.9)^2 sd^2 / margin^2; a billion units leave nothing of the t. */
    @Test
    void equivalence_normalApproximation_isTheClosedForm() {
        double z = 1.6448536269514722 + 1.2815515655446004;
        double wanted = 2 * z * z / 0.25;
        assertThat(PowerAnalysis.means(0, 1).equivalence(0.5).normalApproximation().controlUnits())
                .isCloseTo(wanted, within(1e-12 * wanted));
        assertThat(PowerAnalysis.means(0, 1).equivalence(0.5e-5).controlUnits())
                .isCloseTo(wanted * 1e10, within(1e-8 * wanted * 1e10));
        assertThat(PowerAnalysis.means(0, 1).nonInferiority(0.5).normalApproximation().controlUnits())
                .isCloseTo(2 * 6.182557232019765 / 0.25, within(1e-9));
    }

    @Test
    void detectableMargin_ofTheUnitsNeeded_isTheMargin() {
        PowerAnalysis[] all = {PowerAnalysis.means(0.1, 1).equivalence(0.5),
            PowerAnalysis.means(-0.1, 1).nonInferiority(0.5), PowerAnalysis.means(-0.1, 1).equivalence(0.5)
                    .normalApproximation(),
            PowerAnalysis.proportions(0.5, 0.52).equivalence(0.1).withRatio(2),
            PowerAnalysis.proportions(0.5, 0.52).nonInferiority(0.1)};
        double[] margins = {0.5, 0.5, 0.5, 0.1, 0.1};
        for (int i = 0; i < all.length; i++) {
            double units = all[i].controlUnits();
            double treated = units * (i == 3 ? 2 : 1);
            assertThat(all[i].power(units)).isCloseTo(0.8, within(1e-12));
            assertThat(all[i].detectableMargin(treated, units)).as(all[i].toString())
                    .isCloseTo(margins[i], within(1e-11));
        }
        assertThat(PowerAnalysis.means(2, 1).nonInferiority(0.1).detectableMargin(50, 50)).isZero();
    }

    @Test
    void run_withMargin_saysWhatItShows() {
        PowerResult result = PowerAnalysis.means(0, 1).equivalence(0.5).run();
        assertThat(result).hasToString("Power[70 + 70 = 140 units for equivalence 0.5 at power 80 %]");
        assertThat(result.table()).isEqualTo("""
                Two means: effect 0, sd 1, level 95 %, power 80 %
                Shows equivalence by margin 0.5; two one-sided tests with error rate 5 %

                  treated            70
                  control            70
                  total              140
                  power reached      0.8059
                  detectable margin  0.4971
                """);
        assertThat(result.toJson()).contains("\"test\": \"equivalence\"", "\"margin\": 0.5", "\"detectableMargin\": ",
                "\"normalApproximation\": false").doesNotContain("detectableEffect");
        assertThat(PowerAnalysis.means(0, 1).nonInferiority(0.5).normalApproximation().run().table())
                .contains("Shows non-inferiority by margin 0.5; one-sided test with error rate 5 %\n"
                        + "Normal approximation: sd taken as known\n");
        assertThat(PowerAnalysis.means(0, 1).equivalence(0.5))
                .hasToString("PowerAnalysis[effect 0, sd 1, equivalence 0.5, level 0.95, power 0.8]");
    }

    @Test
    void margins_unattainable_areRefusedByName() {
        refused(() -> PowerAnalysis.means(0, 1).equivalence(0), "margin must be positive and finite, got 0.0");
        refused(() -> PowerAnalysis.means(0, 1).nonInferiority(-1), "margin must be positive and finite, got -1.0");
        refused(() -> PowerAnalysis.means(0, 1).nonInferiority(Double.NaN),
                "margin must be positive and finite, got NaN");
        refused(() -> PowerAnalysis.proportions(0.5, 0.5).equivalence(1.5), "margin must be in (0, 1), got 1.5");
        refused(() -> PowerAnalysis.means(0.5, 1).equivalence(0.5).run(),
                "effect must be inside the margins (-0.5, 0.5), got 0.5; no n shows equivalence");
        refused(() -> PowerAnalysis.means(-0.6, 1).nonInferiority(0.5).run(),
                "effect must exceed minus the margin (-0.5), got -0.6; no n shows non-inferiority");
        refused(() -> PowerAnalysis.means(0, 1).equivalence(0.5).withPower(0.05).run(),
                "power must exceed 1 - level (0.05), got 0.05");
        refused(() -> PowerAnalysis.means(0, 1).equivalence(0.5).detectableEffect(30),
                "detectableEffect does not serve tests of equivalence; ask for detectableMargin");
        refused(() -> PowerAnalysis.means(0, 1).detectableMargin(30, 30),
                "detectableMargin does not serve tests of difference; ask for detectableEffect");
        refused(() -> PowerAnalysis.proportions(0.5, 0.5).equivalence(0.1).detectableMargin(3, 3),
                "controlUnits must be enough for a margin below 1, got 3.0; no margin reaches power 0.8");
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }
}
