package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The reference values of R are in the tests of the summary that is made of these quantiles. */
class SampleQuantilesTest {

    @Test
    void of_wholePositions_areTheValuesThemselves() {
        double[] x = {1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 1024};
        for (int k = 0; k <= 10; k++) {
            assertThat(SampleQuantiles.of(x, k / 10.0)).as("%s", k).isEqualTo(x[k]);
            assertThat(SampleQuantiles.of(x, (k + 1) / 12.0, 6)).as("%s", k).isEqualTo(x[k]);
        }
    }

    @Test
    void of_anyType_neverFallsInTheProbability() {
        double[] x = new SplittableRandom(1).doubles(57).sorted().toArray();
        for (int type = 6; type <= 8; type++) {
            double last = x[0];
            for (int i = 0; i <= 10_000; i++) {
                double value = SampleQuantiles.of(x, i / 10_000.0, type);
                assertThat(value).isBetween(last, x[56]);
                last = value;
            }
        }
    }

    @Test
    void of_oneValueOrTies_isThatValue() {
        for (int type = 6; type <= 8; type++) {
            assertThat(SampleQuantiles.of(new double[] {0.1}, 0.3, type)).isEqualTo(0.1);
            assertThat(SampleQuantiles.of(new double[] {0.1, 0.1, 0.1, 0.7}, 0.4, type)).isEqualTo(0.1);
        }
        assertThat(SampleQuantiles.of(new double[] {-1.7e308, 1.7e308}, 0.5)).isZero();
        assertThat(SampleQuantiles.median(new double[] {1, 2, 10})).isEqualTo(2);
    }

    @Test
    void medianAbsoluteDeviation_anySize_isTheMedianOfTheDeviations() {
        SplittableRandom random = new SplittableRandom(2);
        for (int n = 1; n <= 200; n++) {
            double[] x = random.doubles(n, 0, n % 3 == 0 ? 5 : 1000).map(v -> Math.floor(v) / 8).sorted().toArray();
            double centre = SampleQuantiles.median(x);
            double[] deviations = Arrays.stream(x).map(v -> Math.abs(v - centre)).sorted().toArray();
            assertThat(SampleQuantiles.medianAbsoluteDeviation(x)).as("n = " + n)
                    .isEqualTo(SampleQuantiles.median(deviations));
        }
    }

    @Test
    void of_outOfRange_isRefused() {
        String message = "quantiles need at least one value and a probability in [0, 1]";
        assertThatThrownBy(() -> SampleQuantiles.of(new double[0], 0.5)).hasMessage(message);
        assertThatThrownBy(() -> SampleQuantiles.of(new double[1], 1.1)).hasMessage(message);
        assertThatThrownBy(() -> SampleQuantiles.of(new double[1], Double.NaN)).hasMessage(message);
        assertThatThrownBy(() -> SampleQuantiles.of(new double[1], 0.5, 5)).hasMessage("type must be 6, 7 or 8, got 5");
    }
}
