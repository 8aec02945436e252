package io.twinsim.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CellsTest {

    private static final String KANJI = "\u5730\u533a";
    private static final String FACE = "\ud83d\ude00";

    @Test
    void width_letters_countsCells() {
        assertThat(Cells.width("")).isZero();
        assertThat(Cells.width("abc \u00e9\u00fc")).isEqualTo(6);
        assertThat(Cells.width(KANJI)).isEqualTo(4);
        assertThat(Cells.width("\uff21\uff71\uac00")).as("fullwidth A, halfwidth a, hangul").isEqualTo(5);
        assertThat(Cells.width("e\u0301")).as("a letter and its accent").isEqualTo(1);
        assertThat(Cells.width("a\u200bb")).as("a joint without width").isEqualTo(2);
        assertThat(Cells.width(FACE)).isEqualTo(2);
    }

    @Test
    void width_blockCharacters_isOneEach() {
        assertThat(Cells.width("\u2581\u2582\u2583\u2584\u2585\u2586\u2587\u2588")).isEqualTo(8);
        assertThat(Cells.width("\u258f\u258e\u258d\u258c\u258b\u258a\u2589\u2588")).isEqualTo(8);
    }

    @Test
    void cut_longText_keepsWholeCharacters() {
        assertThat(Cells.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Cells.cut("abcdefg", 6)).isEqualTo("abc...");
        assertThat(Cells.cut(KANJI + KANJI, 8)).isEqualTo(KANJI + KANJI);
        assertThat(Cells.cut(KANJI + KANJI, 7)).isEqualTo(KANJI + "...");
        assertThat(Cells.cut(KANJI + KANJI, 6)).isEqualTo("\u5730...");
        assertThat(Cells.cut(FACE.repeat(4), 7)).isEqualTo(FACE.repeat(2) + "...");
    }

    @Test
    void middle_longText_keepsBothEnds() {
        assertThat(Cells.middle("digital_engagement_score", 24)).isEqualTo("digital_engagement_score");
        assertThat(Cells.middle("digital_engagement_score_a", 14)).isEqualTo("digita...ore_a");
        assertThat(Cells.middle("digital_engagement_score_b", 14)).isEqualTo("digita...ore_b");
        for (int cells = 5; cells < 20; cells++) {
            assertThat(Cells.width(Cells.middle(KANJI.repeat(10), cells))).isLessThanOrEqualTo(cells)
                    .isGreaterThan(cells - 3);
        }
    }
}
