package io.twinsim;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** A JSON file of {@link SharedData}: objects as maps, arrays as lists, all numbers as doubles. */
public final class SharedJson {

    private final Map<String, Object> fields;

    private SharedJson(Map<String, Object> fields) {
        this.fields = fields;
    }

    /**
     * Reads a file.
     *
     * @param name the path inside the folder, such as {@code cases/correlations.json}
     * @return its object
     */
    @SuppressWarnings("unchecked")
    public static SharedJson read(String name) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), SharedData.require(name))) {
            parser.nextToken();
            return new SharedJson((Map<String, Object>) value(parser));
        }
    }

    private static @Nullable Object value(JsonParser parser) {
        return switch (parser.currentToken()) {
            case START_OBJECT -> {
                Map<String, Object> map = new LinkedHashMap<>();
                while (parser.nextToken() != JsonToken.END_OBJECT) {
                    String key = parser.currentName();
                    parser.nextToken();
                    map.put(key, value(parser));
                }
                yield map;
            }
            case START_ARRAY -> {
                List<Object> list = new ArrayList<>();
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    list.add(value(parser));
                }
                yield list;
            }
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> parser.getDoubleValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_NULL -> null;
            default -> parser.getString();
        };
    }

    /** The object as maps, lists, doubles, texts and booleans. */
    public Map<String, Object> tree() {
        return fields;
    }

    /** The keys, in the order of the file. */
    public List<String> keys() {
        return List.copyOf(fields.keySet());
    }

    /** A member that is an object. */
    @SuppressWarnings("unchecked")
    public SharedJson object(String key) {
        return new SharedJson((Map<String, Object>) fields.get(key));
    }

    /** A member that is a list of objects. */
    @SuppressWarnings("unchecked")
    public List<SharedJson> objects(String key) {
        return ((List<Map<String, Object>>) fields.get(key)).stream().map(SharedJson::new).toList();
    }

    /** A member that is a list of numbers. */
    @SuppressWarnings("unchecked")
    public double[] numbers(String key) {
        return ((List<Double>) fields.get(key)).stream().mapToDouble(Double::doubleValue).toArray();
    }

    /** A member that is a list of rows of numbers. */
    @SuppressWarnings("unchecked")
    public double[][] matrix(String key) {
        return ((List<List<Double>>) fields.get(key)).stream()
                .map(row -> row.stream().mapToDouble(Double::doubleValue).toArray()).toArray(double[][]::new);
    }

    /** A member that is a number, or a text that is one. */
    public double number(String key) {
        return fields.get(key) instanceof String text ? Double.parseDouble(text) : (Double) fields.get(key);
    }

    /** A member that is a text. */
    public String text(String key) {
        return (String) fields.get(key);
    }
}
