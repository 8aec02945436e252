package io.twinsim.fidelity;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Another process that opens a store: the main class of it, and how to start it. */
final class StoreProcess {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");

    private StoreProcess() {
    }

    /** Writes from four threads until it is killed or the disk refuses, and prints what was acknowledged. */
    public static void main(String[] args) throws InterruptedException {
        try (FileStore store = FileStore.open(Path.of(args[0]))) {
            List<Thread> threads = new ArrayList<>();
            for (int t = 0; t < Integer.parseInt(args[2]); t++) {
                String prefix = args[1] + "-" + t + "-";
                threads.add(new Thread(() -> write(store, prefix)));
            }
            threads.forEach(Thread::start);
            for (Thread thread : threads) {
                thread.join();
            }
            System.out.println("kept " + store.events().size());
        } catch (IllegalStateException e) {
            System.out.println("refused " + e.getMessage());
        }
    }

    private static void write(FileStore store, String prefix) {
        try {
            for (int i = 0; i < 100_000; i++) {
                store.append(event(prefix + i));
                System.out.println("acknowledged " + prefix + i);
            }
        } catch (UncheckedIOException e) {
            System.out.println("failed " + e.getMessage());
        }
    }

    static FidelityEvent event(String id) {
        return new FidelityEvent.Predicted(AT, Prediction.of(id, "model", "mail", 0.1, 0.001, 0.01, 0.95, AT));
    }

    static Process start(Path file, String name, int threads, String... before) throws IOException {
        List<String> command = new ArrayList<>(List.of(before));
        command.addAll(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-Xshare:auto",
                "-XX:-UsePerfData", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-cp",
                System.getProperty("java.class.path"), StoreProcess.class.getName(), file.toString(), name,
                Integer.toString(threads)));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    static BufferedReader output(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }
}
