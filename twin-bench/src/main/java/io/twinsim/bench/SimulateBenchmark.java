package io.twinsim.bench;

import io.twinsim.model.Population;
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
 * What does a simulated twin cost, from its columns to the printed verdict? {@code campaign} runs the e-mail campaign
 * with noise, moments and the four subgroup tables of the HCP world; {@code withoutSubgroups} leaves the tables out,
 * so that the difference is their price; {@code twoThreads} is the campaign on two. The peers do the same on one
 * thread: {@code objectPerTwin} as a good programmer writes it first, {@code byHand} as one who minds speed; neither
 * makes intervals, a verdict, a histogram or draws that can be made again. {@code sumOnly}, the floor, adds one column
 * plainly.
 * Run: {@code twin-bench/run effects}, or {@code java -jar twin-bench/target/benchmarks.jar Simulate -prof gc}.
 */
@Counts(of = "twin", by = "twins")
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class SimulateBenchmark {

    /** Twins. */
    @Param({"1000", "10000", "100000", "1000000"})
    int twins;

    private double[] column;
    private Simulation campaign;
    private Simulation withoutSubgroups;
    private Simulation twoThreads;
    private ObjectTwins objects;
    private HandTwins arrays;

    /** Generates the twins. */
    @Setup
    public void setup() {
        Population hcps = Worlds.hcp().generate(twins, 42).prepare();
        column = hcps.doubles("baseline_propensity");
        campaign = Simulation.of(hcps, Worlds.hcp().intervention("email_campaign")).withThreads(1);
        withoutSubgroups = campaign.withSubgroups();
        twoThreads = campaign.withThreads(2);
        objects = ObjectTwins.of(hcps);
        arrays = HandTwins.of(hcps);
    }

    /**
     * Adds a column.
     *
     * @return its sum
     */
    @Floor
    @Benchmark
    public double sumOnly() {
        double sum = 0;
        for (double value : column) {
            sum += value;
        }
        return sum;
    }

    /**
     * The whole campaign.
     *
     * @return its result
     */
    @Benchmark
    public SimulationResult campaign() {
        return campaign.run();
    }

    /**
     * The campaign without its tables.
     *
     * @return its result
     */
    @Benchmark
    public SimulationResult withoutSubgroups() {
        return withoutSubgroups.run();
    }

    /**
     * The whole campaign on two threads.
     *
     * @return its result
     */
    @Benchmark
    public SimulationResult twoThreads() {
        return twoThreads.run();
    }

    /**
     * An object per twin, streams and collectors.
     *
     * @return sums of all and of groups
     */
    @Peer(of = "campaign")
    @Benchmark
    public Object objectPerTwin() {
        return objects.simulate();
    }

    /**
     * Arrays of primitives and one loop.
     *
     * @return sums of all and of groups
     */
    @Peer(of = "campaign")
    @Benchmark
    public Object byHand() {
        return arrays.simulate();
    }
}
