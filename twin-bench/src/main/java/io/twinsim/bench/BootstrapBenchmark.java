package io.twinsim.bench;

import io.twinsim.inference.Estimate;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.MeanEstimate;
import io.twinsim.inference.MultinomialBootstrap;
import io.twinsim.random.Draws;
import io.twinsim.random.Family;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.commons.math3.random.RandomGenerator;
import org.apache.commons.math3.random.Well19937c;
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
 * What do 1,000 bootstrap replicates cost? {@code multinomial} is ours for a mean; {@code commonsRng} the plain loop
 * over XoRoShiRo128++, the best peer on the JVM, beside those over {@code splittableRandom} and commons-math3's default
 * generator; {@code sumOnly}, the floor, adds all values 1,000 times and draws nothing.
 *
 * <p>{@code bca} may cost 1 ms more than {@code percentile}, which does the same resampling. Other schemes and
 * statistics: {@link ResamplingBenchmark}; other intervals: {@link IntervalBenchmark}.
 * Run: {@code twin-bench/run bootstrap}, or {@code java -jar twin-bench/target/benchmarks.jar Bootstrap -prof gc}.
 */
@Counts(of = "draw", by = "values", times = BootstrapBenchmark.REPLICATES)
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class BootstrapBenchmark {
    static final int REPLICATES = 1_000;

    /** Values, which is also the number of draws per replicate. */
    @Param({"1000", "10000", "100000"})
    int values;

    private double[] sample;
    private IntervalOptions options;
    private UniformRandomProvider generator;
    private SplittableRandom splittable;
    private RandomGenerator well;

    /** Draws the sample from a gamma distribution, so that it is skewed. */
    @Setup
    public void setup() {
        double[] uniforms = new double[values];
        Draws.of(42).stream("sample").uniforms(0, uniforms, 0, values);
        sample = new double[values];
        Family.GAMMA.bind(2, 1).quantiles(uniforms, sample, 0, values);
        options = IntervalOptions.of().withReplicates(REPLICATES).withSeed(42).withThreads(1);
        generator = RandomSource.XO_RO_SHI_RO_128_PP.create(42L);
        splittable = new SplittableRandom(42);
        well = new Well19937c(42);
    }

    /**
     * Adds without drawing.
     *
     * @return the means
     */
    @Floor
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
    @Peer(of = "multinomial")
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

    /**
     * The peer of the JDK itself.
     *
     * @return the means
     */
    @Peer(of = "multinomial")
    @Benchmark
    public double[] splittableRandom() {
        double[] means = new double[REPLICATES];
        double[] x = sample;
        for (int b = 0; b < REPLICATES; b++) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += x[splittable.nextInt(x.length)];
            }
            means[b] = sum / x.length;
        }
        return means;
    }

    /**
     * The peer of commons-math3, with its default generator.
     *
     * @return the means
     */
    @Peer(of = "multinomial")
    @Benchmark
    public double[] commonsMath() {
        double[] means = new double[REPLICATES];
        double[] x = sample;
        for (int b = 0; b < REPLICATES; b++) {
            double sum = 0;
            for (int i = 0; i < x.length; i++) {
                sum += x[well.nextInt(x.length)];
            }
            means[b] = sum / x.length;
        }
        return means;
    }

    /**
     * The percentile interval of a mean.
     *
     * @return the estimate
     */
    @Benchmark
    public Estimate percentile() {
        return MeanEstimate.of(sample, "mean", options.withMethod(IntervalMethod.PERCENTILE));
    }

    /**
     * The BCa interval of a mean.
     *
     * @return the estimate
     */
    @Benchmark
    public Estimate bca() {
        return MeanEstimate.of(sample, "mean", options.withMethod(IntervalMethod.BCA));
    }
}
