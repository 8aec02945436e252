package io.twinsim.bench;

import io.twinsim.inference.Interval;
import io.twinsim.inference.Saddlepoint;
import io.twinsim.random.Draws;
import io.twinsim.random.Family;
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
 * What does a bootstrap interval cost that draws nothing? {@code mean} and {@code difference} are ours: the limits of
 * infinitely many replicates by saddlepoint approximation, with as many values in each arm. The peers find limits of
 * 1,999 replicates with commons-rng: {@code meanLoop} and {@code differenceLoop}. {@code sumOnly}, the floor, adds the
 * values of one arm once.
 * Run: {@code twin-bench/run saddlepoint}, or {@code java -jar twin-bench/target/benchmarks.jar Saddlepoint -prof gc}.
 */
@Counts(of = "value", by = "values")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SaddlepointBenchmark {
    private static final double LEVEL = 0.95;
    private static final int REPLICATES = 1_999;

    /** Values per arm. */
    @Param({"30", "1000", "10000", "100000"})
    int values;

    private double[] treated;
    private double[] control;
    private PercentileLoop loop;

    /** Draws both arms from a gamma distribution, so that they are skewed. */
    @Setup
    public void setup() {
        treated = gamma("treated");
        control = gamma("control");
        loop = new PercentileLoop(REPLICATES);
    }

    private double[] gamma(String stream) {
        double[] drawn = new double[values];
        Draws.of(42).stream(stream).uniforms(0, drawn, 0, values);
        Family.GAMMA.bind(2, 1).quantiles(drawn, drawn, 0, values);
        return drawn;
    }

    /**
     * Adds one arm.
     *
     * @return the sum
     */
    @Floor
    @Benchmark
    public double sumOnly() {
        double sum = 0;
        for (double value : treated) {
            sum += value;
        }
        return sum;
    }

    /**
     * Ours, of a mean.
     *
     * @return the interval
     */
    @Benchmark
    public Interval mean() {
        return Saddlepoint.mean(treated, LEVEL);
    }

    /**
     * Ours, of a difference of two arms.
     *
     * @return the interval
     */
    @Benchmark
    public Interval difference() {
        return Saddlepoint.difference(treated, control, LEVEL);
    }

    /**
     * The plain way to the first.
     *
     * @return the limits
     */
    @Peer(of = "mean")
    @Benchmark
    public double[] meanLoop() {
        return loop.mean(treated);
    }

    /**
     * The plain way to the second.
     *
     * @return the limits
     */
    @Peer(of = "difference")
    @Benchmark
    public double[] differenceLoop() {
        return loop.difference(treated, control);
    }
}
