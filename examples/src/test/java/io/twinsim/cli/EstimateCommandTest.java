package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

    @Test
    void statistic_ofALaterVersion_isRefusedByName() throws IOException {
        CliRun.of("estimate", "--data", data(), "--statistic", "median:hours")
                .isRefused("unknown statistic \"median\"; known: mean");
        CliRun.of("estimate", "--data", data(), "--statistic", "hours")
                .isRefused("--statistic must be mean:COL, got \"hours\"");
        CliRun.of("estimate", "--data", data()).isRefused("estimate must be given --statistic");
    }

    @Test
    void column_withoutNumbers_isRefused() throws IOException {
        CliRun.of("estimate", "--data", data(), "--statistic", "mean:note")
                .isRefused("column \"note\" must hold numbers, got a "
                + "category; the mean needs a real, integer or flag column");
        CliRun.of("estimate", "--data", data(), "--statistic", "mean:hour")
                .isRefused("unknown column \"hour\"; did you mean \"hours\"? known: hours, note");
    }

    @Test
    void column_withMissingValues_isRefusedWithTheirNumber() throws IOException {
        Path file = folder.resolve("gaps.csv");
        Files.writeString(file, "x\n1\nNA\n3\n");
        CliRun.of("estimate", "--data", file.toString(), "--statistic", "mean:x")
                .isRefused("column \"x\" must not be missing, "
                + "got 1 missing value of 3; leave them out with --where \"not is_missing(x)\"");
        assertThat(CliRun.json("estimate", "--data", file.toString(), "--statistic", "mean:x", "--where",
                "not is_missing(x)", "--json")).containsEntry("estimate", 2.0).containsEntry("n", 2L);
    }
}
