package io.twinsim.bench;

import io.twinsim.inference.Bootstrap;
import io.twinsim.inference.Estimate;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.MeanEstimate;
import io.twinsim.inference.Statistic;
import io.twinsim.inference.TwoArmEstimate;
import io.twinsim.random.Draws;
import io.twinsim.random.Family;
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
 * What does an interval cost, method by method, those that resample with 1,000 replicates? Each is asked for a mean if
 * it serves one; {@code welch} for a difference of two means, {@code score} and {@code newcombe} for proportions,
 * {@code fieller} for a ratio. The peer {@code percentileLoop} draws and sorts 1,000 means with commons-rng; {@code
 * sumOnly}, the floor, adds the values once.
 * Run: {@code twin-bench/run bootstrap}, or {@code java -jar twin-bench/target/benchmarks.jar IntervalB -prof gc}.
 */
@Counts(of = "value", by = "values")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class IntervalBenchmark {
    private static final int REPLICATES = 1_000;

    /** The values; no method changes them. */
    @State(Scope.Thread)
    public static class Sample {

        /** Values per arm. */
        @Param({"1000", "10000", "100000"})
        int values;

        private double[] sample;
        private double[] other;
        private double[] yes;
        private double[] otherYes;
        private PercentileLoop loop;

        /** Draws the sample from a gamma distribution, so that it is skewed. */
        @Setup
        public void setup() {
            sample = gamma("sample");
            other = gamma("other");
            yes = Arrays.stream(sample).map(x -> x > 3 ? 1 : 0).toArray();
            otherYes = Arrays.stream(other).map(x -> x > 3 ? 1 : 0).toArray();
            loop = new PercentileLoop(REPLICATES);
        }

        private double[] gamma(String stream) {
            double[] drawn = new double[values];
            Draws.of(42).stream(stream).uniforms(0, drawn, 0, values);
            Family.GAMMA.bind(2, 1).quantiles(drawn, drawn, 0, values);
            return drawn;
        }
    }

    /** How limits are found. */
    @State(Scope.Thread)
    public static class Way {

        /** The method. */
        @Param
        IntervalMethod method;

        private IntervalOptions options;

        /** Makes the options. */
        @Setup
        public void setup() {
            options = IntervalOptions.of().withReplicates(REPLICATES).withSeed(42).withThreads(1).withMethod(method);
        }
    }

    /**
     * Adds the values.
     *
     * @param s the values
     * @return their sum
     */
    @Floor
    @Benchmark
    public double sumOnly(Sample s) {
        double sum = 0;
        for (double value : s.sample) {
            sum += value;
        }
        return sum;
    }

    /**
     * The plain way to one of them.
     *
     * @param s the values
     * @return its limits
     */
    @Peer
    @Benchmark
    public double[] percentileLoop(Sample s) {
        return s.loop.mean(s.sample);
    }

    /**
     * The estimate with its interval.
     *
     * @param s the values
     * @param way the method
     * @return the estimate
     */
    @Benchmark
    public Estimate interval(Sample s, Way way) {
        return switch (way.method) {
            case WELCH -> TwoArmEstimate.of(s.sample, s.other, "difference", way.options);
            case SCORE -> MeanEstimate.of(s.yes, "proportion", way.options);
            case NEWCOMBE -> TwoArmEstimate.of(s.yes, s.otherYes, "difference", way.options);
            case FIELLER -> Bootstrap.of(Statistic.ratio(s.other, s.sample)).withOptions(way.options).estimate();
            default -> MeanEstimate.of(s.sample, "mean", way.options);
        };
    }
}
