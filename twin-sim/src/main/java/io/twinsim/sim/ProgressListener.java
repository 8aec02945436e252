package io.twinsim.sim;

/**
 * Hears how far a run is. Events come on a thread of their own, in order, through a bounded queue: when a listener is
 * slow, events are left out, and a run may return before the last ones are delivered. A listener that throws hears
 * nothing more.
 */
@FunctionalInterface
public interface ProgressListener {

    /** The parts of a run, in order. */
    enum Phase {
        /** Effects are computed; counted in twins. */
        EFFECTS,
        /** Coefficient draws are evaluated; counted in draws. */
        ASSUMPTION,
        /** Effects are resampled; counted in replicates. */
        REPLICATES,
        /** Twins live through a timeline; counted in twins. */
        TIMELINE
    }

    /**
     * Something is done.
     *
     * @param phase the part of the run
     * @param done units done in this phase
     * @param total units there are in this phase
     */
    void progress(Phase phase, long done, long total);
}
