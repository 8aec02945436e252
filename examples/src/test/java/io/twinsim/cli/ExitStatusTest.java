package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** 0 done, 1 failed or partial, 2 refused, and never a stack trace. */
class ExitStatusTest {

    @TempDir
    Path folder;

    private Path data() throws Exception {
        StringBuilder rows = new StringBuilder("arm,y\n");
        for (int i = 0; i < 20_000; i++) {
            rows.append(i % 2 == 0 ? "new" : "old").append(',').append(i % 7).append('\n');
        }
        return Files.writeString(folder.resolve("trial.csv"), rows);
    }

    @Test
    void run_done_is0() {
        assertThat(CliRun.of("worlds").status()).isZero();
        assertThat(CliRun.of("help").status()).isZero();
        assertThat(CliRun.of("--version").status()).isZero();
    }

    @Test
    void input_refused_is2InOneLine() {
        String[][] refused = {{}, {"worlds", "hcp"}, {"simulat"}, {"describe", "hcp", "--siz", "3"},
            {"describe", "hpc"}, {"describe", "hcp", "--size", "many"}, {"simulate", "hcp", "--intervention", "emial_campaign"},
            {"simulate", "hcp", "--intervention", "email_campaign", "--where", "decil <= 3"},
            {"power", "--effect", "0.1", "--sd", "-1"}, {"help", "simulat"}, {"completion", "fish"},
            {"estimate", "--data", folder.resolve("none.csv").toString(), "--statistic", "mean:y"},
            {"validate", folder.toString()}};
        int seen = 0;
        for (String[] words : refused) {
            CliRun run = CliRun.of(words);
            assertThat(run.status()).as(String.join(" ", words)).isEqualTo(2);
            assertThat(run.out()).isEmpty();
            assertThat(run.err()).isNotBlank().doesNotContain("\tat ", "Exception").endsWith("\n");
            seen++;
        }
        assertThat(seen).isEqualTo(13);
    }

    @Test
    void file_unknown_is2WithThePath() {
        Path none = folder.resolve("none.csv");
        CliRun.of("estimate", "--data", none.toString(), "--statistic", "mean:y")
                .isRefused("cannot read " + none + ": no such file");
    }

    @Test
    void output_notWritable_is2AndNothingIsLeft() {
        Path out = folder.resolve("none").resolve("twins.csv");
        CliRun.of("generate", "hcp", "--size", "10", "--out", out.toString())
                .isRefused("cannot write " + out + ": no such folder " + out.getParent());
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void run_tooFewTwins_is1WithTheReason() {
        CliRun run = CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--size", "50");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).isEqualTo("failed: 50 twins, at least 100 are needed\n");
    }

    @Test
    void simulation_outOfTime_is1AndPartial() {
        CliRun run = CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--size", "2000000000",
                "--deadline", "300 ms", "--json");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("partial: ").hasLineCount(1);
        assertThat(run.document()).containsEntry("status", "partial");
    }

    @Test
    void timeline_outOfTime_is1AndPartial() {
        CliRun run = CliRun.of("timeline", "skincare", "--intervention", "add_retinoid", "--size", "1000000",
                "--deadline", "300 ms");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.err()).startsWith("partial: stopped after ").endsWith(" of 1,000,000 twins\n").hasLineCount(1);
        CliRun.of("timeline", "skincare", "--twin", "3", "--deadline", "1 s")
                .isRefused("--deadline belongs to the report on all twins; leave --twin and --events out");
    }

    @Test
    void resampling_outOfTime_is1AndSaysHowFarItCame() throws Exception {
        String file = data().toString();
        CliRun estimate = CliRun.of("estimate", "--data", file, "--statistic", "mean:y", "--ci", "percentile",
                "--replicates", "9999999", "--deadline", "300 ms");
        assertThat(estimate.status()).isEqualTo(1);
        assertThat(estimate.err()).startsWith("partial: stopped after ").contains(" of 9,999,999 replicates");
        assertThat(estimate.out()).startsWith("mean:y = ");
        CliRun experiment = CliRun.of("experiment", "--data", file, "--treatment", "arm", "--treated", "new",
                "--control", "old", "--outcome", "y", "--ci", "basic", "--replicates", "9999999", "--deadline", "300 ms");
        assertThat(experiment.status()).isEqualTo(1);
        assertThat(experiment.err()).startsWith("partial: stopped after ").hasLineCount(1);
        assertThat(experiment.out()).contains("  ! stopped after ");
    }

    /** What nobody foresaw: one line and no trace, unless it is asked for. */
    @Test
    void fault_ofOurOwn_is1AndAsksToBeReported() {
        assertThat(faulty()).isEqualTo("fault in twin: UnsupportedOperationException: planted; please report it, with "
                + "the command and what it prints with TWIN_TRACE=1\n");
        String before = System.setProperty("twinsim.trace", "full");
        try {
            assertThat(faulty()).contains("TWIN_TRACE=1\njava.lang.UnsupportedOperationException: planted\nand more",
                    "\tat io.twinsim.cli.");
        } finally {
            if (before == null) {
                System.clearProperty("twinsim.trace");
            } else {
                System.setProperty("twinsim.trace", before);
            }
        }
    }

    private static String faulty() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8) {
            @Override
            public void print(String text) {
                throw new UnsupportedOperationException("planted\nand more");
            }
        };
        int status = Main.run(new String[] {"worlds"}, out, new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(status).isEqualTo(1);
        return err.toString(StandardCharsets.UTF_8);
    }

    /** As {@code twin worlds | head -n 0}: the reader has gone before the first line. */
    @Test
    void pipe_closedByItsReader_is1WithoutAWord() throws Exception {
        Process twin = CliProcess.builder("worlds").start();
        twin.getInputStream().close();
        String err = new String(twin.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(err).isEmpty();
        assertThat(twin.waitFor()).isEqualTo(1);
    }

    @Test
    void trace_askedFor_isShownForRefusalsToo() throws Exception {
        ProcessBuilder builder = CliProcess.builder("describe", "hpc");
        assertThat(CliProcess.run(builder).err()).doesNotContain("\tat ");
        builder.environment().put("TWIN_TRACE", "1");
        CliRun traced = CliProcess.run(builder);
        assertThat(traced.err()).startsWith("unknown world \"hpc\"; ").contains("\tat io.twinsim.cli.");
        assertThat(traced.status()).isEqualTo(2);
    }

    @Test
    void file_notReadable_is2() throws Exception {
        Path file = Files.writeString(folder.resolve("a.csv"), "y\n1\n2\n");
        Assumptions.assumeTrue(file.toFile().setReadable(false) && !Files.isReadable(file),
                "left out: this user may read everything");
        CliRun.of("describe", "--data", file.toString()).isRefused("cannot read " + file + ": permission denied");
    }
}
