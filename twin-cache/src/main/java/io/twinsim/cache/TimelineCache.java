package io.twinsim.cache;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.sim.SimulationResult;
import io.twinsim.timeline.Timeline;
import io.twinsim.timeline.TimelineResult;
import java.util.concurrent.CancellationException;
import java.util.function.LongSupplier;

/**
 * Results of timelines, kept by {@link Timeline#hash()}: what {@link ResultCache} is for simulations, with the same
 * rules.
 *
 * <pre>{@code
 * try (TimelineCache cache = TimelineCache.of()) {
 *     TimelineResult first = cache.run(Timeline.of(twins).with(retinoid));
 *     TimelineResult again = cache.run(Timeline.of(twins).with(retinoid));    // the same object, nothing is run
 * }
 * }</pre>
 *
 * <p>A result takes some 10 KB for each observed number, step and arm, and keeps the columns of the twins that the run
 * read ({@link TimelineResult#bytes}). One that is heavier than {@link CacheSettings#maxBytes} is returned and not
 * kept: for many steps and nodes raise it with {@link CacheSettings#withMaxBytes}.
 */
public final class TimelineCache extends RunCache<TimelineResult> {

    private TimelineCache(CacheSettings settings, LongSupplier nanoseconds) {
        super(new ContentCache<>("TimelineCache", settings, nanoseconds, TimelineResult::bytes,
                result -> result.status() == SimulationResult.Status.COMPLETE));
    }

    /**
     * A cache with the default bounds: 30 minutes, 1,000 results, 64 MiB.
     *
     * @return an empty cache
     */
    public static TimelineCache of() {
        return of(CacheSettings.of());
    }

    /**
     * A cache with bounds of one's own.
     *
     * @param settings the bounds; a 0 among them switches the cache off
     * @return an empty cache
     * @throws InputException if {@code settings} is null
     */
    public static TimelineCache of(CacheSettings settings) {
        return of(settings, System::nanoTime);
    }

    /**
     * A cache with a clock of one's own.
     *
     * @param settings the bounds; a 0 among them switches the cache off
     * @param nanoseconds a clock that never runs backwards, as for {@link ResultCache#of(CacheSettings, LongSupplier)}
     * @return an empty cache
     * @throws InputException if an argument is null
     */
    public static TimelineCache of(CacheSettings settings, LongSupplier nanoseconds) {
        return new TimelineCache(Checks.notNull(settings, "settings"), Checks.notNull(nanoseconds, "nanoseconds"));
    }

    /**
     * The result of a timeline, kept or computed.
     *
     * @param timeline what to run
     * @return its result; partial and failed results are returned too, but not kept
     * @throws InputException if {@code timeline} is null or its input is refused
     * @throws IllegalStateException if the cache is closed, or the timeline is asked for while this thread runs it
     * @throws CancellationException if this thread is interrupted while it waits for another's run
     */
    public TimelineResult run(Timeline timeline) {
        Checks.notNull(timeline, "timeline");
        return run(timeline.hash(), timeline.modelId(), timeline::run);
    }
}
