package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.OptionalDouble;

/**
 * An uncertain number of an intervention, written {@code $$name} in formulas.
 *
 * @param name the name, without the dollar signs
 * @param value the best guess, a finite number in whatever unit the formulas give it
 * @param sd the standard deviation of what is believed about it; empty if nobody said how sure it is
 */
public record Coefficient(String name, double value, OptionalDouble sd) {

    static Coefficient read(String name, Node node) {
        if (node instanceof Node.Scalar) {
            return new Coefficient(name, Keys.number(node, name), OptionalDouble.empty());
        }
        Keys keys = Keys.of(node, "coefficient " + name, "value", "sd", "label", "unit", "source");
        double value = Keys.number(keys.required("value"), name + ".value");
        OptionalDouble sd = OptionalDouble.empty();
        if (keys.has("sd")) {
            double given = Keys.number(keys.required("sd"), name + ".sd");
            if (!(given >= 0 && given <= 1e150)) {
                throw new InputException(name + ".sd must be in [0, 1e150], got " + Keys.describe(keys.required("sd")),
                        keys.place("sd"));
            }
            sd = OptionalDouble.of(given);
        }
        return new Coefficient(name, value, sd);
    }

    ContentHash hash() {
        ContentHash hash = ContentHash.of("coefficient").number("value", value);
        sd.ifPresent(s -> hash.number("sd", s));
        return hash;
    }

    /** Such as {@code Coefficient[base_effect = 0.05, sd 0.01]}. */
    @Override
    public String toString() {
        return Lines.one("Coefficient[" + name + " = " + Numbers.significant(value, 6)
                + (sd.isPresent() ? ", sd " + Numbers.significant(sd.getAsDouble(), 6) : ", sd not stated") + "]");
    }
}
