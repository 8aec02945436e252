package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ProgressTextTest {

    private static final long SECOND = 1_000_000_000L;

    private static ProgressText twins(long done, long total, long seconds) {
        return new ProgressText("simulating", "twins", done, total, done, seconds * SECOND);
    }

    @Test
    void line_usualTerminal_hasShareBarRateAndTimeLeft() {
        assertThat(twins(450_000_000, 1_000_000_000, 7).in(80))
                .isEqualTo("simulating  45 % [##############...................] 64.3 M twins/s, 9 s left");
        assertThat(twins(16_384, 1_000_000_000, 2).in(80))
                .isEqualTo("simulating   0 % [..............................] 8,192 twins/s, 1 d 9 h left");
        assertThat(twins(1_000_000_000, 1_000_000_000, 15).in(80))
                .isEqualTo("simulating 100 % [#################################] 66.7 M twins/s, 0 s left");
    }

    @Test
    void line_wideTerminal_hasABarOfFortyAtMost() {
        assertThat(twins(300, 400, 3).in(200)).isEqualTo(
                "simulating  75 % [##############################..........] 100 twins/s, 1 s left");
    }

    @Test
    void line_narrowTerminal_dropsTheBarThenTheRate() {
        assertThat(twins(450_000_000, 1_000_000_000, 7).in(60))
                .isEqualTo("simulating  45 % [#####........] 64.3 M twins/s, 9 s left");
        assertThat(twins(450_000_000, 1_000_000_000, 7).in(50))
                .isEqualTo("simulating  45 %, 64.3 M twins/s, 9 s left");
        assertThat(twins(450_000_000, 1_000_000_000, 7).in(40)).isEqualTo("simulating  45 %, 9 s left");
        assertThat(twins(450_000_000, 1_000_000_000, 7).in(20)).isEqualTo("simulating  45 %");
        assertThat(twins(450_000_000, 1_000_000_000, 7).in(12)).isEqualTo("simula...");
    }

    @Test
    void line_anyWidth_leavesRoomForCtrlC() {
        int lines = 0;
        for (int columns = 6; columns <= 300; columns++) {
            for (long done : new long[] {0, 1, 999, 1_000}) {
                ProgressText text = new ProgressText("weighing assumptions", "draws", done, 1_000, done, 90 * SECOND);
                assertThat(text.in(columns)).hasSizeLessThanOrEqualTo(columns - 3);
                lines++;
            }
        }
        assertThat(lines).isEqualTo(1_180);
    }

    @Test
    void line_nothingDoneYet_hasNoRateAndNoTime() {
        assertThat(twins(0, 100, 3).in(80)).isEqualTo(
                "simulating   0 % [........................................]");
    }

    @Test
    void line_beganInTheMiddle_ratesWhatIsNew() {
        assertThat(new ProgressText("resampling", "replicates", 640, 1_280, 128, 4 * SECOND).in(80))
                .isEqualTo("resampling  50 % [###############................] 32 replicates/s, 20 s left");
    }

    @Test
    void line_unknownTotal_tellsTheTime() {
        assertThat(new ProgressText("learning from 64,000 rows", "", 0, 0, 0, 83 * SECOND).in(80))
                .isEqualTo("learning from 64,000 rows, 1 min 23 s");
    }

    @Test
    void timeLeft_anyLength_hasTwoUnitsAtMost() {
        List<String> said = LongStream.of(59, 60, 3_599, 3_600, 86_399, 86_400, 10_000_000)
                .mapToObj(left -> twins(1, left + 1, 1).in(60).replaceAll(".*, (.*) left", "$1")).toList();
        assertThat(said).containsExactly("59 s", "1 min 0 s", "59 min 59 s", "1 h 0 min", "23 h 59 min", "1 d 0 h",
                "115 d 17 h");
    }

    @Test
    void rate_smallOrLarge_hasSensibleDigits() {
        assertThat(twins(5, 100, 30).in(60)).contains(" 0.17 twins/s");
        assertThat(twins(500, 1_000, 30).in(60)).contains(" 17 twins/s");
        assertThat(twins(9_999_000, 20_000_000, 10).in(60)).contains(" 999,900 twins/s");
        assertThat(twins(20_000_000_000L, 90_000_000_000L, 10).in(60)).contains(" 2000 M twins/s");
    }
}
