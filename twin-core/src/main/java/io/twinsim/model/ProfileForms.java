package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.expr.Expr;
import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiFunction;

/** The profiles that have a name of their own, as formulas of {@code since} and {@code after}. */
final class ProfileForms {

    /** Rises along a line and is gone exponentially; what was not reached at the stop is not reached after it. */
    private static final String RAMP = "min(1, (since - after) / ramp)";

    /**
     * Three tenths of the effect by the onset and all of it by the peak, both along a logistic curve, then tolerance;
     * after the stop a share that fades.
     */
    private static final String ONSET = "if(after > 0, fading, if(since < onset, "
            + "0.3 * logistic(10 * (since / onset - 0.5)), if(since < peak, "
            + "0.3 + 0.7 * logistic(10 * ((since - onset) / (peak - onset) - 0.5)), "
            + "1 - min(most, tolerance * (since - peak)))))";

    private final BiFunction<String, Node, Expr> part;

    /** @param part reads a time span or a formula that stands at a key */
    ProfileForms(BiFunction<String, Node, Expr> part) {
        this.part = part;
    }

    Expr read(Node node, String what) {
        boolean ramp = node instanceof Node.Fields fields && !fields.fields().containsKey("onset")
                && !fields.fields().containsKey("peak");
        return ramp ? ramp(Keys.of(node, what, "ramp", "decay"))
                : onset(Keys.of(node, what, "onset", "peak", "tolerance", "most", "withdrawal", "decay"));
    }

    private Expr ramp(Keys keys) {
        if (!keys.has("ramp") && !keys.has("decay")) {
            throw new InputException("a profile must have \"ramp\", \"decay\" or both, or \"onset\" and \"peak\"",
                    keys.place());
        }
        String rising = keys.has("ramp") ? RAMP : "1";
        return filled(keys.has("decay") ? rising + " * " + fading(keys) : "if(after > 0, 0, " + rising + ")", keys);
    }

    private Expr onset(Keys keys) {
        keys.required("onset");
        keys.required("peak");
        if (keys.has("withdrawal") != keys.has("decay")) {
            throw new InputException("a profile must have both \"withdrawal\" and \"decay\" or neither", keys.place());
        }
        String fading = keys.has("decay") ? "withdrawal * " + fading(keys) : "0";
        return filled(ONSET.replace("fading", fading)
                .replace("tolerance", keys.has("tolerance") ? "tolerance" : "0")
                .replace("most", keys.has("most") ? "most" : "1"), keys);
    }

    /** A decay that is a time span is the time constant; one that is a number or a formula is the rate. */
    private static String fading(Keys keys) {
        Node node = Objects.requireNonNull(keys.node("decay"));
        boolean time = node instanceof Node.Scalar scalar && TimeSpan.isSpan(scalar.text());
        return time ? "exp(-after / decay)" : "exp(-decay * after)";
    }

    /** Puts the numbers of the world file into the form. */
    private Expr filled(String form, Keys keys) {
        Map<String, Expr> parts = new LinkedHashMap<>();
        for (String key : new String[] {"ramp", "decay", "onset", "peak", "tolerance", "most", "withdrawal"}) {
            Node node = keys.node(key);
            if (node != null) {
                parts.put(key, part.apply(key, node));
            }
        }
        if (parts.get("onset") instanceof Expr.NumberLiteral onset
                && parts.get("peak") instanceof Expr.NumberLiteral peak && peak.value() < onset.value()) {
            throw new InputException("peak of a profile must not be before its onset ("
                    + Numbers.shortest(onset.value()) + "), got " + Numbers.shortest(peak.value()), keys.place("peak"));
        }
        return Expr.parse(form).rewrite(variable -> {
            Expr given = parts.get(variable.name());
            return given == null ? null : List.of(given);
        }, (coupling, variable) -> {
            throw new IllegalStateException("forms have no couplings");
        });
    }
}
