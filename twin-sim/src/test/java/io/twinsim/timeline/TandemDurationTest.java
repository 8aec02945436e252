package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.model.QueueSpec.Form;
import io.twinsim.random.Distribution;
import io.twinsim.random.Family;
import io.twinsim.random.Truncated;
import org.junit.jupiter.api.Test;

class TandemDurationTest {

    private static final double[] MEANS = {0.001, 0.5, 1, 10, 3600};
    private static final double[] RATIOS = {0.001, 0.1, 0.2, 0.5, 1, 2, 10};
    private static final double[] UNIFORMS = {0x1p-40, 0.001, 0.1, 0.3, 0.5, 0.77, 0.9, 0.999, 1 - 0x1p-53};

    @Test
    void of_anyForm_isTheQuantileOfTheFamily() {
        int checked = 0;
        for (double mean : MEANS) {
            for (double ratio : RATIOS) {
                double sd = ratio * mean;
                double variance = Math.log1p(ratio * ratio);
                Distribution normal = Truncated.of(Family.NORMAL.bind(mean, sd), 0, Double.POSITIVE_INFINITY);
                Distribution lognormal = Family.LOGNORMAL.bind(Math.log(mean) - variance / 2, Math.sqrt(variance));
                Distribution gamma = Family.GAMMA.bindOnce(1 / (ratio * ratio), mean * ratio * ratio);
                Distribution exponential = Family.EXPONENTIAL.bind(1 / mean);
                for (double u : UNIFORMS) {
                    assertNear(Form.NORMAL, u, mean, sd, normal);
                    assertNear(Form.LOGNORMAL, u, mean, sd, lognormal);
                    assertNear(Form.GAMMA, u, mean, sd, gamma);
                    assertNear(Form.EXPONENTIAL, u, mean, sd, exponential);
                    assertThat(TandemDuration.of(Form.CONSTANT, u, mean, sd)).isEqualTo(mean);
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(315);
    }

    private static void assertNear(Form form, double u, double mean, double sd, Distribution distribution) {
        double expected = distribution.quantile(u);
        assertThat(TandemDuration.of(form, u, mean, sd)).as(form + " " + u + " " + mean + " " + sd)
                .isEqualTo(expected, within(1e-10 * expected + 1e-10 * sd));
    }

    @Test
    void of_noSpreadOrNoMean_isTheMean() {
        for (Form form : Form.values()) {
            assertThat(TandemDuration.of(form, 0.3, 0, 0)).isZero();
            if (form != Form.EXPONENTIAL) {
                assertThat(TandemDuration.of(form, 0.3, 7, 0)).isEqualTo(7);
            }
        }
    }

    @Test
    void of_risingUniforms_neverFallsAndIsNeverBelowZero() {
        for (Form form : Form.values()) {
            for (double sd : new double[] {0.1, 0.999 / 9, 1.001 / 9, 1, 30}) {
                double last = 0;
                for (int k = 1; k < 2000; k++) {
                    double duration = TandemDuration.of(form, k / 2000.0, 1, sd);
                    assertThat(duration).isGreaterThanOrEqualTo(last);
                    last = duration;
                }
            }
        }
    }
}
