package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** One node of a parsed world file, with the place where it stands. YAML and JSON both become such trees. */
public sealed interface Node {

    /**
     * Where the node starts.
     *
     * @return the place, for messages
     */
    Place place();

    /** What a scalar was written as. */
    enum Kind {
        /** Text, quoted or plain. */
        STRING,
        /** A number. */
        NUMBER,
        /** {@code true} or {@code false}. */
        FLAG,
        /** Nothing, or {@code null}. */
        NULL
    }

    /**
     * A single value, kept as the text it was written with, so that a label such as {@code no} or {@code 1e3} stays
     * itself.
     *
     * @param text the text, without quotes
     * @param kind what the format takes it for
     * @param place where it stands
     */
    record Scalar(String text, Kind kind, Place place) implements Node {
        /** Brings the text into Unicode normal form C. */
        public Scalar {
            text = Names.normal(text, "text");
        }

        @Override
        public String toString() {
            return Lines.one(kind == Kind.STRING ? Names.quote(text) : kind == Kind.NULL ? "null" : text);
        }
    }

    /**
     * A list.
     *
     * @param items the elements in file order
     * @param place where it starts
     */
    record Items(List<Node> items, Place place) implements Node {
        /** Copies the list. */
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String toString() {
            return Lines.one(items.toString());
        }
    }

    /**
     * A mapping from names to values, in file order. Names are in Unicode normal form C.
     *
     * @param fields the values by name, each with the place of its name
     * @param place where it starts
     */
    record Fields(Map<String, Field> fields, Place place) implements Node {
        /** Copies the mapping and keeps its order. */
        public Fields {
            Map<String, Field> normal = new LinkedHashMap<>();
            fields.forEach((key, field) -> {
                String name = Names.normal(key, "name");
                if (normal.put(name, field) != null) {
                    throw new InputException("duplicate field " + Names.quote(name) + " in another Unicode spelling",
                            field.keyPlace());
                }
            });
            fields = Collections.unmodifiableMap(normal);
        }

        @Override
        public String toString() {
            return Lines.one("[" + Names.list(fields.keySet()) + "]");
        }
    }

    /**
     * One entry of a mapping.
     *
     * @param keyPlace where the name stands
     * @param value what it maps to
     */
    record Field(Place keyPlace, Node value) {
        @Override
        public String toString() {
            return value.toString();
        }
    }
}
