package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The completion script in a real bash: what it offers for half-typed commands. */
class CompletionTest {

    private static final Path BASH = Path.of("/bin/bash");
    /** Asks as bash does when the tab key is pressed after the last of the words. */
    private static final String ASK = """
            set -u
            source "$1"
            cd "$2"
            shift 2
            COMP_WORDS=("$@")
            COMP_CWORD=$(($# - 1))
            _twin
            printf '%s\\n' ${COMPREPLY[@]+"${COMPREPLY[@]}"}
            """;

    @TempDir
    Path folder;

    private Path script;

    @BeforeEach
    void print() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(BASH), "left out: there is no bash here");
        script = folder.resolve("twin.bash");
        CliRun run = CliRun.of("completion", "bash");
        assertThat(run.status()).isZero();
        Files.writeString(script, run.out());
        Files.writeString(Files.createDirectory(folder.resolve("here")).resolve("my twins.csv"), "a\n");
        Files.writeString(folder.resolve("here/more.csv"), "a\n");
        Files.writeString(folder.resolve("here/world.yaml"), "a\n");
    }

    private List<String> offered(String... words) {
        List<String> command = new ArrayList<>(List.of(BASH.toString(), "--norc", "-c", ASK, "ask", script.toString(),
                folder.resolve("here").toString(), "twin"));
        command.addAll(List.of(words));
        try {
            Process bash = new ProcessBuilder(command).redirectErrorStream(true).start();
            bash.getOutputStream().close();
            String said = new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(bash.waitFor()).as(said).isZero();
            return said.lines().filter(line -> !line.isEmpty()).toList();
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void command_halfTyped_isCompleted() {
        assertThat(offered("")).containsExactlyElementsOf(Main.commands().keySet());
        assertThat(offered("es")).containsExactly("estimate");
        assertThat(offered("help", "es")).containsExactly("estimate");
        assertThat(offered("completion", "")).containsExactly("bash", "zsh");
        assertThat(offered("--he")).containsExactly("--help");
    }

    @Test
    void options_ofEveryCommand_areThoseItTakes() {
        int asked = 0;
        for (Command command : Main.commands().values()) {
            List<String> flags = new ArrayList<>(command.options().stream().map(Option::flag).toList());
            flags.addAll(List.of("--help", "--version"));
            assertThat(offered(command.name(), "--")).as(command.name()).containsExactlyElementsOf(flags);
            asked++;
        }
        assertThat(asked).isEqualTo(Main.commands().size());
        assertThat(offered("simulate", "hcp", "--json", "--inter")).containsExactly("--intervention");
    }

    @Test
    void world_halfTyped_isBuiltInOrAFile() {
        assertThat(offered("describe", "")).containsExactly("hcp", "patient", "territory", "skincare", "psychiatry",
                "conversation", "factory", "factory-original");
        assertThat(offered("describe", "fac")).containsExactly("factory", "factory-original");
        assertThat(offered("describe", "wo")).containsExactly("world.yaml");
        assertThat(offered("validate", "w")).containsExactly("world.yaml");
    }

    @Test
    void intervention_ofTheWorld_isCompletedWithItsParameters() {
        assertThat(offered("simulate", "patient", "--intervention", "")).containsExactly("nurse_support",
                "prior_auth_support");
        assertThat(offered("simulate", "hcp", "--size", "500", "--json", "--intervention", "em"))
                .containsExactly("email_campaign");
        assertThat(offered("simulate", "hcp", "--intervention", "=", "em")).containsExactly("email_campaign");
        assertThat(offered("simulate", "hcp", "--intervention=em")).containsExactly("--intervention=email_campaign");
        assertThat(offered("timeline", "psychiatry", "--arm", "ss")).containsExactly("ssri");
        assertThat(offered("simulate", "--intervention", "email_campaign", "hcp", "--set", "dur"))
                .containsExactly("duration_weeks=");
        assertThat(offered("simulate", "hcp", "--intervention", "=", "email_campaign", "--set", "dur"))
                .containsExactly("duration_weeks=");
        assertThat(offered("simulate", "world.yaml", "--intervention", "")).isEqualTo(
                offered("simulate", "hcp", "--data", ""));
    }

    @Test
    void values_ofAFewWords_areOffered() {
        assertThat(offered("estimate", "--ci", "")).contains("bca", "score").doesNotContain("welch");
        assertThat(offered("experiment", "--ci", "=", "we")).containsExactly("welch");
        assertThat(offered("experiment", "--estimator", "aipw")).containsExactly("aipw", "aipw-crossfit");
        assertThat(offered("experiment", "--family", "")).containsExactly("all", "dimension");
        assertThat(offered("estimate", "--statistic", "m")).containsExactly("mean:", "median:");
        assertThat(offered("estimate", "--resampling", "p")).containsExactly("poisson");
        assertThat(offered("simulate", "hcp", "--estimand", "th")).containsExactly("these-units");
        assertThat(offered("simulate", "hcp", "--size", "")).isEmpty();
    }

    @Test
    void files_withBlanks_stayWhole() {
        assertThat(offered("experiment", "--data", "m")).containsExactlyInAnyOrder("my twins.csv", "more.csv");
        assertThat(offered("generate", "hcp", "--out=mo")).containsExactly("--out=more.csv");
        assertThat(offered("generate", "hcp", "--out", "none")).isEmpty();
    }

    @Test
    void everyEnumeratedValue_isTakenByTheCommand() {
        int words = 0;
        for (Command command : Main.commands().values()) {
            for (Option option : command.options()) {
                words += (int) Choices.of(option, command).stream().filter(word -> !word.isBlank()).count();
            }
        }
        assertThat(words).isGreaterThan(60);
        assertThat(Choices.of(Option.JSON, Main.commands().get("simulate"))).isEmpty();
    }

    @Test
    void completion_zsh_isTheSameScriptAndSaysHowToLoadIt() {
        assertThat(CliRun.of("completion", "zsh").out()).isEqualTo(CliRun.of("completion", "bash").out())
                .contains("bashcompinit")
                .doesNotContain("@WORDS@", "@FLAGS@", "@FILES@", "@WORLD@", "@FILE@", "@SHELLS@")
                .endsWith("complete -F _twin twin\n");
        CliRun.of("completion", "fish").isRefused("unknown shell \"fish\"; known: bash, zsh");
        CliRun.of("completion").isRefused("completion must be given a SHELL");
    }

    @Test
    void script_sourced_registersTwin() throws Exception {
        Process bash = new ProcessBuilder(BASH.toString(), "--norc", "-c", "source \"$1\" && complete -p twin", "x",
                script.toString()).redirectErrorStream(true).start();
        bash.getOutputStream().close();
        assertThat(new String(bash.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo("complete -F _twin twin\n");
        assertThat(bash.waitFor()).isZero();
        assertThat(CliRun.of("completion", "bash").out()).doesNotContain("\t");
    }
}
