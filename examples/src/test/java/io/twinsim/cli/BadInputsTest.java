package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TimeZone;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Broken input as it reaches the command line: exit status 2, one message, nothing on standard output. */
class BadInputsTest {

    private static final String[] EXPERIMENT = {"experiment", "--treatment", "t", "--treated", "1", "--control", "0"};

    @TempDir
    Path folder;

    private String file(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(file, text);
        return file.toString();
    }

    private static CliRun experiment(String data, String... more) {
        String[] words = java.util.Arrays.copyOf(EXPERIMENT, EXPERIMENT.length + more.length + 2);
        words[EXPERIMENT.length] = "--data";
        words[EXPERIMENT.length + 1] = data;
        System.arraycopy(more, 0, words, EXPERIMENT.length + 2, more.length);
        return CliRun.of(words);
    }

    private static void refused(CliRun run, String... parts) {
        assertThat(run.status()).as(run.err()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(parts).doesNotContain("\tat ").doesNotContain("Exception");
    }

    /**
     * The list states for each file whether it is read; semicolon files need an option, treat_* are read as plain
     * data.
     */
    @Test
    void dataFiles_broken_areReadOrRefusedAsListed() throws IOException {
        Map<String, Object> list = JsonTree.object(Files.readString(SharedData.require("cases/bad_files.json")));
        int checked = 0;
        for (Map<String, Object> entry : CliRun.list(list, "files")) {
            String name = entry.get("file").toString();
            if (!name.contains(".csv") || name.contains("semicolon") || name.contains("treat_")) {
                continue;
            }
            String path = SharedData.require("cases/" + name).toString();
            CliRun run = CliRun.of("describe", "--data", path, "--json");
            if (Boolean.TRUE.equals(entry.get("should_parse"))) {
                assertThat(run.status()).as(name + ": " + run.err()).isZero();
                run.document();
            } else {
                refused(run, path);
            }
            checked++;
        }
        assertThat(checked).isEqualTo(39);
    }

    @Test
    void file_thatIsAFolder_isRefused() {
        refused(CliRun.of("describe", "--data", folder.resolve("x.csv").toString()), "no such file");
        assertThat(folder.resolve("d.csv").toFile().mkdir()).isTrue();
        refused(CliRun.of("describe", "--data", folder.resolve("d.csv").toString()), folder.resolve("d.csv")
                .toString());
        refused(CliRun.of("generate", "hcp", "--size", "5", "--out", folder.resolve("none").resolve("x.csv")
                .toString()),
                folder.resolve("none").resolve("x.csv").toString());
    }

    @Test
    void population_beyondTheHeap_isRefusedUpFront() {
        refused(CliRun.of("describe", "hcp", "--size", "2000000000"), "n must", "2,000,000,000");
    }

    @Test
    void level_outside_isRefusedWithAHint() {
        for (String level : List.of("0", "1", "-0.1", "1.5", "95")) {
            refused(CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--level", level),
                    "level must be in (0, 1), got ");
            refused(CliRun.of("power", "--effect", "1", "--sd", "1", "--level", level),
                    "level must be in (0, 1), got ");
        }
    }

    @Test
    void replicates_tooFew_areRefused() throws IOException {
        String data = file("x.csv", "t,y\n1,1\n1,2\n0,1\n0,4\n");
        for (String replicates : List.of("0", "-1", "x")) {
            refused(experiment(data, "--outcome", "y", "--replicates", replicates),
                    "--replicates must be a whole number");
        }
        refused(experiment(data, "--outcome", "y", "--ci", "percentile", "--replicates", "10", "--level", "0.99"),
                "replicates");
    }

    @Test
    void arms_tooSmallOrAbsent_areRefused() throws IOException {
        refused(experiment(file("one.csv", "t,y\n1,1\n1,2\n"), "--outcome", "y"), "0");
        refused(experiment(file("single.csv", "t,y\n1,1\n1,2\n0,3\n"), "--outcome", "y"), "control", "1");
    }

    @Test
    void outcome_unusable_isRefused() throws IOException {
        String data = file("x.csv", "t,y\n1,a\n1,b\n0,c\n0,d\n");
        refused(experiment(data, "--outcome", "y"), "\"y\"", "category");
        refused(experiment(data, "--outcome", "t"), "t");
    }

    @Test
    void outcome_constant_isAPointThatSaysSo() throws IOException {
        CliRun run = experiment(file("x.csv", "t,y\n1,2\n1,2\n0,1\n0,1\n"), "--outcome", "y", "--json");
        assertThat(run.status()).as(run.err()).isZero();
        assertThat(run.document()).containsEntry("estimate", 1.0).containsEntry("standardError", 0.0);
        assertThat(run.document().get("warnings").toString()).contains("zero variance");
    }

    @Test
    void power_impossible_isRefused() {
        refused(CliRun.of("power", "--effect", "0", "--sd", "1"), "effect", "no finite n");
        refused(CliRun.of("power", "--effect", "1", "--sd", "1", "--power", "0.01"), "power must exceed 1 - level");
        refused(CliRun.of("power", "--effect", "1", "--sd", "1", "--ratio", "-1"), "ratio must be positive");
        assertThat((Double) CliRun.json("power", "--effect", "1e-9", "--sd", "1", "--json").get("total"))
                .isGreaterThan(1e18);
    }

    @Test
    void locale_anyDefault_printsTheSameBytes() {
        String[] words = {"simulate", "hcp", "--intervention", "email_campaign", "--size", "500", "--json"};
        String json = CliRun.of(words).out();
        String table = CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--size", "500").out();
        Locale before = Locale.getDefault();
        TimeZone zone = TimeZone.getDefault();
        try {
            for (String tag : List.of("de-DE", "tr-TR", "ar-EG-u-nu-arab")) {
                Locale.setDefault(Locale.forLanguageTag(tag));
                TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
                assertThat(CliRun.of(words).out()).isEqualTo(json);
                assertThat(CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--size", "500").out())
                        .isEqualTo(table);
                CliRun.of("describe", "HCP").isRefused("unknown world \"HCP\"; did you mean \"hcp\"? known: hcp, "
                        + "patient, territory, skincare, psychiatry, conversation, factory, factory-original; "
                        + "or a path to a .yaml or .json file");
            }
        } finally {
            Locale.setDefault(before);
            TimeZone.setDefault(zone);
        }
    }
}
