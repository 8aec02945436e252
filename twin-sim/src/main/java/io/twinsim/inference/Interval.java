package io.twinsim.inference;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Two limits that say what they cover, how they were found and what a reader must know about them.
 *
 * @param kind what the interval covers
 * @param method how its limits were found
 * @param level the nominal coverage, in (0, 1)
 * @param lower the lower limit, in units of the estimate
 * @param upper the upper limit, at least {@code lower}
 * @param notes flags such as {@code degenerate: zero variance}; usually empty
 */
public record Interval(
        IntervalKind kind, IntervalMethod method, double level, double lower, double upper, List<String> notes) {

    /** Checks the level and that both limits are numbers in order. */
    public Interval {
        Checks.notNull(kind, "kind");
        Checks.notNull(method, "method");
        Checks.level(level);
        Checks.finite(lower, "lower");
        Checks.finite(upper, "upper");
        if (!(lower <= upper)) {
            throw Checks.refuse("lower", "be at most upper (" + Numbers.shortest(upper) + ")", lower, null);
        }
        notes = List.copyOf(notes);
    }

    /**
     * Whether a value lies inside; the limits belong to the interval.
     *
     * @param value any number
     * @return true if {@code lower <= value <= upper}
     */
    public boolean contains(double value) {
        return lower <= value && value <= upper;
    }

    /**
     * The distance of the limits.
     *
     * @return {@code upper - lower}, at least 0
     */
    public double width() {
        return upper - lower;
    }

    /**
     * The same limits, said to cover something else.
     *
     * @param other what they cover
     * @return the interval with that kind
     */
    public Interval as(IntervalKind other) {
        return new Interval(other, method, level, lower, upper, notes);
    }

    /**
     * The interval as a tree of maps, lists, texts and numbers, with the keys of its JSON form.
     *
     * @return a new map
     */
    public Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("kind", kind.id());
        tree.put("method", method.id());
        tree.put("level", level);
        tree.put("lower", lower);
        tree.put("upper", upper);
        if (!notes.isEmpty()) {
            tree.put("notes", notes);
        }
        return tree;
    }

    /** One line such as {@code 95 % 0.06995..0.08323 (sampling, welch)}. */
    @Override
    public String toString() {
        return Lines.one(Texts.percent(level) + " " + Texts.range(lower, upper) + " (" + kind.id() + ", " + method.id()
                + ")");
    }
}
