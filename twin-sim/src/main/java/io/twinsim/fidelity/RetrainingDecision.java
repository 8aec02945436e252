package io.twinsim.fidelity;

import io.twinsim.internal.text.Numbers;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Whether a model should be learned again, and what came of it.
 *
 * @param modelId the model
 * @param at when it was decided
 * @param needed whether a rule speaks for it
 * @param triggers the rules that do
 * @param fidelity the model's fidelity over the look-back
 * @param approvalNeeded whether a job of this model has to be approved by somebody
 * @param blocked why no job was made whatever the rules say: one is under way, cooldown, too few validations
 * @param job the job that was made, or the one under way
 */
public record RetrainingDecision(
        String modelId, Instant at, boolean needed, List<Trigger> triggers, double fidelity, boolean approvalNeeded,
        Optional<String> blocked, Optional<RetrainingJob> job) {

    /** Copies the list. */
    public RetrainingDecision {
        triggers = List.copyOf(triggers);
    }

    /**
     * Whether this decision made a job.
     *
     * @return true if it is needed and nothing is in the way
     */
    public boolean retrains() {
        return needed && blocked.isEmpty();
    }

    /** One line: yes or no, and why. */
    @Override
    public String toString() {
        String why = retrains() ? "yes, " + triggers.get(0) : "no, " + blocked.orElse("no rule speaks for it");
        return FidelityText.line("Retraining[" + why + ", fidelity " + Numbers.fixed(fidelity, 3) + "]");
    }
}
