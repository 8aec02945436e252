package io.twinsim.sim;

import io.twinsim.internal.parallel.StopSignal;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Tells a run to stop: its time is up, somebody cancelled it, or the thread that called it was interrupted. The
 * interrupt flag is left as it is.
 */
final class StopFlag implements StopSignal, AutoCloseable {

    private final @Nullable Cancellation cancellation;
    private final Thread caller = Thread.currentThread();
    private final CompletableFuture<Boolean> timer = new CompletableFuture<>();
    private volatile boolean stopped;

    private StopFlag(@Nullable Cancellation cancellation) {
        this.cancellation = cancellation;
    }

    static StopFlag arm(@Nullable Duration deadline, @Nullable Cancellation cancellation) {
        StopFlag flag = new StopFlag(cancellation);
        if (deadline != null) {
            if (deadline.isZero()) {
                flag.stopped = true;
            } else {
                flag.timer.thenAccept(up -> flag.stopped |= up);
                flag.timer.completeOnTimeout(true, nanos(deadline), TimeUnit.NANOSECONDS);
            }
        }
        return flag;
    }

    /** As far as a long reaches: 292 years. */
    private static long nanos(Duration deadline) {
        try {
            return deadline.toNanos();
        } catch (ArithmeticException tooLong) {
            return Long.MAX_VALUE;
        }
    }

    @Override
    public boolean stopped() {
        if (!stopped && (cancellation != null && cancellation.isCancelled() || caller.isInterrupted())) {
            stopped = true;
        }
        return stopped;
    }

    /** Disarms the timer, so that no finished run is kept in memory until its deadline. */
    @Override
    public void close() {
        timer.complete(false);
    }
}
