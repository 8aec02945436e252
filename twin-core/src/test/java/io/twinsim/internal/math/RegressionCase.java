package io.twinsim.internal.math;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.SharedData;
import io.twinsim.io.JsonFormat;
import io.twinsim.model.Node;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Reference regressions and the data they were computed from. */
final class RegressionCase {

    private RegressionCase() {
    }

    static Node.Fields json(String name) {
        try {
            return new JsonFormat().read(Files.readString(SharedData.require(name)), name);
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    static Node.Fields fields(Node.Fields parent, String... path) {
        Node.Fields found = parent;
        for (String key : path) {
            assertThat(found.fields()).containsKey(key);
            found = (Node.Fields) found.fields().get(key).value();
        }
        return found;
    }

    static double number(Node.Fields parent, String key) {
        return Double.parseDouble(text(parent, key));
    }

    static String text(Node.Fields parent, String key) {
        return ((Node.Scalar) parent.fields().get(key).value()).text();
    }

    /** The numbers behind the keys of an object, in its order. */
    static Map<String, Double> numbers(Node.Fields parent) {
        Map<String, Double> numbers = new LinkedHashMap<>();
        parent.fields().keySet().forEach(key -> numbers.put(key, number(parent, key)));
        return numbers;
    }

    static double[] array(Node.Fields parent, String key) {
        Node.Items items = (Node.Items) parent.fields().get(key).value();
        return items.items().stream().mapToDouble(item -> Double.parseDouble(((Node.Scalar) item).text())).toArray();
    }

    /** A column of a comma-separated file. */
    static double[] column(String file, int index) {
        return SharedData.rows(file).stream().mapToDouble(row -> Double.parseDouble(row[index])).toArray();
    }

    static double[] ones(int n) {
        double[] ones = new double[n];
        Arrays.fill(ones, 1);
        return ones;
    }

    /** 1 where a column of a file holds a value, else 0. */
    static double[] indicator(String file, int index, String value) {
        return SharedData.rows(file).stream().mapToDouble(row -> row[index].equals(value) ? 1 : 0).toArray();
    }

    /** The columns 1, x, ..., x^degree. */
    static double[][] powers(double[] x, int degree) {
        double[][] columns = new double[degree + 1][];
        columns[0] = ones(x.length);
        for (int k = 1; k <= degree; k++) {
            columns[k] = new double[x.length];
            for (int i = 0; i < x.length; i++) {
                columns[k][i] = columns[k - 1][i] * x[i];
            }
        }
        return columns;
    }

    static List<String> names(int p) {
        return IntStream.range(0, p).mapToObj(j -> "x" + j).toList();
    }
}
