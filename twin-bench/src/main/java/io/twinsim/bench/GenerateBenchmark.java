package io.twinsim.bench;

import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.worlds.Worlds;
import java.util.Arrays;
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
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a generated twin cost? {@code allColumns} makes the 21 columns of the HCP world; {@code tenColumns} a mixed
 * model of ten. {@code fillOnly} is the floor: it allocates and writes arrays of the HCP world's types and does
 * nothing else.
 * Run: {@code java -jar twin-bench/target/benchmarks.jar Generate -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class GenerateBenchmark {
    private static final long SEED = 42;

    private static final String TEN_COLUMNS = """
            model: ten
            version: 1
            variables:
              region: "~ categorical(northeast: 0.2, south: 0.35, midwest: 0.2, west: 0.25)"
              setting: "~ categorical(urban: 0.5, suburban: 0.3, rural: 0.2)"
              decile: "~ uniform_int(1, 10)"
              visits: "~ poisson(4)"
              active: "~ bernoulli(0.3)"
              engagement: "~ beta(2, 3)"
              spend: "~ lognormal(3, 0.5)"
              tenure: "~ exponential(5)"
              score: "~ normal(0, 1)"
              propensity: "= clamp(0.3 + 0.05 * (11 - decile) + 0.2 * engagement, 0.1, 0.9)"
            """;

    /** Twins. */
    @Param({"10000", "50000", "100000"})
    int twins;

    private TwinModel hcp;
    private TwinModel ten;

    /** Parses the worlds. */
    @Setup
    public void setup() {
        hcp = Worlds.hcp();
        ten = TwinModel.parse(TEN_COLUMNS, "ten.yaml");
    }

    /**
     * Writes arrays of the same types and length.
     *
     * @return the arrays
     */
    @Benchmark
    public Object[] fillOnly() {
        Object[] columns = new Object[21];
        for (int c = 0; c < columns.length; c++) {
            if (c < 9) {
                byte[] codes = new byte[twins];
                Arrays.fill(codes, (byte) c);
                columns[c] = codes;
            } else if (c < 16) {
                int[] counts = new int[twins];
                Arrays.fill(counts, c);
                columns[c] = counts;
            } else {
                double[] values = new double[twins];
                Arrays.fill(values, c);
                columns[c] = values;
            }
        }
        return columns;
    }

    /**
     * Generates HCP twins.
     *
     * @return the twins
     */
    @Benchmark
    public Population allColumns() {
        return hcp.generate(twins, SEED, 1).prepare();
    }

    /**
     * Generates twins of ten columns.
     *
     * @return the twins
     */
    @Benchmark
    public Population tenColumns() {
        return ten.generate(twins, SEED, 1).prepare();
    }
}
