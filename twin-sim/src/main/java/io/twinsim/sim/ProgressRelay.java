package io.twinsim.sim;

import java.util.Queue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jctools.queues.atomic.MpscAtomicArrayQueue;
import org.jspecify.annotations.Nullable;

/**
 * Hands progress from the threads that work to a listener, on a daemon thread of its own. Events go through a bounded
 * queue; when it is full they are dropped, so that a slow listener costs nothing. A listener that throws hears nothing
 * more.
 */
final class ProgressRelay implements AutoCloseable {

    private static final int CAPACITY = 1024;
    private static final AtomicInteger NAMES = new AtomicInteger();

    private record Event(ProgressListener.Phase phase, long done, long total) {
    }

    private final Queue<Event> events = new MpscAtomicArrayQueue<>(CAPACITY);
    private final @Nullable Thread thread;
    private volatile boolean closed;

    ProgressRelay(@Nullable ProgressListener listener) {
        if (listener == null) {
            thread = null;
            return;
        }
        thread = new Thread(() -> relay(listener), "twinsim-progress-" + NAMES.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }

    void tell(ProgressListener.Phase phase, long done, long total) {
        if (thread != null && events.offer(new Event(phase, done, total))) {
            LockSupport.unpark(thread);
        }
    }

    private void relay(ProgressListener listener) {
        try {
            while (true) {
                boolean last = closed;
                Event event = events.poll();
                if (event != null) {
                    listener.progress(event.phase, event.done, event.total);
                } else if (last) {
                    return;
                } else {
                    Thread.interrupted();
                    LockSupport.park(this);
                }
            }
        } catch (Throwable harmless) {
            // The listener's trouble is its own: it hears nothing more, the run goes on.
            closed = true;
        }
    }

    /** No more events; those in the queue are still delivered, without waiting for it here. */
    @Override
    public void close() {
        closed = true;
        if (thread != null) {
            LockSupport.unpark(thread);
        }
    }
}
