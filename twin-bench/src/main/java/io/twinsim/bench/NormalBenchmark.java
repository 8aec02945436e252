package io.twinsim.bench;

import io.twinsim.random.Distribution;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import io.twinsim.random.Family;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.sampling.distribution.ContinuousSampler;
import org.apache.commons.rng.sampling.distribution.ZigguratSampler;
import org.apache.commons.rng.simple.RandomSource;
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
 * What does a standard normal value cost? {@code draws} is ours: keyed by row and monotone in its uniform; {@code
 * ziggurat} is the peer, the ziggurat of commons-rng on XoRoShiRo128++, which is neither. {@code uniformsOnly} is the
 * floor of ours, {@code copyOnly} that of any.
 * Run: {@code java -jar twin-bench/target/benchmarks.jar Normal -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class NormalBenchmark {
    private static final int BLOCK = 1_024;

    /** Values per call. */
    @Param({"10000", "50000", "100000"})
    int values;

    private double[] source;
    private double[] out;
    private double[] uniforms;
    private DrawStream stream;
    private Distribution normal;
    private ContinuousSampler ziggurat;

    /** Binds the distribution and the generators. */
    @Setup
    public void setup() {
        source = new double[values];
        out = new double[values];
        uniforms = new double[BLOCK];
        stream = Draws.of(42).stream("normal");
        stream.uniforms(0, source, 0, values);
        normal = Family.NORMAL.bind(0, 1);
        ziggurat = ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_RO_SHI_RO_128_PP.create(42L));
    }

    /**
     * Copies as many values.
     *
     * @return the values
     */
    @Benchmark
    public double[] copyOnly() {
        System.arraycopy(source, 0, out, 0, values);
        return out;
    }

    /**
     * Draws uniforms only.
     *
     * @return the values
     */
    @Benchmark
    public double[] uniformsOnly() {
        for (int row = 0; row < values; row += BLOCK) {
            int n = Math.min(BLOCK, values - row);
            stream.uniforms(row, uniforms, 0, n);
            System.arraycopy(uniforms, 0, out, row, n);
        }
        return out;
    }

    /**
     * Ours, block by block as the engine does it.
     *
     * @return the values
     */
    @Benchmark
    public double[] draws() {
        for (int row = 0; row < values; row += BLOCK) {
            int n = Math.min(BLOCK, values - row);
            stream.uniforms(row, uniforms, 0, n);
            normal.quantiles(uniforms, uniforms, 0, n);
            System.arraycopy(uniforms, 0, out, row, n);
        }
        return out;
    }

    /**
     * The peer.
     *
     * @return the values
     */
    @Benchmark
    public double[] ziggurat() {
        for (int i = 0; i < values; i++) {
            out[i] = ziggurat.sample();
        }
        return out;
    }
}
