package io.twinsim.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class LettersTest {

    @Test
    void cut_keepsWhatFitsAndNoHalfCharacter() {
        assertThat(Letters.cut("short", 100, 12, false)).isEqualTo("short");
        String cut = Letters.cut("a name that is much too long", 80, 12, false);
        assertThat(cut).startsWith("a name").endsWith("\u2026");
        assertThat(Letters.width(cut, 12)).isLessThanOrEqualTo(80);
        assertThat(Letters.cut("\uD83D\uDE00".repeat(20), 50, 12, false).codePoints().filter(c -> c == 0x1f600).count())
                .isEqualTo(3);
        assertThat(Letters.cut("anything", 1, 12, false)).isEqualTo("\u2026");
    }

    @Test
    void squeeze_keepsStartAndEnd() {
        assertThat(Letters.squeeze("short", 100, 12, false)).isEqualTo("short");
        String name = "email_campaign(duration_weeks=26)";
        assertThat(Letters.squeeze(name, 160, 12, false)).startsWith("email_").endsWith("26)").contains("\u2026");
        assertThat(Letters.width(Letters.squeeze(name, 160, 12, false), 12)).isLessThanOrEqualTo(160);
        assertThat(Letters.squeeze(name, 1, 12, false)).isEqualTo("\u2026");
    }

    @Test
    void wrap_breaksAtBlanksThenWithinWords() {
        assertThat(Letters.wrap("one two three four", 60, 12, false, 9)).containsExactly("one two", "three four");
        assertThat(Letters.wrap("digital_engagement_score", 100, 12, false, 9))
                .containsExactly("digital_", "engagement_", "score");
        List<String> lines = Letters.wrap("word ".repeat(50), 100, 12, false, 2);
        assertThat(lines).hasSize(2);
        assertThat(lines.get(1)).endsWith("\u2026");
        assertThat(lines).allMatch(line -> Letters.width(line, 12) <= 100);
        assertThat(Letters.wrap("", 100, 12, false, 2)).containsExactly("");
    }

    @Test
    void width_ofBold_isLarger() {
        assertThat(Letters.width("mean", 12, true)).isGreaterThan(Letters.width("mean", 12));
        assertThat(Letters.width("\u6771\u4eac", 10)).isEqualTo(20);
    }
}
