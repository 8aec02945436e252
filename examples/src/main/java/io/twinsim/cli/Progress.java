package io.twinsim.cli;

import io.twinsim.sim.ProgressListener;
import java.io.PrintStream;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.function.LongSupplier;

/**
 * A line on the terminal that says how far a job is. It shows after two seconds, is drawn again ten times a second by a
 * thread of its own, and is gone when the job ends, also by Ctrl-C. Threads at work only store a number; without a
 * terminal nothing happens at all.
 */
final class Progress implements AutoCloseable {

    /** Jobs that take less say nothing. */
    static final long QUIET = 2_000_000_000L;
    private static final long PAUSE_MILLIS = 100;
    /** What a terminal shows for Ctrl-C. */
    private static final int CONTROL_C = 2;

    /** One part of the job. */
    private static final class Stage {
        private final String what;
        private final String unit;
        private final long total;
        private final long begun;
        private final long first;
        private final AtomicLong done;

        Stage(String what, String unit, long first, long total, long begun) {
            this.what = what;
            this.unit = unit;
            this.total = total;
            this.begun = begun;
            this.first = first;
            this.done = new AtomicLong(first);
        }

        /** A job of the same kind that begins when one is finished is another one. */
        boolean holds(String other, long count, long of) {
            return total == of && what.equals(other) && (done.get() < of || count > of / 2);
        }

        ProgressText text(long now) {
            long count = done.get();
            return new ProgressText(what, unit, count, total, count - first, now - begun);
        }
    }

    private final PrintStream err;
    private final int columns;
    private final LongSupplier clock;
    private final long begun;
    private volatile Stage stage;
    private boolean open = true;
    /** Characters on the line now. */
    private int drawn;

    /** A line that is drawn by {@link #tick} alone. */
    Progress(PrintStream err, int columns, String what, LongSupplier clock) {
        this.err = err;
        this.columns = columns;
        this.clock = clock;
        this.begun = clock.getAsLong();
        this.stage = new Stage(what, "", 0, 0, begun);
    }

    /** A line on standard error; nothing if that is no terminal. */
    static Progress start(PrintStream err, int columns, String what) {
        Progress progress = new Progress(err, columns, what, System::nanoTime);
        if (progress.shows()) {
            Thread eraser = new Thread(progress::end, "twin-progress-end");
            Thread painter = new Thread(() -> progress.paint(eraser), "twin-progress");
            painter.setDaemon(true);
            Runtime.getRuntime().addShutdownHook(eraser);
            painter.start();
        }
        return progress;
    }

    /** Whether there is a terminal; if not, nobody needs to report. */
    boolean shows() {
        return columns > 0;
    }

    /**
     * Something is done. Safe and cheap to call from any thread, in any order; another job begins another line.
     */
    void report(String what, String unit, long done, long total) {
        Stage now = stage;
        if (!now.holds(what, done, total)) {
            now = new Stage(what, unit, done, total, clock.getAsLong());
            stage = now;
        }
        now.done.accumulateAndGet(done, Math::max);
    }

    /** For a run of the engine. */
    ProgressListener listener() {
        return (phase, done, total) -> {
            switch (phase) {
                case ASSUMPTION -> report("weighing assumptions", "draws", done, total);
                case REPLICATES -> report("resampling", "replicates", done, total);
                default -> report("simulating", "twins", done, total);
            }
        };
    }

    /** For the rows of a file. */
    LongConsumer rows(String what, String unit, long total) {
        report(what, unit, 0, total);
        return done -> report(what, unit, done, total);
    }

    private void paint(Thread eraser) {
        try {
            while (waits()) {
                tick();
            }
            Runtime.getRuntime().removeShutdownHook(eraser);
        } catch (InterruptedException | IllegalStateException shuttingDown) {
            end();
        }
    }

    private synchronized boolean waits() throws InterruptedException {
        if (open) {
            wait(PAUSE_MILLIS);
        }
        return open;
    }

    /** Draws the line if the job has taken long enough to be worth one. */
    synchronized void tick() {
        long now = clock.getAsLong();
        if (!open || !shows() || now - begun < QUIET) {
            return;
        }
        String line = stage.text(now).in(columns);
        err.print("\r" + line + " ".repeat(Math.max(0, drawn - line.length())));
        err.flush();
        drawn = line.length();
    }

    /** Blanks instead of control sequences: every terminal knows them. */
    synchronized void end() {
        if (open && drawn > 0) {
            err.print("\r" + " ".repeat(drawn + CONTROL_C) + "\r");
            err.flush();
        }
        open = false;
        notifyAll();
    }

    @Override
    public void close() {
        end();
    }
}
