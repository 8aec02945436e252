package io.twinsim.io;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.internal.text.Names;
import io.twinsim.model.Node;
import java.util.LinkedHashMap;
import java.util.Map;

/** The fields of one mapping while it is read; each name may occur once. */
final class TreeFields {

    /** Deeper documents are refused, so that no text can exhaust the stack. */
    static final int DEEPEST = 64;

    private final Map<String, Node.Field> fields = new LinkedHashMap<>();

    /** Before the value is read, so that the first trouble in the file is the one reported. */
    void check(String name, Place place) {
        if (name.isEmpty()) {
            throw new InputException("field name must not be empty", place);
        }
        Node.Field before = fields.get(name);
        if (before != null) {
            Place there = before.keyPlace();
            throw new InputException("duplicate field " + Names.quote(name) + "; it stands at line " + there.line()
                    + " column " + there.column() + " already", place);
        }
    }

    void add(String name, Place place, Node value) {
        fields.put(name, new Node.Field(place, value));
    }

    Node.Fields build(Place place) {
        return new Node.Fields(fields, place);
    }

    static InputException tooDeep(Place place) {
        return new InputException("nesting too deep; at most " + DEEPEST + " levels are read", place);
    }

    static String withoutMark(String text) {
        return text.startsWith("\uFEFF") ? text.substring(1) : text;
    }
}
