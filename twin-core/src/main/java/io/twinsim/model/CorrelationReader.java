package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.random.CorrelationKind;
import io.twinsim.random.CorrelationMatrix;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the key {@code correlations:} into statements about pairs. */
final class CorrelationReader {

    /** One pair as stated. */
    record Statement(String first, String second, CorrelationKind kind, boolean residual, double value, Place place) {
    }

    private final Collection<String> known;
    private final Map<Set<String>, Statement> statements = new LinkedHashMap<>();
    private boolean repair;

    private CorrelationReader(Collection<String> known) {
        this.known = known;
    }

    static CorrelationReader read(Node node, Collection<String> known) {
        CorrelationReader reader = new CorrelationReader(known);
        if (node instanceof Node.Items list) {
            list.items().forEach(reader::pair);
        } else if (node instanceof Node.Fields) {
            reader.mapping(node);
        } else {
            throw new InputException("correlations must be a list of [a, b, correlation] or a mapping, got "
                    + Keys.describe(node), node.place());
        }
        return reader;
    }

    /** In file order, each pair once. */
    List<Statement> statements() {
        return List.copyOf(statements.values());
    }

    boolean repair() {
        return repair;
    }

    private void mapping(Node node) {
        Keys keys = Keys.of(node, "correlations", "pairs", "variables", "matrix", "kind", "repair");
        repair = keys.choice("repair", "none", "none", "nearest").equals("nearest");
        if (keys.has("pairs") == keys.has("matrix")) {
            throw new InputException("correlations must have either \"pairs\" or \"matrix\"", keys.place());
        }
        if (keys.has("matrix")) {
            matrix(keys);
            return;
        }
        for (String key : new String[] {"variables", "kind"}) {
            if (keys.has(key)) {
                throw new InputException(
                        "correlations must have \"" + key + "\" only beside \"matrix\"", keys.place(key));
            }
        }
        Keys.items(keys.required("pairs"), "correlations.pairs").forEach(this::pair);
    }

    private void pair(Node node) {
        if (!(node instanceof Node.Items)) {
            throw new InputException("an entry of correlations must be [a, b, correlation], got " + Keys.describe(node),
                    node.place());
        }
        List<Node> parts = Keys.items(node, "an entry of correlations");
        if (parts.size() != 3) {
            throw new InputException("an entry of correlations must be [a, b, correlation], got " + parts.size()
                    + (parts.size() == 1 ? " value" : " values"), node.place());
        }
        String first = variable(parts.get(0));
        String second = variable(parts.get(1));
        Node value = parts.get(2);
        if (value instanceof Node.Fields) {
            Keys keys = Keys.of(value, "correlation of " + first + " and " + second, "spearman", "pearson", "residual");
            if (keys.has("spearman") == keys.has("pearson")) {
                throw new InputException("correlation of " + first + " and " + second
                        + " must have either \"spearman\" or \"pearson\"", value.place());
            }
            CorrelationKind kind = keys.has("pearson") ? CorrelationKind.PEARSON : CorrelationKind.SPEARMAN;
            boolean residual = keys.flag("residual", false);
            if (residual && kind == CorrelationKind.PEARSON) {
                throw new InputException("a residual correlation must be a spearman correlation, got pearson",
                        value.place());
            }
            add(first, second, kind, residual, keys.required(kind.id()), node.place());
        } else {
            add(first, second, CorrelationKind.SPEARMAN, false, value, node.place());
        }
    }

    private String variable(Node node) {
        String name = Names.normal(Keys.scalar(node, "a variable of correlations").text(), "variable name");
        if (!known.contains(name)) {
            throw new InputException(Names.unknown("variable", name, known) + " (in correlations)", node.place());
        }
        return name;
    }

    private void add(String first, String second, CorrelationKind kind, boolean residual, Node value, Place place) {
        String what = "correlation of " + first + " and " + second;
        if (first.equals(second)) {
            throw new InputException("correlations must join two variables, got " + first + " with itself", place);
        }
        double stated = Keys.number(value, what);
        try {
            Checks.inRange(-1, 1, stated, what);
        } catch (InputException e) {
            throw new InputException(e.getMessage(), value.place());
        }
        Statement before = statements.putIfAbsent(Set.of(first, second),
                new Statement(first, second, kind, residual, stated, place));
        if (before != null) {
            throw new InputException(
                    what + " must be stated once, got it twice; the first is at " + before.place(), place);
        }
    }

    private void matrix(Keys keys) {
        List<String> names = new ArrayList<>();
        for (Node name : Keys.items(keys.required("variables"), "correlations.variables")) {
            names.add(variable(name));
        }
        CorrelationKind kind = keys.choice("kind", "spearman", "spearman", "pearson").equals("pearson")
                ? CorrelationKind.PEARSON : CorrelationKind.SPEARMAN;
        List<Node> rows = Keys.items(keys.required("matrix"), "correlations.matrix");
        double[][] values = new double[rows.size()][];
        for (int i = 0; i < values.length; i++) {
            List<Node> cells = Keys.items(rows.get(i), "correlations.matrix");
            values[i] = new double[cells.size()];
            for (int j = 0; j < values[i].length; j++) {
                values[i][j] = Keys.number(cells.get(j),
                        "correlations.matrix, row " + (i + 1) + ", column " + (j + 1) + ",");
            }
        }
        try {
            CorrelationMatrix.check(names, values);
        } catch (InputException e) {
            throw new InputException(e.getMessage(), keys.place("matrix"));
        }
        for (int i = 0; i < values.length; i++) {
            for (int j = i + 1; j < values.length; j++) {
                Place place = Keys.items(rows.get(i), "correlations.matrix").get(j).place();
                statements.put(Set.of(names.get(i), names.get(j)),
                        new Statement(names.get(i), names.get(j), kind, false, values[i][j], place));
            }
        }
    }
}
