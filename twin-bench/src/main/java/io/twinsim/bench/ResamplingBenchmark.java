package io.twinsim.bench;

import io.twinsim.inference.Bootstrap;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.Resampling;
import io.twinsim.inference.ShardedBootstrap;
import io.twinsim.inference.Statistic;
import io.twinsim.random.Draws;
import io.twinsim.random.Family;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
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
 * What do other schemes and statistics cost than a mean of n of n values, 1,000 replicates of each? {@code mean} has
 * one term and is drawn in every scheme, {@code sharded} under Poisson counts as a shard of a larger whole; {@code
 * ratio}, {@code correlation} and {@code twentyTerms} have 2, 5 and 20 terms; {@code median} needs no resamples. The
 * clusters have ten values each, the strata a quarter of all. {@code sumOnly}, the floor, adds all values 1,000 times.
 * Run: {@code twin-bench/run bootstrap}, or {@code java -jar twin-bench/target/benchmarks.jar Resampling -prof gc}.
 */
@Counts(of = "draw", by = "values", times = ResamplingBenchmark.REPLICATES)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ResamplingBenchmark {
    static final int REPLICATES = 1_000;

    /** How units are drawn. */
    public enum Scheme {
        /** n of n. */
        MULTINOMIAL,
        /** A Poisson count for each. */
        POISSON,
        /** An exponential weight for each. */
        BAYESIAN,
        /** n of n within each stratum. */
        STRATA,
        /** Clusters drawn whole. */
        CLUSTERS
    }

    /** The values; no method changes them. */
    @State(Scope.Thread)
    public static class Sample {

        /** Values, which is also the number of draws per replicate. */
        @Param({"1000", "10000", "100000"})
        int values;

        private double[] sample;
        private double[] other;
        private Statistic twenty;
        private IntervalOptions options;

        /** Draws the sample from a gamma distribution, so that it is skewed. */
        @Setup
        public void setup() {
            double[] uniforms = new double[values];
            Draws.of(42).stream("sample").uniforms(0, uniforms, 0, values);
            sample = new double[values];
            Family.GAMMA.bind(2, 1).quantiles(uniforms, sample, 0, values);
            double[][] terms = new double[20][values];
            for (int j = 0; j < terms.length; j++) {
                Draws.of(j).stream("term").uniforms(0, terms[j], 0, values);
            }
            other = IntStream.range(0, values).mapToDouble(i -> sample[i] + terms[0][i]).toArray();
            twenty = Statistic.ofMeans("sum", means -> Arrays.stream(means).sum(), terms);
            options = IntervalOptions.of().withReplicates(REPLICATES).withSeed(42).withThreads(1);
        }

        private double[] replicates(Statistic statistic, Resampling resampling) {
            return Bootstrap.of(statistic).with(resampling).withOptions(options).run().values();
        }
    }

    /** How they are drawn. */
    @State(Scope.Thread)
    public static class Way {

        /** The scheme. */
        @Param
        Scheme scheme;

        private Resampling resampling;

        /**
         * Arranges strata and clusters.
         *
         * @param sample the values
         */
        @Setup
        public void setup(Sample sample) {
            IntStream rows = IntStream.range(0, sample.values);
            resampling = switch (scheme) {
                case MULTINOMIAL -> Resampling.multinomial();
                case POISSON -> Resampling.poisson();
                case BAYESIAN -> Resampling.bayesian();
                case STRATA -> Resampling.multinomial().within(rows.map(i -> i % 4).toArray());
                case CLUSTERS -> Resampling.multinomial().byCluster(rows.map(i -> i / 10).toArray());
            };
        }
    }

    /**
     * Adds without drawing.
     *
     * @param sample the values
     * @return the means
     */
    @Floor
    @Benchmark
    public double[] sumOnly(Sample sample) {
        double[] means = new double[REPLICATES];
        double[] x = sample.sample;
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
     * A mean in a scheme.
     *
     * @param sample the values
     * @param way the scheme
     * @return the means
     */
    @Benchmark
    public double[] mean(Sample sample, Way way) {
        return sample.replicates(Statistic.mean(sample.sample), way.resampling);
    }

    /**
     * A mean under Poisson counts, as a shard.
     *
     * @param sample the values
     * @return the means
     */
    @Benchmark
    public double[] sharded(Sample sample) {
        return ShardedBootstrap.of(0, "mean", sample.options, sample.sample).means(0);
    }

    /**
     * Two terms.
     *
     * @param sample the values
     * @return the ratios
     */
    @Benchmark
    public double[] ratio(Sample sample) {
        return sample.replicates(Statistic.ratio(sample.other, sample.sample), Resampling.multinomial());
    }

    /**
     * Five terms.
     *
     * @param sample the values
     * @return the correlations
     */
    @Benchmark
    public double[] correlation(Sample sample) {
        return sample.replicates(Statistic.correlation(sample.other, sample.sample), Resampling.multinomial());
    }

    /**
     * Twenty terms.
     *
     * @param sample the values
     * @return the sums of means
     */
    @Benchmark
    public double[] twentyTerms(Sample sample) {
        return sample.replicates(sample.twenty, Resampling.multinomial());
    }

    /**
     * A median, whose replicates need no resamples.
     *
     * @param sample the values
     * @return the medians
     */
    @Benchmark
    public double[] median(Sample sample) {
        return sample.replicates(Statistic.median(sample.sample), Resampling.multinomial());
    }
}
