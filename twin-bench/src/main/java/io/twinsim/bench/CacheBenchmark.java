package io.twinsim.bench;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.twinsim.cache.ResultCache;
import io.twinsim.model.Population;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import io.twinsim.worlds.Worlds;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
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
 * result is kept and whose key is known; {@code hash} makes the key of a scenario that was never asked for one, {@code
 * hitAndHash} does both, {@code miss} asks for a simulation with a new seed, which is hashed, run and kept. {@code
 * caffeineOnly}, the floor of a hit, asks a plain Caffeine cache; {@code runOnly}, the floor of a miss, runs the
 * simulation and keeps nothing.
 * Run: {@code twin-bench/run cache}, or {@code java -jar twin-bench/target/benchmarks.jar Cache -prof gc}.
 */
@Counts(of = "call", by = "twins", times = 0)
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(3)
public class CacheBenchmark {

    /** Twins. */
    @Param({"1000", "10000", "100000"})
    int twins;

    private Simulation simulation;
    private String key;
    private ResultCache cache;
    private Cache<String, SimulationResult> plain;
    private long seed;

    /** Runs the simulation once. */
    @Setup
    public void setup() {
        Population hcps = Worlds.hcp().generate(twins, 42).prepare();
        simulation = Simulation.of(hcps, Worlds.hcp().intervention("email_campaign")).withThreads(1);
        key = simulation.hash();
        cache = ResultCache.of();
        plain = Caffeine.newBuilder().maximumSize(1_000).build();
        plain.put(key, cache.run(simulation));
    }

    /** Closes the cache. */
    @TearDown
    public void close() {
        cache.close();
    }

    /**
     * Asks Caffeine.
     *
     * @return the result
     */
    @Floor(of = {"hit", "hash", "hitAndHash"})
    @Benchmark
    public @Nullable SimulationResult caffeineOnly() {
        return plain.getIfPresent(key);
    }

    /**
     * Runs without a cache.
     *
     * @return the result
     */
    @Floor(of = "miss")
    @Benchmark
    public SimulationResult runOnly() {
        return simulation.withSeed(++seed).run();
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
     * Asks the cache with a known key.
     *
     * @return the result
     */
    @Benchmark
    public SimulationResult hit() {
        return cache.run(simulation);
    }

    /**
     * Asks the cache with an equal simulation whose key is not known.
     *
     * @return the result
     */
    @Benchmark
    public SimulationResult hitAndHash() {
        return cache.run(simulation.withLevel(0.95));
    }

    /**
     * Asks for a result that is not there.
     *
     * @return the result
     */
    @Benchmark
    public SimulationResult miss() {
        return cache.run(simulation.withSeed(++seed));
    }
}
