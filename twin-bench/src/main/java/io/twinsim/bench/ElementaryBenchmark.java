package io.twinsim.bench;

import io.twinsim.internal.math.Elementary;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleBinaryOperator;
import org.apache.commons.math3.util.FastMath;
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
 * What does an elementary function cost? {@code blocks} is ours, in blocks of 1,024 as the engine calls it; the peers
 * are {@code strictMath}, the only other one with the same bits everywhere, and {@code fastMath} of commons-math3.
 * {@code copyOnly} is the floor. The logistic function of the peers is 1 / (1 + exp(-x)).
 * Run: {@code twin-bench/run elementary}, or {@code java -jar twin-bench/target/benchmarks.jar Elementary -prof gc}.
 */
@Counts(of = "value", by = "values")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class ElementaryBenchmark {
    private static final int BLOCK = 1_024;

    /** The functions, each over its usual arguments. */
    public enum Function {
        /** e^x, |x| below 20. */
        EXP(-20, 20, (x, y, out, from, to) -> Elementary.exp(x, out, from, to),
                (x, y) -> StrictMath.exp(x), (x, y) -> FastMath.exp(x)),
        /** e^x - 1, |x| below 2. */
        EXPM1(-2, 2, (x, y, out, from, to) -> Elementary.expm1(x, out, from, to),
                (x, y) -> StrictMath.expm1(x), (x, y) -> FastMath.expm1(x)),
        /** ln x, x in (0, 1). */
        LOG(0, 1, (x, y, out, from, to) -> Elementary.log(x, out, from, to),
                (x, y) -> StrictMath.log(x), (x, y) -> FastMath.log(x)),
        /** ln(1 + x), x in (-0.9, 3). */
        LOG1P(-0.9, 3, (x, y, out, from, to) -> Elementary.log1p(x, out, from, to),
                (x, y) -> StrictMath.log1p(x), (x, y) -> FastMath.log1p(x)),
        /** x^y, x in (0, 10), |y| below 3. */
        POW(0, 10, Elementary::pow, StrictMath::pow, FastMath::pow),
        /** tanh x, |x| below 4. */
        TANH(-4, 4, (x, y, out, from, to) -> Elementary.tanh(x, out, from, to),
                (x, y) -> StrictMath.tanh(x), (x, y) -> FastMath.tanh(x)),
        /** 1 / (1 + e^-x), |x| below 8. */
        LOGISTIC(-8, 8, (x, y, out, from, to) -> Elementary.logistic(x, out, from, to),
                (x, y) -> 1 / (1 + StrictMath.exp(-x)), (x, y) -> 1 / (1 + FastMath.exp(-x)));

        private final double least;
        private final double most;
        private final BlockForm blocks;
        private final DoubleBinaryOperator strict;
        private final DoubleBinaryOperator fast;

        Function(double least, double most, BlockForm blocks, DoubleBinaryOperator strict, DoubleBinaryOperator fast) {
            this.least = least;
            this.most = most;
            this.blocks = blocks;
            this.strict = strict;
            this.fast = fast;
        }
    }

    private interface BlockForm {
        void apply(double[] x, double[] y, double[] out, int from, int to);
    }

    /** The function. */
    @Param
    Function function;

    /** Values per call. */
    @Param({"1000", "100000", "1000000"})
    int values;

    private double[] x;
    private double[] y;
    private double[] out;

    /** Draws the arguments; no method changes them. */
    @Setup
    public void setup() {
        var random = new SplittableRandom(42);
        x = random.doubles(values, function.least, function.most).toArray();
        y = random.doubles(values, -3, 3).toArray();
        out = new double[values];
    }

    /**
     * Copies as many values.
     *
     * @return the values
     */
    @Floor
    @Benchmark
    public double[] copyOnly() {
        System.arraycopy(x, 0, out, 0, values);
        return out;
    }

    /**
     * Ours.
     *
     * @return the values
     */
    @Benchmark
    public double[] blocks() {
        for (int from = 0; from < values; from += BLOCK) {
            function.blocks.apply(x, y, out, from, Math.min(from + BLOCK, values));
        }
        return out;
    }

    /**
     * fdlibm in Java.
     *
     * @return the values
     */
    @Peer
    @Benchmark
    public double[] strictMath() {
        DoubleBinaryOperator peer = function.strict;
        for (int i = 0; i < values; i++) {
            out[i] = peer.applyAsDouble(x[i], y[i]);
        }
        return out;
    }

    /**
     * commons-math3.
     *
     * @return the values
     */
    @Peer
    @Benchmark
    public double[] fastMath() {
        DoubleBinaryOperator peer = function.fast;
        for (int i = 0; i < values; i++) {
            out[i] = peer.applyAsDouble(x[i], y[i]);
        }
        return out;
    }
}
