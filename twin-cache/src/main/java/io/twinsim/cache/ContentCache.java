package io.twinsim.cache;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.RemovalCause;
import io.twinsim.internal.text.Numbers;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * The mechanism of every {@link RunCache}, for any immutable value that is a pure function of its key. Keys are
 * compared by content. Caffeine only stores; computing happens in the caller's thread, outside Caffeine, under a
 * {@link Flight}.
 */
final class ContentCache<V> implements AutoCloseable {

    /** A kept value; its size is asked once, so weight and statistics agree. */
    private record Entry<V>(V value, String model, long bytes) {}

    private final LongAdder hits = new LongAdder();
    private final LongAdder misses = new LongAdder();
    private final LongAdder loads = new LongAdder();
    private final LongAdder failures = new LongAdder();
    private final LongAdder evictions = new LongAdder();
    private final LongAdder faults = new LongAdder();

    private final String name;
    private final Flights<V> flights = new Flights<>();
    private final ToLongFunction<? super V> bytes;
    private final Predicate<? super V> complete;
    private final @Nullable WeightScale scale;
    private final @Nullable Cache<String, Entry<V>> store;
    private volatile boolean closed;

    /**
     * A cache without entries.
     *
     * @param name what it is called in its own line
     * @param bytes the heap a value holds
     * @param complete whether a value may be kept and shared
     */
    ContentCache(String name, CacheSettings settings, LongSupplier nanoseconds, ToLongFunction<? super V> bytes,
            Predicate<? super V> complete) {
        this.name = name;
        this.bytes = bytes;
        this.complete = complete;
        if (settings.isOff()) {
            scale = null;
            store = null;
            return;
        }
        WeightScale weights = WeightScale.of(settings.maxResults(), settings.maxBytes());
        scale = weights;
        store = Caffeine.newBuilder()
                .maximumWeight(weights.total())
                .weigher((String key, Entry<V> entry) -> weights.weigh(entry.bytes()))
                .expireAfterWrite(settings.timeToLive())
                .ticker(nanoseconds::getAsLong)
                .executor(Runnable::run)
                .evictionListener((@Nullable String key, @Nullable Entry<V> entry, RemovalCause cause) ->
                        evictions.increment())
                .build();
    }

    /**
     * The value of a key: kept, computed by another caller at this moment, or computed here.
     *
     * @param model the group that {@link #invalidate} can drop together
     * @throws IllegalStateException if the cache is closed, or {@code load} asks for its own key
     * @throws CancellationException if the caller is interrupted while it waits
     */
    V run(String key, String model, Supplier<? extends V> load) {
        requireOpen();
        if (store == null) {
            misses.increment();
            return compute(key, load);
        }
        while (true) {
            V kept = lookUp(key);
            if (kept == null) {
                var mine = new Flight<V>(model);
                Flight<V> other = flights.board(key, mine);
                if (other == null) {
                    return lead(key, mine, load);
                }
                kept = flights.await(key, other);
            }
            if (kept != null) {
                hits.increment();
                return kept;
            }
        }
    }

    CacheStatistics statistics() {
        requireOpen();
        long size = 0;
        long held = 0;
        if (store != null) {
            store.cleanUp();
            for (Entry<V> entry : store.asMap().values()) {
                size++;
                held += entry.bytes();
            }
        }
        return new CacheStatistics(hits.sum(), misses.sum(), loads.sum(), failures.sum(), evictions.sum(), faults.sum(),
                size, held);
    }

    /** Drops what belongs to the model; a computation of it that is under way will be handed out but not kept. */
    void invalidate(String model) {
        requireOpen();
        drop(model::equals);
    }

    void invalidateAll() {
        requireOpen();
        drop(any -> true);
    }

    @Override
    public void close() {
        closed = true;
        drop(any -> true);
    }

    @Override
    public String toString() {
        if (closed) {
            return name + "[closed]";
        }
        return store == null ? name + "[off]"
                : name + "[" + Numbers.grouped(store.estimatedSize()) + " results, " + Numbers.grouped(hits.sum())
                        + " hits, " + Numbers.grouped(misses.sum()) + " misses]";
    }

    private void drop(Predicate<String> models) {
        if (store == null) {
            return;
        }
        for (Flight<V> flight : flights.all()) {
            if (models.test(flight.model())) {
                flight.unwant();
            }
        }
        store.asMap().values().removeIf(entry -> models.test(entry.model()));
    }

    private void requireOpen() {
        if (closed) {
            throw new IllegalStateException("the cache is closed");
        }
    }

    private @Nullable V lookUp(String key) {
        try {
            Entry<V> entry = store == null ? null : store.getIfPresent(key);
            return entry == null ? null : entry.value();
        } catch (RuntimeException e) {
            faults.increment();
            return null;
        }
    }

    /** Computes for all who wait. The key is looked up again: it may have been kept just before the flight began. */
    private V lead(String key, Flight<V> mine, Supplier<? extends V> load) {
        Runnable ending = mine::abandon;
        try {
            requireOpen();
            V kept = lookUp(key);
            if (kept != null) {
                hits.increment();
                ending = () -> mine.succeed(kept);
                return kept;
            }
            misses.increment();
            V value = compute(key, load);
            if (complete.test(value)) {
                mine.keep(() -> keep(key, mine.model(), value));
                ending = () -> mine.succeed(value);
            }
            return value;
        } catch (Throwable failure) {
            if (!stopped(failure)) {
                ending = () -> mine.fail(failure);
            }
            throw failure;
        } finally {
            flights.land(key, mine);
            ending.run();
        }
    }

    private V compute(String key, Supplier<? extends V> load) {
        loads.increment();
        boolean done = false;
        try {
            V value = load.get();
            if (value == null) {
                throw new IllegalStateException("load of key " + key + " gave no result");
            }
            done = complete.test(value);
            return value;
        } finally {
            if (!done) {
                failures.increment();
            }
        }
    }

    private void keep(String key, String model, V value) {
        try {
            long size = bytes.applyAsLong(value);
            if (store != null && scale != null && scale.fits(size)) {
                store.put(key, new Entry<>(value, model, size));
            }
        } catch (RuntimeException e) {
            faults.increment();
        }
    }

    /** Whether a computation ended because its own caller was stopped, which says nothing about the others. */
    private static boolean stopped(Throwable failure) {
        return failure instanceof CancellationException || Thread.currentThread().isInterrupted();
    }
}
