package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.twinsim.SharedData;
import io.twinsim.internal.text.Names;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import io.twinsim.timeline.Timeline;
import io.twinsim.timeline.TimelineResult;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.tools.ToolProvider;
import jdk.jshell.tool.JavaShellToolBuilder;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What README.md shows is compiled and run, as it stands. */
class UserGuideTest {

    private static final String PROMPT = "jshell> ";
    /** The files of the session. */
    private static final List<String> WRITTEN = List.of("ate.svg", "email.html", "twins.csv.gz", "effects.parquet");

    private final Path project = ProjectFolder.path();
    private final String readme = text(project.resolve("README.md"));

    @TempDir
    Path folder;

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new AssertionError(file + " cannot be read", e);
        }
    }

    /** The blocks of one language, in order. */
    private List<String> blocks(String language) {
        List<String> blocks = new ArrayList<>();
        Matcher matcher = Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$").matcher(readme);
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    @Test
    void javaExample_compiled_printsTableAndVerdict() throws Exception {
        assertThat(blocks("java")).hasSize(1);
        StringBuilder imports = new StringBuilder();
        StringBuilder body = new StringBuilder();
        blocks("java").get(0).lines().forEach(line ->
                (line.startsWith("import ") ? imports : body).append(line).append('\n'));
        assertThat(body.toString().lines().filter(line -> !line.isBlank()).count()).isLessThanOrEqualTo(10);
        Path source = folder.resolve("Guide.java");
        Files.writeString(source, imports + "public class Guide { public static void main(String[] args) {\n" + body
                + "}}\n");
        ByteArrayOutputStream problems = new ByteArrayOutputStream();
        int failures = ToolProvider.getSystemJavaCompiler().run(null, problems, problems,
                "-Xlint:all,-processing,-path", "-Werror", "-proc:none", "-cp", System.getProperty("java.class.path"),
                "-d", folder.toString(), source.toString());
        assertThat(failures).as(problems.toString(StandardCharsets.UTF_8)).isZero();
        String printed = run("Guide");
        assertThat(printed).contains("email_campaign").containsPattern("(?m)^(DEPLOY|REFINE|SKIP): ");
    }

    private String run(String name) throws Exception {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream before = System.out;
        try (URLClassLoader loader = new URLClassLoader(new URL[] {folder.toUri().toURL()})) {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            loader.loadClass(name).getMethod("main", String[].class).invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** Every command line of the guide but the test command, which runs this test. */
    @Test
    void commands_typed_areDone() {
        int run = 0;
        boolean data = SharedData.has("data/hillstrom.csv");
        for (String block : blocks("sh")) {
            for (String line : block.lines().toList()) {
                String command = line.replaceFirst("\\s+#.*", "");
                if (command.contains(" hillstrom.csv ")) {
                    command = data ? command.replace(" hillstrom.csv ",
                            " \"" + SharedData.require("data/hillstrom.csv").toAbsolutePath() + "\" ") : "";
                }
                if (command.contains("campaign.yaml") || command.contains("customers.yaml")) {
                    command = data ? command.replaceAll("(campaign|customers)\\.yaml",
                            Matcher.quoteReplacement(folder.toString().replace('\\', '/')) + "/$1.yaml") : "";
                }
                if (command.startsWith("examples/twin ")) {
                    CliRun result = CliRun.of(words(command.substring("examples/twin ".length())));
                    assertThat(result.err()).as(command).isEmpty();
                    assertThat(result.status()).as(command).isZero();
                    assertThat(result.out()).as(command).isNotBlank();
                    run++;
                } else if (!command.isEmpty()) {
                    assertThat(command).isEqualTo("mvn -B verify");
                }
            }
        }
        assertThat(run).isEqualTo(data ? 19 : 14);
    }

    private static String[] words(String command) {
        List<String> words = new ArrayList<>();
        Matcher matcher = Pattern.compile("\"([^\"]*)\"|(\\S+)").matcher(command);
        while (matcher.find()) {
            words.add(matcher.group(1) != null ? matcher.group(1) : matcher.group(2));
        }
        return words.toArray(new String[0]);
    }

    @Test
    void jshellSession_typed_echoesAsShown() throws Exception {
        String session = String.join("", blocks("jshell"));
        boolean data = SharedData.has("data/hillstrom.csv");
        List<String> typed = new ArrayList<>();
        List<String> echoes = new ArrayList<>();
        for (String line : session.lines().toList()) {
            boolean reads = line.contains("hillstrom.csv") || line.contains("customers")
                    || line.contains("mail.with") || line.contains("fitted");
            if (line.startsWith(PROMPT) && (data || !reads)) {
                typed.add(here(line.substring(PROMPT.length())));
            } else if (!line.startsWith(PROMPT)) {
                echoes.add(line);
            }
        }
        assertThat(typed).hasSize(data ? 49 : 41);
        typed.add("show(result)");
        String printed = jshell(typed);
        assertThat(echoes).hasSize(10);
        echoes.forEach(echo -> assertThat(printed).containsPattern(
                "(?m)^(jshell> )?" + Pattern.quote(echo) + "$"));
        assertThat(printed).contains("\nadoption_stage  ", "ATE ", "  coefficients: ")
                .doesNotContain("Error:", "Exception");
        assertThat(WRITTEN).hasSize(4).allSatisfy(name -> assertThat(folder.resolve(name)).isNotEmptyFile());
        if (data) {
            assertThat(printed).contains("+0.0766", "lin *", "Pr(best)", "pMSE", "calibration slope");
        }
    }

    /** The world of the guide, its correlations as stated, and an effect on its twins. */
    @Test
    void world_inTheGuide_canBeSimulated() {
        assertThat(blocks("yaml")).hasSize(2);
        TwinModel shop = TwinModel.parse(blocks("yaml").get(0), "shop.yaml");
        assertThat(shop.correlations().pairs()).hasSize(3)
                .allSatisfy(pair -> assertThat(pair.realised()).isCloseTo(pair.stated(), within(1e-6)));
        assertThat(shop.generate(1_000, 1).describe()).contains("basket", "gold");
        assertThat(Simulation.of(shop.generate(1_000, 1), shop.intervention("coupon")).run().status())
                .isEqualTo(SimulationResult.Status.COMPLETE);
    }

    /** The world that moves, its course as described: nothing before it starts, moister skin while it lasts. */
    @Test
    void movingWorld_inTheGuide_livesAsDescribed() {
        TwinModel skin = TwinModel.parse(blocks("yaml").get(1), "skin.yaml");
        TimelineResult result = Timeline.of(skin.generate(500, 1)).with(skin.intervention("mist")).run();
        assertThat(result.effect("hydration").at("9 days").estimate()).isZero();
        assertThat(result.effect("hydration").at("60 days").lower()).isGreaterThan(2);
        assertThat(result.events()).containsKey("flare");
        assertThat(result.alerts()).containsKey("dehydrated");
    }

    /** The files of the session, in this test's folders. */
    private String here(String code) {
        String placed = code;
        for (String name : WRITTEN) {
            placed = placed.replace("Path.of(\"" + name + "\")", path(folder.resolve(name)));
        }
        return placed.replace("Path.of(\"hillstrom.csv\")",
                placed.contains("hillstrom") ? path(SharedData.require("data/hillstrom.csv")) : "");
    }

    private static String path(Path file) {
        return "Path.of(" + Names.quote(file.toAbsolutePath().toString().replace('\\', '/')) + ")";
    }

    private String jshell(List<String> typed) throws Exception {
        String input = String.join("\n", typed) + "\n/exit\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PrintStream sink = new PrintStream(out, true, StandardCharsets.UTF_8);
        PrintStream before = System.out;
        System.setOut(sink);
        try {
            JavaShellToolBuilder.builder().in(new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8)), null)
                    .out(sink).err(sink).persistence(new java.util.HashMap<>()).promptCapture(true)
                    .run("--execution", "local", "--class-path", System.getProperty("java.class.path"),
                            "--startup", project.resolve("examples/src/main/jshell/startup.jsh").toString());
        } finally {
            System.setOut(before);
        }
        return out.toString(StandardCharsets.UTF_8);
    }

    /** The guide explains a line of the answer to its first command. */
    @Test
    void flip_quoted_isThatOfTheFirstCommand() {
        Matcher quoted = Pattern.compile("\"(flips to [^\"]+)\"").matcher(readme);
        assertThat(quoted.find()).isTrue();
        assertThat(CliRun.of("simulate", "hcp", "--intervention", "email_campaign").out()).contains(quoted.group(1));
    }

    @Test
    void links_inTheGuide_leadToFiles() {
        Matcher matcher = Pattern.compile("\\]\\(([^)#]+)\\)").matcher(readme);
        int links = 0;
        while (matcher.find()) {
            assertThat(project.resolve(matcher.group(1))).exists();
            links++;
        }
        assertThat(links).isEqualTo(21);
    }
}
