package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import java.util.Optional;

/** Time spans of a timeline, all of one kind. */
record TimelineKeys(TimeSpan step) {

    static TimeSpan span(Node node, String what) {
        Node.Scalar scalar = Keys.scalar(node, what);
        if (scalar.kind() == Node.Kind.NULL || !TimeSpan.isSpan(scalar.text())) {
            throw new InputException(what + " must be a number with a unit, such as \"90 days\" or \"15 min\", got "
                    + (scalar.kind() == Node.Kind.NULL ? "nothing" : Names.quote(scalar.text())), node.place());
        }
        try {
            return TimeSpan.parse(scalar.text());
        } catch (InputException e) {
            throw new InputException(what + ": " + e.getMessage(), node.place());
        }
    }

    /** A time span of the kind of the step. */
    TimeSpan same(Node node, String what) {
        TimeSpan span = span(node, what);
        try {
            checkKind(span, what);
        } catch (InputException e) {
            throw new InputException(String.valueOf(e.getMessage()), node.place());
        }
        return span;
    }

    void checkKind(TimeSpan span, String what) {
        if (!span.sameKind(step)) {
            throw new InputException(what + " must be in " + (TimeSpan.isClock(step.unit())
                    ? "s, min, h, days or weeks" : TimeSpan.plural(step.unit())) + ", as the step of " + step
                    + " is, got " + span);
        }
    }

    Optional<TimeSpan> same(Keys keys, String key) {
        Node node = keys.node(key);
        return node == null ? Optional.empty() : Optional.of(same(node, key));
    }
}
