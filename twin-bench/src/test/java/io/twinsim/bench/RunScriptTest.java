package io.twinsim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
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
 * The script {@code twin-bench/run} in a small copy of the project, in a folder with a blank in its name, with a Maven
 * and a Java that only say what they were asked.
 */
class RunScriptTest {

    private static final Path SCRIPT = Path.of("").toAbsolutePath().endsWith("twin-bench") ? Path.of("run")
            : Path.of("twin-bench", "run");
    private static final String JAR = "twin-bench/target/benchmarks.jar";

    @TempDir
    Path folder;

    private Path project;
    private String out = "";
    private String err = "";

    @BeforeEach
    void copy() throws IOException {
        Assumptions.assumeTrue(Files.isExecutable(Path.of("/usr/bin/env")), "left out: there is no /usr/bin/env here");
        project = folder.resolve("my project");
        for (String module : List.of("twin-core", "twin-sim", "twin-cache", "examples", "twin-bench")) {
            Files.createDirectories(project.resolve(module).resolve("src/main"));
            Files.writeString(project.resolve(module).resolve("pom.xml"), "");
        }
        Files.writeString(project.resolve("pom.xml"), "");
        Files.copy(SCRIPT, project.resolve("twin-bench/run"));
        executable("bin/mvn", "echo \"maven says $*\"; [ -z \"${BREAK:-}\" ] || exit 1; : > " + JAR);
        executable("jdk/bin/java", "printf '%s\\n' \"$@\"; exit 3");
        try (var files = Files.walk(project)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(86_400)));
            }
        }
    }

    private void executable(String name, String body) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, "#!/bin/sh\n" + body + "\n");
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private int run(boolean broken, String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(project.resolve("twin-bench/run").toString()));
        command.addAll(List.of(words));
        Path written = folder.resolve("out");
        Path said = folder.resolve("err");
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile())
                .redirectOutput(written.toFile()).redirectError(said.toFile());
        builder.environment().put("PATH", folder.resolve("bin") + ":" + System.getenv("PATH"));
        builder.environment().put("JAVA_HOME", folder.resolve("jdk").toString());
        builder.environment().put("TWIN_JAVA_OPTS", "-Xmx1g -ea");
        builder.environment().remove("BREAK");
        if (broken) {
            builder.environment().put("BREAK", "yes");
        }
        int status = builder.start().waitFor();
        out = Files.readString(written);
        err = Files.readString(said);
        return status;
    }

    @Test
    void run_first_buildsOnceAndPassesWordsOn() throws Exception {
        assertThat(run(false, "effects", "--out", "a b")).isEqualTo(3);
        assertThat(err).contains("run: building once").hasLineCount(1);
        List<String> words = out.lines().toList();
        assertThat(words).startsWith("-XX:+UseSerialGC", "-Xmx1g", "-ea");
        assertThat(words.get(3)).startsWith("-Djava.io.tmpdir=");
        assertThat(Path.of(words.get(3).substring("-Djava.io.tmpdir=".length()))).doesNotExist();
        assertThat(words.subList(4, words.size())).containsExactly(
                "-Dtwinsim.bench.out=" + project.resolve("twin-bench/target/bench"), "-jar",
                project.resolve(JAR).toString(), "run", "effects", "--out", "a b");
        run(false, "effects");
        assertThat(err).isEmpty();
    }

    @Test
    void run_afterAChange_buildsAgain() throws Exception {
        run(false, "effects");
        Files.writeString(project.resolve("twin-sim/src/main/New.java"), "");
        Files.setLastModifiedTime(project.resolve("twin-sim/src/main/New.java"),
                FileTime.from(Instant.now().plusSeconds(60)));
        run(false, "effects");
        assertThat(err).contains("run: building once");
    }

    @Test
    void run_brokenBuild_saysWhyAndEndsWith1() throws Exception {
        assertThat(run(true, "effects")).isEqualTo(1);
        assertThat(err).contains("maven says -B -q -pl twin-bench -am").endsWith("run: the build failed\n");
        assertThat(out).isEmpty();
    }
}
