package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.model.GenerateOptions;
import io.twinsim.model.Population;
import io.twinsim.worlds.Worlds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** worlds, validate, describe, generate. */
class WorldCommandsTest {

    private static final String WORLD = """
            model: shop
            outcome: {name: spend, type: continuous, mean: "10 + visits", sd: 4, better: higher}
            variables:
              visits: {draw: "poisson(3)", range: [0, 1000], label: per month, unit: visits}
              loyal: "~ bernoulli(0.3)"
              tier: "~ categorical(gold: 0.2, basic: 0.8)"
            interventions:
              coupon:
                coefficients: {lift: {value: 1.5, sd: 0.3}}
                base: "$$lift"
                modifiers: {tier: "lookup(tier, gold: 1.2, basic: 0.9)"}
            """;

    @TempDir
    Path folder;

    private String world(String text) throws IOException {
        Path file = folder.resolve("shop.yaml");
        Files.writeString(file, text);
        return file.toString();
    }

    @Test
    void worlds_listed_oneLineEach() {
        CliRun run = CliRun.of("worlds");
        assertThat(run.status()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out().lines().map(line -> line.split(" ")[0]))
                .containsExactly("world", "hcp", "patient", "territory", "skincare", "psychiatry", "conversation", "factory",
                        "factory-original");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void worlds_json_namesWorldsAndInterventions() {
        List<Map<String, Object>> worlds = CliRun.list(CliRun.json("worlds", "--json"), "worlds");
        assertThat(worlds).extracting("world").containsExactly("hcp", "patient", "territory", "skincare",
                "psychiatry", "conversation", "factory", "factory-original");
        assertThat(worlds.get(0)).containsKeys("version", "modelId", "about").containsEntry("variables", 21L);
        assertThat(worlds.get(1).get("interventions")).isEqualTo(List.of("nurse_support", "prior_auth_support"));
    }

    @Test
    void validate_goodFile_showsWhatItHolds() throws IOException {
        String file = world(WORLD);
        CliRun run = CliRun.of("validate", file);
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith(file + " is valid: TwinModel[shop v1, 3 variables, 1 intervention]\n")
                .contains("outcome spend (continuous, higher is better)").contains("coupon");
    }

    @Test
    void validate_json_holdsTheModel() throws IOException {
        Map<String, Object> document = CliRun.json("validate", world(WORLD), "--json");
        assertThat(document).containsEntry("status", "valid").containsEntry("world", "shop");
        assertThat(CliRun.list(document, "variables")).extracting("name").containsExactly("visits", "loyal", "tier");
        assertThat(CliRun.list(document, "variables")).extracting("type")
                .containsExactly("integer", "flag", "category");
        assertThat(CliRun.at(document, "interventions", "coupon", "coefficients", "lift"))
                .isEqualTo(Map.of("value", 1.5, "sd", 0.3));
        assertThat(CliRun.at(document, "decision")).containsKeys("threshold", "minTwins", "minGroup");
    }

    @Test
    void validate_unknownVariable_isRefusedWithThePlace() throws IOException {
        String file = world(WORLD.replace("lookup(tier,", "lookup(teir,"));
        CliRun run = CliRun.of("validate", file);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith(file + ":11:").contains("\"teir\"").contains("did you mean \"tier\"?")
                .doesNotContain("\tat ");
    }

    @Test
    void validate_malformedYaml_isRefusedWithThePlace() throws IOException {
        String file = world("model: shop\nvariables: [\n");
        CliRun run = CliRun.of("validate", file);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith(file + ":").doesNotContain("\tat ");
    }

    @Test
    void validate_absentFile_isRefusedWithThePath() {
        String file = folder.resolve("none.yaml").toString();
        CliRun run = CliRun.of("validate", file);
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).isEqualTo("cannot read " + file + ": no such file\n");
    }

    @Test
    void describe_world_fitsTheScreen() {
        CliRun run = CliRun.of("describe", "hcp", "--size", "2000");
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("adoption_stage").contains("1 = highest volume, 10 = lowest")
                .contains("email_campaign").contains("2,000");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void describe_json_holdsSummaries() {
        Map<String, Object> document = CliRun.json("describe", "hcp", "--size", "1000", "--where", "decile <= 5",
                "--json");
        List<Map<String, Object>> columns = CliRun.list(document, "columns");
        assertThat(columns).hasSize(21);
        assertThat(columns.get(8)).containsEntry("name", "decile").containsEntry("min", 1.0).containsEntry("max", 5.0)
                .containsKeys("mean", "sd", "missing");
        assertThat(CliRun.at(columns.get(0), "counts")).containsOnlyKeys("oncology", "hematology", "dermatology",
                "allergy");
        assertThat(CliRun.list(document, "variables").get(8))
                .containsEntry("range", List.of(1.0, 10.0)).containsEntry("label", "1 = highest volume, 10 = lowest");
    }

    @Test
    void describe_data_showsItsColumns() throws IOException {
        Path file = folder.resolve("shop.csv");
        Files.writeString(file, "who;spend\nann;1.5\nbob;-\n");
        CliRun run = CliRun.of("describe", "--data", file.toString(), "--delimiter", ";", "--missing", "-,?");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("who").contains("spend").contains("n=2");
        Map<String, Object> document = CliRun.json(
                "describe", "--data", file.toString(), "--delimiter", ";", "--missing", "-", "--json");
        assertThat(CliRun.list(document, "columns").get(1)).containsEntry("missing", 1L).containsEntry("mean", 1.5)
                .containsEntry("median", 1.5);
        CliRun.of("describe", "--data", file.toString(), "--size", "5")
                .isRefused("--size belongs to generated twins; data have the size they have");
    }

    @Test
    void generate_csv_readsBackAsTheSameTwins() {
        Path file = folder.resolve("twins.csv");
        CliRun run = CliRun.of("generate", "hcp", "--size", "300", "--seed", "7", "--out", file.toString());
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("wrote 300 twins with 21 columns to " + file + " (").hasLineCount(1);
        String fromModel = CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--size", "300", "--seed",
                "7",
                "--no-noise", "--estimand", "these-units", "--json").out();
        String fromFile = CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--data", file.toString(),
                "--seed", "7", "--no-noise", "--json").out();
        assertThat(CliRun.at(JsonTree.object(fromFile), "ate").get("estimate"))
                .isEqualTo(CliRun.at(JsonTree.object(fromModel), "ate").get("estimate"));
    }

    /** What is written reads back as what was generated, whatever the format. */
    @Test
    void generate_everyFormat_readsBackAsTheSameTwins() {
        Population twins = Worlds.hcp().generate(200, 7).where("decile <= 5");
        int formats = 0;
        for (String ending : List.of("csv", "tsv", "json", "parquet")) {
            String file = folder.resolve("twins." + ending).toString();
            Map<String, Object> document = CliRun.json("generate", "hcp", "--size", "200", "--seed", "7", "--where",
                    "decile <= 5", "--threads", "2", "--out", file, "--json");
            assertThat(document).containsEntry("n", twins.size());
            Population read = Population.read(Path.of(file));
            assertThat(read.names()).isEqualTo(twins.names());
            for (String name : List.of("decile", "digital_engagement_score", "baseline_propensity")) {
                assertThat(read.doubles(name)).as(ending).containsExactly(twins.doubles(name));
            }
            assertThat(CliRun.of("describe", "--data", file).out()).startsWith(
                    CliRun.of("describe", "--data", folder.resolve("twins.csv").toString()).out().substring(0, 20));
            formats++;
        }
        assertThat(formats).isEqualTo(4);
    }

    @Test
    void generate_json_countsRowsAndBytes() {
        Path file = folder.resolve("twins.json");
        Map<String, Object> document =
                CliRun.json("generate", "territory", "--size", "10", "--out", file.toString(), "--json");
        assertThat(document).containsEntry("world", "territory").containsEntry("n", 10L).containsEntry("seed", 42L)
                .containsEntry("bytes", file.toFile().length()).containsKeys("modelId", "columns", "out");
    }

    @Test
    void antithetic_twins_areGeneratedAndDescribedAsSuch() {
        Path file = folder.resolve("pairs.csv");
        assertThat(CliRun.json("generate", "hcp", "--size", "10", "--antithetic", "--out", file.toString(), "--json"))
                .containsEntry("antithetic", true);
        GenerateOptions pairs = GenerateOptions.of().withAntithetic();
        assertThat(Population.read(file).doubles("decile"))
                .containsExactly(Worlds.hcp().generate(10, 42, pairs).doubles("decile"));
        assertThat(CliRun.json("describe", "hcp", "--size", "10", "--antithetic", "--json"))
                .containsEntry("antithetic", true);
        assertThat(CliRun.json("describe", "hcp", "--size", "10", "--json")).doesNotContainKey("antithetic");
    }

    @Test
    void world_thatIsADataFile_isRefused() {
        for (String file : new String[] {"rows.csv", "rows.tsv.gz", "rows.parquet"}) {
            CliRun.of("describe", file).isRefused("a world file must end in .yaml, .yml or .json, got \"" + file
                    + "\"; data are read with --data");
        }
    }

    @Test
    void generate_unknownFormat_isRefused() {
        Path file = folder.resolve("twins.xlsx");
        CliRun.of("generate", "hcp", "--size", "10", "--out", file.toString())
                .isRefused("file name must end in .csv, .tsv, .txt, .json or, with twin-examples, .parquet, got " + file);
        assertThat(file).doesNotExist();
    }

    @Test
    void generate_hugeSize_isRefusedBeforeAnyWork() {
        CliRun run = CliRun.of("generate", "hcp", "--size", "9000000000", "--out", folder.resolve("x.csv").toString());
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err()).startsWith("--size must ").hasLineCount(1);
    }
}
