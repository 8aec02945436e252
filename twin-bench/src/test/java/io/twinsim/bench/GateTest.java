package io.twinsim.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The whole gate over two small cases in this virtual machine. The clock is moved by the operations alone and bytes
 * are counted by the real counter, so that nothing here depends on the speed of the machine: the chance of a false
 * alarm is 0.
 */
class GateTest {

    private static final GateMachine MACHINE = new GateMachine(17, "Test");
    private static final long TARGET = 70_000;
    private static final long REFERENCE = 100_000;

    @TempDir
    Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream messages = new ByteArrayOutputStream();
    private final List<GateCase> cases = List.of(sums("small-sums", 500), sums("large-sums", 20_000));
    private long now;

    private GateCase sums(String name, int rows) {
        return new GateCase(name, "adds " + rows + " numbers", rows / 5, rows, rows, (twins, n) -> {
            double[] out = new double[n];
            return new GateWork(n, () -> {
                for (int i = 0; i < n; i++) {
                    out[i] += i;
                }
                now += TARGET;
                return out;
            }, () -> {
                now += REFERENCE;
                return out;
            });
        });
    }

    /** Measures here, and tells it as a fork does. */
    private List<GateReading> fork(GateOptions options) {
        GateMeter thread = GateMeter.ofThread();
        GateMeter meter = new GateMeter(() -> now, thread::allocated);
        List<GateReading> readings = new ArrayList<>();
        new GateFork(meter, new GateFork.Pace(0, 0, 0, 10_000_000)).measure(cases, options, readings::add);
        return readings.stream().map(reading -> GateReading.ofLine(reading.line())).toList();
    }

    private int run(GateLab lab, GateMachine machine, String... args) {
        messages.reset();
        out.reset();
        return new Gate(cases, lab, machine, print(out), print(messages)).run(args);
    }

    private int run(String... args) {
        return run(this::fork, MACHINE, args);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }

    private String stored(double ratio) throws IOException {
        Path file = folder.resolve("gate.csv");
        Files.writeString(file, "case,jdk,cpu,ratio,bytes,slope\n"
                + "large-sums,17,Test," + ratio + ",0,0.000\nsmall-sums,17,Test," + ratio + ",0,0.000\n");
        return file.toString();
    }

    private String message() {
        return messages.toString(StandardCharsets.UTF_8).strip();
    }

    private List<String> lines() {
        return out.toString(StandardCharsets.UTF_8).lines().map(line -> line.replaceAll(" +", " ")).toList();
    }

    @Test
    void run_clean_passes() throws IOException {
        assertThat(run("--store", stored(0.7))).isZero();
        assertThat(message()).isEmpty();
        assertThat(lines()).hasSize(4).startsWith("JDK 17 on Test, 5 forks")
                .allMatch(line -> !line.contains("FAILED"));
        assertThat(lines().get(3)).startsWith("large-sums 0.700 0.0% 0.700 0.875 ").endsWith(" ok");
    }

    @Test
    void run_slowPlanted_failsAndNamesTheCase() throws IOException {
        assertThat(run("--store", stored(0.7), "--plant", "slow=large-sums")).isEqualTo(1);
        assertThat(message()).isEqualTo("gate: large-sums: time / reference must be at most 0.875 (1.25 x 0.700,"
                + " stored for this JDK and processor), got 1.400; to accept it: twin-bench/gate --record --case"
                + " large-sums, then commit gate.csv with the reason");
        assertThat(lines().get(2)).endsWith(" ok");
        assertThat(lines().get(3)).startsWith("large-sums 1.400 0.0% 0.700 0.875 ").endsWith(" FAILED");
    }

    @Test
    void run_allocationPlanted_failsInBytesAndPerRow() throws IOException {
        assertThat(run("--store", stored(0.7), "--plant", "allocate=large-sums", "--forks", "1")).isEqualTo(1);
        assertThat(message().lines()).hasSize(2)
                .allMatch(line -> line.startsWith("gate: large-sums: bytes per "))
                .anyMatch(line -> line.contains("bytes per operation must be at most 2048 (1.02 x 0 + 2048), got "))
                .anyMatch(line -> line.contains("bytes per row must be at most 0.050 (0.000 + 0.05), got "));
    }

    @Test
    void run_unknownProcessor_isHeldToTwiceTheLargest() throws IOException {
        String store = stored(0.5);
        GateMachine other = new GateMachine(17, "Other");
        assertThat(run("--store", store)).isEqualTo(1);
        assertThat(run(this::fork, other, "--store", store)).isZero();
        assertThat(lines()).contains(
                "no ratios stored for JDK 17 on Other: twice the largest stored ratio is the limit");
        assertThat(run(this::fork, other, "--store", store, "--plant", "allocate=large-sums")).isEqualTo(1);
    }

    @Test
    void run_record_writesWhatTheNextRunAccepts() throws IOException {
        String store = stored(0.1);
        assertThat(run("--store", store)).isEqualTo(1);
        assertThat(run("--store", store, "--record", "--case", "large-sums")).isZero();
        assertThat(lines()).contains("stored 1 cases for JDK 17 on Test in " + store + "; commit it with the reason");
        assertThat(Files.readString(Path.of(store))).startsWith("case,jdk,cpu,ratio,bytes,slope\n"
                + "large-sums,17,Test,0.7000,").contains("\nsmall-sums,17,Test,0.1000,0,0.000\n");
        assertThat(run("--store", store, "--case", "large-sums")).isZero();
        assertThat(run("--store", store)).isEqualTo(1);
    }

    @Test
    void run_medianOfForks_outvotesTheOddOnes() throws IOException {
        int[] forks = new int[1];
        GateLab odd = options -> {
            double target = forks[0]++ < 2 ? 9_000 : 700;
            return List.of(new GateReading("large-sums", target, 1_000, 0, 0));
        };
        assertThat(run(odd, MACHINE, "--store", stored(0.7), "--case", "large-sums")).isZero();
        assertThat(forks[0]).isEqualTo(5);
    }

    @Test
    void run_failure_isNotMeasuredAgain() throws IOException {
        int[] forks = new int[1];
        GateLab slow = options -> {
            forks[0]++;
            return List.of(new GateReading("large-sums", 9_000, 1_000, 0, 0));
        };
        assertThat(run(slow, MACHINE, "--store", stored(0.7), "--case", "large-sums")).isEqualTo(1);
        assertThat(forks[0]).isEqualTo(5);
    }

    @Test
    void run_brokenFork_isAFailure() throws IOException {
        assertThat(run(options -> List.of(), MACHINE, "--store", stored(0.7))).isEqualTo(1);
        assertThat(message()).isEqualTo("gate: small-sums must have one reading per fork, got 0 of 5");
        assertThat(run(options -> {
            throw new IllegalStateException("a fork ended with status 1:\nno memory");
        }, MACHINE, "--store", stored(0.7))).isEqualTo(1);
        assertThat(message()).isEqualTo("gate: a fork ended with status 1:\nno memory");
    }

    @Test
    void run_badOption_isRefused() {
        assertThat(run("--case", "large-sum")).isEqualTo(2);
        assertThat(message()).isEqualTo(
                "gate: unknown case \"large-sum\"; did you mean \"large-sums\"? known: small-sums, large-sums");
        Path missing = folder.resolve("missing.csv");
        assertThat(run("--store", missing.toString())).isEqualTo(2);
        assertThat(message()).isEqualTo("gate: --store must be a file, got " + missing);
        assertThat(out.size()).isZero();
    }

    @Test
    void run_list_namesTheCases() {
        assertThat(run("--list")).isZero();
        assertThat(lines()).containsExactly("small-sums adds 500 numbers", "large-sums adds 20000 numbers");
        assertThat(run("--help")).isZero();
        assertThat(lines().get(0)).startsWith("twin-bench/gate [--case NAME]");
    }
}
