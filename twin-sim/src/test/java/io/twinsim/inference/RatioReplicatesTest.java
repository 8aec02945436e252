package io.twinsim.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** Resamples whose denominator is 0: their ratio is undefined, never a huge number made of rounding. */
class RatioReplicatesTest {

    /** Only the third unit has a denominator: (5/6)^6 = 0.335 of the resamples miss it. */
    @Test
    void denominator_zeroInAResample_isUndefinedAndCounted() {
        Replicates replicates = Bootstrap.of(Statistic.ratio(new double[] {1, 2, 3, 5, 6, 7},
                new double[] {0, 0, 1, 0, 0, 0})).run();
        assertThat(Arrays.stream(replicates.values()).map(Math::abs).max().orElseThrow()).isLessThan(100);
        assertThat(replicates.values().length).isBetween(1_999 - 790, 1_999 - 550);
        assertThat(replicates.estimate(IntervalMethod.PERCENTILE).notes())
                .anyMatch(note -> note.startsWith("undefined in "))
                .anyMatch(note -> note.startsWith("the denominator reaches or passes 0 in "));
    }
}
