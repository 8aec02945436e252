package io.twinsim.bench;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The program {@code dieharder} at the other end of a pipe from {@link Bytes}. */
final class Dieharder {

    /**
     * Its tests, as it takes them; those with {@code -n} for one size only. Left out are those that it calls suspect or
     * not to be used (5, 6, 7, 14) and those that take more than a minute (17, 203).
     */
    static final List<String> TESTS = List.of("0", "1", "2", "3", "4", "8", "9", "10", "11", "12", "13", "15", "16",
            "100", "101", "102", "200 -n 8", "201 -n 4", "202 -n 5", "204", "205", "206", "207", "208", "209");

    private final Path program;

    private Dieharder(Path program) {
        this.program = program;
    }

    /** The program, if it is on the path. */
    static Optional<Dieharder> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return Stream.of(path.split(Pattern.quote(File.pathSeparator))).filter(folder -> !folder.isEmpty())
                .map(folder -> Path.of(folder, "dieharder")).filter(Files::isExecutable).map(Dieharder::new)
                .findFirst();
    }

    /**
     * Runs one test on one mode; both programs must end well, {@link Bytes} by losing its reader.
     *
     * @param test one of {@link #TESTS}
     * @param mode what to write
     * @param seed the root seed
     * @return a finding per p-value, at least one; its test has the name and the tuple that the program shows
     * @throws IOException if a program cannot be run, or says anything else
     * @throws InterruptedException if the thread is interrupted
     */
    List<BytesFinding> run(String test, BytesMode mode, long seed) throws IOException, InterruptedException {
        ProcessBuilder bytes = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m", "-cp", System.getProperty("java.class.path"), Bytes.class.getName(), mode.id(), "--seed",
                Long.toString(seed)).redirectError(ProcessBuilder.Redirect.INHERIT);
        List<String> words = new ArrayList<>(List.of(program.toString(), "-g", "200", "-D", "test_name", "-D", "ntuple",
                "-D", "pvalues", "-d"));
        words.addAll(List.of(test.split(" ")));
        ProcessBuilder battery = new ProcessBuilder(words).redirectError(ProcessBuilder.Redirect.INHERIT);
        List<Process> pipeline = ProcessBuilder.startPipeline(List.of(bytes, battery));
        String said = new String(pipeline.get(1).getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        for (Process process : pipeline) {
            if (process.waitFor() != 0) {
                throw new IOException("exit status " + process.exitValue() + " of " + process.info());
            }
        }
        List<BytesFinding> findings = said.lines().map(Dieharder::finding).toList();
        if (findings.isEmpty()) {
            throw new IOException("dieharder -d " + test + " found nothing");
        }
        return findings;
    }

    /** A line such as {@code diehard_craps|   0|0.98299254}: the p-value of uniform p-values, so both ends are bad. */
    private static BytesFinding finding(String line) {
        String[] words = line.strip().split("\\s*\\|\\s*");
        double p = Double.parseDouble(words[2]);
        return new BytesFinding(words[0] + " " + words[1], BytesFinding.twoSided(p, 1 - p));
    }
}
