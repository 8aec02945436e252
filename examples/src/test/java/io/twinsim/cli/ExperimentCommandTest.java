package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentCommandTest {

    @TempDir
    Path folder;

    private static String[] hillstrom(String outcome, String... more) {
        String[] words = {"experiment", "--data", SharedData.require("data/hillstrom.csv").toString(), "--treatment",
            "segment",
            "--treated", "Mens E-Mail", "--control", "No E-Mail", "--outcome", outcome};
        String[] all = java.util.Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    /** Reference: the published data, Welch's formulas; shown to seven decimals. */
    @Test
    void hillstrom_threeOutcomes_giveTheReferenceNumbers() {
        Object[][] cases = {
            {"visit", 0.0765896, 0.0033859}, {"conversion", 0.0068050, 0.00092087}, {"spend", 0.7698272, 0.1452466}
        };
        for (Object[] expected : cases) {
            Map<String, Object> document = CliRun.json(hillstrom((String) expected[0], "--json"));
            assertThat((Double) document.get("estimate")).isCloseTo((Double) expected[1], Offset.offset(5e-8));
            assertThat((Double) document.get("standardError")).isCloseTo((Double) expected[2], Offset.offset(5e-8));
            assertThat(document.get("n")).isEqualTo(Map.of("treated", 21307L, "control", 21306L));
            assertThat(document).containsKeys("estimand", "interval", "sampleRatio", "warnings");
        }
        assertThat(cases).hasDimensions(3, 3);
    }

    @Test
    void hillstrom_visit_hasTheReferenceInterval() {
        Map<String, Object> interval = CliRun.at(CliRun.json(hillstrom("visit", "--json")), "interval");
        assertThat((Double) interval.get("lower")).isCloseTo(0.06995, Offset.offset(5e-6));
        assertThat((Double) interval.get("upper")).isCloseTo(0.08323, Offset.offset(5e-6));
        assertThat(interval).containsEntry("method", "welch").containsEntry("level", 0.95);
    }

    @Test
    void hillstrom_subgroups_carryCorrectedPValues() {
        Map<String, Object> document = CliRun.json(hillstrom("visit", "--subgroup", "newbie", "--subgroup", "channel",
                "--json"));
        for (String dimension : List.of("newbie", "channel")) {
            List<Map<String, Object>> rows = CliRun.list(CliRun.at(document, "subgroups"), dimension);
            assertThat(rows).hasSizeBetween(2, 3);
            assertThat(rows.get(0)).containsKeys("value", "n", "ate", "standardError", "lower", "upper",
                    "pValue", "pHolm", "pBh");
        }
    }

    @Test
    void hillstrom_table_fitsTheScreen() {
        CliRun run = CliRun.of(hillstrom("visit", "--subgroup", "zip_code"));
        assertThat(run.err()).isEmpty();
        assertThat(run.status()).isZero();
        assertThat(run.out()).contains("visit").contains("+0.07659").contains("welch");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void arm_misspelt_suggestsTheNearest() throws IOException {
        CliRun run = CliRun.of("experiment", "--data", data(), "--treatment", "arm", "--treated", "yess", "--control",
                "no",
                "--outcome", "y");
        assertThat(run.status()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("\"yess\"").contains("\"yes\"").hasLineCount(1);
    }

    @Test
    void column_unknown_suggestsTheNearest() throws IOException {
        CliRun.of("experiment", "--data", data(), "--treatment", "amr", "--treated", "yes", "--control", "no",
                "--outcome", "y")
                .isRefused("unknown column \"amr\"; did you mean \"arm\"? known: arm, y");
    }

    @Test
    void subgroup_thatIsArmOrOutcome_isRefused() throws IOException {
        String[] words = {"experiment", "--data", data(), "--treatment", "arm", "--treated", "yes", "--control", "no",
            "--outcome", "y", "--subgroup", ""};
        words[words.length - 1] = "y";
        CliRun.of(words).isRefused("--subgroup must differ from the outcome, got \"y\" for both");
        words[words.length - 1] = "y:2";
        CliRun.of(words).isRefused("--subgroup must differ from the outcome, got \"y\" for both");
        words[words.length - 1] = "arm";
        CliRun.of(words).isRefused("--subgroup must differ from the treatment, got \"arm\" for both");
    }

    @Test
    void option_absent_isNamed() throws IOException {
        CliRun.of("experiment", "--data", data(), "--treated", "yes", "--control", "no", "--outcome", "y")
                .isRefused("experiment must be given --treatment");
        CliRun.of("experiment", "--treatment", "arm").isRefused("experiment must be given --data");
    }

    private String data() throws IOException {
        Path file = folder.resolve("trial.csv");
        Files.writeString(file, "arm,y\nyes,3\nyes,4\nyes,6\nno,1\nno,2\nno,2\n");
        return file.toString();
    }
}
