package io.twinsim.model;

import io.twinsim.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The entries of one part of a timeline, such as {@code state:}, with the axes that each is repeated over. */
final class TimelineSection {

    /**
     * One entry.
     *
     * @param name the name, without labels
     * @param keys what it holds
     * @param axes the axes of {@code for}
     * @param place where the name stands
     */
    record Entry(String name, Keys keys, Map<String, List<String>> axes, Place place) {

        List<Map<String, String>> indexes() {
            return TimelineFamily.indexes(axes);
        }
    }

    private TimelineSection() {
    }

    /**
     * Reads the entries and takes their names.
     *
     * @param what the kind of entry, such as {@code state}
     * @param shortForm the key that an entry of a single value stands for; null if there is none
     * @param headed whether the name is the first word of names in formulas
     * @param known the keys
     */
    static List<Entry> read(@Nullable Node node, String section, String what, @Nullable String shortForm, boolean headed,
            TimelineNames names, String... known) {
        List<Entry> entries = new ArrayList<>();
        Keys.entries(node, section).forEach((name, field) -> {
            Place place = field.keyPlace();
            if (headed) {
                names.head(name, what, place);
            } else {
                Keys.checkIdentifier(name, what + " name", place);
            }
            Node value = field.value();
            if (shortForm != null && value instanceof Node.Scalar) {
                Map<String, Node.Field> only = new LinkedHashMap<>();
                only.put(shortForm, new Node.Field(place, value));
                value = new Node.Fields(only, value.place());
            }
            Keys keys = Keys.of(value, what + " " + name, known);
            entries.add(new Entry(name, keys, names.axesOf(keys.node("for"), "for of " + what + " " + name), place));
        });
        return entries;
    }
}
