package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.SharedData;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The session that scripts outside this project rely on, typed word for word into {@code examples/twin-shell}. Echoes
 * are compared but for their numbers.
 */
class DeskSessionTest {

    private static final List<String> TYPED = List.of(
            "var hcp = Worlds.hcp()",
            "var twins = hcp.generate(100_000, 42)",
            "twins.describe()",
            "twins.where(\"decile <= 3 and adoption_stage in ('late_majority', 'laggard')\").size()",
            "var email = hcp.intervention(\"email_campaign\").with(\"duration_weeks\", 12)",
            "var result = Simulation.of(twins, email).run()",
            "result.subgroup(\"adoption_stage\").table()",
            "result.explain(17)",
            "result.plot(Path.of(\"ate.svg\"))",
            "var customers = Population.read(Path.of(\"hillstrom.csv\"))",
            "Experiment.of(customers, \"segment\", \"Mens E-Mail\", \"No E-Mail\", \"visit\").run()");
    private static final int WITHOUT_DATA = 9;
    private static final String NUMBER = "[-+]?[0-9]+(?:,[0-9]{3})*(?:\\.[0-9]+)?";

    @TempDir
    Path scratch;

    @Test
    void session_typedWordForWord_printsWhatIsAskedFor() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "left out: there is no /bin/sh here");
        ShellSession shell = new ShellSession(scratch);
        boolean data = SharedData.has("data/hillstrom.csv");
        if (data) {
            Files.copy(SharedData.require("data/hillstrom.csv"), shell.folder().resolve("hillstrom.csv"));
        }
        List<String> answers = shell.type(data ? TYPED : TYPED.subList(0, WITHOUT_DATA));

        assertThat(answers.get(0).lines()).first().asString().startsWith("twinsim: ");
        assertThat(answers).allSatisfy(answer -> assertThat(answer).doesNotContain("Error:", "Exception", "error:"));
        echoes(answers.get(1), "hcp ==> TwinModel[hcp v#, # variables, # interventions]");
        echoes(answers.get(2), "twins ==> Population[hcp, n=#, # columns, seed=#, # MB]");
        assertThat(answers.get(3)).startsWith("Population[hcp, n=100,000, ").contains("\ndecile ", "\nadoption_stage ")
                .contains("late_majority").hasLineCount(27).satisfies(DeskSessionTest::fits);
        echoes(answers.get(4), "$4 ==> #");
        echoes(answers.get(5), "email ==> Intervention[email_campaign, duration_weeks=#, intensity=#, channel=email]");
        echoes(answers.get(6), "result ==> Result[ATE #, # % #..# (assumed), n=#: DEPLOY]");
        assertThat(answers.get(7)).startsWith("  adoption_stage ").contains("\n  laggard ")
                .satisfies(DeskSessionTest::fits);
        assertThat(answers.get(8)).startsWith("twin 17 under email_campaign\n").contains("\n  factor ")
                .contains("\n$8 ==> Explanation[twin 17, effect ").satisfies(DeskSessionTest::fits);
        assertThat(answers.get(9)).isEmpty();
        assertThat(shell.folder().resolve("ate.svg")).isNotEmptyFile();
        if (data) {
            echoes(answers.get(10), "customers ==> Population[data, n=#, # columns, # MB]");
            echoes(answers.get(11), "$11 ==> Experiment[ATE #, # % #..# (welch), n=#/#]");
        }
        assertThat(answers).hasSize(data ? 12 : 10);
    }

    /** A text of several lines is echoed by their number; named, as JShell echoes every text. */
    @Test
    void text_ofSeveralLines_isPrintedUnlessItIsNamed() throws Exception {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "left out: there is no /bin/sh here");
        List<String> answers = new ShellSession(scratch).type(List.of("\"one\\ntwo\"", "\"one line\"",
                "var text = \"one\\ntwo\"", "text", "Worlds.hcp().intervention(\"emial_campaign\")",
                "new double[] {1, 2}", "show(List.of(1))", "List.of(\"a\\nb\")", "void twice() { }",
                "throw new IllegalStateException(\"no\")"));
        assertThat(answers.subList(1, 5)).containsExactly("one\ntwo\n$1 ==> 2 lines of text",
                "$2 ==> \"one line\"", "text ==> \"one\\ntwo\"", "one\ntwo\ntext ==> 2 lines of text");
        assertThat(answers.get(5)).startsWith("|  Exception io.twinsim.InputException: "
                + "unknown intervention \"emial_campaign\"; did you mean \"email_campaign\"? known: ");
        assertThat(answers.subList(6, 10)).containsExactly("$6 ==> double[2] { 1.0, 2.0 }", "[1]", "$8 ==> [a\nb]",
                "|  created method twice()");
        assertThat(answers.get(10)).startsWith("|  Exception java.lang.IllegalStateException: no");
    }

    /** Compares an echo, with # where a number stands. */
    private static void echoes(String answer, String expected) {
        assertThat(answer.replaceAll("(?<!\\$[0-9]{0,3})" + NUMBER, "#")).isEqualTo(expected);
    }

    private static void fits(String answer) {
        assertThat(answer.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }
}
