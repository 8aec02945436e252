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
public final class ProgressRelay implements AutoCloseable {

    private static final int CAPACITY = 1024;
    private static final AtomicInteger NAMES = new AtomicInteger();

    private record Event(ProgressListener.Phase phase, long done, long total) {
    }

    private final Queue<Event> events;
    private final @Nullable Thread thread;
    /** Of a run in equal parts: which of how many this is. */
    private final int part;
    private final int parts;
    private volatile boolean closed;

    /**
     * Starts to relay.
     *
     * @param listener hears the events; nobody if null
     */
    public ProgressRelay(@Nullable ProgressListener listener) {
        events = new MpscAtomicArrayQueue<>(CAPACITY);
        part = 0;
        parts = 1;
        if (listener == null) {
            thread = null;
            return;
        }
        thread = new Thread(() -> relay(listener), "twinsim-progress-" + NAMES.incrementAndGet());
        thread.setDaemon(true);
        thread.start();
    }

    private ProgressRelay(ProgressRelay whole, int part, int parts) {
        this.events = whole.events;
        this.thread = whole.thread;
        this.part = part;
        this.parts = parts;
    }

    /** For one of several equal parts of a run, counted from 0; it need not be closed. */
    ProgressRelay part(int index, int count) {
        return new ProgressRelay(this, index, count);
    }

    /**
     * Passes an event on, unless the listener is so slow that the queue is full. Safe to call from any thread; never
     * waits.
     *
     * @param phase the part of the run
     * @param done units done in this phase
     * @param total units there are in this phase
     */
    public void tell(ProgressListener.Phase phase, long done, long total) {
        if (thread != null && events.offer(new Event(phase, part * total + done, parts * total))) {
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

    @Override
    public String toString() {
        return "ProgressRelay[" + (thread == null ? "nobody listens" : closed ? "closed" : thread.getName()) + "]";
    }
}
