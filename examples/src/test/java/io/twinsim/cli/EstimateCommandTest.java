package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** estimate. */
class EstimateCommandTest {

    @TempDir
    Path folder;

    private String data() throws IOException {
        Path file = folder.resolve("failures.csv");
        Files.writeString(file,
                "hours,note\n3,a\n5,b\n7,c\n18,d\n43,e\n85,f\n91,g\n98,h\n100,i\n130,j\n230,k\n487,l\n");
        return file.toString();
    }

    /** R 4.2.2, t.test(aircondit$hours): mean 108.0833, 95 % 21.52561 to 194.64106. */
    @Test
    void mean_ofTwelveFailures_isThatOfR() throws IOException {
        Map<String, Object> document = CliRun.json("estimate", "--data", data(), "--statistic", "mean:hours", "--json");
        assertThat(document).containsEntry("estimand", "mean:hours").containsEntry("n", 12L);
        assertThat((Double) document.get("estimate")).isCloseTo(108.0833333, Offset.offset(1e-6));
        assertThat((Double) CliRun.at(document, "interval").get("lower")).isCloseTo(21.52561, Offset.offset(1e-5));
        assertThat((Double) CliRun.at(document, "interval").get("upper")).isCloseTo(194.64106, Offset.offset(1e-5));
        CliRun run = CliRun.of("estimate", "--data", data(), "--statistic", "mean:hours");
        assertThat(run.out()).startsWith("mean:hours = 108.083\n").contains("n = 12").contains("(student)");
    }

    @Test
    void bca_asked_reportsBiasAndAcceleration() throws IOException {
        Map<String, Object> document = CliRun.json("estimate", "--data", data(), "--statistic", "mean:hours",
                "--ci", "bca",
                "--replicates", "999", "--level", "0.9", "--json");
        assertThat(document).containsKeys("bias", "z0", "acceleration");
        assertThat(CliRun.at(document, "interval")).containsEntry("method", "bca").containsEntry("level", 0.9);
    }

    /** R 4.2.2 with boot 1.3-28.1, example city: ratio 1.520312; Fieller by NumPy 2.4.6. */
    @Test
    void ratio_ofCity_isThatOfR() throws IOException {
        Path file = folder.resolve("city.csv");
        Files.writeString(file, "u,x\n138,143\n93,104\n61,69\n179,260\n48,75\n37,63\n29,50\n23,48\n30,111\n2,50\n");
        Map<String, Object> document = CliRun.json("estimate", "--data", file.toString(), "--statistic", "ratio:x/u",
                "--ci", "fieller", "--json");
        assertThat(document).containsEntry("estimand", "ratio:x/u").containsEntry("estimate", 1.5203125);
        assertThat((Double) CliRun.at(document, "interval").get("lower")).isCloseTo(1.195956444456459,
                Offset.offset(1e-10));
        CliRun run = CliRun.of("estimate", "--data", file.toString(), "--statistic", "ratio:x/u");
        assertThat(run.out()).startsWith("ratio:x/u = 1.52031\n").contains("(bca)", "  1,999 replicates, bias 0.0",
                ", z0 ", ", acceleration -0.0214\n", "  Monte Carlo error of the limits 0.0");
        assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
        assertThat((Double) CliRun.json("estimate", "--data", file.toString(), "--statistic", "correlation:x,u", "--ci",
                "normal", "--json").get("estimate")).isCloseTo(0.9043447533672792, Offset.offset(1e-14));
    }

    @Test
    void quantiles_byNameOrProbability_areOfType7() throws IOException {
        assertThat(CliRun.json("estimate", "--data", data(), "--statistic", "median:hours", "--json"))
                .containsEntry("estimate", 88.0);
        assertThat((Double) CliRun.json("estimate", "--data", data(), "--statistic", "quantile:hours:0.9", "--json")
                .get("estimate")).isCloseTo(220, Offset.offset(1e-12));
        CliRun.of("estimate", "--data", data(), "--statistic", "median:hours", "--ci", "abc")
                .isRefused("method abc does not serve a quantile; allowed: auto, bootstrap-normal, basic, percentile, "
                        + "expanded");
    }

    @Test
    void resampling_byClusterAndWithinStrata_changesTheError() throws IOException {
        Path file = folder.resolve("groups.csv");
        Files.writeString(file, "x,school,region\n1,a,n\n2,a,n\n3,b,n\n5,b,n\n8,c,s\n9,c,s\n4,d,s\n6,d,s\n");
        String[] plain = {"estimate", "--data", file.toString(), "--statistic", "mean:x", "--ci", "percentile",
            "--json"};
        double rows = (Double) CliRun.json(plain).get("standardError");
        double clusters = (Double) CliRun.json(with(plain, "--cluster", "school")).get("standardError");
        double strata = (Double) CliRun.json(with(plain, "--stratum", "region")).get("standardError");
        assertThat(clusters).isGreaterThan(rows);
        assertThat(strata).isLessThan(rows);
        assertThat(CliRun.json(with(plain, "--resampling", "bayesian")).get("standardError")).isNotEqualTo(rows);
        CliRun.of(with(plain, "--resampling", "poison"))
                .isRefused("unknown resampling \"poison\"; did you mean \"poisson\"? known: multinomial, poisson, "
                        + "bayesian");
        CliRun.of("estimate", "--data", file.toString(), "--statistic", "mean:x", "--cluster", "school", "--ci",
                "student").isRefused("method student does not serve resampling within strata or by cluster; allowed: "
                        + "auto, bootstrap-normal, basic, percentile, expanded, bca");
    }

    private static String[] with(String[] words, String... more) {
        String[] all = Arrays.copyOf(words, words.length + more.length);
        System.arraycopy(more, 0, all, words.length, more.length);
        return all;
    }

    @Test
    void statistic_notWellFormed_isRefusedWithItsForms() throws IOException {
        String forms = "--statistic must be mean:COL, ratio:X/U, correlation:A,B, spearman:A,B, median:COL or "
                + "quantile:COL:P, got ";
        CliRun.of("estimate", "--data", data(), "--statistic", "mode:hours").isRefused(
                "unknown statistic \"mode\"; known: mean, ratio, correlation, spearman, median, quantile");
        for (String wrong : new String[] {"hours", "mean:", "ratio:hours", "ratio:/hours", "correlation:hours",
            "quantile:hours", "quantile:hours:"}) {
            CliRun.of("estimate", "--data", data(), "--statistic", wrong).isRefused(forms + "\"" + wrong + "\"");
        }
        CliRun.of("estimate", "--data", data(), "--statistic", "quantile:hours:1.5")
                .isRefused("p must be in (0, 1), got 1.5");
        CliRun.of("estimate", "--data", data()).isRefused("estimate must be given --statistic");
    }

    @Test
    void column_withoutNumbers_isRefused() throws IOException {
        CliRun.of("estimate", "--data", data(), "--statistic", "mean:note")
                .isRefused("column \"note\" must hold numbers, got a "
                + "category; a real, integer or flag column is needed");
        CliRun.of("estimate", "--data", data(), "--statistic", "mean:hour")
                .isRefused("unknown column \"hour\"; did you mean \"hours\"? known: hours, note");
    }

    @Test
    void column_withMissingValues_isRefusedWithTheirNumber() throws IOException {
        Path file = folder.resolve("gaps.csv");
        Files.writeString(file, "x\n1\nNA\n3\n");
        CliRun.of("estimate", "--data", file.toString(), "--statistic", "mean:x")
                .isRefused("column \"x\" must not be missing, "
                + "got 1 missing value of 3; leave them out with where \"not is_missing(x)\"");
        assertThat(CliRun.json("estimate", "--data", file.toString(), "--statistic", "mean:x", "--where",
                "not is_missing(x)", "--json")).containsEntry("estimate", 2.0).containsEntry("n", 2L);
    }

    @Test
    void note_ofIntervalAndEstimate_isPrintedOnce() throws IOException {
        Path file = folder.resolve("same.csv");
        Files.writeString(file, "x\n3\n3\n3\n");
        assertThat(CliRun.of("estimate", "--data", file.toString(), "--statistic", "mean:x").out()).isEqualTo(
                "mean:x = 3\n  standard error 0, n = 3\n  95 % interval 3 to 3 (student)\n"
                        + "  ! degenerate: zero variance\n");
    }

    /** Seconds since 1970, hours apart: six digits would print both limits alike. */
    @Test
    void interval_farFromZero_keepsItsWidth() throws IOException {
        Path file = folder.resolve("times.csv");
        Files.writeString(file, "x\n1700000000\n1700003600\n1700007200\n1700009000\n");
        assertThat(CliRun.of("estimate", "--data", file.toString(), "--statistic", "mean:x").out())
                .startsWith("mean:x = 1700004950\n").contains("interval 1699998600 to 1700011300 (student)");
    }

    @Test
    void resampling_otherThanOfRows_isSaid() throws IOException {
        Path file = folder.resolve("groups.csv");
        Files.writeString(file, "x,school\n1,a\n2,a\n3,b\n5,b\n8,c\n9,c\n4,d\n6,d\n");
        String[] words = {"estimate", "--data", file.toString(), "--statistic", "mean:x", "--ci", "percentile",
            "--resampling", "poisson", "--cluster", "school"};
        assertThat(CliRun.of(words).out()).contains("  1,999 replicates (poisson, by 4 clusters), bias ");
        assertThat(CliRun.json(with(words, "--json"))).containsEntry("resampling", "poisson")
                .containsEntry("cluster", "school").doesNotContainKey("stratum");
    }

    @Test
    void rows_tooFewAfterWhere_areCounted() throws IOException {
        CliRun.of("estimate", "--data", data(), "--statistic", "mean:hours", "--where", "hours > 400")
                .isRefused("--where must keep at least 2 rows, got 1 of 12");
    }

    @Test
    void resampling_besideAFormula_isRefused() throws IOException {
        CliRun.of("estimate", "--data", data(), "--statistic", "mean:hours", "--ci", "student",
                "--resampling", "poisson")
                .isRefused("--resampling must go with a method that draws replicates, got --ci student");
    }

    @Test
    void correlation_withAConstant_namesItsColumn() throws IOException {
        Path file = folder.resolve("constant.csv");
        Files.writeString(file, "a,b\n1,5\n2,5\n4,5\n");
        CliRun.of("estimate", "--data", file.toString(), "--statistic", "correlation:b,a")
                .isRefused("correlation is undefined: zero variance in column \"b\"");
    }
}
