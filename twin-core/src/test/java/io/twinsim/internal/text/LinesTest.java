package io.twinsim.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LinesTest {

    /** One character in two chars. */
    private static final String WIDE = "\ud83d\ude00";

    @Test
    void one_longText_keepsItsBracket() {
        assertThat(Lines.one("Fit[" + "a".repeat(70) + "]")).hasSize(75).isEqualTo("Fit[" + "a".repeat(70) + "]");
        assertThat(Lines.one("Fit[" + "a".repeat(71) + "]")).isEqualTo("Fit[" + "a".repeat(67) + "...]");
        assertThat(Lines.one("f(" + "a".repeat(80) + ")")).isEqualTo("f(" + "a".repeat(69) + "...)");
        assertThat(Lines.one("a".repeat(76))).isEqualTo("a".repeat(72) + "...");
    }

    @Test
    void one_controlCharacters_stayOnTheLine() {
        assertThat(Lines.one("Group[a\nb]")).isEqualTo("Group[a\\u000ab]");
    }

    @Test
    void cut_wideCharacters_areNotHalved() {
        assertThat(Lines.cut(WIDE.repeat(5), 5)).isEqualTo(WIDE.repeat(5));
        assertThat(Lines.cut(WIDE.repeat(6), 5)).isEqualTo(WIDE.repeat(2) + "...");
    }
}
