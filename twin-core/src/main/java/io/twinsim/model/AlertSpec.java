package io.twinsim.model;

import io.twinsim.Place;
import io.twinsim.expr.Expr;
import io.twinsim.internal.text.Lines;
import java.util.List;
import java.util.Optional;

/**
 * A rule that raises an alert for a twin when a condition holds, at most once in a while.
 *
 * @param name the name, with the labels of its axes: {@code dehydrated} or {@code dry.cheek}
 * @param when the condition on values of one time
 * @param cooldown the least time between two alerts of this rule for one twin; 0 for none
 * @param priority {@code info}, {@code low}, {@code medium}, {@code high} or {@code critical}
 * @param label a description for people; not part of the model's identity
 * @param place where the rule stands in the world file
 */
public record AlertSpec(
        String name, Expr when, TimeSpan cooldown, String priority, Optional<String> label, Place place) {

    /** The priorities, the lowest first. */
    static final List<String> PRIORITIES = List.of("info", "low", "medium", "high", "critical");

    /** One line: name and priority. */
    @Override
    public String toString() {
        return Lines.one("AlertSpec[" + name + ", " + priority + ", cooldown " + cooldown + "]");
    }
}
