package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The scripts {@code examples/twin} and {@code examples/twin-shell} in a small copy of the project, in a folder with
 * a blank in its name, with a Maven and a Java that only say what they were asked.
 */
class LauncherTest {

    private static final List<String> SOURCES = List.of(
            "pom.xml", "twin-core/pom.xml", "twin-core/src/main/A.java", "twin-sim/pom.xml", "twin-sim/src/main/B.java",
            "twin-cache/pom.xml", "twin-cache/src/main/C.java", "examples/pom.xml");

    /** Says how it was called, keeps a list of that, and makes the archive that it is asked for. */
    private static final String JAVA = "echo \"java $*\"; echo \"$*\" >> \"${0%/*}/calls\"; for a in \"$@\"; do "
            + "case $a in -XX:ArchiveClassesAtExit=*) : > \"${a#*=}\" ;; esac; done";

    @TempDir
    Path folder;

    private Path project;

    @BeforeEach
    void copy() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/bin/sh")), "left out: there is no /bin/sh here");
        project = folder.resolve("my project");
        for (String script : List.of("examples/twin", "examples/twin-shell", "examples/src/main/sh/build.sh",
                "examples/src/main/sh/archive.sh")) {
            Files.createDirectories(project.resolve(script).getParent());
            Files.copy(ProjectFolder.path().resolve(script), project.resolve(script));
        }
        for (String source : SOURCES) {
            Files.createDirectories(project.resolve(source).getParent());
            Files.writeString(project.resolve(source), "");
        }
        executable("bin/mvn", "echo \"maven says $*\"; [ -z \"${BREAK:-}\" ] || exit 1; mkdir -p examples/target/lib; "
                + ": > examples/target/twin-examples-1.jar; : > examples/target/twin-examples-1-sources.jar; "
                + ": > examples/target/lib/x.jar");
        executable("jdk/bin/java", JAVA);
        executable("jdk/bin/jshell", "echo \"jshell $*\"");
        old();
    }

    private void executable(String name, String body) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    /** Everything is from yesterday, so that what a test touches is newer than what it builds, whatever the clock. */
    private void old() throws IOException {
        try (var files = Files.walk(project)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(86_400)));
            }
        }
    }

    private CliRun run(String script, boolean broken, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(project.resolve(script).toString()));
        command.addAll(List.of(words));
        Path out = folder.resolve("out");
        Path err = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(out.toFile()).redirectError(err.toFile());
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("TWIN_JAVA_OPTS", "-Xmx1g");
        builder.environment().remove("BREAK");
        if (broken) {
            builder.environment().put("BREAK", "yes");
        }
        int status = builder.start().waitFor();
        return new CliRun(status, Files.readString(out, StandardCharsets.UTF_8),
                Files.readString(err, StandardCharsets.UTF_8));
    }

    private String building() {
        return "twin: building once, this takes a moment (log: " + real("examples/target/twin-build.log") + ")\n";
    }

    private Path real(String file) {
        try {
            return project.toRealPath().resolve(file);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void twin_firstUse_buildsInOneLineAndRuns() throws Exception {
        CliRun run = run("examples/twin", false, "simulate", "hcp", "--where", "decile <= 3");
        assertThat(run.err()).isEqualTo(building());
        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo("java -XX:+UseSerialGC -Xshare:auto -Xlog:disable "
                + "-XX:SharedArchiveFile=" + real("examples/target/twin.jsa") + " -Xmx1g -cp "
                + real("examples/target/twin-examples-1.jar") + ":" + real("examples/target/lib/x.jar")
                + " io.twinsim.cli.Main simulate hcp --where decile <= 3\n");
        assertThat(Files.readString(real("examples/target/twin-build.log")))
                .contains("maven says -B -q -pl examples -am");
    }

    @Test
    void twin_secondUse_isSilent() throws Exception {
        run("examples/twin", false, "worlds");
        assertThat(run("examples/twin", false, "worlds").err()).isEmpty();
    }

    private List<String> archived() throws IOException {
        return Files.readAllLines(folder.resolve("jdk/bin/calls")).stream()
                .filter(call -> call.contains("-XX:ArchiveClassesAtExit=")).toList();
    }

    @Test
    void archive_ofLoadedClasses_isMadeOncePerBuildAndJava() throws Exception {
        run("examples/twin", false, "worlds");
        run("examples/twin", false, "worlds");
        assertThat(archived()).hasSize(1).allMatch(call ->
                call.endsWith(" io.twinsim.cli.Main simulate hcp --intervention email_campaign --json"));
        executable("jdk/bin/java", JAVA + "; # another Java");
        assertThat(run("examples/twin", false, "worlds").out()).contains("-XX:SharedArchiveFile=");
        assertThat(archived()).hasSize(2);
        old();
        Files.setLastModifiedTime(project.resolve("pom.xml"), FileTime.from(Instant.now().minusSeconds(60)));
        run("examples/twin", false, "worlds");
        assertThat(archived()).hasSize(3);
        try (var files = Files.list(project.resolve("examples/target"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.startsWith("twin.jsa")))
                    .containsExactlyInAnyOrder("twin.jsa", "twin.jsa.java");
        }
    }

    @Test
    void archive_notToBeHad_isTriedOnceAndDoneWithout() throws Exception {
        executable("jdk/bin/java", "echo \"java $*\"; echo \"$*\" >> \"${0%/*}/calls\"; "
                + "case $* in *AtExit*) exit 1 ;; esac");
        for (int i = 0; i < 2; i++) {
            CliRun run = run("examples/twin", false, "worlds");
            assertThat(run.status()).isZero();
            assertThat(run.out()).startsWith("java -XX:+UseSerialGC -Xshare:auto -Xmx1g -cp ").hasLineCount(1);
        }
        assertThat(archived()).hasSize(1);
    }

    @Test
    void terminal_onStandardError_isToldWithItsWidth() throws Exception {
        TerminalTest.requireScript();
        run("examples/twin", false, "worlds");
        for (String columns : List.of("97", "")) {
            ProcessBuilder builder = new ProcessBuilder("/usr/bin/script", "-qec",
                    "'" + project.resolve("examples/twin") + "' worlds", "/dev/null").redirectErrorStream(true);
            builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
            builder.environment().put("TERM", "dumb");
            builder.environment().remove("COLUMNS");
            if (!columns.isEmpty()) {
                builder.environment().put("COLUMNS", columns);
            }
            Process process = builder.start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).isZero();
            assertThat(said).containsPattern(" -Dtwinsim.terminal=" + (columns.isEmpty() ? "\\d+" : columns) + " ");
        }
        assertThat(run("examples/twin", false, "worlds").out()).doesNotContain("twinsim.terminal");
    }

    @Test
    void twin_afterAChange_buildsAgain() throws Exception {
        int built = 0;
        for (String source : SOURCES) {
            old();
            run("examples/twin", false, "worlds");
            Files.setLastModifiedTime(project.resolve(source), FileTime.from(Instant.now().plusSeconds(60)));
            assertThat(run("examples/twin", false, "worlds").err()).as(source).isEqualTo(building());
            built++;
        }
        Files.deleteIfExists(project.resolve("twin-core/src/main/A.java"));
        Files.setLastModifiedTime(project.resolve("twin-core/src/main"), FileTime.from(Instant.now().plusSeconds(60)));
        assertThat(run("examples/twin", false, "worlds").err()).as("removed file").isEqualTo(building());
        assertThat(built).isEqualTo(8);
    }

    @Test
    void twin_brokenBuild_showsTheLogAndTriesAgain() throws Exception {
        CliRun run = run("examples/twin", true, "worlds");
        assertThat(run.status()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).startsWith(building() + "maven says ").endsWith("twin: the build failed\n");
        assertThat(run("examples/twin", false, "worlds").err()).isEqualTo(building());
    }

    @Test
    void twin_throughALink_findsItsProject() throws Exception {
        Path link = folder.resolve("tw");
        Files.createSymbolicLink(link, project.resolve("examples/twin"));
        run("examples/twin", false, "worlds");
        Process process = new ProcessBuilder(link.toString(), "worlds").directory(folder.toFile())
                .redirectErrorStream(true).redirectOutput(folder.resolve("out").toFile()).start();
        assertThat(process.waitFor()).isNotEqualTo(127);
        assertThat(Files.readString(folder.resolve("out"))).doesNotContain("building");
    }

    @Test
    void shell_started_hasClassPathAndStartup() throws Exception {
        CliRun run = run("examples/twin-shell", false, "script.jsh");
        assertThat(run.status()).isZero();
        assertThat(run.out()).isEqualTo("jshell -J-XX:TieredStopAtLevel=1 -J-XX:+UseSerialGC -J-Xshare:auto "
                + "-J--class-path=" + real("examples/target/twin-examples-1.jar")
                + " --execution failover:0(twin),1(jdi) -R-XX:+UseSerialGC -R-Xshare:auto --class-path "
                + real("examples/target/twin-examples-1.jar") + ":" + real("examples/target/lib/x.jar") + " --startup "
                + real("examples/src/main/jshell/startup.jsh") + " -R-Xmx1g script.jsh\n");
    }
}
