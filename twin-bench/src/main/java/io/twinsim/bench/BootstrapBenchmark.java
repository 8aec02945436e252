package io.twinsim.bench;

import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.MultinomialBootstrap;
import io.twinsim.random.Draws;
import io.twinsim.random.Family;
import java.util.concurrent.TimeUnit;
import org.apache.commons.rng.UniformRandomProvider;
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
 * What do 1,000 bootstrap replicates of a mean cost? {@code multinomial} is ours; {@code commonsRng} the plain loop
 * over XoRoShiRo128++, the best peer on the JVM; {@code sumOnly}, the floor, adds all values 1,000 times and draws
 * nothing.
 * Run: {@code java -jar twin-bench/target/benchmarks.jar Bootstrap -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class BootstrapBenchmark {
    private static final int REPLICATES = 1_000;

    /** Values, which is also the number of draws per replicate. */
    @Param({"10000", "50000", "100000"})
    int values;

    private double[] sample;
    private IntervalOptions options;
    private UniformRandomProvider generator;

    /** Draws the sample from a gamma distribution, so that it is skewed. */
    @Setup
    public void setup() {
        double[] uniforms = new double[values];
        Draws.of(42).stream("sample").uniforms(0, uniforms, 0, values);
        sample = new double[values];
        Family.GAMMA.bind(2, 1).quantiles(uniforms, sample, 0, values);
        options = IntervalOptions.of().withReplicates(REPLICATES).withSeed(42).withThreads(1);
        generator = RandomSource.XO_RO_SHI_RO_128_PP.create(42L);
    }

    /**
     * Adds without drawing.
     *
     * @return the means
     */
    @Benchmark
    public double[] sumOnly() {
        double[] means = new double[REPLICATES];
        double[] x = sample;
        for (int b = 0; b < REPLICATES; b++) {
            double a0 = b;
            double a1 = 0;
            double a2 = 0;
            double a3 = 0;
            for (int i = 0; i + 3 < x.length; i += 4) {
                a0 += x[i];
                a1 += x[i + 1];
                a2 += x[i + 2];
                a3 += x[i + 3];
            }
            means[b] = (a0 + a1 + a2 + a3) / x.length;
        }
        return means;
    }

    /**
     * Ours: the multinomial bootstrap, slab by slab.
     *
     * @return the means
     */
    @Benchmark
    public double[] multinomial() {
        return MultinomialBootstrap.means(sample, "mean", options);
    }

    /**
     * The peer: one index per draw from a fast generator.
     *
     * @return the means
     */
    @Benchmark
    public double[] commonsRng() {
        double[] means = new double[REPLICATES];
        double[] x = sample;
        for (int b = 0; b < REPLICATES; b++) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += x[generator.nextInt(x.length)];
            }
            means[b] = sum / x.length;
        }
        return means;
    }
}
