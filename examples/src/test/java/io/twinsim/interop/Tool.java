package io.twinsim.interop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program that reads our files; the test is aborted, and says what is left out, where there is none. */
final class Tool {

    /** Asked once: starting Python with pandas takes a second. */
    private static final Map<List<String>, Optional<String>> FOUND = new ConcurrentHashMap<>();

    private final List<String> command;

    private Tool(List<String> command) {
        this.command = command;
    }

    /** Base R. */
    static Tool r() {
        return require("reading by R", List.of("Rscript", "/usr/bin/Rscript"), List.of("--vanilla", "-e", "cat(1)"), 1);
    }

    /** Python with pandas; the Python of the system may have it where another one comes first on the path. */
    static Tool pandas() {
        return require("reading by pandas", List.of("python3", "/usr/bin/python3"), List.of("-c", "import pandas"), 0);
    }

    private static Tool require(String what, List<String> programs, List<String> trial, int options) {
        Optional<String> program = FOUND.computeIfAbsent(programs,
                all -> all.stream().filter(p -> works(p, trial)).findFirst());
        Assumptions.assumeTrue(program.isPresent(), () -> "left out: " + what + ", as none of " + programs
                + " is there or has what it needs");
        List<String> command = new ArrayList<>(List.of(program.get()));
        command.addAll(trial.subList(0, options));
        return new Tool(command);
    }

    private static boolean works(String program, List<String> trial) {
        List<String> command = new ArrayList<>(List.of(program));
        command.addAll(trial);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return process.waitFor(60, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Runs a script on files and gives what it printed. */
    List<String> run(Path folder, String script, Path... files) {
        try {
            Path source = Files.writeString(folder.resolve("script"), script);
            Path out = folder.resolve("printed");
            List<String> all = new ArrayList<>(command);
            all.add(source.toString());
            for (Path file : files) {
                all.add(file.toString());
            }
            ProcessBuilder process = new ProcessBuilder(all).redirectErrorStream(true).redirectOutput(out.toFile());
            process.environment().put("LC_ALL", "C.UTF-8");
            process.environment().put("PYTHONIOENCODING", "utf-8");
            int status = process.start().waitFor();
            List<String> printed = Files.readAllLines(out, StandardCharsets.UTF_8);
            if (status != 0) {
                throw new AssertionError(all + " ended with " + status + ": " + String.join("\n", printed));
            }
            return printed;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
