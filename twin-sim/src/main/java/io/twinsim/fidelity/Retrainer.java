package io.twinsim.fidelity;

/** Learns a model again. */
@FunctionalInterface
public interface Retrainer {

    /**
     * Learns and judges a new model; called on a thread of the caller's executor, again after a failure while attempts
     * are left.
     *
     * @param job what to learn again and why
     * @return the new model and its score
     * @throws Exception if it fails; the job keeps the message
     */
    Retrained retrain(RetrainingJob job) throws Exception;
}
