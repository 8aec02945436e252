package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/** Words, options and values: what is accepted, and the whole message of what is refused. */
class CommandLineTest {

    private static final List<String> COMMANDS = List.of(
            "worlds", "validate", "describe", "generate", "simulate", "experiment", "estimate", "power", "fit",
            "timeline", "compare");

    @Test
    void nothing_typed_isRefusedWithTheCommands() {
        CliRun.of().isRefused("twin must be given a command; known: worlds, validate, describe, generate, simulate, "
                + "experiment, estimate, power, fit, timeline, compare, help, completion; twin --help tells more");
    }

    @Test
    void command_misspelt_suggestsTheNearest() {
        CliRun.of("simulate-", "hcp")
                .isRefused("unknown command \"simulate-\"; did you mean \"simulate\"? known: worlds, "
                + "validate, describe, generate, simulate, experiment, estimate, power, fit, timeline, compare, help, "
                + "completion");
    }

    @Test
    void option_misspelt_suggestsTheNearest() {
        CliRun.of("describe", "hcp", "--sise", "30")
                .isRefused("unknown option \"--sise\"; did you mean \"--size\"? known: "
                + "--data, --delimiter, --missing, --category, --size, --seed, --antithetic, --where, --json, --help, "
                + "--version (in describe)");
        assertThat(CliRun.of("simulate", "hcp", "--repotr=x.html").err())
                .startsWith("unknown option \"--repotr\"; ").endsWith(" (in simulate)\n");
        assertThat(CliRun.of("--vresion").err())
                .isEqualTo("unknown option \"--vresion\"; did you mean \"--version\"? known: --help, --version\n");
    }

    @Test
    void option_withoutValue_isRefused() {
        CliRun.of("describe", "hcp", "--size").isRefused("--size must have a value");
    }

    @Test
    void option_twice_isRefused() {
        CliRun.of("describe", "hcp", "--size", "10", "--size", "20").isRefused("--size must be given once");
    }

    @Test
    void world_unknown_suggestsTheNearest() {
        CliRun.of("describe", "hpc")
                .isRefused("unknown world \"hpc\"; did you mean \"hcp\"? known: hcp, patient, territory, "
                        + "skincare, psychiatry, conversation, factory, factory-original; "
                + "or a path to a .yaml or .json file");
    }

    @Test
    void operand_extra_isRefused() {
        CliRun.of("describe", "hcp", "patient").isRefused("describe must be given one WORLD, got also \"patient\"");
        CliRun.of("worlds", "hcp").isRefused("worlds must be given options only, got also \"hcp\"");
    }

    @Test
    void operand_absent_isRefused() {
        CliRun.of("validate").isRefused("validate must be given a FILE");
        CliRun.of("simulate", "--intervention", "email_campaign").isRefused("simulate must be given a WORLD");
        CliRun.of("describe").isRefused("describe must be given a WORLD or --data");
    }

    @Test
    void numbers_malformed_areRefusedByName() {
        CliRun.of("describe", "hcp", "--size", "many")
                .isRefused("--size must be a whole number in [0, 2147483639], got \"many\"");
        for (String size : List.of("-1", "3000000000", "99999999999999999999", "2147483640")) {
            CliRun.of("describe", "hcp", "--size", size)
                    .isRefused("--size must be a whole number in [0, 2147483639], got \"" + size + "\"");
        }
        for (String seed : List.of("1.5", "9223372036854775808", "-9223372036854775809")) {
            CliRun.of("describe", "hcp", "--seed", seed).isRefused("--seed must be a whole number in "
                    + "[-9223372036854775808, 9223372036854775807], got \"" + seed + "\"");
        }
        CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--plan", "1,1")
                .isRefused("--plan must be a whole number in [2, 9223372036854775807], got \"1\"");
        CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--level", "95")
                .isRefused("level must be in (0, 1), got 95.0; did you mean 0.95?");
        CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--level", "NaN")
                .isRefused("--level must be a finite number, got \"NaN\"");
        CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--threads", "0")
                .isRefused("--threads must be a whole number in [1, 1024], got \"0\"");
        CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--plan", "500")
                .isRefused("--plan must be N1,N0, got \"500\"");
    }

    @Test
    void number_inScientificForm_isAccepted() {
        assertThat(CliRun.json("describe", "hcp", "--size", "1e3", "--json")).containsEntry("n", 1000L);
        assertThat(CliRun.json("describe", "hcp", "--size", "1_000", "--json")).containsEntry("n", 1000L);
    }

    @Test
    void deadline_malformed_isRefused() {
        for (String wrong : List.of("soon", "5", "0 s", "-PT1S", "5 days")) {
            CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--deadline", wrong).isRefused(
                    "--deadline must be a positive time in ms, s, min or h such as \"500 ms\", "
                            + "or ISO-8601 such as PT2S, got \"" + wrong + "\"");
        }
    }

    @Test
    void deadline_inWordsOrHuge_isAccepted() {
        for (String right : List.of("1 hour", "2 minutes", "60000 ms", "60 Seconds", "pt60s",
                "99999999999999 h")) {
            CliRun run = CliRun.of("simulate", "hcp", "--intervention", "email_campaign", "--size", "200",
                    "--deadline", right);
            assertThat(run.status()).as(right + ": " + run.err()).isZero();
        }
    }

    @Test
    void operand_empty_isRefused() {
        CliRun.of("describe", "").isRefused("WORLD must not be empty, got \"\"");
        CliRun.of("validate", " ").isRefused("FILE must not be empty, got \" \"");
        CliRun.of("describe", "--data", "").isRefused("--data must be a path, got \"\"");
    }

    @Test
    void help_intervalMethods_areThoseOfTheCommand() {
        assertThat(squeezed("simulate")).contains(": auto, student, normal, bootstrap-normal, basic, percentile, "
                + "expanded, bca, studentized, abc, saddlepoint ");
        assertThat(squeezed("estimate")).contains("saddlepoint, score, fieller ").doesNotContain("welch");
        assertThat(squeezed("experiment")).contains("welch, normal,").contains("saddlepoint, newcombe ");
    }

    private static String squeezed(String command) {
        return CliRun.of(command, "--help").out().replaceAll("\\s+", " ");
    }

    /** A disk without room. */
    @Test
    void standardOutput_notWritable_fails() {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        OutputStream full = new OutputStream() {
            @Override
            public void write(int value) throws IOException {
                throw new IOException("No space left on device");
            }
        };
        int status = Main.run(new String[] {"worlds"}, new PrintStream(full, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8));
        assertThat(status).isEqualTo(1);
        assertThat(err.toString(StandardCharsets.UTF_8))
                .isEqualTo("cannot write standard output: the stream failed\n");
    }

    @Test
    void standardOutput_fullDevice_failsWithTheReason() throws Exception {
        Assumptions.assumeTrue(Files.isWritable(Path.of("/dev/full")), "left out: there is no /dev/full here");
        Process twin = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-cp",
                System.getProperty("java.class.path"), "io.twinsim.cli.Main", "worlds")
                .redirectOutput(Path.of("/dev/full").toFile()).start();
        String err = new String(twin.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(twin.waitFor()).isEqualTo(1);
        assertThat(err).isEqualTo("cannot write standard output: No space left on device\n");
    }

    @Test
    void help_everyCommand_fitsTheScreen() {
        assertThat(CliRun.of("--help").out()).contains("Exit status: 0 done, 1 failed or partial, 2 input refused.");
        int shown = 0;
        for (String command : COMMANDS) {
            CliRun run = CliRun.of(command, "--help");
            assertThat(run.status()).isZero();
            assertThat(run.err()).isEmpty();
            assertThat(run.out()).startsWith("Usage: twin " + command).contains("--json");
            assertThat(run.out().lines()).allMatch(line -> line.length() <= 100);
            shown++;
        }
        assertThat(shown).isEqualTo(11);
    }

    @Test
    void version_asked_isOneLine() {
        CliRun run = CliRun.of("--version");
        assertThat(run.status()).isZero();
        assertThat(run.out()).startsWith("twin ").contains("Java " + Runtime.version().feature()).hasLineCount(1);
    }

    @Test
    void seed_extremes_areAccepted() {
        for (long seed : new long[] {0, -1, Long.MIN_VALUE, Long.MAX_VALUE}) {
            assertThat(CliRun.json("describe", "patient", "--size", "10", "--seed", Long.toString(seed), "--json"))
                    .containsEntry("seed", Math.abs((double) seed) > 1L << 53 ? Long.toString(seed) : (Object) seed);
        }
    }
}
