package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.expr.Expr;
import io.twinsim.internal.text.Names;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads one mapping of a world file key by key; keys that nobody knows are refused at the start. */
final class Keys {

    private static final Pattern NUMBER =
            Pattern.compile("[+-]?+(\\d++\\.?+\\d*+|\\.\\d++)([eE][+-]?+\\d++)?+");

    private final Node.Fields fields;
    private final String what;

    private Keys(Node.Fields fields, String what) {
        this.fields = fields;
        this.what = what;
    }

    /** A mapping whose keys must all be among {@code known}. */
    static Keys of(Node node, String what, String... known) {
        Node.Fields fields = fields(node, what);
        List<String> names = Arrays.asList(known);
        fields.fields().forEach((key, field) -> {
            if (!names.contains(key)) {
                throw new InputException(Names.unknown("key", key, names) + " (in " + what + ")", field.keyPlace());
            }
        });
        return new Keys(fields, what);
    }

    /** A mapping whose keys are free, such as the variables. */
    static Map<String, Node.Field> entries(@Nullable Node node, String what) {
        return node == null ? Map.of() : fields(node, what).fields();
    }

    private static Node.Fields fields(Node node, String what) {
        if (node instanceof Node.Fields found) {
            return found;
        }
        throw new InputException(what + " must be a mapping, got " + describe(node), node.place());
    }

    boolean has(String key) {
        return fields.fields().containsKey(key);
    }

    @Nullable Node node(String key) {
        Node.Field field = fields.fields().get(key);
        return field == null ? null : field.value();
    }

    Node required(String key) {
        Node node = node(key);
        if (node == null) {
            throw new InputException(what + " must have the key \"" + key + "\"", fields.place());
        }
        return node;
    }

    Place place() {
        return fields.place();
    }

    Place place(String key) {
        Node node = node(key);
        return node == null ? fields.place() : node.place();
    }

    Optional<String> text(String key) {
        Node node = node(key);
        if (node == null) {
            return Optional.empty();
        }
        Node.Scalar scalar = scalar(node, key);
        if (scalar.kind() == Node.Kind.NULL) {
            throw new InputException(key + " must not be empty", node.place());
        }
        return Optional.of(scalar.text());
    }

    /** One of a few words. */
    String choice(String key, String fallback, String... allowed) {
        Node node = node(key);
        if (node == null) {
            return fallback;
        }
        String value = scalar(node, key).text();
        if (!Arrays.asList(allowed).contains(value)) {
            throw new InputException(
                    key + " must be one of " + String.join(", ", allowed) + ", got " + Names.quote(value), node.place());
        }
        return value;
    }

    Optional<Double> number(String key) {
        Node node = node(key);
        return node == null ? Optional.empty() : Optional.of(number(node, key));
    }

    int whole(String key, int fallback, int least) {
        Node node = node(key);
        if (node == null) {
            return fallback;
        }
        double value = number(node, key);
        if (value >= least && value <= Integer.MAX_VALUE && value == Math.rint(value)) {
            return (int) value;
        }
        throw new InputException(
                key + " must be a whole number of at least " + least + ", got " + scalar(node, key).text(), node.place());
    }

    boolean flag(String key, boolean fallback) {
        return "true".equals(choice(key, Boolean.toString(fallback), "true", "false"));
    }

    /** A formula: text, or a plain number. */
    Optional<Expr> formula(String key) {
        Node node = node(key);
        return node == null ? Optional.empty() : Optional.of(formula(node, key));
    }

    static Expr formula(Node node, String what) {
        Node.Scalar scalar = scalar(node, what);
        if (scalar.kind() == Node.Kind.NULL) {
            throw new InputException(what + " must be a formula, got nothing; put the formula in quotes", node.place());
        }
        return Expr.parse(scalar.text(), scalar.place());
    }

    static Map<String, Expr> formulas(@Nullable Node node, String what) {
        Map<String, Expr> formulas = new LinkedHashMap<>();
        entries(node, what).forEach((name, field) -> formulas.put(name, formula(field.value(), what + " " + name)));
        return formulas;
    }

    static Node.Scalar scalar(Node node, String what) {
        if (node instanceof Node.Scalar scalar) {
            return scalar;
        }
        throw new InputException(what + " must be a single value, got " + describe(node), node.place());
    }

    /** A finite number, written as a number: quoted digits are text. */
    static double number(Node node, String what) {
        Node.Scalar scalar = scalar(node, what);
        if (scalar.kind() == Node.Kind.NUMBER) {
            double value = parse(scalar);
            if (Double.isFinite(value)) {
                return value;
            }
            throw new InputException(what + " must be finite, got " + scalar.text(), node.place());
        }
        throw new InputException(what + " must be a number, got " + describe(node), node.place());
    }

    /** Whether text is a plain decimal number. */
    static boolean isNumber(String text) {
        return text.length() <= 400 && NUMBER.matcher(text).matches();
    }

    private static double parse(Node.Scalar scalar) {
        String text = scalar.text();
        if (text.matches("0x[0-9a-fA-F]{1,13}+")) {
            return Long.parseLong(text.substring(2), 16);
        }
        return isNumber(text) ? Double.parseDouble(text) + 0.0 : Double.NaN;
    }

    static List<Node> items(Node node, String what) {
        if (node instanceof Node.Items list) {
            return list.items();
        }
        throw new InputException(what + " must be a list, got " + describe(node), node.place());
    }

    static List<String> texts(@Nullable Node node, String what) {
        List<String> texts = new ArrayList<>();
        if (node != null) {
            for (Node item : items(node, what)) {
                texts.add(scalar(item, what).text());
            }
        }
        return texts;
    }

    /** A list of names that must all be known. */
    static List<String> known(Keys keys, String key, String kind, Collection<String> known) {
        List<String> names = List.copyOf(texts(keys.node(key), key));
        for (String name : names) {
            if (!known.contains(name)) {
                throw new InputException(Names.unknown(kind, name, known) + " (in " + key + ")", keys.place(key));
            }
        }
        return names;
    }

    /** The one entry of a file that holds one named thing. */
    static Map.Entry<String, Node.Field> only(Node.Fields root, String what) {
        if (root.fields().size() == 1) {
            return root.fields().entrySet().iterator().next();
        }
        throw new InputException("an " + what + " file must hold one name with its " + what + ", got the keys "
                + Names.list(root.fields().keySet()), root.place());
    }

    /** A pair of numbers, lower before upper. */
    Optional<double[]> range(String key) {
        Node node = node(key);
        if (node == null) {
            return Optional.empty();
        }
        List<Node> items = items(node, key);
        if (items.size() != 2) {
            throw new InputException(key + " must be [lower, upper], got " + items.size() + " values", node.place());
        }
        double lower = number(items.get(0), key);
        double upper = number(items.get(1), key);
        if (lower <= upper) {
            return Optional.of(new double[] {lower, upper});
        }
        throw new InputException(key + " must be [lower, upper] with lower <= upper, got "
                + scalar(items.get(0), key).text() + " and " + scalar(items.get(1), key).text(), node.place());
    }

    /** A name for people and files: 1 to 200 printable characters, in Unicode normal form C. */
    static String checkName(String name, String what, Place place) {
        if (name.isBlank() || name.length() > 200 || name.chars().anyMatch(c -> c < ' ' || c == 0x7f)) {
            throw new InputException(what + " must be 1 to 200 printable characters, got " + Names.quote(name), place);
        }
        return Names.normal(name, what);
    }

    /** A name that formulas write behind {@code $} or {@code $$}. */
    static String checkIdentifier(String name, String what, Place place) {
        if (name.matches("[\\p{L}_][\\p{L}\\p{N}_]{0,99}")) {
            return name;
        }
        throw new InputException(what + " must be a letter or _, then letters, digits or _, got " + Names.quote(name),
                place);
    }

    static String describe(Node node) {
        if (node instanceof Node.Items) {
            return "a list";
        }
        if (node instanceof Node.Fields) {
            return "a mapping";
        }
        Node.Scalar scalar = (Node.Scalar) node;
        return switch (scalar.kind()) {
            case STRING -> "text " + Names.quote(scalar.text());
            case NUMBER -> scalar.text();
            case FLAG -> scalar.text();
            case NULL -> "nothing";
        };
    }
}
