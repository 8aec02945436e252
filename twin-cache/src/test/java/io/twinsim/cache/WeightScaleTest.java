package io.twinsim.cache;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WeightScaleTest {
    private static final long[] BOUNDS = {1, 2, 3, 7, 1_000, 1_048_576, Integer.MAX_VALUE, 1L << 40, Long.MAX_VALUE};

    @Test
    void weigh_tinyResults_exactlyMaxResultsFit() {
        int cases = 0;
        for (long results : BOUNDS) {
            for (long bytes : BOUNDS) {
                WeightScale scale = WeightScale.of(results, bytes);
                long fitting = scale.total() / scale.weigh(0);
                assertThat(fitting).as("%d results, %d bytes", results, bytes)
                        .isEqualTo(Math.min(results, Integer.MAX_VALUE));
                cases++;
            }
        }
        assertThat(cases).isEqualTo(81);
    }

    @Test
    void weigh_anySize_isPositiveAndNeverHoldsMoreThanMaxBytes() {
        int cases = 0;
        for (long results : BOUNDS) {
            for (long bound : BOUNDS) {
                WeightScale scale = WeightScale.of(results, bound);
                for (long bytes : BOUNDS) {
                    if (scale.fits(bytes)) {
                        int weight = scale.weigh(bytes);
                        assertThat(weight).isPositive().isLessThanOrEqualTo(scale.total());
                        double held = (double) (scale.total() / weight) * bytes;
                        assertThat(held).as("%d results, %d bytes of %d", results, bytes, bound)
                                .isLessThanOrEqualTo(bound * (1 + 1e-9));
                        cases++;
                    }
                }
            }
        }
        assertThat(cases).isEqualTo(9 * 45);
    }
}
