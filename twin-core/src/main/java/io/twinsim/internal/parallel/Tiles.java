package io.twinsim.internal.parallel;

import io.twinsim.internal.text.Checks;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Runs tiles of work. The calling thread takes part, so nested runs and pools of one thread cannot deadlock; helpers
 * come from the caller's executor or from a shared pool of daemon threads, bounded by the number of processors, whose
 * idle threads end after one second. Tiles are claimed in ascending order, so that what is done when a run stops is a
 * prefix.
 */
public final class Tiles {

    /** The most threads a run may ask for. */
    public static final int MAX_THREADS = 1024;

    private static final AtomicInteger NAMES = new AtomicInteger();

    /**
     * The shared helpers. Tasks go straight to a thread; when all are busy the task is dropped, as the caller works
     * anyway.
     */
    private static final ThreadPoolExecutor POOL = new ThreadPoolExecutor(
            0, Math.max(1, Runtime.getRuntime().availableProcessors()), 1, TimeUnit.SECONDS, new SynchronousQueue<>(),
            task -> {
                Thread thread = new Thread(task, "twinsim-" + NAMES.incrementAndGet());
                thread.setDaemon(true);
                return thread;
            });

    /** The work of one tile; bodies of different tiles run at once. */
    @FunctionalInterface
    public interface TileBody {
        /**
         * Does one tile.
         *
         * @param tile the tile index, from 0
         */
        void tile(long tile);
    }

    private Tiles() {
    }

    /**
     * The number of threads used when nobody says otherwise.
     *
     * @return available processors, at most {@link #MAX_THREADS}
     */
    public static int defaultThreads() {
        return Math.min(MAX_THREADS, Runtime.getRuntime().availableProcessors());
    }

    /**
     * Runs all tiles, or as many as there is time for.
     *
     * @param threads threads to use, the caller's included, 1 to {@link #MAX_THREADS}
     * @param executor whose threads help, or null for the shared pool
     * @param tiles number of tiles, at least 0
     * @param stop asked before each tile
     * @param body the work
     * @return the number of leading tiles that are done; all of them unless stopped
     * @throws RuntimeException what the lowest failing tile threw; no tile is started after a failure
     * @throws RejectedExecutionException if the caller's executor rejects a helper
     */
    public static long run(int threads, @Nullable Executor executor, long tiles, StopSignal stop, TileBody body) {
        Checks.inRange(1L, MAX_THREADS, threads, "threads");
        Run run = new Run(tiles, stop, body);
        int helpers = (int) Math.min(threads - 1L, tiles - 1);
        for (int i = 0; i < helpers; i++) {
            try {
                (executor == null ? POOL : executor).execute(run::help);
            } catch (RejectedExecutionException full) {
                if (executor != null) {
                    run.fail(Long.MIN_VALUE, full);
                }
                break;
            }
        }
        run.work();
        run.awaitStarted();
        return run.result();
    }

    /** The shared state of one run. */
    private static final class Run {
        private final long tiles;
        private final StopSignal stop;
        private final TileBody body;
        private final AtomicLong next = new AtomicLong();
        private int working;
        private volatile boolean over;
        private long failedTile = Long.MAX_VALUE;
        private @Nullable Throwable failure;

        Run(long tiles, StopSignal stop, TileBody body) {
            this.tiles = tiles;
            this.stop = stop;
            this.body = body;
        }

        /** A helper that starts after the run is over does nothing; one that has started is waited for. */
        void help() {
            synchronized (this) {
                if (over) {
                    return;
                }
                working++;
            }
            try {
                work();
            } finally {
                synchronized (this) {
                    working--;
                    notifyAll();
                }
            }
        }

        void work() {
            while (!over && !stop.stopped()) {
                long tile = next.getAndIncrement();
                if (tile >= tiles) {
                    return;
                }
                try {
                    body.tile(tile);
                } catch (Throwable thrown) {
                    fail(tile, thrown);
                    return;
                }
            }
        }

        synchronized void fail(long tile, Throwable thrown) {
            if (tile < failedTile) {
                failedTile = tile;
                failure = thrown;
            }
            over = true;
        }

        /** Waits for helpers that are inside a tile; an interrupt is kept for the caller and does not lose work. */
        void awaitStarted() {
            boolean interrupted = false;
            synchronized (this) {
                over = true;
                while (working > 0) {
                    try {
                        wait();
                    } catch (InterruptedException e) {
                        interrupted = true;
                    }
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }

        synchronized long result() {
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
            return Math.min(next.get(), tiles);
        }
    }
}
