package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The values of {@code $parameters}, which fold when a formula is compiled, and of {@code $$coefficients}, which may be
 * changed afterwards on an {@link Evaluator}. Immutable.
 *
 * @param parameters by name without {@code $}: a Double (any Number is accepted), a Boolean or a String
 * @param coefficients by name without {@code $$}
 */
public record Binding(Map<String, Object> parameters, Map<String, Double> coefficients) {

    /** No parameters, no coefficients. */
    public static final Binding NONE = new Binding(Map.of(), Map.of());

    /** Copies both maps; refuses values that are not finite or of another type. */
    public Binding {
        Map<String, Object> values = new LinkedHashMap<>();
        parameters.forEach((name, value) -> values.put(name, value(name, value)));
        coefficients.forEach((name, value) -> Checks.finite(value, "$$" + name));
        parameters = Collections.unmodifiableMap(values);
        coefficients = Collections.unmodifiableMap(new LinkedHashMap<>(coefficients));
    }

    private static Object value(String name, Object value) {
        if (value instanceof Number number) {
            return Checks.finite(number.doubleValue(), "$" + name);
        }
        if (value instanceof Boolean || value instanceof String) {
            return value;
        }
        throw new InputException("$" + name + " must be a number, a flag or text, got "
                + value.getClass().getSimpleName());
    }

    /** Such as {@code Binding[$weeks = 8, $$base = 0.05]}. */
    @Override
    public String toString() {
        List<String> bound = new ArrayList<>();
        parameters.forEach((name, value) -> bound.add("$" + name + " = "
                + (value instanceof Double number ? Numbers.significant(number, 6) : value)));
        coefficients.forEach((name, value) -> bound.add("$$" + name + " = " + Numbers.significant(value, 6)));
        return Lines.one("Binding[" + String.join(", ", bound) + "]");
    }
}
