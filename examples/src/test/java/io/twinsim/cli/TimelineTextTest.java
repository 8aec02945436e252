package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.io.JsonText;
import io.twinsim.model.TwinModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What {@code twin validate} and {@code twin describe} say of a world that moves in time. */
class TimelineTextTest {

    private static final String WORLD = """
            model: walk
            variables: {pace: "~ uniform(0.5, 1.5)"}
            timeline:
              step: 1 day
              horizon: 30 days
              axes: {leg: [left, right]}
              state:
                place: {start: "0.5", next: "place + pace", better: higher, unit: km}
                pain: {for: [leg], start: "0.1", next: "0.9 * pain", range: [0, 1], label: "1 = worst"}
              alerts: {sore: {when: "max(pain.*) > 0.5", cooldown: 7 days}}
            interventions:
              rest: {course: {start: 2 days, dose: 0.5, multiply: {pain: "1 - exposure"}}}
            """;

    private static final String TABLE = """
            timeline in steps of 1 day, over 30 days unless told otherwise, t in days
            value     what   type  range   about
            place     state  real          km
            pain.leg  state  real  [0, 1]  1 = worst

            axis leg: left, right
            alert sore: max(pain.left, pain.right) > 0.5 (medium, cooldown 7 days)
            """;

    @TempDir
    Path folder;

    @Test
    void text_showsTheTimeline() throws IOException {
        String file = Files.writeString(folder.resolve("walk.yaml"), WORLD).toString();
        assertThat(CliRun.of("validate", file).out()).endsWith("\n\n" + TABLE);
        assertThat(CliRun.of("describe", file, "--size", "10").out()).contains("\n\n" + TABLE + "\nPopulation[walk");
        TwinModel plain = TwinModel.parse("model: m\nvariables: {x: '~ normal(0, 1)'}\n", "m.yaml");
        assertThat(ModelText.timeline(plain)).isEmpty();
        assertThat(ModelText.tree(plain)).doesNotContainKey("timeline");
    }

    @Test
    void json_showsTheTimelineAndTheCourse() {
        String json = JsonText.write(ModelText.tree(TwinModel.parse(WORLD, "walk.yaml"))).replaceAll("\\s+", " ");
        assertThat(json).contains("\"timeline\": { \"step\": \"1 day\", \"horizon\": \"30 days\", "
                + "\"longest\": null, \"unit\": \"day\", \"parameters\": {}, "
                + "\"axes\": { \"leg\": [\"left\", \"right\"] }, \"couplings\": {}, \"nodes\": [ { "
                + "\"name\": \"place\", \"kind\": \"state\", \"type\": \"real\", \"start\": \"0.5\", "
                + "\"formula\": \"place + pace\", \"better\": \"higher\", \"unit\": \"km\" }, ",
                "\"alerts\": [ { \"name\": \"sore\", \"when\": \"max(pain.left, pain.right) > 0.5\", "
                + "\"cooldown\": \"7 days\", \"priority\": \"medium\" } ]",
                "\"observed\": [\"place\"]",
                "\"course\": { \"start\": \"2\", \"stop\": null, \"every\": null, \"dose\": \"0.5\", "
                + "\"adherence\": null, \"halfLife\": null, \"profile\": null, \"changes\": [ { "
                + "\"target\": \"pain.left\", \"operation\": \"multiply\", \"formula\": \"1 - exposure.rest\" }, ");
    }
}
