package io.twinsim.learn;

import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Twins of a structure: its network, the numbers as a test says they are drawn, and what follows from both. */
final class StructureTwins {

    private StructureTwins() {
    }

    static Population of(Structure structure, Map<String, String> numbers, long rows, long seed) {
        List<String> lines = new ArrayList<>(List.of("model: learned", "version: 1", "variables:"));
        for (DiscreteNode node : structure.network().nodes()) {
            lines.add(line(node.column(), node.drawn() ? "draw" : "formula", node.formula(), node.type().name()));
        }
        structure.numeric().forEach(name -> lines.add(line(name, "draw", numbers.get(name), "real")));
        for (FunctionalDependency one : structure.following()) {
            lines.add(line(one.column(), "formula", one.formula(), one.type().name()));
        }
        return TwinModel.parse(String.join("\n", lines), "learned.yaml").generate(rows, seed);
    }

    private static String line(String name, String key, String formula, String type) {
        return "  " + quoted(name) + ": {" + key + ": " + quoted(formula) + ", type: " + type.toLowerCase(Locale.ROOT)
                + "}";
    }

    private static String quoted(String text) {
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    /** Half the sum of the differences of the shares of all pairs of labels. */
    static double distance(Population data, Population twins, String... columns) {
        Map<String, Double> shares = new java.util.LinkedHashMap<>();
        add(shares, data, columns, 1);
        add(shares, twins, columns, -1);
        return shares.values().stream().mapToDouble(Math::abs).sum() / 2;
    }

    private static void add(Map<String, Double> shares, Population data, String[] columns, int sign) {
        var cells = java.util.Arrays.stream(columns).map(data::column).toList();
        for (int i = 0; i < data.size(); i++) {
            int row = i;
            String key = cells.stream().map(column -> column.text(row))
                    .collect(java.util.stream.Collectors.joining("|"));
            shares.merge(key, sign / (double) data.size(), Double::sum);
        }
    }
}
