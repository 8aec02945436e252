package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.SharedJson;
import org.junit.jupiter.api.Test;

/** Quantiles of chi-square, F, z and of the noncentral t's noncentrality. */
class CriticalValuesTest {

    /** R 4.2.2: qchisq, qnorm; see critical_values.json, which asks for 1e-9. */
    @Test
    void quantiles_everyCaseOfR_agreeToTwelveDigits() {
        SharedJson cases = SharedJson.read("cases/critical_values.json");
        int checked = 0;
        for (SharedJson row : cases.objects("chisq")) {
            SharedJson quantiles = row.object("q");
            for (String p : quantiles.keys()) {
                double wanted = quantiles.number(p);
                double df = row.number("df");
                // R reads 0.999999 as the nearest double, whose distance from 1 is off by 1e-11 of it
                assertThat(ChiSquare.quantile(Double.parseDouble(p), df)).as(p + ", df " + df)
                        .isCloseTo(wanted, within(1e-12 * wanted));
                checked++;
            }
        }
        SharedJson z = cases.object("z");
        for (String p : z.keys()) {
            assertThat(Normal.quantile(Double.parseDouble(p))).isCloseTo(z.number(p), within(1e-12 * z.number(p)));
            checked++;
        }
        assertThat(checked).isEqualTo(12 * 10 + 7);
    }

    /** mpmath 1.3.0: findroot of gammainc(regularized) at 30 digits. */
    @Test
    void chiSquare_oddDegreesAndFarTails_agreeWithMpmath() {
        double[][] cases = {{0.95, 0.5, 2.420232274889524}, {0.01, 0.3, 5.8483672404031867e-14},
            {0.999, 12345.6, 12836.886738631098}, {1e-10, 7, 0.005605668492481245}};
        for (double[] c : cases) {
            assertThat(ChiSquare.quantile(c[0], c[1])).isCloseTo(c[2], within(1e-12 * c[2]));
            assertThat(ChiSquare.cdf(c[2], c[1])).isCloseTo(c[0], within(1e-12 * c[0]));
            assertThat(ChiSquare.sf(c[2], c[1])).isCloseTo(1 - c[0], within(1e-12));
        }
        assertThat(ChiSquare.survivalQuantile(1e-200, 3)).isBetween(920.0, 940.0);
    }

    /** mpmath 1.3.0: findroot of betainc(regularized) at 30 digits. */
    @Test
    void fisher_referenceValues_agreeToTwelveDigits() {
        double[][] cases = {{0.95, 1, 1, 161.44763879758821}, {0.95, 2, 10, 4.1028210151303997},
            {0.99, 3, 16, 5.2922140455209461}, {0.05, 5, 7, 0.20509153283389543},
            {0.025, 1, 30, 0.00099858758963669652}, {0.999, 4, 120, 4.9471541850494514}, {0.5, 10, 10, 1.0},
            {0.975, 0.5, 2.5, 24.776476503572087}, {0.95, 100, 1000, 1.2595735173024793},
            {1e-06, 3, 8, 7.6082209048163124e-5}};
        for (double[] c : cases) {
            assertThat(FisherF.quantile(c[0], c[1], c[2])).isCloseTo(c[3], within(2e-12 * c[3]));
            assertThat(FisherF.cdf(c[3], c[1], c[2])).isCloseTo(c[0], within(1e-12 * c[0]));
            assertThat(FisherF.sf(c[3], c[1], c[2])).isCloseTo(1 - c[0], within(1e-12));
        }
    }

    @Test
    void fisher_eitherSide_isTheSameQuantile() {
        for (double q : new double[] {0.05, 0.3, 0.5, 0.75}) {
            assertThat(FisherF.survivalQuantile(q, 3, 11)).isCloseTo(FisherF.quantile(1 - q, 3, 11), within(1e-12));
            assertThat(ChiSquare.survivalQuantile(q, 3)).isCloseTo(ChiSquare.quantile(1 - q, 3), within(1e-12));
        }
        assertThat(FisherF.survivalQuantile(1e-100, 3, 11)).isFinite().isGreaterThan(1e15);
    }

    /** t^2 is F with one degree above the line; endless degrees below it leave chi-square. */
    @Test
    void fisher_limitingCases_areStudentAndChiSquare() {
        double t = StudentT.quantile(0.975, 17);
        assertThat(FisherF.quantile(0.95, 1, 17)).isCloseTo(t * t, within(1e-12 * t * t));
        double infinite = Double.POSITIVE_INFINITY;
        assertThat(FisherF.quantile(0.95, 3, infinite)).isEqualTo(ChiSquare.survivalQuantile(1 - 0.95, 3) / 3);
        assertThat(FisherF.survivalQuantile(0.95, 3, infinite)).isEqualTo(ChiSquare.quantile(1 - 0.95, 3) / 3);
        assertThat(FisherF.cdf(1.3, 3, infinite)).isEqualTo(ChiSquare.cdf(3 * 1.3, 3));
        assertThat(FisherF.sf(1.3, 3, infinite)).isEqualTo(ChiSquare.sf(3 * 1.3, 3));
        assertThat(FisherF.cdf(0, 3, 5)).isZero();
        assertThat(FisherF.cdf(Double.POSITIVE_INFINITY, 3, 5)).isEqualTo(1);
    }
}
