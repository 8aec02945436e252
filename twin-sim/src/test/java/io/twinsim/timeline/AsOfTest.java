package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class AsOfTest {

    @Test
    void find_noRecord_isNone() {
        for (AsOf rule : AsOf.values()) {
            assertThat(rule.find(new long[0], 0, 0, 5, 100)).isEqualTo(AsOf.NONE);
            assertThat(rule.find(new long[] {1, 2}, 1, 1, 5, 100)).isEqualTo(AsOf.NONE);
        }
    }

    @Test
    void find_endsOfTheWindow_areInside() {
        long[] ticks = {10, 30};
        assertThat(AsOf.BACKWARD.find(ticks, 0, 2, 20, 10)).isEqualTo(0);
        assertThat(AsOf.BACKWARD.find(ticks, 0, 2, 20, 9)).isEqualTo(AsOf.NONE);
        assertThat(AsOf.BACKWARD.find(ticks, 0, 2, 29, 100)).isEqualTo(0);
        assertThat(AsOf.BACKWARD.find(ticks, 0, 2, 30, 0)).isEqualTo(1);
        assertThat(AsOf.LATEST.find(ticks, 0, 2, 20, 10)).isEqualTo(1);
        assertThat(AsOf.LATEST.find(ticks, 0, 2, 20, 9)).isEqualTo(AsOf.NONE);
        assertThat(AsOf.LATEST.find(ticks, 0, 2, 19, 10)).isEqualTo(0);
        assertThat(AsOf.NEAREST.find(ticks, 0, 2, 21, 9)).isEqualTo(1);
        assertThat(AsOf.NEAREST.find(ticks, 0, 2, 21, 8)).isEqualTo(AsOf.NONE);
    }

    @Test
    void find_ties_areTheLaterRecordAndTheEarlierTime() {
        long[] ticks = {10, 10, 20, 20, 20, 30, 30};
        assertThat(AsOf.BACKWARD.find(ticks, 0, 7, 25, 100)).isEqualTo(4);
        assertThat(AsOf.NEAREST.find(ticks, 0, 7, 25, 100)).as("equal distance").isEqualTo(4);
        assertThat(AsOf.NEAREST.find(ticks, 0, 7, 26, 100)).isEqualTo(6);
        assertThat(AsOf.LATEST.find(ticks, 0, 7, 12, 2)).isEqualTo(1);
    }

    /** Every rule against the shortest statement of it, on times with many ties. */
    @Test
    void find_anyTimes_agreesWithBruteForce() {
        DrawStream draws = Draws.of(20_260_301).stream("test/as-of");
        int row = 0;
        int checked = 0;
        for (int r = 0; r < 400; r++) {
            int n = draws.below(12, row++);
            long[] ticks = new long[n + 2];
            for (int i = 0; i < ticks.length; i++) {
                ticks[i] = draws.below(30, row++) - 15;
            }
            Arrays.sort(ticks, 1, n + 1);
            for (int q = 0; q < 20; q++) {
                long t = draws.below(40, row++) - 20;
                long window = draws.below(12, row++);
                for (AsOf rule : AsOf.values()) {
                    assertThat(rule.find(ticks, 1, n + 1, t, window)).isEqualTo(slow(rule, ticks, 1, n + 1, t, window));
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(24_000);
    }

    private static int slow(AsOf rule, long[] ticks, int from, int to, long t, long window) {
        int best = AsOf.NONE;
        for (int i = from; i < to; i++) {
            long away = Math.abs(ticks[i] - t);
            if (away > window || rule == AsOf.BACKWARD && ticks[i] > t) {
                continue;
            }
            boolean better = best == AsOf.NONE || rule != AsOf.NEAREST || away < Math.abs(ticks[best] - t)
                    || away == Math.abs(ticks[best] - t) && ticks[i] == ticks[best];
            best = better ? i : best;
        }
        return best;
    }
}
