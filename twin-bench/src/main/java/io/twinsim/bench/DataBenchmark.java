package io.twinsim.bench;

import de.siegmar.fastcsv.reader.CsvReader;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a row of a data file cost? {@code read} and {@code write} take a CSV of ten columns, four of them real with
 * up to 17 digits, four whole numbers or flags, two categories; {@code writeRecords} the same as JSON; {@code
 * writeStreamed} twins that were not made before. The floors are the bytes of the file: {@code readBytes} and {@code
 * writeBytes}. The peers are what a good programmer writes in an afternoon, knowing the types: {@code readLines} splits
 * lines and parses cells, {@code readStrings} parses the strings of fastcsv, {@code writeLines} joins each row in a
 * string builder.
 * Run: {@code twin-bench/run data}, or {@code java -jar twin-bench/target/benchmarks.jar Data -prof gc}.
 */
@Counts(of = "row", by = "rows")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(3)
public class DataBenchmark {

    private static final long SEED = 42;

    private static final String TEN_COLUMNS = """
            model: ten
            version: 1
            variables:
              region: "~ categorical(northeast: 0.2, south: 0.35, midwest: 0.2, west: 0.25)"
              setting: "~ categorical(urban: 0.5, suburban: 0.3, rural: 0.2)"
              decile: "~ uniform_int(1, 10)"
              visits: "~ poisson(4)"
              account: "~ uniform_int(100000, 999999)"
              active: "~ bernoulli(0.3)"
              spend: "~ round(100 * lognormal(3, 0.5)) / 100"
              tenure: "~ round(1000 * exponential(5)) / 1000"
              score: "~ normal(0, 1)"
              engagement: "~ beta(2, 3)"
            """;

    /** Rows. */
    @Param({"100000", "1000000"})
    int rows;

    private TwinModel model;
    private Population twins;
    private PlainTable plain;
    private Path folder;
    private Path file;
    private Path target;
    private byte[] bytes;

    /**
     * Makes the twins and writes them.
     *
     * @throws IOException if there is no room for them
     */
    @Setup
    public void setup() throws IOException {
        model = TwinModel.parse(TEN_COLUMNS, "ten.yaml");
        twins = model.generate(rows, SEED).prepare();
        plain = PlainTable.of(twins);
        folder = Files.createTempDirectory("twinsim-data");
        file = folder.resolve("ten.csv");
        target = folder.resolve("out.csv");
        twins.write(file);
        bytes = Files.readAllBytes(file);
    }

    /**
     * Removes the files.
     *
     * @throws IOException if that fails
     */
    @TearDown
    public void remove() throws IOException {
        try (var files = Files.list(folder)) {
            for (Path each : files.toList()) {
                Files.delete(each);
            }
        }
        Files.delete(folder);
    }

    /**
     * Reads the bytes of the file.
     *
     * @return their sum
     * @throws IOException if that fails
     */
    @Floor(of = "read")
    @Benchmark
    public long readBytes() throws IOException {
        byte[] chunk = new byte[1 << 16];
        long sum = 0;
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(chunk); n >= 0; n = in.read(chunk)) {
                for (int i = 0; i < n; i++) {
                    sum += chunk[i];
                }
            }
        }
        return sum;
    }

    /**
     * Writes the bytes of the file.
     *
     * @return the file
     * @throws IOException if that fails
     */
    @Floor(of = {"write", "writeStreamed", "writeRecords"})
    @Benchmark
    public Path writeBytes() throws IOException {
        return Files.write(target, bytes);
    }

    /**
     * Reads the file, types inferred.
     *
     * @return the population
     */
    @Benchmark
    public Population read() {
        return Population.read(file);
    }

    /**
     * The peer: lines, split, each cell a string that is parsed as its type.
     *
     * @return the columns
     * @throws IOException if that fails
     */
    @Peer(of = "read")
    @Benchmark
    public PlainTable readLines() throws IOException {
        PlainTable table = new PlainTable();
        try (BufferedReader in = Files.newBufferedReader(file)) {
            in.readLine();
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                String[] cells = line.split(",", -1);
                table.add(column -> cells[column]);
            }
        }
        return table;
    }

    /**
     * The peer: records of fastcsv, each cell a string that is parsed as its type.
     *
     * @return the columns
     * @throws IOException if that fails
     */
    @Peer(of = "read")
    @Benchmark
    public PlainTable readStrings() throws IOException {
        PlainTable table = new PlainTable();
        try (var records = CsvReader.builder().ofCsvRecord(file)) {
            records.stream().skip(1).forEach(record -> table.add(record::getField));
        }
        return table;
    }

    /**
     * Writes a population whose columns are there.
     *
     * @return the file
     */
    @Benchmark
    public Path write() {
        twins.write(target);
        return target;
    }

    /**
     * Generates twins block by block and writes them.
     *
     * @return the file
     */
    @Benchmark
    public Path writeStreamed() {
        model.generate(rows, SEED).write(target);
        return target;
    }

    /**
     * Writes a population as JSON.
     *
     * @return the file
     */
    @Benchmark
    public Path writeRecords() {
        Path json = folder.resolve("out.json");
        twins.write(json);
        return json;
    }

    /**
     * The peer: each row in a string builder, through a buffered writer.
     *
     * @return the file
     * @throws IOException if that fails
     */
    @Peer(of = {"write", "writeStreamed"})
    @Benchmark
    public Path writeLines() throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(target)) {
            plain.write(out);
        }
        return target;
    }
}
