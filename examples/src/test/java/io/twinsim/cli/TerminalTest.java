package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The progress line on a terminal, made by the program {@code script} of util-linux. */
class TerminalTest {

    private static final Path SCRIPT = Path.of("/usr/bin/script");

    @TempDir
    Path folder;

    @BeforeEach
    void terminal() throws Exception {
        requireScript();
    }

    /** Leaves a test out where there is no terminal to be had. */
    static void requireScript() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(SCRIPT), "left out: there is no script (util-linux) here");
        Process version = new ProcessBuilder(SCRIPT.toString(), "--version").redirectErrorStream(true).start();
        Assumptions.assumeTrue(new String(version.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .contains("util-linux"), "left out: the program script here is not that of util-linux");
    }

    /** Quotes the command for the shell that script starts. */
    private static String shell(List<String> words) {
        StringBuilder line = new StringBuilder("exec");
        words.forEach(word -> line.append(" '").append(word.replace("'", "'\\''")).append('\''));
        return line.toString();
    }

    private Process start(String command) throws Exception {
        return new ProcessBuilder(SCRIPT.toString(), "-qec", command, "/dev/null").redirectErrorStream(true).start();
    }

    private static String seen(Process process) throws Exception {
        String seen = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
        return seen;
    }

    /** A stream that would take a minute, stopped after three seconds. */
    private List<String> longRun(String option) {
        return CliProcess.command(List.of(option), "simulate", "hcp", "--intervention", "email_campaign", "--size",
                "2000000000", "--threads", "1", "--deadline", "3 s", "--json");
    }

    @Test
    void longJob_onATerminal_showsALineAndErasesIt() throws Exception {
        Path out = folder.resolve("answer.json");
        String seen = seen(start(shell(longRun("-Dtwinsim.terminal=90")).replace("exec ", "")
                + " > '" + out + "'"));
        String[] drawn = seen.split("\r");
        assertThat(seen).contains("simulating   ").contains(" twins/s, ");
        assertThat(drawn.length).isBetween(3, 20);
        assertThat(drawn).allMatch(line -> line.length() <= 90);
        assertThat(seen).containsPattern("\r {60,}\rpartial: stopped after ");
        assertThat(JsonTree.object(Files.readString(out))).containsEntry("status", "partial");
    }

    @Test
    void longJob_withoutATerminal_showsNothing() throws Exception {
        Process twin = new ProcessBuilder(longRun("-Dtwinsim.other=1"))
                .redirectOutput(folder.resolve("x").toFile()).start();
        twin.getOutputStream().close();
        String err = new String(twin.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(err).startsWith("partial: stopped after ").hasLineCount(1).doesNotContain("\r");
        assertThat(twin.waitFor()).isEqualTo(1);
    }

    @Test
    void shortJob_onATerminal_showsNoLine() throws Exception {
        String seen = seen(start(shell(CliProcess.command(List.of("-Dtwinsim.terminal=90"), "worlds"))));
        assertThat(seen).startsWith("world ").doesNotContain("worlds,").doesNotContain("\r ");
    }

    /** Ctrl-C in the middle of the line. */
    @Test
    void longJob_interrupted_leavesACleanLine() throws Exception {
        String line = shell(longRun("-Dtwinsim.terminal=90")).replace("exec ", "").replace("'3 s'", "'60 s'");
        Process script = start("trap : INT; " + line + "; echo status $?");
        StringBuilder seen = new StringBuilder();
        InputStream screen = script.getInputStream();
        while (seen.indexOf("simulating   ") < 0) {
            int next = screen.read();
            assertThat(next).as(seen.toString()).isNotNegative();
            seen.append((char) next);
        }
        script.getOutputStream().write(3);
        script.getOutputStream().flush();
        seen.append(seen(script));
        assertThat(seen.toString()).containsPattern("\r {60,}\rstatus 130\\s*$");
    }
}
