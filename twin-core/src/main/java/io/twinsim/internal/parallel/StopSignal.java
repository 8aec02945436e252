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
}
