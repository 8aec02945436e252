package io.twinsim.inference;

import io.twinsim.SharedData;
import io.twinsim.SharedJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the reference cases that stand outside the project. */
final class ReferenceData {

    private ReferenceData() {
    }

    static Path file(String name) {
        return SharedData.require(name);
    }

    /** A JSON object as maps, lists, doubles, strings and booleans. */
    static Map<String, Object> json(String name) {
        return SharedJson.read(name).tree();
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
