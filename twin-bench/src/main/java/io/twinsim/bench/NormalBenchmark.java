package io.twinsim.bench;

import io.twinsim.internal.math.Normal;
import io.twinsim.random.Distribution;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import io.twinsim.random.Family;
import io.twinsim.random.UniformBlock;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.distribution.NormalDistribution;
import org.apache.commons.math3.random.Well19937c;
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
 * What does a standard normal value cost? {@code draws} is ours, as the engine draws a column: keyed by row and
 * monotone in its uniform. The peers are neither: {@code ziggurat} of commons-rng on XoRoShiRo128++, {@code
 * commonsMath} with its default generator, {@code javaRandom}. {@code uniformsOnly} is the floor of ours, {@code
 * copyOnly} that of any; {@code arrays} is ours without a block, from one array to another; {@code cdf} turns the
 * values back into uniforms.
 * Run: {@code twin-bench/run normal}, or {@code java -jar twin-bench/target/benchmarks.jar Normal -prof gc}.
 *
 * <p>Of a value of {@code draws} on 512-bit vectors about a tenth is mixing bits, a quarter turning them into doubles,
 * half the central function, a tenth finding the tails. What was tried and lost, in ns a value, JDK 17: mixing and
 * turning into doubles in one loop 0.87, in two 0.36 (with 256-bit vectors 0.79 and 0.86); the cells of the tails for
 * all values 2.1; searching the uniforms for tails 0.4 where flags packed from the bits take 0.11; that search in
 * place, run by run, 1.4; central functions of degree 9 or 10, with 5.6 or 3.4 % tails, 0.1 to 0.3 more; polynomials
 * preconditioned after Knuth and Eve, half the multiplications but errors up to 190 units of 2^-53.
 */
@Counts(of = "value", by = "values")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class NormalBenchmark {
    private static final int BLOCK = 1_024;

    /** Values per call. */
    @Param({"1000", "10000", "100000", "1000000"})
    int values;

    private double[] source;
    private double[] out;
    private double[] register;
    private UniformBlock uniforms;
    private DrawStream stream;
    private Distribution normal;
    private ContinuousSampler ziggurat;
    private NormalDistribution commonsMath;
    private Random javaRandom;

    /** Binds the distribution and the generators. */
    @Setup
    public void setup() {
        source = new double[values];
        out = new double[values];
        register = new double[BLOCK];
        uniforms = new UniformBlock();
        stream = Draws.of(42).stream("normal");
        normal = Family.NORMAL.bind(0, 1);
        stream.uniforms(0, source, 0, values);
        normal.quantiles(source, source, 0, values);
        ziggurat = ZigguratSampler.NormalizedGaussian.of(RandomSource.XO_RO_SHI_RO_128_PP.create(42L));
        commonsMath = new NormalDistribution(new Well19937c(42), 0, 1);
        javaRandom = new Random(42);
    }

    /**
     * Copies as many values.
     *
     * @return the values
     */
    @Floor
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
    @Floor(of = {"draws", "arrays"})
    @Benchmark
    public double[] uniformsOnly() {
        for (int row = 0; row < values; row += BLOCK) {
            int n = Math.min(BLOCK, values - row);
            uniforms.fill(stream, row, 0, n);
            System.arraycopy(uniforms.values(), 0, out, row, n);
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
            uniforms.fill(stream, row, 0, n);
            normal.quantiles(uniforms, register, 0, n);
            System.arraycopy(register, 0, out, row, n);
        }
        return out;
    }

    /**
     * Ours, from uniforms in a plain array.
     *
     * @return the values
     */
    @Benchmark
    public double[] arrays() {
        for (int row = 0; row < values; row += BLOCK) {
            int n = Math.min(BLOCK, values - row);
            stream.uniforms(row, uniforms.values(), 0, n);
            normal.quantiles(uniforms.values(), register, 0, n);
            System.arraycopy(register, 0, out, row, n);
        }
        return out;
    }

    /**
     * The distribution function of as many values.
     *
     * @return the probabilities
     */
    @Benchmark
    public double[] cdf() {
        Normal.cdf(source, out, 0, values);
        return out;
    }

    /**
     * The fastest peer.
     *
     * @return the values
     */
    @Peer(of = {"draws", "arrays"})
    @Benchmark
    public double[] ziggurat() {
        for (int i = 0; i < values; i++) {
            out[i] = ziggurat.sample();
        }
        return out;
    }

    /**
     * The peer that statistics programs in Java have used most.
     *
     * @return the values
     */
    @Peer(of = {"draws", "arrays"})
    @Benchmark
    public double[] commonsMath() {
        for (int i = 0; i < values; i++) {
            out[i] = commonsMath.sample();
        }
        return out;
    }

    /**
     * The platform's own.
     *
     * @return the values
     */
    @Peer(of = {"draws", "arrays"})
    @Benchmark
    public double[] javaRandom() {
        for (int i = 0; i < values; i++) {
            out[i] = javaRandom.nextGaussian();
        }
        return out;
    }
}
