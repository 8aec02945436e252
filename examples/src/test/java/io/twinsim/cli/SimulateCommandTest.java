package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SimulateCommandTest {

    private static final String[] MAIN = {"simulate", "hcp", "--intervention", "email_campaign"};

    @TempDir
    Path folder;

    private static String[] with(String... more) {
        String[] words = java.util.Arrays.copyOf(MAIN, MAIN.length + more.length);
        System.arraycopy(more, 0, words, MAIN.length, more.length);
        return words;
    }

    @Test
    void ratio_ofTheArms_sizesTheTest() {
        Map<String, Object> document = CliRun.json("simulate", "hcp", "--intervention", "email_campaign", "--ratio",
                "2/1", "--json");
        Map<String, Object> size = CliRun.at(document, "sampleSize");
        assertThat((Long) size.get("treated")).isEqualTo(2 * (Long) size.get("perArm"));
        assertThat(CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--ratio", "2").out())
                .contains("--ratio 2");
        CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--ratio", "0")
                .isRefused("ratio must be in [0.001, 1000.0], got 0.0");
    }

    @Test
    void mainJob_atDefaults_printsATableThatFitsTheScreen() {
        CliRun run = CliRun.of(MAIN);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("email_campaign").contains("DEPLOY").contains("assumed").contains("flips to")
                .contains("10,000");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void json_atDefaults_holdsEveryKeyInOrder() {
        Map<String, Object> document = CliRun.json(with("--json"));
        assertThat(document.keySet()).containsSubsequence("world", "modelId", "intervention", "parameters", "seed",
                "configHash", "status", "estimand", "provenance", "n", "reached", "ate", "intervals", "subgroups",
                "recommendation", "sampleSize", "warnings");
        assertThat(document).containsEntry("world", "hcp").containsEntry("intervention", "email_campaign")
                .containsEntry("seed", 42L).containsEntry("status", "complete").containsEntry("estimand", "model-mean")
                .containsEntry("provenance", "assumed").containsEntry("n", 10_000L).containsEntry("reached", 10_000L);
        assertThat(CliRun.at(document, "parameters")).containsOnlyKeys("duration_weeks", "intensity", "channel");
        assertThat(CliRun.at(document, "ate"))
                .containsKeys("estimate", "standardError", "sd", "sdSystematic", "sdNoise", "interval");
        assertThat(CliRun.at(document, "ate", "interval")).containsEntry("kind", "simulation")
                .containsEntry("method", "saddlepoint").containsEntry("level", 0.95).containsKeys("lower", "upper");
        assertThat(CliRun.at(document, "intervals"))
                .containsOnlyKeys("simulation", "assumption", "total", "plannedTrial")
                .containsEntry("plannedTrial", null);
        assertThat(CliRun.at(document, "subgroups"))
                .containsOnlyKeys("specialty", "decile", "region", "adoption_stage");
        assertThat(CliRun.list(CliRun.at(document, "subgroups"), "decile").get(0))
                .containsEntry("value", "1").containsKeys("n", "ate", "sd", "standardError", "lower", "upper");
        assertThat(CliRun.at(document, "recommendation")).containsEntry("verdict", "deploy")
                .containsEntry("basis", "total")
                .containsEntry("threshold", 0.05).containsKeys("probWorthwhile", "flip", "rationale");
        assertThat(CliRun.at(document, "sampleSize")).containsKeys("perArm", "total").containsEntry("power", 0.8);
    }

    @Test
    void antithetic_twins_areSaidInTheAnswerAndInItsRepetition() {
        Map<String, Object> document = CliRun.json(with("--size", "1000", "--antithetic", "--json"));
        assertThat(document).containsEntry("antithetic", true).containsEntry("pairs", 500L);
        String table = CliRun.of(with("--size", "1000", "--antithetic")).out();
        assertThat(table).contains("\nantithetic pairs: errors rest on 500 pairs; as sure as ");
        String repeat = table.substring(table.indexOf("repeat: twin ") + "repeat: twin ".length());
        assertThat(repeat).contains("--size 1000 --seed 42 --antithetic\n");
        assertThat(CliRun.of(repeat.strip().split("[ \\\\\n]+")).out()).isEqualTo(table);
    }

    @Test
    void options_allAtOnce_areHonoured() {
        Map<String, Object> document = CliRun.json("simulate", "hcp", "--intervention", "call_frequency_increase",
                "--set", "extra_calls=2", "--set", "duration_weeks=12", "--size", "3000", "--seed", "-7",
                "--where", "decile <= 5",
                "--level", "0.9", "--ci", "percentile", "--replicates", "499", "--subgroup", "region", "--subgroup",
                "total_patient_volume:3", "--plan", "800,400", "--threads", "2", "--deadline", "60 s", "--no-noise",
                "--json");
        assertThat(document).containsEntry("seed", -7L).containsEntry("status", "complete");
        assertThat(CliRun.at(document, "parameters")).containsEntry("extra_calls", 2.0)
                .containsEntry("duration_weeks", 12.0);
        assertThat((Long) document.get("n")).isBetween(1300L, 1700L);
        assertThat(CliRun.at(document, "ate")).containsEntry("sdNoise", 0.0);
        assertThat(CliRun.at(document, "ate", "interval")).containsEntry("method", "percentile")
                .containsEntry("level", 0.9);
        assertThat(CliRun.at(document, "intervals").get("plannedTrial")).isNotNull();
        assertThat(CliRun.at(document, "subgroups")).containsOnlyKeys("region", "total_patient_volume");
        assertThat(CliRun.list(CliRun.at(document, "subgroups"), "total_patient_volume")).hasSize(3);
    }

    @Test
    void threads_anyNumber_printTheSameBytes() {
        String one = CliRun.of(with("--size", "40000", "--threads", "1", "--json")).out();
        for (String threads : List.of("2", "7", "16")) {
            assertThat(CliRun.of(with("--size", "40000", "--threads", threads, "--json")).out()).isEqualTo(one);
        }
    }

    @Test
    void intervention_fromFile_isSimulated() throws IOException {
        Path file = folder.resolve("letter.yaml");
        Files.writeString(file, """
                letter:
                  coefficients: {lift: {value: -0.3, sd: 0.01}}
                  base: "$$lift"
                """);
        Map<String, Object> document = CliRun.json(
                "simulate", "hcp", "--intervention", file.toString(), "--size", "1000", "--json");
        assertThat(document).containsEntry("intervention", "letter");
        assertThat(CliRun.at(document, "recommendation")).containsEntry("verdict", "skip");
        assertThat(CliRun.at(document, "recommendation").get("rationale").toString()).contains("harmful");
    }

    @Test
    void intervention_unknown_suggestsTheNearest() {
        CliRun.of("simulate", "hcp", "--intervention", "email_campain")
                .isRefused("unknown intervention \"email_campain\"; "
                + "did you mean \"email_campaign\"? known: email_campaign, call_frequency_increase, "
                + "speaker_program_invitation, sample_distribution, peer_influence_activation, digital_engagement");
        CliRun.of("simulate", "patient").isRefused(
                "simulate must be given --intervention; known: nurse_support, prior_auth_support");
    }

    @Test
    void settings_malformed_areRefused() {
        CliRun.of(with("--set", "duration_weeks")).isRefused("--set must be PARAM=VALUE, got \"duration_weeks\"");
        CliRun.of(with("--set", "duration_weeks=4", "--set", " duration_weeks = 9"))
                .isRefused("--set must set a parameter once, got \"duration_weeks\" again");
        assertThat(CliRun.of("simulate", "hcp", "--intervention", "email").err())
                .startsWith("unknown intervention \"email\"; did you mean \"email_campaign\"? known: ");
        CliRun.of(with("--set", "duration_weeks=53")).isRefused("duration_weeks must be in [1, 52], got 53.0");
        CliRun.of(with("--set", "duration_weeks=0")).isRefused("duration_weeks must be in [1, 52], got 0.0");
        CliRun.of(with("--set", "intensity=0")).isRefused("intensity must be in [0.1, 10], got 0.0");
        CliRun.of(with("--set", "channel=e-mail"))
                .isRefused("channel must be one of email, call, in_person, digital, got "
                + "\"e-mail\"; did you mean \"email\"?");
        CliRun.of("simulate", "hcp", "--intervention", "call_frequency_increase", "--set", "extra_calls=-1")
                .isRefused("extra_calls must be in [0, 1000], got -1.0");
        assertThat(CliRun.of(with("--set", "duration=3")).err())
                .isEqualTo("unknown parameter of email_campaign \"duration\"; did you mean \"duration_weeks\"? "
                        + "known: duration_weeks, intensity, channel\n");
    }

    @Test
    void method_unknown_isRefused() {
        CliRun run = CliRun.of(with("--ci", "percentil"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("unknown interval method \"percentil\"; did you mean \"percentile\"? known: ");
        assertThat(CliRun.of(with("--ci", "newcombe")).status()).isEqualTo(2);
    }

    @Test
    void where_malformed_isRefusedWithACaret() {
        CliRun run = CliRun.of(with("--where", "decile <= "));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("^").doesNotContain("\tat ");
        CliRun unknown = CliRun.of(with("--where", "decil <= 3"));
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.err()).contains("\"decil\"").contains("did you mean \"decile\"?");
    }

    @Test
    void subgroup_unknown_isRefused() {
        CliRun run = CliRun.of(with("--subgroup", "regoin"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("\"regoin\"").contains("did you mean \"region\"?").hasLineCount(1);
    }

    @Test
    void twins_tooFew_isAFailedRun() {
        CliRun run = CliRun.of(with("--size", "99"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).contains("100").contains("99").hasLineCount(1);
        CliRun json = CliRun.of(with("--size", "99", "--json"));
        assertThat(json.status()).isEqualTo(1);
        assertThat(json.document()).containsEntry("status", "failed").containsEntry("n", 99L);
        assertThat(CliRun.of(with("--size", "100")).status()).isZero();
        assertThat(CliRun.of(with("--size", "0")).status()).isEqualTo(1);
        assertThat(CliRun.of(with("--size", "1")).status()).isEqualTo(1);
    }

    @Test
    void deadline_tooShort_isAPartialRun() {
        CliRun run = CliRun.of(with("--size", "400000", "--deadline", "0.001 ms", "--json"));
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.document().get("status")).isIn("partial", "failed");
        assertThat(run.err()).isNotEmpty();
    }

    @Test
    void size_withData_isRefused() throws IOException {
        Path file = folder.resolve("twins.csv");
        Files.writeString(file, "decile\n3\n");
        CliRun.of(with("--data", file.toString(), "--size", "10"))
                .isRefused("--size belongs to generated twins; data have the size they have");
        CliRun.of(with("--data", file.toString(), "--antithetic"))
                .isRefused("--antithetic belongs to generated twins; data are not drawn");
    }

    @Test
    void data_withoutANeededColumn_isRefused() throws IOException {
        Path file = folder.resolve("twins.csv");
        Files.writeString(file, "decile\n" + "3\n".repeat(120));
        CliRun run = CliRun.of(with("--data", file.toString()));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains("\"").contains("is needed and is not in the data").hasLineCount(1);
    }

    @Test
    void data_absent_isRefusedWithThePath() {
        Path file = folder.resolve("none.csv");
        CliRun run = CliRun.of(with("--data", file.toString()));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).contains(file.toString()).hasLineCount(1);
    }

    @Test
    void data_malformed_isRefusedWithThePlace() throws IOException {
        Path file = folder.resolve("twins.csv");
        Files.writeString(file, "decile,region\n3,west\n4\n");
        CliRun run = CliRun.of(with("--data", file.toString()));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith(file + ":3").hasLineCount(1);
    }

    @Test
    void estimand_unknown_isRefused() {
        CliRun.of(with("--estimand", "these_units")).isRefused("unknown estimand \"these_units\"; did you mean "
                + "\"these-units\"? known: model-mean, these-units, superpopulation");
    }

    @Test
    void everyIntervention_ofEveryWorldThatStandsStill_isSimulated() {
        int run = 0;
        List<Map<String, Object>> worlds = CliRun.list(CliRun.json("worlds", "--json"), "worlds");
        for (Map<String, Object> world : worlds.subList(0, 3)) {
            for (Object intervention : (List<?>) world.get("interventions")) {
                Map<String, Object> document = CliRun.json("simulate", world.get("world").toString(), "--intervention",
                        intervention.toString(), "--size", "2000", "--json");
                assertThat((Double) CliRun.at(document, "ate").get("estimate")).isPositive();
                assertThat(document).containsEntry("provenance", "assumed");
                run++;
            }
        }
        assertThat(run).isEqualTo(10);
    }
}
