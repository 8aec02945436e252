package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.scenario.Comparison;
import io.twinsim.worlds.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CompareCommandTest {

    private static final String[] MAIN = {
        "compare", "hcp", "--intervention", "email_campaign", "--intervention", "call_frequency_increase"
    };

    @TempDir
    Path folder;

    private static String[] with(String... more) {
        String[] words = java.util.Arrays.copyOf(MAIN, MAIN.length + more.length);
        System.arraycopy(more, 0, words, MAIN.length, more.length);
        return words;
    }

    @Test
    void defaults_printATableThatFitsTheScreen() {
        CliRun run = CliRun.of(MAIN);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("2 scenarios on 10,000 twins of hcp (assumed): best is "
                + "call_frequency_increase\n").contains("the best becomes email_campaign if ")
                .contains("do nothing").contains("own, believed in independently");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void json_isThatOfTheLibrary() {
        var hcp = Worlds.hcp();
        String expected = Comparison.of(hcp.generate(3000, 5), hcp.intervention("email_campaign"),
                hcp.intervention("call_frequency_increase")).run().toJson();
        assertThat(CliRun.of(with("--size", "3000", "--seed", "5", "--json")).out()).isEqualTo(expected + "\n");
    }

    @Test
    void json_holdsEachScenarioAsSimulateGivesIt() {
        Map<String, Object> document = CliRun.json(with("--json"));
        assertThat(document).containsEntry("world", "hcp").containsEntry("seed", 42L)
                .containsEntry("status", "complete").containsEntry("best", "call_frequency_increase");
        List<Map<String, Object>> scenarios = CliRun.list(document, "scenarios");
        assertThat(scenarios).hasSize(2);
        for (Map<String, Object> scenario : scenarios) {
            Map<String, Object> single = CliRun.json("simulate", "hcp", "--intervention",
                    scenario.get("intervention").toString(), "--json");
            assertThat(scenario.get("configHash")).isEqualTo(single.get("configHash"));
            assertThat(CliRun.at(scenario, "ate").get("estimate")).isEqualTo(CliRun.at(single, "ate").get("estimate"));
            assertThat(CliRun.at(scenario, "intervals").get("total"))
                    .isEqualTo(CliRun.at(single, "intervals").get("total"));
        }
        assertThat(CliRun.list(document, "differences")).hasSize(2);
        assertThat(CliRun.list(document, "ranking")).hasSize(3);
    }

    @Test
    void labels_tellScenariosOfOneInterventionApart() {
        Map<String, Object> document = CliRun.json("compare", "hcp", "--intervention", "short=email_campaign",
                "--intervention", "long=email_campaign", "--set", "long.duration_weeks=26", "--set",
                "duration_weeks=4", "--size", "2000", "--json");
        List<Map<String, Object>> scenarios = CliRun.list(document, "scenarios");
        assertThat(scenarios).extracting(s -> s.get("scenario")).containsExactly("short", "long");
        assertThat(CliRun.at(scenarios.get(0), "parameters")).containsEntry("duration_weeks", 4.0);
        assertThat(CliRun.at(scenarios.get(1), "parameters")).containsEntry("duration_weeks", 26.0);
        assertThat(scenarios.get(0)).containsEntry("sharesCoefficientsWith", List.of("long"));
        assertThat(document).containsEntry("best", "long");
        assertThat(CliRun.list(document, "differences").get(0)).containsEntry("sharedCoefficients", true);
    }

    @Test
    void set_ofAnIntervention_andOfAll() {
        Map<String, Object> document = CliRun.json(with("--set", "intensity=2", "--set",
                "call_frequency_increase.extra_calls=3", "--size", "500", "--json"));
        List<Map<String, Object>> scenarios = CliRun.list(document, "scenarios");
        assertThat(CliRun.at(scenarios.get(0), "parameters")).containsEntry("intensity", 2.0);
        assertThat(CliRun.at(scenarios.get(1), "parameters")).containsEntry("intensity", 2.0)
                .containsEntry("extra_calls", 3.0);
    }

    @Test
    void options_allAtOnce_areHonoured() {
        Map<String, Object> document = CliRun.json(with("--size", "3000", "--seed", "-7", "--where", "decile <= 5",
                "--level", "0.9", "--ci", "percentile", "--replicates", "499", "--subgroup", "region", "--plan",
                "800,400", "--ratio", "2", "--threads", "2", "--deadline", "60 s", "--no-noise", "--estimand",
                "superpopulation", "--antithetic", "--json"));
        assertThat(document).containsEntry("seed", -7L).containsEntry("estimand", "superpopulation");
        assertThat((Long) document.get("n")).isBetween(1300L, 1700L);
        Map<String, Object> first = CliRun.list(document, "scenarios").get(0);
        assertThat(CliRun.at(first, "intervals", "simulation")).containsEntry("method", "percentile")
                .containsEntry("level", 0.9);
        assertThat(CliRun.at(CliRun.list(document, "differences").get(0), "interval")).containsEntry("level", 0.9);
        assertThat(CliRun.at(first, "intervals", "plannedTrial")).containsEntry("treated", 800L)
                .containsEntry("control", 400L);
        assertThat(CliRun.list(CliRun.at(first, "subgroups"), "region")).hasSize(4);
    }

    @Test
    void subgroup_showsTheScenariosInItsGroups() {
        String text = CliRun.of(with("--size", "1000", "--subgroup", "region", "--subgroup", "decile:2")).out();
        assertThat(text).contains("\n\nregion       n  scenario                  effect   lower   upper\nnortheast  ")
                .contains("\n\ndecile").doesNotContain("specialty");
    }

    @Test
    void table_saysTheCommand_thatPrintsItAgain() {
        String table = CliRun.of("compare", "hcp", "--intervention", "email_campaign", "--intervention",
                "long=email_campaign", "--set", "long.duration_weeks=26", "--set", "intensity=2", "--size", "700",
                "--where", "decile <= 5", "--level", "0.9", "--shared-coefficients").out();
        String repeat = table.substring(table.indexOf("repeat: twin ") + "repeat: twin ".length());
        assertThat(repeat).startsWith("compare hcp --intervention email_campaign --intervention long=email_campaign ")
                .contains("--set email_campaign.intensity=2").contains("--set long.duration_weeks=26")
                .contains("--shared-coefficients");
        String words = repeat.strip().replace("\\\n", " ").replace("'decile <= 5'", "decile_5");
        String[] typed = java.util.Arrays.stream(words.split("\\s+"))
                .map(word -> word.equals("decile_5") ? "decile <= 5" : word).toArray(String[]::new);
        assertThat(CliRun.of(typed).out()).isEqualTo(table);
        assertThat(CliRun.of(MAIN).out()).endsWith("repeat: twin compare hcp --intervention email_campaign "
                + "--intervention call_frequency_increase \\\n    --size 10000 --seed 42\n");
    }

    @Test
    void sharedCoefficients_moveTogether() {
        Map<String, Object> alone = CliRun.json(with("--size", "1000", "--json"));
        Map<String, Object> shared = CliRun.json(with("--size", "1000", "--shared-coefficients", "--json"));
        assertThat(alone).containsEntry("sharedCoefficients", false);
        assertThat(shared).containsEntry("sharedCoefficients", true);
        assertThat((Double) CliRun.list(shared, "differences").get(0).get("sd"))
                .isLessThan(0.5 * (Double) CliRun.list(alone, "differences").get(0).get("sd"));
    }

    @Test
    void data_fromAFile_areCompared() {
        Path file = folder.resolve("twins.csv");
        CliRun written = CliRun.of("generate", "hcp", "--size", "300", "--out", file.toString());
        assertThat(written.err()).isEmpty();
        Map<String, Object> document = CliRun.json(with("--data", file.toString(), "--json"));
        assertThat(document).containsEntry("n", 300L).containsEntry("estimand", "these-units");
    }

    @Test
    void intervention_fromFile_isCompared() throws IOException {
        Path file = folder.resolve("letter.yaml");
        Files.writeString(file, """
                letter:
                  coefficients: {lift: {value: -0.3, sd: 0.01}}
                  base: "$$lift"
                """);
        Map<String, Object> document = CliRun.json("compare", "hcp", "--intervention", "post=" + file,
                "--intervention", "email_campaign", "--size", "500", "--json");
        assertThat(CliRun.list(document, "ranking")).extracting(s -> s.get("scenario"))
                .containsExactly("email_campaign", "do nothing", "post");
    }

    @Test
    void status_ofIncompleteComparisons_isOne() {
        CliRun few = CliRun.of(with("--size", "50"));
        assertThat(few.status()).isEqualTo(1);
        assertThat(few.err()).isEqualTo("failed: email_campaign: 50 twins, at least 100 are needed\n");
        assertThat(few.out()).contains("nothing is compared");
        CliRun late = CliRun.of(with("--size", "100000000", "--deadline", "200 ms", "--json"));
        assertThat(late.status()).isEqualTo(1);
        assertThat(late.err()).startsWith("partial: email_campaign: stopped after ");
        assertThat(late.document()).containsEntry("status", "partial").containsEntry("best", null);
    }

    @Test
    void input_thatIsNoComparison_isRefused() {
        CliRun.of("compare", "hcp", "--intervention", "email_campaign").isRefused("compare must be given "
                + "--intervention twice or more, got 1; known: email_campaign, call_frequency_increase, "
                + "speaker_program_invitation, sample_distribution, peer_influence_activation, digital_engagement; "
                + "LABEL=NAME tells scenarios of one intervention apart, and doing nothing always takes part");
        CliRun.of(with("--intervention", "email_campaign")).isRefused("interventions must differ, got "
                + "\"email_campaign\" twice; give one of them another value of a parameter");
        CliRun.of(with("--intervention", "a=email_campaign", "--intervention", "a=digital_engagement"))
                .isRefused("--intervention must have a label of its own before the =, got \"a=digital_engagement\"");
        CliRun.of(with("--set", "duration_weeks"))
                .isRefused("--set must be PARAM=VALUE or LABEL.PARAM=VALUE, got \"duration_weeks\"");
        CliRun.of(with("--set", "intensity=1", "--set", "intensity=2"))
                .isRefused("--set must set a parameter once, got \"intensity\" again");
        CliRun.of(with("--set", "duration_week=3")).isRefused("unknown parameter \"duration_week\"; did you mean "
                + "\"duration_weeks\"? known: duration_weeks, intensity, channel, extra_calls, "
                + "email_campaign.duration_weeks, email_campaign.intensity, email_campaign.channel, "
                + "call_frequency_increase.duration_weeks, call_frequency_increase.intensity, "
                + "call_frequency_increase.extra_calls (in --set)");
        CliRun.of(with("--set", "email_campaign.extra_calls=3")).isRefused("unknown parameter of email_campaign "
                + "\"extra_calls\"; known: duration_weeks, intensity, channel");
        CliRun.of(with("--set", "email_campaign.intensity=0")).isRefused("intensity must be in [0.1, 10], got 0.0");
        CliRun.of("compare", "hcp", "--intervention", "email_campain", "--intervention", "digital_engagement")
                .isRefused("unknown intervention \"email_campain\"; did you mean \"email_campaign\"? known: "
                + "email_campaign, call_frequency_increase, speaker_program_invitation, sample_distribution, "
                + "peer_influence_activation, digital_engagement");
    }

    /** A scenario without a label has the name of its intervention for one, though another is of that kind too. */
    @Test
    void set_ofAScenarioThatNeedsNoLabel_leavesOthersOfItsIntervention() {
        String[] words = {
            "compare", "hcp", "--intervention", "email_campaign", "--intervention", "x=email_campaign", "--set",
            "email_campaign.duration_weeks=3", "--size", "1000", "--seed", "42"
        };
        CliRun run = CliRun.of(words);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("best is x\n").endsWith("repeat: twin compare hcp --intervention email_campaign "
                + "--intervention x=email_campaign \\\n    --set email_campaign.duration_weeks=3 --size 1000 "
                + "--seed 42\n");
    }
}
