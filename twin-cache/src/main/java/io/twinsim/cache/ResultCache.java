package io.twinsim.cache;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;

/**
 * Results of simulations, kept by {@link Simulation#hash()}. Thread-safe. A hit returns the same object; results are
 * immutable, so no caller can spoil it for another.
 *
 * <pre>{@code
 * try (ResultCache cache = ResultCache.of()) {
 *     SimulationResult first = cache.run(Simulation.of(twins, email));
 *     SimulationResult again = cache.run(Simulation.of(twins, email));    // the same object, nothing is run
 * }
 * }</pre>
 *
 * <ul>
 * <li>Simulations that differ in anything that can move a number have different hashes. Threads, executor, listener,
 *     deadline and cancellation are not among these: a hit does not call the listener.</li>
 * <li>One run per hash at a time: callers who come meanwhile wait for it and get its result. If it throws, all of them
 *     get that exception. If it is stopped (interrupted, cancelled, out of time), one of those who wait runs its own
 *     instead. Whoever waits is not held to its own deadline or cancellation, but may be interrupted.</li>
 * <li>Only complete results are kept, and only for {@link CacheSettings#timeToLive()} after they were computed. When a
 *     bound is reached, results that are asked for less often give way.</li>
 * <li>Number and bytes are bounded by one weight: a result weighs its share of {@code maxBytes} or of {@code
 *     maxResults}, whichever is larger. Both bounds hold; a mix of huge and tiny results may stop short of both.</li>
 * <li>A result heavier than {@code maxBytes} is returned and not kept.</li>
 * <li>A fault inside the cache (its clock, say) is counted and the simulation is run: a broken cache never fails a
 *     caller.</li>
 * <li>Maintenance runs on the calling thread; no pool is used and no thread is started.</li>
 * </ul>
 *
 * @see TimelineCache
 */
public final class ResultCache extends RunCache<SimulationResult> {

    private ResultCache(CacheSettings settings, LongSupplier nanoseconds) {
        super(new ContentCache<>("ResultCache", settings, nanoseconds, SimulationResult::bytes,
                result -> result.status() == SimulationResult.Status.COMPLETE));
    }

    /**
     * A cache with the default bounds: 30 minutes, 1,000 results, 64 MiB.
     *
     * @return an empty cache
     */
    public static ResultCache of() {
        return of(CacheSettings.of());
    }

    /**
     * A cache with bounds of one's own.
     *
     * @param settings the bounds; a 0 among them switches the cache off
     * @return an empty cache
     * @throws InputException if {@code settings} is null
     */
    public static ResultCache of(CacheSettings settings) {
        return of(settings, System::nanoTime);
    }

    /**
     * A cache with a clock of one's own.
     *
     * @param settings the bounds; a 0 among them switches the cache off
     * @param nanoseconds a clock that never runs backwards, in nanoseconds from any origin; must be fast and
     * thread-safe
     * @return an empty cache
     * @throws InputException if an argument is null
     */
    public static ResultCache of(CacheSettings settings, LongSupplier nanoseconds) {
        return new ResultCache(Checks.notNull(settings, "settings"), Checks.notNull(nanoseconds, "nanoseconds"));
    }

    /**
     * The result of a simulation, kept or computed.
     *
     * @param simulation what to run
     * @return its result; partial and failed results are returned too, but not kept
     * @throws InputException if {@code simulation} is null or its input is refused
     * @throws IllegalStateException if the cache is closed, or the simulation is asked for while this thread runs it
     * @throws CancellationException if this thread is interrupted while it waits for another's run
     */
    public SimulationResult run(Simulation simulation) {
        Checks.notNull(simulation, "simulation");
        return run(simulation.hash(), simulation.modelId(), simulation::run);
    }
}
