package io.twinsim.bench;

import io.twinsim.cache.ResultCache;
import io.twinsim.model.Population;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import io.twinsim.worlds.Worlds;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What does a look-up cost, and does it depend on the size of the population? {@code hit} asks for a simulation whose
 * result is kept; {@code hash} is the part of it that makes the key. {@code mapOnly}, the floor, asks a plain
 * concurrent map.
 * Run: {@code java -jar twin-bench/target/benchmarks.jar Cache -prof gc}.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class CacheBenchmark {

    /** Twins. */
    @Param({"10000", "50000", "100000"})
    int twins;

    private Simulation simulation;
    private String key;
    private ResultCache cache;
    private Map<String, SimulationResult> map;

    /** Runs the simulation once. */
    @Setup
    public void setup() {
        Population hcps = Worlds.hcp().generate(twins, 42).prepare();
        simulation = Simulation.of(hcps, Worlds.hcp().intervention("email_campaign")).withThreads(1);
        key = simulation.hash();
        cache = ResultCache.of();
        map = new ConcurrentHashMap<>();
        map.put(key, cache.run(simulation));
    }

    /** Closes the cache. */
    @TearDown
    public void close() {
        cache.close();
    }

    /**
     * Asks a map.
     *
     * @return the result
     */
    @Benchmark
    public SimulationResult mapOnly() {
        return map.get(key);
    }

    /**
     * Makes the key of a simulation that was never asked for one.
     *
     * @return the key
     */
    @Benchmark
    public String hash() {
        return simulation.withLevel(0.9).hash();
    }

    /**
     * Asks the cache.
     *
     * @return the result
     */
    @Benchmark
    public SimulationResult hit() {
        return cache.run(simulation);
    }
}
