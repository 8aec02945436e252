package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class TwoOneSidedTestsTest {

    /** mpmath 1.3.0: quad of the density of y times the difference of ncdf up to where it vanishes, 25 digits. */
    @Test
    void power_referenceValues_agree() {
        double[][] cases = {{1.6859544601667376, 38, 3.0, 3.0, 0.806761759692259},
            {1.6859544601667376, 38, 2.0, 4.5, 0.622490760154972}, {2.9199855803537256, 2, 4.0, 4.0, 0.684743385745447},
            {2.1318467863266508, 4, 1.0, 1.2, 0.0187729915566863},
            {1.9720174778363146, 198, 5.0, 3.0, 0.846143342414075},
            {1.812461122811676, 10, 30.0, 2.5, 0.752047397519924},
            {1.6448551507220406, 1e6, 3.0, 3.0, 0.824628427128269},
            {2.9979515668685286, 7, 6.0, 6.5, 0.988732456153277},
            {1.6859544601667376, 38, 1.0, 1.0, 2.10905615585788e-6}};
        for (double[] c : cases) {
            assertThat(TwoOneSidedTests.power(c[0], c[1], c[2], c[3])).as("df = %s", c[1])
                    .isCloseTo(c[4], within(1e-12 * c[4] + 1e-13));
            assertThat(TwoOneSidedTests.power(c[0], c[1], c[3], c[2])).isCloseTo(c[4], within(1e-12 * c[4] + 1e-13));
        }
    }

    /** A margin out of reach leaves a single noncentral t test. */
    @Test
    void power_oneMarginFarAway_isThatOfTheOtherTest() {
        for (double df : new double[] {2, 9, 38, 1000}) {
            double t = StudentT.quantile(0.95, df);
            for (double delta : new double[] {0.5, 2, 5}) {
                assertThat(TwoOneSidedTests.power(t, df, 300, delta))
                        .isCloseTo(StudentT.noncentralCdf(-t, df, -delta), within(1e-12));
            }
        }
        assertThat(TwoOneSidedTests.power(2, 10, 1, -1)).isZero();
        assertThat(TwoOneSidedTests.power(2, 1e6, 0.5, 0.5)).isZero();
    }
}
