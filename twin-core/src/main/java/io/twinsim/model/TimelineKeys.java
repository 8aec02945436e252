package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.List;
import java.util.Optional;

/** Time spans of a timeline, all of one kind. */
record TimelineKeys(TimeSpan step) {

    /** Units of the clock that are long enough for slips. */
    private static final List<String> CLOCK = List.of("min", "day", "week");

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
                    + " is, got " + got(span));
        }
    }

    /** A slip such as {@code dayz} makes a unit of its own. */
    private String got(TimeSpan span) {
        return Names.nearest(span.unit(), TimeSpan.isClock(step.unit()) ? CLOCK : List.of(step.unit()))
                .map(unit -> Names.quote(Numbers.significant(span.count(), 15) + " " + span.unit())
                        + "; did you mean " + Names.quote(TimeSpan.plural(unit)) + "?")
                .orElse(span.toString());
    }

    Optional<TimeSpan> same(Keys keys, String key) {
        Node node = keys.node(key);
        return node == null ? Optional.empty() : Optional.of(same(node, key));
    }
}
