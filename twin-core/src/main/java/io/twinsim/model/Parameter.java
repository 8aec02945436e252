package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;

/**
 * A knob of an intervention, written {@code $name} in formulas: a number, or one of a few words.
 *
 * @param name the name, without the dollar sign
 * @param value the default: a {@link Double} or a {@link String}
 * @param range lowest and highest number allowed, if declared
 * @param integer whether only whole numbers are allowed
 * @param levels the words allowed; empty for a number
 */
public record Parameter(String name, Object value, Optional<Range> range, boolean integer, List<String> levels) {

    /** Copies the levels. */
    public Parameter {
        levels = List.copyOf(levels);
    }

    static Parameter read(String name, Node node) {
        if (node instanceof Node.Scalar scalar) {
            return new Parameter(name, value(scalar, name), Optional.empty(), false, List.of());
        }
        Keys keys = Keys.of(node, "parameter " + name, "value", "range", "integer", "levels", "label", "unit");
        Node.Scalar scalar = Keys.scalar(keys.required("value"), name + ".value");
        List<String> levels = Keys.texts(keys.node("levels"), name + ".levels");
        if (keys.has("levels") && (levels.isEmpty() || new HashSet<>(levels).size() < levels.size())) {
            throw new InputException(name + ".levels must hold different words, at least one, got ["
                    + String.join(", ", levels) + "]", keys.place("levels"));
        }
        Object value = levels.isEmpty() ? value(scalar, name) : scalar.text();
        for (String key : new String[] {"range", "integer"}) {
            if (value instanceof String && keys.has(key)) {
                throw new InputException(name + " is a word, got " + Names.quote(scalar.text()) + "; \"" + key
                        + "\" belongs to a number", keys.place(key));
            }
        }
        Parameter parameter = new Parameter(
                name, value, keys.range("range").map(Range::of), keys.flag("integer", false), levels);
        try {
            parameter.check(value);
        } catch (InputException e) {
            throw new InputException(String.valueOf(e.getMessage()), scalar.place());
        }
        return parameter;
    }

    private static Object value(Node.Scalar scalar, String name) {
        if (scalar.kind() == Node.Kind.NULL) {
            throw new InputException(name + " must have a value, got nothing", scalar.place());
        }
        return scalar.kind() == Node.Kind.NUMBER ? (Object) Keys.number(scalar, name) : scalar.text();
    }

    /**
     * The checked form of a given value.
     *
     * @param given a number, or a word of the levels; text that reads as a number serves for a number
     * @return a {@link Double} or a {@link String}
     * @throws InputException if the value is not allowed
     */
    public Object check(Object given) {
        if (value instanceof String) {
            String text = given.toString();
            if (levels.isEmpty() || levels.contains(text)) {
                return text;
            }
            throw new InputException(name + " must be one of " + Names.list(levels) + ", got " + Names.quote(text)
                    + Names.nearest(text, levels).map(near -> "; did you mean \"" + near + "\"?").orElse(""));
        }
        double number = toNumber(given);
        if (range.isPresent() && !range.get().contains(number)) {
            throw new InputException(name + " must be in " + range.get() + ", got " + Numbers.shortest(number));
        }
        if (integer && number != Math.rint(number)) {
            throw new InputException(name + " must be a whole number, got " + Numbers.shortest(number));
        }
        return number + 0.0;
    }

    private double toNumber(Object given) {
        double number = Double.NaN;
        if (given instanceof Number n) {
            number = n.doubleValue();
        } else if (given instanceof String text && Keys.isNumber(text)) {
            number = Double.parseDouble(text);
        }
        if (Double.isFinite(number)) {
            return number;
        }
        throw new InputException(name + " must be a finite number, got "
                + (given instanceof String text ? Names.quote(text) : given.toString()));
    }

    ContentHash hash() {
        ContentHash hash = ContentHash.of("parameter").flag("integer", integer).texts("levels", levels);
        put(hash, "value", value);
        range.ifPresent(r -> hash.number("lower", r.lower()).number("upper", r.upper()));
        return hash;
    }

    static void put(ContentHash hash, String key, Object value) {
        if (value instanceof Double number) {
            hash.number(key, number);
        } else {
            hash.text(key, value.toString());
        }
    }

    /** Such as {@code Parameter[duration_weeks = 8, whole, in [1, 52]]}. */
    @Override
    public String toString() {
        return Lines.one("Parameter[" + name + " = "
                + (value instanceof Double number ? Numbers.significant(number, 6) : value) + (integer ? ", whole" : "")
                + range.map(r -> ", in " + r).orElse("") + (levels.isEmpty() ? "" : ", of " + Names.list(levels)) + "]");
    }
}
