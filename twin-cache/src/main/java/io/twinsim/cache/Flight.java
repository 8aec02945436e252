package io.twinsim.cache;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * One computation under way: the thread that runs it, the model it belongs to, and how it ended for those who wait.
 * It ends with a value, with a failure that every waiting caller gets, or abandoned; then those who wait must see for
 * themselves.
 */
final class Flight<V> {
    private final Thread owner = Thread.currentThread();
    private final String model;
    private final CompletableFuture<@Nullable V> ending = new CompletableFuture<>();
    private boolean unwanted;

    Flight(String model) {
        this.model = model;
    }

    Thread owner() {
        return owner;
    }

    String model() {
        return model;
    }

    void succeed(V value) {
        ending.complete(value);
    }

    void fail(Throwable failure) {
        ending.completeExceptionally(failure);
    }

    /** Harmless after another ending. */
    void abandon() {
        ending.complete(null);
    }

    /** Forbids keeping the result; a keeping that has begun ends first, so the caller can then sweep the store. */
    synchronized void unwant() {
        unwanted = true;
    }

    /** Runs {@code store} unless the result is no longer wanted. */
    synchronized void keep(Runnable store) {
        if (!unwanted) {
            store.run();
        }
    }

    /** The value, or null if the computation was abandoned; rethrows its failure. */
    @Nullable V await() throws InterruptedException {
        try {
            return ending.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw (RuntimeException) e.getCause();
        }
    }
}
