package io.twinsim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Limits, and which number is held against them. */
class GateVerdictTest {

    private static final GateOp NOTHING = () -> "";
    private static final GateCase MOMENTS = new GateCase("moments", "sums", 10_000, 110_000, 110_000,
            (twins, n) -> new GateWork(n, NOTHING, NOTHING));
    private static final GateBudget KNOWN = new GateBudget(2, true, 100_000, 1.5);
    private static final GateBudget UNKNOWN = new GateBudget(2, false, 100_000, 1.5);

    private static GateVerdict verdict(GateBudget budget, long small, long large, double... ratios) {
        List<GateReading> readings = Arrays.stream(ratios)
                .mapToObj(ratio -> new GateReading("moments", 1_000 * ratio, 1_000, small, large)).toList();
        return GateVerdict.of(MOMENTS, readings, Optional.ofNullable(budget));
    }

    @Test
    void ratio_upToItsLimit_passes() {
        assertThat(verdict(KNOWN, 0, 0, 2.5).passed()).isTrue();
        assertThat(verdict(KNOWN, 0, 0, 0.01).passed()).isTrue();
        assertThat(verdict(KNOWN, 0, 0, 2.501).failures()).containsExactly("time / reference must be at most 2.500"
                + " (1.25 x 2.000, stored for this JDK and processor), got 2.501");
    }

    @Test
    void ratio_unknownMachine_mayBeTwiceTheLargest() {
        assertThat(verdict(UNKNOWN, 0, 0, 4).passed()).isTrue();
        assertThat(verdict(UNKNOWN, 0, 0, 4.01).failures()).containsExactly("time / reference must be at most 4.000"
                + " (2.00 x 2.000, the largest stored, as nothing is for this JDK and processor), got 4.010");
    }

    @Test
    void ratio_ofForks_isTheirMedian() {
        GateVerdict odd = verdict(KNOWN, 0, 0, 9, 2, 1, 2.2, 2.4);
        assertThat(odd.ratio()).isEqualTo(2.2);
        assertThat(odd.spread()).isEqualTo(9 / 2.2 - 1);
        assertThat(verdict(KNOWN, 0, 0, 1, 2, 3, 4).ratio()).isEqualTo(2.5);
    }

    @Test
    void ratio_notANumber_fails() {
        assertThat(verdict(KNOWN, 0, 0, Double.NaN).passed()).isFalse();
    }

    @Test
    void bytes_upToTheirLimit_pass() {
        assertThat(verdict(KNOWN, 104_048, 104_048, 1).passed()).isTrue();
        assertThat(verdict(KNOWN, 104_049, 104_049, 1).failures())
                .containsExactly("bytes per operation must be at most 104048 (1.02 x 100000 + 2048), got 104049");
        assertThat(verdict(UNKNOWN, 104_049, 104_049, 1).passed()).isFalse();
    }

    @Test
    void bytes_ofForks_areTheirLeast() {
        GateVerdict verdict = GateVerdict.of(MOMENTS, List.of(new GateReading("moments", 1, 1, 0, 300_000),
                new GateReading("moments", 1, 1, 100_000, 200_000), new GateReading("moments", 1, 1, 0, 400_000)),
                Optional.of(KNOWN));
        assertThat(verdict.bytes()).isEqualTo(200_000);
        assertThat(verdict.slope()).isEqualTo(1);
    }

    @Test
    void slope_upToItsLimit_passes() {
        assertThat(verdict(new GateBudget(2, true, 1_000_000, 1.5), 0, 155_000, 1).passed()).isTrue();
        assertThat(verdict(new GateBudget(2, true, 1_000_000, 1.5), 0, 155_100, 1).failures())
                .containsExactly("bytes per row must be at most 1.550 (1.500 + 0.05), got 1.551");
        assertThat(verdict(new GateBudget(2, true, 1_000_000, 1.5), 155_000, 0, 1).passed()).isTrue();
    }

    @Test
    void line_says_allThatCounts() {
        assertThat(verdict(KNOWN, 50_000, 200_000, 2.5, 2.5).line().replaceAll(" +", " "))
                .isEqualTo("moments 2.500 0.0% 2.000 2.500 200000 104048 1.500 1.550 FAILED");
        assertThat(verdict(UNKNOWN, 0, 0, 2.1).line().replaceAll(" +", " "))
                .isEqualTo("moments 2.100 0.0% 2.000 4.000 0 104048 0.000 1.550 ok");
        assertThat(GateVerdict.headings().strip().split(" +")).hasSize(10);
    }

    @Test
    void caseNeverStored_fails() {
        GateVerdict verdict = verdict(null, 0, 200_000, 2.5);
        assertThat(verdict.failures()).containsExactly("nothing is stored for it");
        assertThat(verdict.line().replaceAll(" +", " ")).isEqualTo("moments 2.500 0.0% - - 200000 - 2.000 - FAILED");
    }
}
