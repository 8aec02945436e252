package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads learned models: entries of {@code learned:} in a world file, and the content of files beside it. */
final class LearnedReader {

    private LearnedReader() {
    }

    /**
     * All models of a world.
     *
     * @param node the entry {@code learned:}, if there is one
     * @param files gives the text of a file beside the world
     */
    static Map<String, LearnedModel> read(@Nullable Node node, Function<Node.Scalar, String> files) {
        Map<String, LearnedModel> models = new LinkedHashMap<>();
        Keys.entries(node, "learned").forEach((name, field) -> {
            Keys.checkIdentifier(name, "name of a learned model", field.keyPlace());
            Node value = field.value();
            boolean beside = value instanceof Node.Fields fields && fields.fields().containsKey("file");
            models.put(name, beside ? beside(name, value, files) : model(name, value, "learned." + name));
        });
        return models;
    }

    private static LearnedModel beside(String name, Node node, Function<Node.Scalar, String> files) {
        String what = "learned." + name;
        Keys keys = Keys.of(node, what, "file", "sha256");
        Node.Scalar file = Keys.scalar(keys.required("file"), what + ".file");
        String expected = Keys.scalar(keys.required("sha256"), what + ".sha256").text();
        String text = files.apply(file);
        String found = LearnedFile.sha256(text);
        if (!found.equalsIgnoreCase(expected)) {
            throw new InputException(what + ": the file " + file.text()
                    + " must have the sha256 that the world states, " + expected + ", got " + found
                    + "; the file was changed or belongs to another world",
                    keys.place("sha256"));
        }
        try {
            return LearnedFile.parse(text, file.text()).named(name);
        } catch (InputException e) {
            throw new InputException(what + ": " + e.getMessage(), file.place());
        }
    }

    /** A model from its content. */
    static LearnedModel model(String name, Node node, String what) {
        Keys any = Keys.of(node, what, "type", "link", "intercept", "terms", "base", "inputs", "trees");
        any.required("type");
        return switch (any.choice("type", "", "linear", "trees")) {
            case "linear" -> linear(name, node, what);
            default -> trees(name, node, what);
        };
    }

    private static boolean logit(Keys keys) {
        keys.required("link");
        return keys.choice("link", "", "identity", "logit").equals("logit");
    }

    private static LinearModel linear(String name, Node node, String what) {
        Keys keys = Keys.of(node, what, "type", "link", "intercept", "terms");
        List<Symbol> inputs = new ArrayList<>();
        List<double[]> coefficients = new ArrayList<>();
        Keys.entries(keys.required("terms"), what + ".terms").forEach((input, field) -> {
            String term = what + ".terms." + input;
            if (field.value() instanceof Node.Fields) {
                Map<String, Node.Field> labels = Keys.entries(field.value(), term);
                inputs.add(Symbol.category(input, labels.keySet().toArray(new String[0])));
                coefficients.add(labels.values().stream().mapToDouble(f -> Keys.number(f.value(), term)).toArray());
            } else {
                inputs.add(Symbol.of(input, ColumnType.REAL));
                coefficients.add(new double[] {Keys.number(field.value(), term)});
            }
        });
        keys.required("intercept");
        return LinearModel.of(name, inputs, logit(keys), keys.number("intercept").orElseThrow(),
                coefficients.toArray(new double[0][]));
    }

    private static TreeModel trees(String name, Node node, String what) {
        Keys keys = Keys.of(node, what, "type", "link", "base", "inputs", "trees");
        List<Symbol> inputs = new ArrayList<>();
        List<int[]> ranks = new ArrayList<>();
        Keys.entries(keys.required("inputs"), what + ".inputs").forEach((input, field) -> {
            String place = what + ".inputs." + input;
            if (field.value() instanceof Node.Fields) {
                Map<String, Node.Field> labels = Keys.entries(field.value(), place);
                inputs.add(Symbol.category(input, labels.keySet().toArray(new String[0])));
                ranks.add(labels.values().stream().mapToInt(f -> rank(f.value(), place)).toArray());
            } else if (Keys.scalar(field.value(), place).text().equals("number")) {
                inputs.add(Symbol.of(input, ColumnType.REAL));
                ranks.add(null);
            } else {
                throw new InputException(place + " must be \"number\" or a mapping from labels to ranks, got "
                        + Keys.describe(field.value()), field.value().place());
            }
        });
        keys.required("base");
        TreeModel.Trees trees = TreeText.read(Keys.items(keys.required("trees"), what + ".trees"), what);
        try {
            return TreeModel.of(name, inputs, ranks.toArray(new int[0][]), logit(keys),
                    keys.number("base").orElseThrow(), trees);
        } catch (InputException e) {
            throw e.place().isPresent() ? e : new InputException(what + ": " + e.getMessage(), keys.place("trees"));
        }
    }

    private static int rank(Node node, String what) {
        double rank = Keys.number(node, what);
        if (rank >= 0 && rank <= 1_000_000 && rank == Math.rint(rank)) {
            return (int) rank;
        }
        throw new InputException("ranks of " + what + " must be whole numbers in [0, 1000000], got "
                + Keys.describe(node), node.place());
    }

    static ContentHash numbers(String kind, double[] numbers) {
        ContentHash hash = ContentHash.of(kind).whole("size", numbers.length);
        for (int i = 0; i < numbers.length; i++) {
            hash.number(Integer.toString(i), numbers[i]);
        }
        return hash;
    }

    static String checkName(String name) {
        if (name.matches("[\\p{L}_][\\p{L}\\p{N}_]{0,99}")) {
            return name;
        }
        throw new InputException("name of a learned model must be a letter or _, then letters, digits or _, got "
                + Names.quote(name));
    }
}
