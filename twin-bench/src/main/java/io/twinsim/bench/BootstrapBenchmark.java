package io.twinsim.bench;

import io.twinsim.inference.Bootstrap;
import io.twinsim.inference.Estimate;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.MeanEstimate;
import io.twinsim.inference.MultinomialBootstrap;
import io.twinsim.inference.Resampling;
import io.twinsim.inference.Saddlepoint;
import io.twinsim.inference.ShardedBootstrap;
import io.twinsim.inference.Statistic;
import io.twinsim.random.Draws;
import io.twinsim.random.Family;
import java.util.Arrays;
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
 * <p>{@code poisson}, {@code sharded} and {@code bayesian} are the other schemes for a mean; {@code ratio},
 * {@code correlation} and {@code twentyTerms} statistics of 2, 5 and 20 means. {@code bca} may cost 1 ms more than
 * {@code percentile}, which does the same resampling; {@code saddlepoint} is the interval of a difference of two arms
 * without any, to be had in 1 ms.
 *
 * <p>Tried and given up: counting draws and multiplying the counts by each column, slower than gathering every column
 * for up to 5 of them and a third slower for 20.
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
    private SplittableRandom splittable;
    private RandomGenerator well;
    private double[] other;
    private Statistic twenty;

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
        other = sample.clone();
        double[][] terms = new double[20][values];
        for (int j = 0; j < terms.length; j++) {
            Draws.of(j).stream("term").uniforms(0, terms[j], 0, values);
        }
        for (int i = 0; i < values; i++) {
            other[i] += terms[0][i];
        }
        twenty = Statistic.ofMeans("sum", means -> Arrays.stream(means).sum(), terms);
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

    /**
     * The peer of the JDK itself.
     *
     * @return the means
     */
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

    private double[] replicates(Statistic statistic, Resampling resampling) {
        return Bootstrap.of(statistic).with(resampling).withOptions(options).run().values();
    }

    /**
     * A mean under Poisson counts.
     *
     * @return the means
     */
    @Benchmark
    public double[] poisson() {
        return replicates(Statistic.mean(sample), Resampling.poisson());
    }

    /**
     * A mean under Poisson counts, as a shard.
     *
     * @return the means
     */
    @Benchmark
    public double[] sharded() {
        return ShardedBootstrap.of(0, "mean", options, sample).means(0);
    }

    /**
     * A mean under exponential weights.
     *
     * @return the means
     */
    @Benchmark
    public double[] bayesian() {
        return replicates(Statistic.mean(sample), Resampling.bayesian());
    }

    /**
     * Two terms.
     *
     * @return the ratios
     */
    @Benchmark
    public double[] ratio() {
        return replicates(Statistic.ratio(other, sample), Resampling.multinomial());
    }

    /**
     * Five terms.
     *
     * @return the correlations
     */
    @Benchmark
    public double[] correlation() {
        return replicates(Statistic.correlation(other, sample), Resampling.multinomial());
    }

    /**
     * Twenty terms.
     *
     * @return the sums of means
     */
    @Benchmark
    public double[] twentyTerms() {
        return replicates(twenty, Resampling.multinomial());
    }

    /**
     * A median, whose replicates need no resamples.
     *
     * @return the medians
     */
    @Benchmark
    public double[] median() {
        return replicates(Statistic.median(sample), Resampling.multinomial());
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

    /**
     * The saddlepoint interval of a difference of two means.
     *
     * @return the interval
     */
    @Benchmark
    public Interval saddlepoint() {
        return Saddlepoint.difference(other, sample, options.level());
    }
}
