package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.SharedData;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FitCommandTest {

    private static final String WORLD = """
            model: shop
            variables:
              visits: "~ poisson(3)"
              loyal: "~ bernoulli(0.3)"
              tier: "~ categorical(gold: 0.2, basic: 0.8)"
              arm: "~ categorical(none: 0.5, mail: 0.5)"
              bought: {draw: "bernoulli(if(arm == 'mail', 0.4, 0.2) + 0.02 * visits)", type: integer}
              after: "~ normal(if(arm == 'mail', 3, 0), 1)"
            """;

    @TempDir
    Path folder;

    private String data;
    private String out;

    @BeforeEach
    void write() {
        data = folder.resolve("units.csv").toString();
        out = folder.resolve("world.yaml").toString();
        TwinModel.parse(WORLD, "shop.yaml").generate(2_000, 1).write(Path.of(data));
    }

    private String[] words(String... more) {
        List<String> words = new java.util.ArrayList<>(List.of("fit", "--data", data, "--name", "shop", "--out", out));
        words.addAll(List.of(more));
        return words.toArray(new String[0]);
    }

    @Test
    void fit_data_writesAWorldThatTheOtherCommandsTake() {
        CliRun run = CliRun.of(words("--exclude", "arm,bought,after"));
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("learned shop from 2,000 units\n  visits: integer, ")
                .contains("likeness of 1,", "wrote " + out)
                .endsWith("next: twin generate " + out + " --size 10000 --out twins.csv\n");
        assertThat(run.out().lines().filter(line -> !line.contains(out))).allMatch(line -> line.length() <= 100);
        assertThat(CliRun.of("validate", out).status()).isZero();
        String twins = folder.resolve("twins.csv").toString();
        assertThat(CliRun.of("generate", out, "--size", "500", "--out", twins).status()).isZero();
        assertThat(Population.read(Path.of(twins)).names()).containsExactly("visits", "loyal", "tier");
    }

    @Test
    void fit_outcomeAndTreatment_givesAnInterventionToSimulate() {
        CliRun run = CliRun.of(words("--exclude", "after", "--outcome", "bought", "--treatment", "arm", "--control",
                "none",
                "--threads", "2"));
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("outcome bought (0 or 1)", "intervention mail\n")
                .endsWith("next: twin simulate " + out + " --intervention mail\n");
        Map<String, Object> effect = CliRun.json("simulate", out, "--intervention", "mail", "--size", "2000", "--json");
        // 0.2 with a standard error of 0.02.
        assertThat((Double) CliRun.at(effect, "ate").get("estimate")).isBetween(0.12, 0.28);
    }

    @Test
    void fit_json_isOneDocument() {
        Map<String, Object> tree = CliRun.json(words("--exclude", "arm,bought,after", "--json", "--seed", "7"));
        assertThat(tree).containsEntry("world", "shop").containsEntry("rows", 2000L).containsEntry("out", out)
                .containsEntry("files", List.of());
        assertThat(CliRun.list(tree, "columns")).extracting("column").containsExactly("visits", "loyal", "tier");
        assertThat(tree.get("modelId")).isEqualTo(TwinModel.read(Path.of(out)).id());
        assertThat(CliRun.at(tree, "likeness")).containsKeys("columns", "pairs", "propensity", "nearestRecord");
    }

    @Test
    void fit_leakage_isRefusedWithTheOption() {
        CliRun run = CliRun.of(words("--outcome", "bought", "--treatment", "arm", "--control", "none"));
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.err())
                .startsWith("feature \"after\" must not be measured after the treatment, got arms of \"arm\" that "
                + "differ in it beyond chance").endsWith("; leave it out: --exclude after; if units were "
                        + "not assigned at random, learn without --treatment\n");
        assertThat(Path.of(out)).doesNotExist();
    }

    @Test
    void fit_wrongWords_areRefused() throws IOException {
        CliRun.of("fit", "--data", data, "--out", out).isRefused("fit must be given --name");
        CliRun.of("fit", "--data", data, "--name", "x").isRefused("fit must be given --out");
        CliRun.of("fit", "--data", data, "--name", "x", "--out", "x.json")
                .isRefused("a world file must end in .yaml or .yml, got \"x.json\"");
        CliRun.of(words("--exclude", "teir"))
                .isRefused("unknown column \"teir\"; did you mean \"tier\"? known: visits, "
                + "loyal, tier, arm, bought, after");
        CliRun.of(words("--time", "visits")).isRefused("time must be given with an outcome, got visits alone; models "
                + "of an outcome are judged on later rows than they learned from");
        CliRun.of(words("--control", "none")).isRefused("--control must be given with --treatment");
        Files.writeString(Path.of(data), "a,b\n1,x\n");
        CliRun.of(words()).isRefused("data must hold at least 2 rows to learn from, got 1");
    }

    /** Nothing is learned, nor even read, for a file that cannot be written. */
    @Test
    void fit_outThatCannotBeWritten_isRefusedFirst() throws IOException {
        String none = folder.resolve("none").toString();
        CliRun run = CliRun.of("fit", "--data", "no such data.csv", "--name", "x", "--out", none + "/world.yaml");
        assertThat(run.status()).isNotZero();
        assertThat(run.err()).endsWith("cannot write " + none + "/world.yaml: no such folder " + none + "\n");
        Files.createDirectory(Path.of(out));
        assertThat(CliRun.of("fit", "--data", "no such data.csv", "--name", "x", "--out", out).err())
                .endsWith("cannot write " + out + ": it is a directory\n");
        try (var files = Files.list(folder)) {
            assertThat(files).hasSize(2);
        }
    }

    @Test
    void fit_blanksAroundNames_areNoPartOfThem() {
        CliRun run = CliRun.of(words("--exclude", "arm, bought , after,tier"));
        assertThat(run.err()).isEmpty();
        assertThat(TwinModel.read(Path.of(out)).names()).containsExactly("visits", "loyal");
    }

    @Test
    void fit_hillstrom_findsWhatFollowsFromWhat() {
        String customers = SharedData.require("data/hillstrom.csv").toString();
        CliRun run = CliRun.of("fit", "--data", customers, "--name", "customers", "--exclude",
                "segment,visit,conversion,spend", "--out", out);
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("history_segment: category, 7 levels", "follows from history\n    in all rows");
        assertThat(TwinModel.read(Path.of(out)).names()).hasSize(8);
    }
}
