package io.twinsim.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What tables call arms, and what they say where nothing differs or something is left out. */
class ArmNamesTest {

    private static final TwinModel MODEL = TwinModel.parse("""
            model: skin
            version: 1
            variables: {age: "~ uniform(18, 80)"}
            timeline:
              step: 1 day
              horizon: 10 days
              state:
                x: {start: "age", next: "x", unit: mm}
                mood:
                  start: "~ categorical(a: 0.2, b: 0.2, c: 0.2, d: 0.2, e: 0.1, f: 0.1)"
                  next: "mood"
            interventions:
              add_retinoid: {course: {add: {x: "age / 10"}}}
              add_exfoliating: {course: {add: {x: "1"}}}
              nothing: {course: {add: {x: "0"}}}
            """, "skin.yaml");
    private static final Population TWINS = MODEL.generate(300, 1);

    @Test
    void names_thatAreLong_areNumbersWithALegendWhereThereAreMany() {
        ArmNames many = new ArmNames(
                List.of("control", "treated", "add_retinoid+acid", "add_retinoid+water", "fourteen_chars"));
        assertThat(List.of(many.shown(0), many.shown(1), many.shown(2), many.shown(3), many.shown(4)))
                .containsExactly("control", "treated", "arm 2", "arm 3", "fourteen_chars");
        assertThat(many.legend()).isEqualTo("arm 2 is add_retinoid+acid, arm 3 is add_retinoid+water");
        ArmNames one = new ArmNames(List.of("control", "add_retinoid+water"));
        assertThat(one.shown(1)).isEqualTo("add_retinoi...");
        assertThat(one.legend()).isEmpty();
    }

    @Test
    void table_ofManyArms_tellsThemApart() {
        String text = Timeline.of(TWINS).with(MODEL.intervention("nothing"))
                .withArm("add_retinoid+add_exfoliating", MODEL.intervention("add_retinoid"),
                        MODEL.intervention("add_exfoliating"))
                .withArm("add_retinoid+nothing", MODEL.intervention("add_retinoid"), MODEL.intervention("nothing"))
                .observing("x").run().table();
        assertThat(text).contains("in the tables arm 2 is add_retinoid+add_exfoliating, arm 3 is add_retinoid+nothing\n"
                + "x: no difference between treated and control at 10 days\n")
                .containsPattern("\\narm 2 +\\+").containsPattern("\\n +arm 3 +[0-9]");
    }

    @Test
    void table_whereNothingChanges_saysSoAndWhatItLeavesOut() {
        String text = Timeline.of(TWINS).with(MODEL.intervention("nothing")).run().table();
        assertThat(text).contains("\nx: no difference between treated and control at 10 days\n")
                .contains("\nand 2 more of mood\n")
                .containsPattern("\\nx \\(mm\\) +[0-9.]+ +[0-9.]+ +0 +- +no difference\\n");
        assertThat(text.lines().filter(line -> line.startsWith("mood=") && line.endsWith("no difference"))).hasSize(4);
    }

    @Test
    void history_saysItsUnitInThePlural() {
        assertThat(Timeline.of(TWINS).replay(3).table())
                .startsWith("twin 3, control, 10 days in steps of 1 day, t in days\n");
    }
}
