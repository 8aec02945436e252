package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.InputException;
import java.util.List;
import org.junit.jupiter.api.Test;

class Ar1RegressionTest {

    private static final double[] Y = {3.1, 2.8, 3.6, 4.0, 3.7, 5.2, 5.9, 5.5, 6.1, 4.4, 4.0, 4.6, 3.9, 4.2, 6.6, 6.2,
        7.1, 6.8, 6.9, 6.4, 7.0, 7.7, 5.1, 5.6, 4.9};
    private static final double[] WANDERING = {3.1, 2.8, 3.3, 3.7, 4.0, 5.2, 5.9, 5.7, 5.1, 4.4, 4.6, 4.0, 3.5, 3.7,
        6.0, 6.7, 7.1, 6.6, 6.9, 7.4, 7.0, 6.5, 5.1, 5.6, 5.4};
    private static final int[] TIMES = {0, 1, 2, 3, 4, 6, 7, 8, 9, 11, 12, 13, 14, 15, 17, 18, 19, 20, 22, 23, 24, 25,
        28, 29, 30};
    private static final double[] TREATED = {0, 0, 0, 0, 0, 1, 1, 1, 1, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0};
    private static final List<String> NAMES = List.of("level", "trend", "treatment");

    private static Ar1Regression fit(double[] y) {
        return Ar1Regression.fit(
                new double[][] {Ar1Regression.ones(TIMES.length), Ar1Regression.centred(TIMES), TREATED}, y, TIMES,
                NAMES);
    }

    /*
     * Python 3.11, numpy 1.24.2, scipy 1.10.1: dense matrices V[i][j] = s2 phi^|t_i - t_j|; restricted likelihood
     * maximised by scipy.optimize.minimize_scalar(method='bounded', xatol=1e-11); Kenward and Roger's formulas with
     * derivatives of V by five-point differences (relative step 1e-3).
     */
    @Test
    void fit_stepsLeftOut_agreesWithDenseRestrictedLikelihood() {
        Ar1Regression fit = fit(Y);
        assertThat(fit.phi()).isCloseTo(-0.125709121698, within(1e-7));
        assertThat(fit.variance()).isCloseTo(0.129779922334, within(1e-8));
        assertThat(fit.coefficients()).containsExactly(new double[] {4.33298906, 0.07196948, 2.00252859}, within(2e-8));
        Ar1Regression other = fit(WANDERING);
        assertThat(other.phi()).isCloseTo(0.464520547927, within(1e-7));
        assertThat(other.variance()).isCloseTo(0.201014602428, within(1e-7));
        assertThat(other.coefficients())
                .containsExactly(new double[] {4.336792321, 0.07715126764, 1.777440151}, within(1e-7));
    }

    @Test
    void inference_kenwardRoger_agreesWithNumericalDerivatives() {
        Ar1Regression fit = fit(WANDERING);
        double[] plain = {0.1744045398, 0.01426459698, 0.2394479896};
        double[] df = {4.327749577, 3.53415926, 7.268568213};
        for (int j = 0; j < 3; j++) {
            assertThat(Math.sqrt(fit.covariance()[j][j])).isCloseTo(plain[j], within(1e-7));
            assertThat(Ar1Inference.of(fit, j).df()).isCloseTo(df[j], within(1e-5));
        }
        assertThat(Ar1Inference.of(fit, 2).standardError()).isCloseTo(0.2571773547, within(1e-6));
        // corrections below 0 (0.16446 for 0.17440) are not taken, nor those of a phi near 1 (5.2 for 0.25)
        assertThat(Ar1Inference.of(fit, 0).standardError()).isCloseTo(plain[0], within(1e-7));
    }

    @Test
    void inference_phiNearOne_correctionIsBounded() {
        double[] walk = AutoregressiveSeries.of(31, 0.99, 5);
        double[] y = new double[TIMES.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = walk[TIMES[i]];
        }
        Ar1Regression fit = fit(y);
        double plain = Math.sqrt(fit.covariance()[2][2]);
        assertThat(Ar1Inference.of(fit, 2).standardError()).isBetween(plain, 1.5 * plain * (1 + 1e-12));
    }

    @Test
    void fit_perfect_leavesNoErrorAndTheExactCoefficients() {
        double[] y = new double[TIMES.length];
        for (int i = 0; i < y.length; i++) {
            y[i] = 3 + 0.5 * (TIMES[i] - 15) + 2 * TREATED[i];
        }
        Ar1Regression fit = fit(y);
        assertThat(fit.perfect()).isTrue();
        assertThat(fit.phi()).isZero();
        assertThat(fit.coefficients()).containsExactly(new double[] {3, 0.5, 2}, within(1e-12));
    }

    @Test
    void fit_whatCannotBeEstimated_isRefused() {
        double[] ones = Ar1Regression.ones(6);
        double[] y = {1, 2, 1, 3, 2, 4};
        int[] times = {0, 1, 2, 3, 4, 5};
        assertThatThrownBy(
                () -> Ar1Regression.fit(new double[][] {ones, ones}, y, times, List.of("level", "treatment")))
                .isInstanceOf(InputException.class)
                .hasMessage("treatment must not follow from level in the steps that are analysed");
        assertThatThrownBy(() -> Ar1Regression.fit(
                new double[][] {{1, 1, 1, 1}, {0, 1, 2, 3}, {0, 1, 0, 1}}, new double[] {1, 2, 3, 5},
                new int[] {0, 1, 2, 3}, NAMES))
                .isInstanceOf(InputException.class)
                .hasMessage("outcome must have at least 5 values for level, trend, treatment and their error, got 4");
    }

    @Test
    void power_wholeExponents_multiplies() {
        assertThat(Ar1Regression.power(-0.5, 0)).isEqualTo(1);
        assertThat(Ar1Regression.power(-0.5, 1)).isEqualTo(-0.5);
        assertThat(Ar1Regression.power(-0.5, 5)).isEqualTo(-0.03125);
        assertThat(Ar1Regression.power(0, 3)).isZero();
    }
}
