package io.twinsim.cli;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.internal.math.Moments;
import io.twinsim.model.Population;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The summaries of columns as JSON trees. */
final class ColumnSummary {

    private ColumnSummary() {
    }

    static List<Map<String, Object>> trees(Population rows) {
        List<Map<String, Object>> trees = new ArrayList<>();
        for (String name : rows.names()) {
            Column column = rows.column(name);
            Map<String, Object> tree = new LinkedHashMap<>();
            tree.put("name", name);
            tree.put("type", column.type().id());
            tree.put("missing", column.missing());
            if (column instanceof CategoryColumn category) {
                tree.put("counts", counts(category));
            } else {
                numbers(tree, rows.doubles(name));
            }
            trees.add(tree);
        }
        return trees;
    }

    private static Map<String, Integer> counts(CategoryColumn column) {
        int[] counts = new int[column.labels().size()];
        for (int i = 0; i < column.size(); i++) {
            if (!column.isMissing(i)) {
                counts[column.code(i)]++;
            }
        }
        Map<String, Integer> byLabel = new LinkedHashMap<>();
        for (int code = 0; code < counts.length; code++) {
            byLabel.put(column.labels().get(code), counts[code]);
        }
        return byLabel;
    }

    private static void numbers(Map<String, Object> tree, double[] values) {
        double[] known = Arrays.stream(values).filter(x -> x == x).toArray();
        Moments moments = Moments.of(known);
        tree.put("mean", known.length > 0 ? moments.mean() : null);
        tree.put("sd", known.length > 1 ? moments.sd() : null);
        tree.put("min", known.length > 0 ? moments.min() : null);
        tree.put("median", known.length > 0 ? median(known) : null);
        tree.put("max", known.length > 0 ? moments.max() : null);
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : 0.5 * sorted[middle - 1] + 0.5 * sorted[middle];
    }
}
