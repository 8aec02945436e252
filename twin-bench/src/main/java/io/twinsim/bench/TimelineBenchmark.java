package io.twinsim.bench;

import io.twinsim.internal.math.Blocks;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.timeline.Timeline;
import io.twinsim.timeline.TimelineResult;
import io.twinsim.worlds.Worlds;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
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
 * What does time cost? {@code skin} lives through 90 days of 20 values, of which all but the event are summarised per
 * day with quantiles; {@code skinTreated} has a second arm with doses from day 14 on. {@code steps}, without a second
 * arm, asks for one value only: the difference to {@code skin} is the price of summaries. {@code copyOnly} is the
 * floor: one copy of each value per step and block. {@code lines} runs 8 hours of four stations with queues,
 * breakdowns, maintenance and sensors.
 * Run: {@code twin-bench/run timeline}, or {@code java -jar twin-bench/target/benchmarks.jar Timeline -prof gc}.
 */
@Counts(of = "twin", by = "twins")
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class TimelineBenchmark {

    private static final int VALUES = 20;
    private static final int DAYS = 90;

    /** Twins of the skin world. */
    @State(Scope.Thread)
    public static class Skin {

        /** Twins. */
        @Param({"1000", "10000", "100000"})
        int twins;

        private final double[][] previous = new double[VALUES][Blocks.ROWS];
        private final double[][] current = new double[VALUES][Blocks.ROWS];
        private Timeline alone;
        private Timeline treated;
        private Timeline one;

        /** Generates the twins. */
        @Setup
        public void setup() {
            TwinModel world = TwinModel.parse(text("skin.yaml"), "skin.yaml");
            Population faces = world.generate(twins, 42).prepare();
            alone = Timeline.of(faces).withThreads(1);
            treated = alone.with(world.intervention("cream"));
            one = alone.observing("hydration");
        }
    }

    /** Lines of the factory world. */
    @State(Scope.Thread)
    public static class Lines {

        /** Lines. */
        @Param({"1000", "10000"})
        int lines;

        private Timeline shift;

        /** Generates the lines. */
        @Setup
        public void setup() {
            shift = Timeline.of(Worlds.factory().generate(lines, 42).prepare()).withThreads(1).over("8 h");
        }
    }

    private static String text(String resource) {
        try (InputStream in = TimelineBenchmark.class.getResourceAsStream(resource)) {
            return new String(Objects.requireNonNull(in, resource).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Copies every value of every step and block.
     *
     * @param skin the twins
     * @return the copies
     */
    @Floor(of = {"steps", "skin", "skinTreated"})
    @Benchmark
    public double[][] copyOnly(Skin skin) {
        int blocks = (skin.twins + Blocks.ROWS - 1) / Blocks.ROWS;
        for (int block = 0; block < blocks; block++) {
            for (int day = 0; day < DAYS; day++) {
                for (int value = 0; value < VALUES; value++) {
                    System.arraycopy(skin.previous[value], 0, skin.current[value], 0, Blocks.ROWS);
                }
            }
        }
        return skin.current;
    }

    /**
     * 90 days with one value observed.
     *
     * @param skin the twins
     * @return its result
     */
    @Benchmark
    public TimelineResult steps(Skin skin) {
        return skin.one.run();
    }

    /**
     * 90 days with all values observed.
     *
     * @param skin the twins
     * @return its result
     */
    @Benchmark
    public TimelineResult skin(Skin skin) {
        return skin.alone.run();
    }

    /**
     * The same with a second arm.
     *
     * @param skin the twins
     * @return its result
     */
    @Benchmark
    public TimelineResult skinTreated(Skin skin) {
        return skin.treated.run();
    }

    /**
     * A shift of 480 minutes.
     *
     * @param lines the lines
     * @return its result
     */
    @Counts(of = "line", by = "lines")
    @Benchmark
    public TimelineResult lines(Lines lines) {
        return lines.shift.run();
    }
}
