package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What JShell prints of input that is refused: the message first, carets in their place, no line of this library. */
class PromptErrorsTest {

    private static final List<String> TYPED = List.of(
            "var hcp = Worlds.hcp()",
            "var twins = hcp.generate(1_000, 42)",
            "twins.where(\"decil <= 3\")",
            "hcp.intervention(\"email\")",
            "twins.where(\"decile <= 3 and and region == 'west'\")",
            "hcp.intervention(\"email_campaign\").with(\"duration_weeks\", 99)",
            "Population.read(Path.of(\"nope.csv\"))",
            "Simulation.of(hcp.generate(10, 1), hcp.intervention(\"email_campaign\")).run().ate()",
            "System.setProperty(\"twinsim.trace\", \"full\")",
            "twins.select(\"decil\")");

    @TempDir
    Path scratch;

    @Test
    void refusals_typed_sayWhatIsWrongFirst() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "left out: there is no /bin/sh here");
        List<String> answers = new ShellSession(scratch).type(TYPED);
        assertThat(answers.get(3)).isEqualTo("""
                |  Exception io.twinsim.InputException: formula:1:1: unknown column "decil"; did you mean "decile"?
                    known: specialty, sub_specialty, years_experience, region, state, urban_rural, practice_type,
                      practice_size, decile, priority_tier, total_patient_volume, target_patient_volume,
                      prescribing_volume, digital_engagement_score, preferred_channel, interaction_frequency,
                      last_interaction_days, adoption_stage, peer_influence_score, baseline_outcome,
                      baseline_propensity
                  decil <= 3
                  ^
                |        at (#3:1)""");
        assertThat(answers.get(4)).startsWith("|  Exception io.twinsim.InputException: unknown intervention \"email\"; "
                + "did you mean \"email_campaign\"? known: email_campaign, ").endsWith("\n|        at (#4:1)")
                .hasLineCount(2);
        assertThat(answers.get(5)).isEqualTo("""
                |  Exception io.twinsim.InputException: formula:1:17: expected a value, got "and"
                  decile <= 3 and and region == 'west'
                                  ^
                |        at (#5:1)""");
        assertThat(answers.get(6)).isEqualTo("""
                |  Exception io.twinsim.InputException: duration_weeks must be in [1, 52], got 99.0
                |        at (#6:1)""");
        assertThat(answers.get(7)).isEqualTo("""
                |  Exception java.io.UncheckedIOException: cannot read nope.csv: no such file
                |        at (#7:1)
                |  Caused by: java.nio.file.NoSuchFileException: nope.csv
                |        ...""");
        assertThat(answers.get(8)).isEqualTo("|  Exception java.lang.IllegalStateException: the result has no numbers: "
                + "10 twins, at least 100 are needed\n|        at (#8:1)");
        assertThat(answers.get(10)).startsWith("|  Exception io.twinsim.InputException: unknown column \"decil\"; ")
                .contains("\n|        at Population.", "\n|        at (#10:1)");
    }
}
