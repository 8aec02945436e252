package io.twinsim.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Populations of any size go to files in the same memory, whole or not at all. */
class PopulationWriteTest {

    private static final long MILLION = 1_000_000;

    @TempDir
    private Path folder;

    private static Population twins(long n) {
        return TwinBlocksTest.MIXED.generate(n, 11);
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(f -> f.getFileName().toString()).sorted().toList();
        }
    }

    /** In every format the twins that are made while they are written are those that were there before. */
    @Test
    void write_twinsNotMade_givesTheBytesOfThoseThatAre() throws IOException {
        int checked = 0;
        for (String name : List.of("t.csv", "t.tsv", "t.csv.gz", "t.json", "t.json.gz")) {
            for (WriteOptions.Layout layout : WriteOptions.Layout.values()) {
                for (String condition : List.of("k >= 0", "x > 0.5")) {
                    Path streamed = folder.resolve("streamed-" + name);
                    Path made = folder.resolve("made-" + name);
                    Population view = twins(3_000).where(condition);
                    view.write(streamed, WriteOptions.of().withLayout(layout));
                    view.prepare().write(made, WriteOptions.of().withLayout(layout));
                    assertThat(streamed).hasSameBinaryContentAs(made);
                    Population read = Population.read(streamed);
                    assertThat(read.names()).isEqualTo(view.names());
                    for (String column : List.of("x", "y", "k", "w")) {
                        assertThat(read.doubles(column)).isEqualTo(view.doubles(column));
                    }
                    checked++;
                }
            }
        }
        assertThat(checked).isEqualTo(20);
    }

    /** Ten columns of a million twins take 66 MB; this JVM has 24. */
    @Test
    void write_aMillionTwins_takesNoMoreMemoryThanAFew() throws IOException, InterruptedException {
        Path csv = folder.resolve("million.csv");
        assertThat(probe("-Xmx24m", MILLION, csv)).isEqualTo("told " + MILLION);
        try (BufferedReader lines = Files.newBufferedReader(csv)) {
            assertThat(lines.readLine()).isEqualTo(String.join(",", WriteProbe.MODEL.names()));
            assertThat(lines.lines().count()).isEqualTo(MILLION);
        }
        Path json = folder.resolve("columns.json");
        assertThat(probe("-Xmx24m", MILLION / 2, json)).isEqualTo("told " + MILLION / 2);
        assertThat(Files.size(json)).isGreaterThan(20_000_000);
        Path view = folder.resolve("view.csv.gz");
        assertThat(probe("-Xmx24m", MILLION / 2, view, "decile <= 5")).isBetween("told 240000", "told 260000");
    }

    @Test
    @Tag("nightly")
    void write_tenMillionTwins_takeNoMoreMemoryThanAFew() throws IOException, InterruptedException {
        Path csv = folder.resolve("tenMillion.csv");
        assertThat(probe("-Xmx24m", 10 * MILLION, csv)).isEqualTo("told " + 10 * MILLION);
        try (BufferedReader lines = Files.newBufferedReader(csv)) {
            assertThat(lines.lines().count()).isEqualTo(10 * MILLION + 1);
        }
    }

    private static String probe(String heap, long rows, Path file, String... condition)
            throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(), "-XX:+UseSerialGC", heap, "-cp",
                System.getProperty("java.class.path"), WriteProbe.class.getName(), Long.toString(rows),
                file.toString()));
        command.addAll(List.of(condition));
        Process probe = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(probe.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(probe.waitFor()).as(said).isZero();
        return said.lines().filter(line -> line.startsWith("told")).findFirst().orElse(said);
    }

    /** Writes in a JVM of its own. */
    static final class WriteProbe {

        private static final TwinModel MODEL = TwinModel.parse("""
                model: ten
                variables:
                  region: "~ categorical(northeast: 0.2, south: 0.35, midwest: 0.2, west: 0.25)"
                  decile: "~ uniform_int(1, 10)"
                  active: "~ bernoulli(0.3)"
                  a: "~ normal(0, 1)"
                  b: "~ lognormal(3, 0.5)"
                  c: "~ exponential(5)"
                  d: "~ normal(0, 1)"
                  e: "~ lognormal(3, 0.5)"
                  f: "~ exponential(5)"
                  g: "= a + b * decile"
                """, "ten.yaml");

        private WriteProbe() {
        }

        public static void main(String[] arguments) {
            Path file = Path.of(arguments[1]);
            long[] told = new long[1];
            WriteOptions options = WriteOptions.of().withLayout(WriteOptions.Layout.COLUMNS);
            Population twins = MODEL.generate(Long.parseLong(arguments[0]), 42);
            Population view = arguments.length > 2 ? twins.where(arguments[2]) : twins;
            view.write(file, options, rows -> told[0] = rows);
            System.out.println("told " + told[0]);
        }
    }

    @Test
    void write_progress_ascendsToTheEnd() {
        List<Long> told = new ArrayList<>();
        Population twins = twins(700_000).select("k");
        twins.write(folder.resolve("k.csv"), told::add);
        assertThat(told).containsExactly(262_144L, 524_288L, 700_000L);
        told.clear();
        twins.write(folder.resolve("k.json"), WriteOptions.of().withLayout(WriteOptions.Layout.COLUMNS), told::add);
        assertThat(told).isSorted().endsWith(700_000L).hasSize(3);
        told.clear();
        twins(0).write(folder.resolve("none.csv"), told::add);
        assertThat(told).containsExactly(0L);
    }

    @Test
    void write_listenerThatThrows_harmsOnlyItself() throws IOException {
        List<Long> told = new ArrayList<>();
        LongConsumer broken = rows -> {
            told.add(rows);
            throw new IllegalStateException("broken");
        };
        twins(600_000).select("k").write(folder.resolve("k.csv"), broken);
        assertThat(told).containsExactly(262_144L);
        try (var lines = Files.lines(folder.resolve("k.csv"))) {
            assertThat(lines.count()).isEqualTo(600_001);
        }
    }

    @Test
    void write_twinThatIsRefused_leavesTheTargetAndNoRest() throws IOException {
        TwinModel model = TwinModel.parse("""
                model: narrow
                variables:
                  x: {draw: "normal(0, 1)", range: [-4, 4]}
                """, "narrow.yaml");
        for (String name : List.of("x.csv", "x.csv.gz", "x.json")) {
            Path file = Files.writeString(folder.resolve(name), "old");
            assertThatThrownBy(() -> model.generate(MILLION, 42).write(file)).isInstanceOf(InputException.class)
                    .hasMessageContaining("x").hasMessageContaining("[-4");
            assertThat(file).hasContent("old");
            Files.delete(file);
            assertThat(files()).isEmpty();
        }
    }

    @Test
    void write_fullDisk_namesThePath() throws IOException {
        Assumptions.assumeTrue(Files.exists(Path.of("/dev/full")), "left out: there is no /dev/full here");
        for (String name : List.of("x.csv", "x.csv.gz", "x.json")) {
            Path file = Files.createSymbolicLink(folder.resolve(name), Path.of("/dev/full"));
            assertThatThrownBy(() -> twins(100_000).write(file)).isInstanceOf(UncheckedIOException.class)
                    .hasMessage("cannot write " + file + ": No space left on device");
            assertThat(files()).containsExactly(name);
            Files.delete(file);
        }
    }

    @Test
    void write_unknownEnding_isRefusedWithTheKnownOnes() {
        Path file = folder.resolve("x.xlsx");
        assertThatThrownBy(() -> twins(1).write(file)).isInstanceOf(InputException.class)
                .hasMessage("file name must end in .csv, .tsv, .txt, .json or, with twin-examples, .parquet, got "
                        + file);
    }
}
