package io.twinsim.internal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NamesTest {

    @Test
    void unknown_slip_suggestsTheNearest() {
        assertThat(Names.unknown("column", "agee", List.of("age", "bmi")))
                .isEqualTo("unknown column \"agee\"; did you mean \"age\"? known: age, bmi");
    }

    @Test
    void unknown_nothingNear_listsOnly() {
        assertThat(Names.unknown("column", "income", List.of("age", "bmi")))
                .isEqualTo("unknown column \"income\"; known: age, bmi");
        assertThat(Names.unknown("column", "x", List.of())).isEqualTo("unknown column \"x\"; known: (none)");
    }

    @Test
    void nearest_swapAndCase_countAsSlips() {
        assertThat(Names.nearest("sead", List.of("size", "seed"))).contains("seed");
        assertThat(Names.nearest("Mens E-mail", List.of("Womens E-Mail", "Mens E-Mail", "No E-Mail"))).contains("Mens E-Mail");
        assertThat(Names.nearest("gausian", List.of("gamma", "gaussian"))).contains("gaussian");
    }

    @Test
    void nearest_partOfOneName_isThatName() {
        List<String> known = List.of("email_campaign", "speaker_program", "sample_drop", "sample_program");
        assertThat(Names.nearest("EMAIL", known)).contains("email_campaign");
        assertThat(Names.nearest("campaign", known)).contains("email_campaign");
        assertThat(Names.nearest("sample", known)).isEmpty();
        assertThat(Names.nearest("program", known)).isEmpty();
        assertThat(Names.nearest("em", known)).isEmpty();
        assertThat(Names.nearest("drop", List.of("drop_rate", "raindrop"))).contains("drop_rate");
    }

    @Test
    void unknown_nameUsedElsewhere_suggestsOurs() {
        assertThat(Names.unknown("distribution", "gausian", List.of("normal", "gamma"), Map.of("gaussian", "normal")))
                .isEqualTo("unknown distribution \"gausian\"; did you mean \"normal\"? known: normal, gamma");
    }

    @Test
    void unpairedSurrogate_brokenText_isFoundAndShown() {
        assertThat(Names.unpairedSurrogate("a\ud83d\ude00b")).isEqualTo(-1);
        assertThat(Names.unpairedSurrogate("")).isEqualTo(-1);
        assertThat(Names.unpairedSurrogate("a\ud83d")).isEqualTo(1);
        assertThat(Names.unpairedSurrogate("\ud83d\ude00\ude00")).isEqualTo(2);
        assertThat(Names.unpairedSurrogate("\ude00\ud83d")).isZero();
        assertThat(Names.quote("a\ud83d\ude00\ude00")).isEqualTo("\"a\ud83d\ude00\\ude00\"");
    }

    @Test
    void quote_longAndControl_isCutAndVisible() {
        assertThat(Names.quote("a\u0000b")).isEqualTo("\"a\\u0000b\"");
        assertThat(Names.quote("x".repeat(100))).isEqualTo("\"" + "x".repeat(80) + "...\"");
    }

    @Test
    void visible_charactersThatMoveTheText_areShown() {
        assertThat(Names.visible("a\u009b2J\u0007b")).isEqualTo("a\\u009b2J\\u0007b");
        assertThat(Names.visible("\u202eabc\u2066\u2028")).isEqualTo("\\u202eabc\\u2066\\u2028");
        assertThat(Names.visible("\u5730\u533a \u00e9 \ud83d\ude00")).isEqualTo("\u5730\u533a \u00e9 \ud83d\ude00");
    }
}
