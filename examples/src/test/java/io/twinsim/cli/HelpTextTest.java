package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The help texts: what they show, and that every example does what it says. */
class HelpTextTest {

    @TempDir
    Path folder;

    @Test
    void help_ofEveryCommand_fitsAHundredColumnsAndHasExamples() {
        int shown = 0;
        for (Command command : Main.commands().values()) {
            String text = CliRun.of(command.name(), "--help").out();
            assertThat(text).startsWith("Usage: twin " + command.name()).contains(
                    "\nExamples:\n  twin " + command.name(), "\nRun and output:\n", "  -h, --help",
                    "\nExit status: 0 done, 1 failed or partial, 2 input refused.\n");
            assertThat(text.lines()).as(command.name()).allMatch(line -> line.length() <= 100 && !line.endsWith(" "));
            for (Option option : command.options()) {
                assertThat(text).containsPattern("(?m)^  " + option.flag() + "( [A-Za-z0-9,:.=+/*]+)?(  |$)");
            }
            assertThat(CliRun.of("help", command.name()).out()).isEqualTo(text);
            assertThat(CliRun.of(command.name(), "-h").out()).isEqualTo(text);
            shown++;
        }
        assertThat(shown).isEqualTo(Main.commands().size()).isGreaterThanOrEqualTo(12);
    }

    @Test
    void help_ofAll_listsEveryCommandInALineOrTwo() {
        String text = CliRun.of("--help").out();
        assertThat(text.lines()).allMatch(line -> line.length() <= 100);
        Main.commands().values().forEach(command -> assertThat(text).contains("\n  " + command.name() + "  "));
        assertThat(text).startsWith("Usage: twin COMMAND [OPTION]...\n")
                .endsWith("Read on: README.md; twin help COMMAND\n");
        assertThat(CliRun.of("help").out()).isEqualTo(text);
        assertThat(CliRun.of("-h").out()).isEqualTo(text);
    }

    @Test
    void help_simulate_groupsItsOptions() {
        assertThat(CliRun.of("simulate", "--help").out().lines().filter(line -> line.matches("[A-Z].*:")))
                .containsExactly("Interventions:", "Twins and data:", "Subgroups:", "Estimate and interval:",
                        "Planned test:", "Run and output:", "Examples:");
    }

    @Test
    void help_unknownCommand_suggestsTheNearest() {
        assertThat(CliRun.of("help", "simulat").err())
                .startsWith("unknown command \"simulat\"; did you mean \"simulate\"?");
    }

    /** In the order of the commands, in one folder: what one writes another may read. */
    @Test
    void examples_typed_areDone() throws IOException {
        prepare();
        int run = 0;
        for (Command command : Main.commands().values()) {
            assertThat(command.examples()).as(command.name()).isNotEmpty();
            for (Example example : command.examples()) {
                CliRun result = typed(example.words());
                assertThat(result.err()).as(example.words())
                        .matches(example.words().contains("--deadline") ? "(partial: .*\n)?" : "");
                assertThat(result.status()).as(example.words())
                        .isIn(0, example.words().contains("--deadline") ? 1 : 0);
                assertThat(result.out()).as(example.words()).isNotBlank();
                run++;
            }
        }
        assertThat(run).isGreaterThanOrEqualTo(30);
    }

    private void prepare() throws IOException {
        Matcher world = Pattern.compile("(?ms)^```yaml\\n(.*?)^```$")
                .matcher(Files.readString(ProjectFolder.path().resolve("README.md")));
        assertThat(world.find()).isTrue();
        Files.writeString(folder.resolve("shop.yaml"), world.group(1));
        DrawStream draws = Draws.of(8).stream("help");
        StringBuilder trial = new StringBuilder("arm,age,history,visit\n");
        StringBuilder customers = new StringBuilder("visits,spend,region\n");
        for (int i = 0; i < 600; i++) {
            boolean treated = draws.draw(1).uniform(i) < 0.5;
            int age = 20 + (int) (50 * draws.draw(2).uniform(i));
            long history = Math.round(300 * draws.draw(3).uniform(i));
            boolean visits = draws.draw(4).uniform(i) < (treated ? 0.5 : 0.3);
            trial.append(treated ? "new," : "old,").append(age).append(',').append(history)
                    .append(visits ? ",1\n" : ",0\n");
            int often = (int) (4 * draws.draw(5).uniform(i));
            long spend = Math.round(often * (20 + 30 * draws.draw(6).uniform(i)));
            customers.append(often).append(',').append(spend)
                    .append(i % 40 == 0 ? ",?\n" : i % 3 == 0 ? ",east\n" : ",west\n");
        }
        Files.writeString(folder.resolve("trial.csv"), trial);
        Files.writeString(folder.resolve("customers.csv"), customers);
        Files.writeString(folder.resolve("semicolons.csv"), "a;b\n1;2\n3;4\n");
    }

    /** A line as a shell reads it, its files in this test's folder. */
    private CliRun typed(String line) throws IOException {
        List<String> words = new ArrayList<>();
        InputStream in = InputStream.nullInputStream();
        Matcher matcher = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(line);
        String redirect = "";
        while (matcher.find()) {
            String word = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
            if (word.equals("<") || word.equals(">")) {
                redirect = word;
            } else if (redirect.equals("<")) {
                in = new ByteArrayInputStream(Files.readAllBytes(folder.resolve(word)));
            } else if (redirect.isEmpty()) {
                boolean file = word.matches("[\\w-]+\\.(csv|tsv|json|parquet|yaml|html|svg)");
                words.add(file ? folder.resolve(word).toString() : word);
            }
        }
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console = new Console(in, new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8), 0);
        int status = Main.run(words.toArray(new String[0]), console, () -> "the stream failed");
        return new CliRun(status, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
