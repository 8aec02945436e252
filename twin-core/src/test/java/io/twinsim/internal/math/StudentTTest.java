package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class StudentTTest {

    /** R 4.2.2: qt(p, df); df = 1e6: Cornish-Fisher to order 1/df^2. */
    @Test
    void quantile_referenceValues_agreeToTwelveDigits() {
        double[][] cases = {
            {0.975, 1, 12.706204736174696}, {0.975, 2, 4.302652729749461}, {0.975, 10, 2.2281388519862742},
            {0.975, 30, 2.0422724563012373}, {0.995, 5, 4.0321429835552260}, {0.9, 3, 1.6377443536962102},
            {0.975, 1e6, 1.9599663568141067}};
        for (double[] c : cases) {
            assertThat(StudentT.quantile(c[0], c[1])).as("df = " + c[1]).isCloseTo(c[2], within(1e-10 * c[2]));
            assertThat(StudentT.quantile(1 - c[0], c[1])).isCloseTo(-c[2], within(1e-10 * c[2]));
        }
    }

    @Test
    void quantile_anyProbability_invertsTheCdf() {
        int checked = 0;
        for (double df : new double[] {0.5, 1, 2.5, 7, 100, 1e5, 1e12}) {
            for (double p : new double[] {1e-200, 1e-30, 1e-9, 0.01, 0.2, 0.3, 0.499999}) {
                double t = StudentT.quantile(p, df);
                if (Double.isFinite(t)) {
                    assertThat(StudentT.cdf(t, df)).as(df + " at " + p).isCloseTo(p, within(1e-11 * p));
                    checked++;
                }
            }
            assertThat(StudentT.quantile(0.5, df)).isZero();
        }
        assertThat(checked).isEqualTo(48);
    }

    @Test
    void cdf_infiniteDegrees_isNormal() {
        assertThat(StudentT.cdf(-1.7, Double.POSITIVE_INFINITY)).isEqualTo(Normal.cdf(-1.7));
        assertThat(StudentT.quantile(0.01, Double.POSITIVE_INFINITY)).isEqualTo(Normal.quantile(0.01));
        assertThat(StudentT.noncentralCdf(1, Double.POSITIVE_INFINITY, 0.5)).isEqualTo(Normal.cdf(0.5));
        assertThat(StudentT.cdf(0, 3)).isEqualTo(0.5);
        assertThat(StudentT.cdf(Double.NEGATIVE_INFINITY, 3)).isZero();
        assertThat(StudentT.cdf(Double.POSITIVE_INFINITY, 3)).isEqualTo(1);
    }

    @Test
    void noncentralCdf_withoutShift_isTheCentralOne() {
        for (double df : new double[] {1, 3, 38, 1000}) {
            for (double t : new double[] {-5, -1, 0, 0.7, 4}) {
                assertThat(StudentT.noncentralCdf(t, df, 0)).isCloseTo(StudentT.cdf(t, df), within(1e-12));
            }
        }
    }

    /** R 4.2.2: power.t.test(n = 20, delta = 1, strict = FALSE) gives 0.8689528016924978, the upper tail of this. */
    @Test
    void noncentralCdf_powerOfATrial_agreesWithR() {
        double critical = StudentT.quantile(0.975, 38);
        assertThat(1 - StudentT.noncentralCdf(critical, 38, Math.sqrt(10))).isCloseTo(0.8689528016924978,
                within(1e-10));
    }

    /** mpmath 1.3.0: findroot of quad of the density of y times ncdf(t y - delta), 25 digits. */
    @Test
    void noncentrality_referenceValues_agree() {
        double[][] cases = {{0.975, 2.5, 18, 0.349434646422079}, {0.025, 2.5, 18, 4.59152043150329},
            {0.975, 0.0, 5, -1.95996398454005}, {0.025, -1.2, 3.5, 1.00478826633162},
            {0.005, 60.0, 10, 95.3096233812332}, {0.995, 60.0, 10, 27.7362198485376},
            {0.025, 500.0, 4, 834.543927624216}, {0.975, 45.0, 300, 40.8919602185759},
            {0.975, 100000.0, 2, 15911.5705979496}, {0.05, 30.0, 1, 58.8315765337409}};
        for (double[] c : cases) {
            double delta = StudentT.noncentrality(c[0], c[1], c[2]);
            assertThat(delta).as("t = %s", c[1]).isCloseTo(c[3], within(1e-11 * (1 + Math.abs(c[3]))));
            assertThat(StudentT.noncentrality(1 - c[0], -c[1], c[2])).isCloseTo(-delta, within(1e-11 * (1
                    + Math.abs(delta))));
        }
    }

    @Test
    void noncentralCdf_whereTheMethodsMeet_isContinuous() {
        for (double df : new double[] {1, 4, 60, 700}) {
            for (double t : new double[] {38, 42, 50}) {
                double below = StudentT.noncentralCdf(t, df, Math.nextDown(40.0));
                assertThat(StudentT.noncentralCdf(t, df, Math.nextUp(40.0))).isCloseTo(below, within(1e-12));
            }
        }
        assertThat(StudentT.noncentralCdf(2, 7, Double.NEGATIVE_INFINITY)).isEqualTo(1);
        assertThat(StudentT.noncentralCdf(2, 7, Double.POSITIVE_INFINITY)).isZero();
    }
}
