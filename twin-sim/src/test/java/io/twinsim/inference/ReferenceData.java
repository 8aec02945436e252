package io.twinsim.inference;

import io.twinsim.SharedData;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Reads the reference cases that stand outside the project. */
final class ReferenceData {

    private ReferenceData() {
    }

    static Path file(String name) {
        return SharedData.require(name);
    }

    /** A JSON object as maps, lists, doubles, strings and booleans. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> json(String name) {
        try (JsonParser parser = new JsonFactory().createParser(ObjectReadContext.empty(), file(name))) {
            parser.nextToken();
            return (Map<String, Object>) value(parser);
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

    /** A member that is an object. */
    @SuppressWarnings("unchecked")
    static Map<String, Object> object(Map<String, Object> map, String key) {
        return (Map<String, Object>) map.get(key);
    }

    /** A member that is a list of objects. */
    @SuppressWarnings("unchecked")
    static List<Map<String, Object>> objects(Map<String, Object> map, String key) {
        return (List<Map<String, Object>>) map.get(key);
    }

    /** A member that is a list of numbers. */
    @SuppressWarnings("unchecked")
    static double[] numbers(Map<String, Object> map, String key) {
        return ((List<Double>) map.get(key)).stream().mapToDouble(Double::doubleValue).toArray();
    }

    static double number(Map<String, Object> map, String key) {
        return (Double) map.get(key);
    }

    /** The numbers of one column of a plain CSV file, in the rows where another column has the wanted text. */
    static double[] column(String name, String column, @Nullable String where, @Nullable String wanted) {
        try {
            List<String> lines = Files.readAllLines(file(name));
            List<String> header = List.of(lines.get(0).split(","));
            return lines.stream().skip(1).map(line -> line.split(","))
                    .filter(cells -> where == null || cells[header.indexOf(where)].equals(wanted))
                    .mapToDouble(cells -> Double.parseDouble(cells[header.indexOf(column)])).toArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
