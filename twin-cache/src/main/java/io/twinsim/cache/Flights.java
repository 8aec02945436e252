package io.twinsim.cache;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * The computations under way, at most one per key. A caller who would wait for itself, directly or through others that
 * wait for one another, is refused.
 */
final class Flights<V> {
    private final Map<String, Flight<V>> running = new ConcurrentHashMap<>();

    /** Who waits for which flight; guarded by itself, so that two callers cannot close a circle at the same time. */
    private final Map<Thread, Flight<V>> waiting = new HashMap<>();

    /** The flight already under way for this key, or null if {@code mine} is now that flight. */
    @Nullable Flight<V> board(String key, Flight<V> mine) {
        return running.putIfAbsent(key, mine);
    }

    /** Takes a flight off the map; must come before its ending, or those who try again would meet it once more. */
    void land(String key, Flight<V> mine) {
        running.remove(key, mine);
    }

    Collection<Flight<V>> all() {
        return running.values();
    }

    /**
     * Waits for another caller's computation.
     *
     * @return its value, or null if it was abandoned
     * @throws IllegalStateException if the caller itself runs it, or something it waits for
     * @throws CancellationException if the caller is interrupted; its interrupt flag stays set
     */
    @Nullable V await(String key, Flight<V> other) {
        Thread me = Thread.currentThread();
        synchronized (waiting) {
            for (Flight<V> f = other; f != null; f = waiting.get(f.owner())) {
                if (f.owner() == me) {
                    throw new IllegalStateException("recursive load of key " + key);
                }
            }
            waiting.put(me, other);
        }
        try {
            return other.await();
        } catch (InterruptedException e) {
            me.interrupt();
            var cancelled = new CancellationException("interrupted while another caller computed key " + key);
            cancelled.initCause(e);
            throw cancelled;
        } finally {
            synchronized (waiting) {
                waiting.remove(me);
            }
        }
    }
}
