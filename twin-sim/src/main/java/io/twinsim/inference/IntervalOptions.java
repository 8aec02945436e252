package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Settings of an interval. Immutable; equal settings give bit-equal results, and threads, executor and stop signal
 * never move a bit of a complete result.
 *
 * @param method how the limits are found
 * @param level the nominal coverage, in (0, 1)
 * @param replicates bootstrap replicates, 1 to 10,000,000; used by resampling methods only
 * @param seed the root seed of all resampling
 * @param threads threads to use, the caller's included
 * @param executor whose threads help, or null for the shared pool
 * @param stop asked between batches of 128 replicates whether to stop
 */
public record IntervalOptions(
        IntervalMethod method, double level, int replicates, long seed, int threads, @Nullable Executor executor,
        StopSignal stop) {

    /** The number of replicates when nobody says otherwise. */
    public static final int DEFAULT_REPLICATES = 1999;

    /** The level when nobody says otherwise. */
    public static final double DEFAULT_LEVEL = 0.95;

    private static final int MAX_REPLICATES = 10_000_000;

    /** Checks every setting. */
    public IntervalOptions {
        Checks.notNull(method, "method");
        Checks.level(level);
        Checks.inRange(1L, MAX_REPLICATES, replicates, "replicates");
        Checks.inRange(1L, Tiles.MAX_THREADS, threads, "threads");
        Checks.notNull(stop, "stop");
    }

    /**
     * The defaults: {@code auto}, level 0.95, 1,999 replicates, seed 42, all processors, never stopped.
     *
     * @return the options
     */
    public static IntervalOptions of() {
        return new IntervalOptions(IntervalMethod.AUTO, DEFAULT_LEVEL, DEFAULT_REPLICATES, 42, Tiles.defaultThreads(),
                null, StopSignal.NEVER);
    }

    /**
     * Refuses replicates that are too few for the method at its level, before any work is done.
     *
     * @return these options
     * @throws InputException if there are fewer than {@link IntervalMethod#fewestReplicates}
     */
    public IntervalOptions requireReplicates() {
        int fewest = method.fewestReplicates(level);
        if (replicates >= fewest) {
            return this;
        }
        throw new InputException("replicates must be at least " + Numbers.grouped(fewest) + " for "
                + (method == IntervalMethod.BOOTSTRAP_NORMAL ? method.id() : "level " + Numbers.shortest(level))
                + ", got " + Numbers.grouped(replicates));
    }

    /**
     * Another method.
     *
     * @param other how the limits are found
     * @return changed options
     */
    public IntervalOptions withMethod(IntervalMethod other) {
        return new IntervalOptions(other, level, replicates, seed, threads, executor, stop);
    }

    /**
     * Another level.
     *
     * @param other the nominal coverage, in (0, 1)
     * @return changed options
     */
    public IntervalOptions withLevel(double other) {
        return new IntervalOptions(method, other, replicates, seed, threads, executor, stop);
    }

    /**
     * Another number of replicates.
     *
     * @param other replicates, 1 to 10,000,000
     * @return changed options
     */
    public IntervalOptions withReplicates(int other) {
        return new IntervalOptions(method, level, other, seed, threads, executor, stop);
    }

    /**
     * Another seed.
     *
     * @param other the root seed of all resampling
     * @return changed options
     */
    public IntervalOptions withSeed(long other) {
        return new IntervalOptions(method, level, replicates, other, threads, executor, stop);
    }

    /**
     * Another number of threads.
     *
     * @param other threads to use, the caller's included
     * @return changed options
     */
    public IntervalOptions withThreads(int other) {
        return new IntervalOptions(method, level, replicates, seed, other, executor, stop);
    }

    /**
     * The caller's own threads.
     *
     * @param other whose threads help, or null for the shared pool
     * @return changed options
     */
    public IntervalOptions withExecutor(@Nullable Executor other) {
        return new IntervalOptions(method, level, replicates, seed, threads, other, stop);
    }

    /**
     * A stop signal.
     *
     * @param other asked between batches whether to stop
     * @return changed options
     */
    public IntervalOptions withStop(StopSignal other) {
        return new IntervalOptions(method, level, replicates, seed, threads, executor, other);
    }

    /** Such as {@code IntervalOptions[auto, 95 %, B=1,999, seed=42, 2 threads]}. */
    @Override
    public String toString() {
        return Lines.one("IntervalOptions[" + method.id() + ", " + Texts.percent(level) + ", B="
                + Numbers.grouped(replicates) + ", seed=" + seed + ", " + threads
                + (threads == 1 ? " thread" : " threads") + (executor == null ? "" : ", own executor") + "]");
    }
}
