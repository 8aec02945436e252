package io.twinsim.inference;

import io.twinsim.internal.parallel.Tiles;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;

/** Runs replicates in batches over threads. What is done when a run stops is a prefix of whole batches. */
final class ReplicateBatches {

    /** The work of one batch. */
    @FunctionalInterface
    interface Batch {

        /** Makes the replicates {@code first .. last - 1}; false if it was given up because of a stop. */
        boolean run(int first, int last);
    }

    private ReplicateBatches() {
    }

    /** The number of leading replicates that are done. */
    static int run(IntervalOptions options, Batch body) {
        int replicates = options.replicates();
        int size = MultinomialBootstrap.BATCH;
        int batches = (replicates + size - 1) / size;
        AtomicLongArray done = new AtomicLongArray(batches);
        AtomicLong made = new AtomicLong();
        Tiles.run(options.threads(), options.executor(), batches, options.stop(), batch -> {
            int first = (int) batch * size;
            int last = Math.min(replicates, first + size);
            if (body.run(first, last)) {
                done.set((int) batch, 1);
                options.stop().advanced(made.addAndGet(last - first), replicates);
            }
        });
        int complete = 0;
        while (complete < batches && done.get(complete) == 1) {
            complete++;
        }
        return Math.min(replicates, complete * size);
    }
}
