package io.twinsim.cache;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import java.util.function.Supplier;

/**
 * What caches of all kinds of runs have in common. Thread-safe.
 *
 * @param <R> the results
 */
public abstract sealed class RunCache<R> implements AutoCloseable permits ResultCache, TimelineCache {

    private final ContentCache<R> results;

    RunCache(ContentCache<R> results) {
        this.results = results;
    }

    R run(String hash, String modelId, Supplier<? extends R> load) {
        return results.run(hash, modelId, load);
    }

    /**
     * What the cache did so far. Drops expired results first.
     *
     * @return the numbers
     * @throws IllegalStateException if the cache is closed
     */
    public CacheStatistics statistics() {
        return results.statistics();
    }

    /**
     * Drops the results of one model. Runs of it under way are handed to their callers and not kept.
     *
     * @param modelId the model's id, {@code model.id()}; an unknown one drops nothing
     * @throws InputException if {@code modelId} is null
     * @throws IllegalStateException if the cache is closed
     */
    public void invalidate(String modelId) {
        results.invalidate(Checks.notNull(modelId, "modelId"));
    }

    /**
     * Drops all results. Runs under way are handed to their callers and not kept.
     *
     * @throws IllegalStateException if the cache is closed
     */
    public void invalidateAll() {
        results.invalidateAll();
    }

    /** Drops all results and refuses further use. Runs under way end and reach their callers. May be called again. */
    @Override
    public void close() {
        results.close();
    }

    /** What the cache holds, in one line; never throws. */
    @Override
    public String toString() {
        return results.toString();
    }
}
