package io.twinsim.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Measures in a new virtual machine of the same JDK, with the same jar. */
final class GateProcess implements GateLab {

    /**
     * One collector thread, a heap of fixed size, new objects in a part of it that caches can hold: what a program
     * beside us does to the memory's speed should not show in the ratios. Compilation is waited for, so that a machine
     * whose other cores are busy measures the same code.
     */
    private static final List<String> SETTINGS = List.of("-XX:+UseSerialGC", "-Xms512m", "-Xmx512m", "-Xmn24m",
            "-Xbatch", "-Duser.language=en", "-Duser.country=US");

    @Override
    public List<GateReading> fork(GateOptions options) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(SETTINGS);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), GateFork.class.getName()));
        options.cases().forEach(name -> command.addAll(List.of("--case", name)));
        options.plants().forEach((name, plant) -> command.addAll(List.of("--plant", plant.id() + "=" + name)));
        try {
            return readings(new ProcessBuilder(command).redirectErrorStream(true).start());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start " + command.get(0), e);
        }
    }

    private static List<GateReading> readings(Process process) throws IOException {
        List<GateReading> readings = new ArrayList<>();
        StringBuilder other = new StringBuilder();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (GateReading.isLine(line)) {
                    readings.add(GateReading.ofLine(line));
                } else {
                    other.append(line).append('\n');
                }
            }
            int status = process.waitFor();
            if (status != 0) {
                throw new IllegalStateException("a fork ended with status " + status + ":\n" + other);
            }
            return readings;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while a fork ran", e);
        } finally {
            process.destroy();
        }
    }
}
