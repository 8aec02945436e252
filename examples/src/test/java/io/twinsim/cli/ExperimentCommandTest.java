package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.SharedData;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
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

    private static String[] lalonde(String... more) {
        List<String> words = new ArrayList<>(List.of("experiment", "--data",
                SharedData.require("cases/data_lalonde.csv").toString(), "--treatment", "treat", "--treated", "1",
                "--control", "0", "--outcome", "re78"));
        words.addAll(List.of(more));
        return words.toArray(new String[0]);
    }

    /** References: NumPy 2.4.6, as in the test of the library. */
    @Test
    void lalonde_adjusted_givesTheReferenceNumbers() {
        String all = "age,educ,race,married,nodegree,re74,re75";
        Object[][] cases = {
            {1074.90854139541, 1211.88141357006, new String[] {"--adjust", all}},
            {1074.90854139541, 1336.20617468801, new String[] {"--adjust", all, "--se", "hc3"}},
            {1548.24380199961, 742.181677314729, new String[] {"--adjust", all, "--estimator", "ancova"}},
            {469.639973586306, 926.155079933716, new String[] {"--adjust", all, "--observational"}},
            {1477.58503281166, 889.626053935346,
                new String[] {"--adjust", all, "--estimator", "hajek", "--trim", "0.1,0.9"}},
            {302.768942495676, 1083.62244125709, new String[] {"--adjust", "age,re74,re75", "--cluster", "educ"}}
        };
        for (Object[] expected : cases) {
            Map<String, Object> document = CliRun.json(lalonde(json((String[]) expected[2])));
            assertThat((Double) document.get("estimate")).isCloseTo((Double) expected[0],
                    Percentage.withPercentage(1e-6));
            assertThat((Double) document.get("standardError")).isCloseTo((Double) expected[1],
                    Percentage.withPercentage(1e-6));
        }
        assertThat(cases).hasDimensions(6, 3);
    }

    private static String[] json(String[] words) {
        String[] all = java.util.Arrays.copyOf(words, words.length + 1);
        all[words.length] = "--json";
        return all;
    }

    @Test
    void lalonde_observational_saysSoEverywhere() {
        String[] words = {"--adjust", "age,educ,re74", "--observational", "--subgroup", "race", "--correction",
            "by,hommel", "--family", "dimension", "--min-group", "40", "--lower-is-better"};
        CliRun run = CliRun.of(lalonde(words));
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("(observational)", "E-value", "aipw *", "propensity", "SMD");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
        Map<String, Object> document = CliRun.json(lalonde(json(words)));
        assertThat(document).containsEntry("assignment", "observational").containsEntry("estimator", "aipw");
        assertThat(CliRun.list(document, "estimators")).extracting(one -> one.get("name")).containsExactly("difference",
                "ancova", "lin", "ht", "hajek", "att", "aipw", "aipw-crossfit");
        assertThat(CliRun.at(document, "eValue")).containsKeys("estimate", "limit", "riskRatio");
        assertThat(CliRun.list(CliRun.at(document, "subgroups"), "race").get(0)).containsKeys("pBy", "pHommel");
    }

    @Test
    void split_ofADesign_isTested() throws IOException {
        Map<String, Object> ratio = CliRun.at(CliRun.json("experiment", "--data", data(), "--treatment", "arm",
                "--treated", "yes", "--control", "no", "--outcome", "y", "--split", "0.75", "--json"), "sampleRatio");
        assertThat(ratio).containsEntry("expectedShare", 0.75).containsEntry("tested", true);
    }

    @Test
    void adjustment_thatMakesNoSense_isRefused() {
        CliRun.of(lalonde("--adjust", "re78"))
                .isRefused("covariate must differ from the outcome, got \"re78\" for both");
        CliRun.of(lalonde("--adjust", "agee")).isRefused("unknown column \"agee\"; did you mean \"age\"? known: id, "
                + "treat, age, educ, race, married, nodegree, re74, re75, re78");
        CliRun.of(lalonde("--estimator", "lin")).isRefused("estimator lin must have covariates, got none");
        CliRun.of(lalonde("--adjust", "age", "--estimator", "match")).isRefused("unknown estimator \"match\"; known: "
                + "difference, ancova, cuped, lin, ht, hajek, att, aipw, aipw-crossfit");
        CliRun.of(lalonde("--adjust", "age", "--trim", "0.9")).isRefused("--trim must be L,U, got \"0.9\"");
        CliRun.of(lalonde("--adjust", "age", "--trim", "10,90"))
                .isRefused("trim must have 0 <= lower < upper <= 1, got 10.0 and 90.0");
        CliRun.of(lalonde("--split", "50")).isRefused("--split must be in (0, 1), got \"50\"; did you mean 0.5?");
        CliRun.of(lalonde("--cluster", "treat")).isRefused("clusters must differ from the treatment, got \"treat\" for "
                + "both");
        CliRun.of(lalonde("--min-group", "2")).isRefused("--min-group must be a whole number in [4, 2147483647], got "
                + "\"2\"");
    }

    @Test
    void option_withoutEffect_isRefused() throws IOException {
        CliRun.of(lalonde("--se", "hc3")).isRefused("--se must be given with --adjust");
        CliRun.of(lalonde("--adjust", "age", "--se", "hc3", "--cluster", "educ"))
                .isRefused("--se must not be given with --cluster; clusters have an error of their own, cr2");
        for (String[] option : new String[][] {{"--correction", "by"}, {"--family", "all"}, {"--min-group", "9"},
            {"--lower-is-better"}}) {
            CliRun.of(lalonde(option)).isRefused(option[0] + " must be given with --subgroup");
        }
    }

    @Test
    void covariate_withACommaInItsName_isGivenAlone() throws IOException {
        Path file = folder.resolve("comma.csv");
        Files.writeString(file, "t,y,\"a, b\",c\n1,2,1,3\n1,3,2,1\n1,5,2,2\n1,4,3,5\n"
                + "0,1,1,2\n0,2,3,1\n0,4,2,4\n0,3,4,4\n");
        assertThat(CliRun.json("experiment", "--data", file.toString(), "--treatment", "t", "--treated", "1",
                "--control", "0", "--outcome", "y", "--adjust", "a, b", "--json")).containsEntry("covariates",
                List.of("a, b"));
    }

    private String data() throws IOException {
        Path file = folder.resolve("trial.csv");
        Files.writeString(file, "arm,y\nyes,3\nyes,4\nyes,6\nno,1\nno,2\nno,2\n");
        return file.toString();
    }
}
