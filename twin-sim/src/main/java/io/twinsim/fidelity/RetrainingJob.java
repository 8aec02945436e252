package io.twinsim.fidelity;

import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A model to be learned again.
 *
 * @param id names the job
 * @param modelId the model to learn again
 * @param decided when that was decided
 * @param status how far it is
 * @param changed when the status last changed
 * @param approvalNeeded whether somebody must approve it before it runs
 * @param fidelity the model's fidelity when it was decided, which the new model has to exceed
 * @param reasons what triggered it
 * @param attempt the attempts begun
 * @param by who approved or cancelled it
 * @param newModelId the model that was learned
 * @param score the new model's score
 * @param message what went wrong last
 */
public record RetrainingJob(
        String id, String modelId, Instant decided, Status status, Instant changed, boolean approvalNeeded,
        double fidelity, List<String> reasons, int attempt, Optional<String> by, Optional<String> newModelId,
        OptionalDouble score, Optional<String> message) {

    /** How far a job is. */
    public enum Status {
        /** Waits for somebody's approval. */
        PENDING,
        /** May run. */
        APPROVED,
        /** A new model is being learned. */
        TRAINING,
        /** The new model is being judged. */
        VALIDATING,
        /** The new model is better. */
        COMPLETED,
        /** All attempts failed. */
        FAILED,
        /** Somebody cancelled it before it ran. */
        CANCELLED;

        /**
         * The name used in JSON and tables.
         *
         * @return the lower-case name, such as {@code training}
         */
        public String id() {
            return name().toLowerCase(Locale.ROOT);
        }

        /** What may come next; training goes back to approved when an attempt fails and another is left. */
        Set<Status> next() {
            return switch (this) {
                case PENDING -> EnumSet.of(APPROVED, CANCELLED);
                case APPROVED -> EnumSet.of(TRAINING, CANCELLED);
                case TRAINING -> EnumSet.of(VALIDATING, APPROVED, FAILED);
                case VALIDATING -> EnumSet.of(COMPLETED, APPROVED, FAILED);
                default -> EnumSet.noneOf(Status.class);
            };
        }

        /**
         * Whether nothing comes after it.
         *
         * @return true for completed, failed and cancelled
         */
        public boolean ended() {
            return next().isEmpty();
        }
    }

    /** Copies the list. */
    public RetrainingJob {
        reasons = List.copyOf(reasons);
    }

    static RetrainingJob of(FidelityEvent.Decided e) {
        return new RetrainingJob(e.jobId(), e.modelId(), e.at(), e.approvalNeeded() ? Status.PENDING : Status.APPROVED,
                e.at(), e.approvalNeeded(), e.fidelity(), e.reasons(), 0, Optional.empty(), Optional.empty(),
                OptionalDouble.empty(), Optional.empty());
    }

    /** The job after a move; what the move does not say stays. */
    RetrainingJob after(FidelityEvent.Moved e) {
        return new RetrainingJob(id, modelId, decided, e.status(), e.at(), approvalNeeded, fidelity, reasons,
                attempt + (e.status() == Status.TRAINING ? 1 : 0), e.by().or(() -> by),
                e.newModelId().or(() -> newModelId), e.score().isPresent() ? e.score() : score,
                e.message().or(() -> message));
    }

    /** One line: the job, its model and its status. */
    @Override
    public String toString() {
        return FidelityText.line("RetrainingJob[" + id + ": " + status.id() + ", model "
                + FidelityText.shortId(modelId) + newModelId.map(m -> " -> " + FidelityText.shortId(m)).orElse("")
                + ", attempt " + attempt + "]");
    }
}
