package io.twinsim.sim;

/**
 * A switch that stops runs. It is thrown once and stays thrown; one switch may serve several runs, and it may be thrown
 * before, during or after a run, by any thread.
 */
public final class Cancellation {

    private volatile boolean cancelled;

    /** A switch that is not thrown. */
    public Cancellation() {
    }

    /** Stops the runs that hold this switch before their next unit of work. */
    public void cancel() {
        cancelled = true;
    }

    /**
     * Whether the switch is thrown.
     *
     * @return true after {@link #cancel}
     */
    public boolean isCancelled() {
        return cancelled;
    }

    @Override
    public String toString() {
        return "Cancellation[" + (cancelled ? "cancelled" : "open") + "]";
    }
}
