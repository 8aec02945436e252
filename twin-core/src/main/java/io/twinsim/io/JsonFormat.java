package io.twinsim.io;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.internal.text.Checks;
import io.twinsim.model.ModelFormat;
import io.twinsim.model.Node;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JsonToken;

/**
 * World files as JSON: strict (RFC 8259), one object, no duplicate fields, no comments, no text after it, at most
 * 64 levels deep. Numbers keep the text they were written with. A leading byte order mark is dropped.
 */
public final class JsonFormat implements ModelFormat {

    /** For {@link java.util.ServiceLoader}. */
    public JsonFormat() {
    }

    @Override
    public boolean handles(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".json");
    }

    @Override
    public Node.Fields read(String text, String source) {
        Checks.notNull(text, "text");
        Checks.notNull(source, "source");
        try (JsonTokens tokens = new JsonTokens(new StringReader(TreeFields.withoutMark(text)), source)) {
            Node root = node(tokens.first(), tokens);
            tokens.end();
            if (root instanceof Node.Fields fields) {
                return fields;
            }
            throw new InputException("expected an object at top level, got "
                    + (root instanceof Node.Items ? "an array" : "a single value"), root.place());
        }
    }

    @Override
    public String write(Map<String, ?> tree) {
        return JsonText.write(tree);
    }

    private static Node node(JsonToken token, JsonTokens tokens) {
        Place place = tokens.place();
        return switch (token) {
            case START_OBJECT -> fields(place, tokens);
            case START_ARRAY -> items(place, tokens);
            case VALUE_STRING -> new Node.Scalar(tokens.text(), Node.Kind.STRING, place);
            case VALUE_TRUE, VALUE_FALSE -> new Node.Scalar(tokens.text(), Node.Kind.FLAG, place);
            case VALUE_NULL -> new Node.Scalar(tokens.text(), Node.Kind.NULL, place);
            default -> new Node.Scalar(tokens.text(), Node.Kind.NUMBER, place);
        };
    }

    private static Node fields(Place place, JsonTokens tokens) {
        TreeFields fields = new TreeFields();
        for (JsonToken token = tokens.more(); token != JsonToken.END_OBJECT; token = tokens.more()) {
            String name = tokens.text();
            Place keyPlace = tokens.place();
            fields.check(name, keyPlace);
            fields.add(name, keyPlace, node(tokens.more(), tokens));
        }
        return fields.build(place);
    }

    private static Node items(Place place, JsonTokens tokens) {
        List<Node> items = new ArrayList<>();
        for (JsonToken token = tokens.more(); token != JsonToken.END_ARRAY; token = tokens.more()) {
            items.add(node(token, tokens));
        }
        return new Node.Items(items, place);
    }

    @Override
    public String toString() {
        return "JsonFormat[.json worlds]";
    }
}
