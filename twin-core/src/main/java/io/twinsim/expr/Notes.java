package io.twinsim.expr;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the compiler left out of a program, for {@link Program#describe()}: parts folded, shared, dropped, switched. */
final class Notes {

    private final List<String> lines = new ArrayList<>();
    private final Map<Value, Integer> uses = new LinkedHashMap<>();

    /** The number of lines so far, to forget what is written after it. */
    int mark() {
        return lines.size();
    }

    /** A part of the formula is known now: what was noted inside it does not matter. */
    void folded(int mark, String text) {
        lines.subList(mark, lines.size()).clear();
        lines.add("folded: " + text);
    }

    void dropped(String text, String why) {
        once("dropped: " + text + ", as " + why);
    }

    void tabulated(String text, String why) {
        once("tabulated: " + text + ", as " + why);
    }

    private void once(String line) {
        if (!lines.contains(line)) {
            lines.add(line);
        }
    }

    /** An operation that was asked for again. */
    void shared(Value value) {
        uses.merge(value, 2, (before, first) -> before + 1);
    }

    /** All notes; of what is shared, those that are computed. */
    List<String> lines(Set<Value> live) {
        List<String> all = new ArrayList<>(lines);
        uses.forEach((value, count) -> {
            if (live.contains(value)) {
                all.add("shared: " + ValueText.of(value) + " is computed once for " + count + " uses");
            }
        });
        return Collections.unmodifiableList(all);
    }
}
