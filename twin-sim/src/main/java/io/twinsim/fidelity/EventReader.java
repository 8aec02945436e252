package io.twinsim.fidelity;

import io.twinsim.InputException;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.io.JsonFormat;
import io.twinsim.model.Node;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import java.util.Set;

/** One JSON object of an event; every field is asked for once, and what nobody asked for is refused. */
final class EventReader {

    static final String PREDICTED = "predicted";
    static final String VALIDATED = "validated";
    static final String DECIDED = "decided";
    static final String MOVED = "moved";

    private final Node.Fields fields;
    private final Set<String> asked = new HashSet<>();

    private EventReader(Node.Fields fields) {
        this.fields = fields;
    }

    static FidelityEvent event(String json, String source) {
        EventReader in = new EventReader(new JsonFormat().read(json, source));
        String kind = Checks.known("event", in.text("event"), List.of(PREDICTED, VALIDATED, DECIDED, MOVED));
        Instant at = in.instant("at");
        FidelityEvent event = switch (kind) {
            case PREDICTED -> new FidelityEvent.Predicted(at, prediction(in.object("prediction")));
            case VALIDATED -> new FidelityEvent.Validated(at, in.text("predictionId"), actual(in.object("actual")));
            case DECIDED -> new FidelityEvent.Decided(at, in.text("jobId"), in.text("modelId"), in.number("fidelity"),
                    in.flag("approvalNeeded"), in.texts("reasons"));
            default -> new FidelityEvent.Moved(at, in.text("jobId"), Checks.constant("status", in.text("status"),
                    RetrainingJob.Status.values(), RetrainingJob.Status::id), in.optionalText("by"),
                    in.optionalText("message"), in.optionalText("newModelId"), in.optionalNumber("score"));
        };
        in.end();
        return event;
    }

    private static Prediction prediction(EventReader in) {
        Prediction p = new Prediction(in.text("id"), in.text("modelId"), in.text("scenario"), in.number("ate"),
                in.number("seSimulation"), in.optionalNumber("sdAssumption"), interval(in.object("interval")),
                in.instant("at"));
        in.end();
        return p;
    }

    private static Interval interval(EventReader in) {
        Interval interval = new Interval(
                Checks.constant("kind", in.text("kind"), IntervalKind.values(), IntervalKind::id),
                IntervalMethod.named(in.text("method")), in.number("level"), in.number("lower"), in.number("upper"),
                in.texts("notes"));
        in.end();
        return interval;
    }

    private static Actual actual(EventReader in) {
        Optional<Node> n = in.find("n");
        Actual actual = new Actual(in.number("ate"), in.number("standardError"),
                n.isPresent() ? OptionalLong.of(Long.parseLong(in.scalar("n", Node.Kind.NUMBER)))
                        : OptionalLong.empty(),
                in.optionalText("experiment"), in.optionalText("notes"), in.texts("confounders"),
                in.find("at").map(node -> in.instant("at")));
        in.end();
        return actual;
    }

    private Optional<Node> find(String name) {
        asked.add(name);
        return Optional.ofNullable(fields.fields().get(name)).map(Node.Field::value);
    }

    private Node need(String name) {
        return find(name).orElseThrow(() -> new InputException(name + " is missing", fields.place()));
    }

    private String scalar(String name, Node.Kind kind) {
        Node node = need(name);
        if (node instanceof Node.Scalar scalar && scalar.kind() == kind) {
            return scalar.text();
        }
        throw new InputException(name + " must be a " + kind.name().toLowerCase(Locale.ROOT), node.place());
    }

    private String text(String name) {
        return scalar(name, Node.Kind.STRING);
    }

    private double number(String name) {
        return Double.parseDouble(scalar(name, Node.Kind.NUMBER));
    }

    private boolean flag(String name) {
        return Boolean.parseBoolean(scalar(name, Node.Kind.FLAG));
    }

    private Instant instant(String name) {
        String text = text(name);
        try {
            return Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new InputException(
                    name + " must be a time such as 2026-01-31T12:00:00Z, got " + Names.quote(text), e);
        }
    }

    private Optional<String> optionalText(String name) {
        return find(name).map(node -> text(name));
    }

    private OptionalDouble optionalNumber(String name) {
        return find(name).isPresent() ? OptionalDouble.of(number(name)) : OptionalDouble.empty();
    }

    private EventReader object(String name) {
        if (need(name) instanceof Node.Fields inner) {
            return new EventReader(inner);
        }
        throw new InputException(name + " must be an object", need(name).place());
    }

    /** A list of strings; an absent one is empty. */
    private List<String> texts(String name) {
        List<String> texts = new ArrayList<>();
        Optional<Node> list = find(name);
        if (list.isPresent()) {
            if (!(list.get() instanceof Node.Items items)) {
                throw new InputException(name + " must be a list of texts", list.get().place());
            }
            for (Node item : items.items()) {
                if (!(item instanceof Node.Scalar scalar && scalar.kind() == Node.Kind.STRING)) {
                    throw new InputException(name + " must be a list of texts", item.place());
                }
                texts.add(scalar.text());
            }
        }
        return texts;
    }

    private void end() {
        for (var entry : fields.fields().entrySet()) {
            if (!asked.contains(entry.getKey())) {
                throw new InputException(Names.unknown("field", entry.getKey(), asked.stream().sorted().toList()),
                        entry.getValue().keyPlace());
            }
        }
    }
}
