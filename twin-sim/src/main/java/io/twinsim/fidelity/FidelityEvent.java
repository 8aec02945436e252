package io.twinsim.fidelity;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/** Something that happened and stays. All that a tracker knows follows from its events in order. */
public sealed interface FidelityEvent {

    /**
     * When it happened.
     *
     * @return the time, by the tracker's clock
     */
    Instant at();

    /**
     * The event as JSON on one line.
     *
     * @return the text, without a line feed
     */
    default String toJson() {
        return EventWriter.line(this);
    }

    /**
     * Reads an event.
     *
     * @param json what {@link #toJson} wrote
     * @return an equal event
     * @throws InputException if it is not an event
     */
    static FidelityEvent parse(String json) {
        return EventReader.event(Checks.notNull(json, "json"), "event");
    }

    /**
     * A prediction was recorded.
     *
     * @param at when
     * @param prediction what was predicted
     */
    record Predicted(Instant at, Prediction prediction) implements FidelityEvent {

        /** Refuses null. */
        public Predicted {
            Checks.notNull(at, "at");
            Checks.notNull(prediction, "prediction");
        }

        /** One line: the prediction. */
        @Override
        public String toString() {
            return FidelityText.line(at + " " + prediction);
        }
    }

    /**
     * A prediction was validated.
     *
     * @param at when
     * @param predictionId the prediction
     * @param actual what really happened
     */
    record Validated(Instant at, String predictionId, Actual actual) implements FidelityEvent {

        /** Refuses null. */
        public Validated {
            Checks.notNull(at, "at");
            predictionId = FidelityText.name(predictionId, "predictionId");
            Checks.notNull(actual, "actual");
        }

        /** One line: the prediction's id and the actual. */
        @Override
        public String toString() {
            return FidelityText.line(at + " " + predictionId + ": " + actual);
        }
    }

    /**
     * A retraining was decided.
     *
     * @param at when
     * @param jobId the new job
     * @param modelId the model to learn again
     * @param fidelity the model's fidelity then
     * @param approvalNeeded whether somebody must approve
     * @param reasons what triggered it
     */
    record Decided(Instant at, String jobId, String modelId, double fidelity, boolean approvalNeeded,
            List<String> reasons) implements FidelityEvent {

        /** Refuses null and copies the list. */
        public Decided {
            Checks.notNull(at, "at");
            jobId = FidelityText.name(jobId, "jobId");
            modelId = FidelityText.name(modelId, "modelId");
            Checks.closedUnit(fidelity, "fidelity");
            List<String> copy = new ArrayList<>();
            Checks.notNull(reasons, "reasons").forEach(text -> copy.add(Names.normal(text, "reason")));
            reasons = List.copyOf(copy);
        }

        /** One line: the job and its first reason. */
        @Override
        public String toString() {
            return FidelityText.line(at + " " + jobId + ": " + String.join("; ", reasons));
        }
    }

    /**
     * A job went on.
     *
     * @param at when
     * @param jobId the job
     * @param status where it went
     * @param by who approved or cancelled it
     * @param message what went wrong
     * @param newModelId the model that was learned
     * @param score its score
     */
    record Moved(Instant at, String jobId, RetrainingJob.Status status, Optional<String> by, Optional<String> message,
            Optional<String> newModelId, OptionalDouble score) implements FidelityEvent {

        /** Refuses null and brings texts into normal form. */
        public Moved {
            Checks.notNull(at, "at");
            jobId = FidelityText.name(jobId, "jobId");
            Checks.notNull(status, "status");
            by = Checks.notNull(by, "by").map(name -> FidelityText.name(name, "by"));
            message = Checks.notNull(message, "message").map(text -> Names.normal(text, "message"));
            newModelId = Checks.notNull(newModelId, "newModelId").map(id -> FidelityText.name(id, "newModelId"));
            Checks.notNull(score, "score").ifPresent(value -> Checks.finite(value, "score"));
        }

        static Moved to(Instant at, String jobId, RetrainingJob.Status status) {
            return new Moved(at, jobId, status, Optional.empty(), Optional.empty(), Optional.empty(),
                    OptionalDouble.empty());
        }

        Moved withBy(String name) {
            return new Moved(at, jobId, status, Optional.of(name), message, newModelId, score);
        }

        Moved withMessage(String text) {
            return new Moved(at, jobId, status, by, Optional.of(text), newModelId, score);
        }

        Moved withModel(String id, double value) {
            return new Moved(at, jobId, status, by, message, Optional.of(id), OptionalDouble.of(value));
        }

        /** One line: the job and its status. */
        @Override
        public String toString() {
            return FidelityText.line(at + " " + jobId + ": " + status.id() + message.map(m -> ", " + m).orElse(""));
        }
    }
}
