package io.twinsim.internal.parallel;

/** Asked between units of work whether to stop. Must be cheap and safe to ask from several threads. */
@FunctionalInterface
public interface StopSignal {

    /** Never stops. */
    StopSignal NEVER = () -> false;

    /**
     * Whether to stop before the next unit of work. Once true, it stays true.
     *
     * @return true to stop
     */
    boolean stopped();

    /**
     * Hears how far the work is; does nothing unless told otherwise. Threads at work call it, so it must be cheap and
     * safe to call from several of them, and may hear numbers out of order.
     *
     * @param done units of work that are done
     * @param total units there are
     */
    default void advanced(long done, long total) {
    }
}
