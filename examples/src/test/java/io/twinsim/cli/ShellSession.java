package io.twinsim.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * {@code examples/twin-shell} as it is, in a small copy of the project whose jar is the class path of this test, with
 * lines typed into it.
 */
final class ShellSession {

    /** Asks for a snippet that is none, which takes no number as a snippet would; JShell answers in one line. */
    private static final String MARK = "/list =====8<=====\n";
    private static final String CUT = "|  No such snippet: =====8<=====";
    private static final List<String> COPIED = List.of(
            "examples/twin-shell", "examples/src/main/sh/build.sh", "examples/src/main/jshell/startup.jsh");
    private static final List<String> LOOKED_AT = List.of("pom.xml", "twin-core/pom.xml", "twin-core/src/main/A.java",
            "twin-sim/pom.xml", "twin-sim/src/main/B.java", "twin-cache/pom.xml", "twin-cache/src/main/C.java",
            "examples/pom.xml");
    private static final Pattern EDGES = Pattern.compile("^\\n+|\\s+$");
    private static final int SECONDS = 600;

    private final Path project;
    private final Path folder;

    /**
     * Makes the copy.
     *
     * @param scratch an empty folder; lines are typed in its folder {@code work}
     */
    ShellSession(Path scratch) throws IOException {
        Path real = ProjectFolder.path();
        project = scratch.resolve("project");
        folder = Files.createDirectories(scratch.resolve("work"));
        for (String file : COPIED) {
            Files.createDirectories(project.resolve(file).getParent());
            Files.copy(real.resolve(file), project.resolve(file));
        }
        for (String file : LOOKED_AT) {
            Files.createDirectories(project.resolve(file).getParent());
            Files.writeString(project.resolve(file), "");
        }
        Files.createDirectories(project.resolve("examples/target/lib"));
        jar(project.resolve("examples/target/twin-examples-1.jar"), System.getProperty("java.class.path"));
        jar(project.resolve("examples/target/lib/x.jar"), "");
        Files.createDirectories(scratch.resolve("prefs/.java/.userPrefs"));
        age();
        Files.writeString(project.resolve("examples/target/twin-built"), "");
    }

    /** Where lines are typed: files named without a folder lie here. */
    Path folder() {
        return folder;
    }

    /** A jar that only names the class path. */
    private static void jar(Path file, String classPath) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        List<String> places = new ArrayList<>();
        for (String place : classPath.split(":")) {
            Path path = Path.of(place).toAbsolutePath();
            assertThat(path.toString()).as("class path without blanks").doesNotContain(" ");
            places.add(Files.isDirectory(path) ? path + "/" : path.toString());
        }
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, String.join(" ", places));
        try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(file), manifest)) {
            out.finish();
        }
    }

    /** Everything is older than what was built, so that nothing is built. */
    private void age() throws IOException {
        FileTime yesterday = FileTime.from(Instant.now().minusSeconds(86_400));
        try (Stream<Path> files = Files.walk(project)) {
            for (Path file : files.toList()) {
                Files.setLastModifiedTime(file, yesterday);
            }
        }
    }

    /**
     * Types lines and waits for the end.
     *
     * @param lines complete snippets
     * @return what was printed before the first line, and after each, without blank lines around it
     */
    List<String> type(List<String> lines) throws IOException, InterruptedException {
        StringBuilder input = new StringBuilder(MARK);
        lines.forEach(line -> input.append(line).append('\n').append(MARK));
        Path out = folder.resolveSibling("out.txt");
        ProcessBuilder builder = new ProcessBuilder(project.resolve("examples/twin-shell").toString(),
                "-J-Djava.util.prefs.userRoot=" + folder.resolveSibling("prefs"))
                .directory(folder.toFile()).redirectErrorStream(true).redirectOutput(out.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().put("TWIN_JAVA_OPTS", "-Xmx1g");
        builder.environment().put("LC_ALL", "C.UTF-8");
        Process process = builder.start();
        try (OutputStream typed = process.getOutputStream()) {
            typed.write(input.append("/exit\n").toString().getBytes(StandardCharsets.UTF_8));
        }
        boolean done = process.waitFor(SECONDS, TimeUnit.SECONDS);
        if (!done) {
            process.destroyForcibly();
        }
        String text = Files.readString(out);
        assertThat(done).as("the shell ends, after it printed:\n" + text).isTrue();
        assertThat(process.exitValue()).as(text).isZero();
        return answers(text, lines);
    }

    private static List<String> answers(String text, List<String> typed) {
        List<String> answers = new ArrayList<>();
        StringBuilder answer = new StringBuilder();
        for (String printed : text.split("\n", -1)) {
            // The prompt stands before what is printed; JShell 17 moves back over the blank after it.
            String line = printed.replaceFirst("^jshell> (?: \b)?", "");
            if (line.equals(CUT)) {
                answers.add(answer(answer.toString(), answers.isEmpty() ? "" : typed.get(answers.size() - 1)));
                answer.setLength(0);
            } else {
                answer.append(line).append('\n');
            }
        }
        assertThat(answers).as(text).hasSize(typed.size() + 1);
        return answers;
    }

    /** JShell of later Javas sometimes repeats what was typed while it was busy. */
    private static String answer(String printed, String typed) {
        String text = EDGES.matcher(printed).replaceAll("");
        boolean repeats = !typed.isEmpty() && text.startsWith(typed) && !text.startsWith(typed + " ==>");
        return repeats ? EDGES.matcher(text.substring(typed.length())).replaceAll("") : text;
    }
}
