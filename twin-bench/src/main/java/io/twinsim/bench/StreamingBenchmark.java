package io.twinsim.bench;

import io.twinsim.model.Intervention;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import io.twinsim.worlds.Worlds;
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
 * What does a twin cost that is generated, simulated and forgotten? {@code stream} runs the e-mail campaign on HCP
 * twins that are never kept, {@code twoThreads} on two. The peer, {@code materialised}, makes a population and
 * simulates it, the columns that the campaign needs only, with the same bits; {@code generateOnly}, the floor, makes
 * those columns. Time per twin must not depend on how many there are, nor bytes.
 * Run: {@code twin-bench/run streaming}, or {@code java -jar twin-bench/target/benchmarks.jar Streaming -prof gc}.
 */
@Counts(of = "twin", by = "twins")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class StreamingBenchmark {
    private static final long SEED = 42;
    private static final String[] COLUMNS = {
        "decile", "digital_engagement_score", "adoption_stage", "baseline_propensity", "specialty", "region"};

    /** Twins. */
    @Param({"100000", "1000000", "10000000"})
    int twins;

    private TwinModel hcp;
    private Intervention campaign;
    private Simulation stream;
    private Simulation twoThreads;

    /** Parses the world. */
    @Setup
    public void setup() {
        hcp = Worlds.hcp();
        campaign = hcp.intervention("email_campaign");
        stream = Simulation.stream(hcp, twins, SEED, campaign).withThreads(1);
        twoThreads = stream.withThreads(2);
    }

    /**
     * Generates the columns and keeps them.
     *
     * @return the twins
     */
    @Floor
    @Benchmark
    public Object generateOnly() {
        return hcp.generate(twins, SEED, 1).prepare(COLUMNS);
    }

    /**
     * Ours.
     *
     * @return the result
     */
    @Benchmark
    public SimulationResult stream() {
        return stream.run();
    }

    /**
     * Ours on two threads.
     *
     * @return the result
     */
    @Benchmark
    public SimulationResult twoThreads() {
        return twoThreads.run();
    }

    /**
     * By way of a population.
     *
     * @return the result
     */
    @Peer(of = "stream")
    @Benchmark
    public SimulationResult materialised() {
        return Simulation.of(hcp.generate(twins, SEED, 1), campaign).withThreads(1).run();
    }
}
