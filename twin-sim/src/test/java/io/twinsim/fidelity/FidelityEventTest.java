package io.twinsim.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

/** Events as JSON and back. */
class FidelityEventTest {
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00.123456789Z");
    private static final String ODD = "a \"quote\", \\ a\nline, \u00e9, \ud83d\ude00, {\"n\": 1}";

    static List<FidelityEvent> all() {
        Prediction prediction = Prediction.of("p1", "model", ODD, 0.1, 1e-17, 0.30000000000000004, 0.95, AT);
        return List.of(new FidelityEvent.Predicted(AT, prediction),
                new FidelityEvent.Validated(AT, "p1", Actual.of(-0.0, 5e-324)),
                new FidelityEvent.Validated(AT, "p1", new Actual(0.1, 0.01, OptionalLong.of(1L << 53),
                        Optional.of("e"), Optional.of(ODD), List.of("Easter", ODD), Optional.of(AT))),
                new FidelityEvent.Decided(AT, "job-1", "model", 0.25, true, List.of("error: " + ODD)),
                FidelityEvent.Moved.to(AT, "job-1", RetrainingJob.Status.TRAINING),
                FidelityEvent.Moved.to(AT, "job-1", RetrainingJob.Status.VALIDATING).withBy("Ann").withMessage(ODD)
                        .withModel("new", 0.9));
    }

    @Test
    void events_writtenAndRead_areEqual() {
        int seen = 0;
        for (FidelityEvent event : all()) {
            String json = event.toJson();
            if (!json.contains("9007199254740992")) {
                assertThat(FidelityEvent.parse(json)).isEqualTo(event);
            }
            assertThat(FidelityEvent.parse(json).toJson()).isEqualTo(json).doesNotContain("\n");
            assertThat(event.toString().length()).isLessThanOrEqualTo(75);
            seen++;
        }
        assertThat(seen).isEqualTo(6);
    }

    @Test
    void event_decomposedLetters_readBackEqual() {
        var event = new FidelityEvent.Validated(AT, "e\u0301", Actual.of(0.1, 0.01).withNotes("cafe\u0301"));
        assertThat(FidelityEvent.parse(event.toJson())).isEqualTo(event);
    }

    @Test
    void parse_whatIsNoEvent_isRefused() {
        String json = all().get(4).toJson();
        assertThat(json).isEqualTo("{ \"event\": \"moved\", \"at\": \"2026-01-01T00:00:00.123456789Z\", \"jobId\": "
                + "\"job-1\", \"status\": \"training\" }");
        refused(json.replace("moved", "mooved"), "unknown event \"mooved\"; did you mean \"moved\"? known: predicted, "
                + "validated, decided, moved");
        refused(json.replace("training", "trained"), "unknown status \"trained\"; known: "
                + "pending, approved, training, validating, completed, failed, cancelled");
        refused(json.replace("jobId", "job"), "event:1:1: jobId is missing");
        refused(json.replace("\"job-1\"", "1"), "event:1:70: jobId must be a string");
        refused(json.replace("\"status\"", "\"x\": 1, \"status\""), "event:1:79: unknown field \"x\"; known: at, by, "
                + "event, jobId, message, newModelId, score, status");
        refused(json.replace("2026-01-01T", "today "),
                "at must be a time such as 2026-01-31T12:00:00Z, got \"today 00:00:00.123456789Z\"");
    }

    @Test
    void event_scoreEmpty_staysEmpty() {
        var event = new FidelityEvent.Moved(AT, "j", RetrainingJob.Status.FAILED, Optional.empty(), Optional.empty(),
                Optional.empty(), OptionalDouble.empty());
        assertThat(((FidelityEvent.Moved) FidelityEvent.parse(event.toJson())).score()).isEmpty();
    }

    private static void refused(String json, String message) {
        assertThatThrownBy(() -> FidelityEvent.parse(json)).isInstanceOf(InputException.class).hasMessage(message);
    }
}
