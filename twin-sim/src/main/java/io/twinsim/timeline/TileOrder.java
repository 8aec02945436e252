package io.twinsim.timeline;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Merges what tiles give in ascending order, whoever finishes first. A thread that is far ahead of the lowest tile at
 * work waits for it, so that only few results are kept.
 */
final class TileOrder<T> {

    private final BinaryOperator<T> merge;
    private final long ahead;
    /** Results that wait for a lower tile; only looked up, never iterated. */
    private final Map<Long, T> waiting = new HashMap<>();
    private long next;
    private boolean aborted;
    private @Nullable T total;

    TileOrder(BinaryOperator<T> merge, long ahead) {
        this.merge = merge;
        this.ahead = ahead;
    }

    /** Waits until a tile is near enough to the lowest that is not done; tiles are begun in order, so it will be. */
    synchronized void await(long tile) {
        boolean interrupted = false;
        while (tile >= next + ahead && !aborted) {
            try {
                wait();
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    synchronized void add(long tile, T result) {
        waiting.put(tile, result);
        T ready = waiting.remove(next);
        while (ready != null) {
            T before = total;
            total = before == null ? ready : merge.apply(before, ready);
            next++;
            ready = waiting.remove(next);
        }
        notifyAll();
    }

    /** A tile failed: nobody waits for it any more. */
    synchronized void abort() {
        aborted = true;
        notifyAll();
    }

    synchronized Optional<T> total() {
        return Optional.ofNullable(total);
    }
}
