package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.random.Family;
import org.junit.jupiter.api.Test;

/** Steps of distribution functions that fall on a double, or so near to one that rounding would decide. */
class CountStepsTest {

    /** Exact: the sums of binomial coefficients over powers of two, and (1 - p)^n. */
    @Test
    void quantile_onAStep_isTheCountBelowIt() {
        assertThat(Family.BINOMIAL.bind(2, 0.5).quantile(0.75)).isEqualTo(1);
        assertThat(Family.BINOMIAL.bind(2, 0.5).quantile(Math.nextUp(0.75))).isEqualTo(2);
        assertThat(Family.BINOMIAL.bind(7, 0.5).quantile(29 / 128.0)).isEqualTo(2);
        assertThat(Family.BINOMIAL.bind(9999, 0.5).quantile(0.5)).isEqualTo(4999);
        assertThat(Family.BINOMIAL.bind(1, 0.3).survivalQuantile(0.3)).isZero();
        assertThat(Family.BINOMIAL.bind(1, 0.3).survivalQuantile(Math.nextDown(0.3))).isEqualTo(1);
        assertThat(Family.NEGATIVE_BINOMIAL.bind(10, 0.5).quantile(0.5)).isEqualTo(9);
        assertThat(Family.NEGATIVE_BINOMIAL.bind(3, 0.25).quantile(1 / 64.0)).isZero();
        assertThat(Family.GEOMETRIC.bind(0.5).quantile(1 - 0x1p-53)).isEqualTo(52);
        assertThat(Family.GEOMETRIC.bind(0.5).survivalQuantile(0x1p-60)).isEqualTo(59);
    }

    /**
     * 0.1 and 0.9 are not exact doubles: 1 - 0.9 is below 0.1 by 2.8e-17, and 0.01^100 above 1e-200 by a relative
     * 9e-14.
     */
    @Test
    void quantile_besideAStep_isThatOfTheDoublesThemselves() {
        assertThat(Family.BINOMIAL.bind(1, 0.9).quantile(0.1)).isEqualTo(1);
        assertThat(Family.BINOMIAL.bind(1, 0.9).quantile(Math.nextDown(1 - 0.9))).isZero();
        assertThat(Family.BINOMIAL.bind(100, 0.99).quantile(1e-200)).isZero();
        assertThat(Family.BINOMIAL.bind(100, 0.01).survivalQuantile(1e-200)).isEqualTo(100);
    }

    /** mpmath 1.3.0: e^-3 is 0.049787068367863942979, and the Poisson(3) probability above 60 is 1.3108e-56. */
    @Test
    void comparePoisson_aroundAStep_findsTheSide() {
        double nearest = 0.049787068367863944;
        assertThat(CountSteps.comparePoisson(0, 3, Math.nextDown(nearest), true)).isEqualTo(1);
        assertThat(CountSteps.comparePoisson(0, 3, Math.nextUp(nearest), true)).isEqualTo(-1);
        assertThat(CountSteps.comparePoisson(60, 3, 1.32e-56, false)).isEqualTo(-1);
        assertThat(CountSteps.comparePoisson(60, 3, 1.31e-56, false)).isEqualTo(1);
    }

    @Test
    void compare_tooLongSumsAndFractions_areLeftUndecided() {
        assertThat(CountSteps.comparePoisson(1e6, 1e6, 0.5, true)).isZero();
        assertThat(CountSteps.compareBinomial(1e6, 2e6 + 1, 0.5, 0.5, true)).isZero();
        assertThat(CountSteps.compareNegativeBinomial(3, 2.5, 0.5, 0.5, true)).isZero();
        assertThat(Family.BINOMIAL.bind(2_000_001, 0.5).quantile(0.5)).isEqualTo(1_000_000);
    }
}
