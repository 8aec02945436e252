package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.internal.text.Lines;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What an intervention is meant to change, as a real test would measure it.
 *
 * @param name the outcome's name
 * @param type binary (each unit has it or not) or continuous
 * @param rate the formula of its mean without intervention; for a binary outcome the probability
 * @param sd the standard deviation among units of a continuous outcome; empty for a binary one, where it follows from
 * the rate
 * @param range the values the mean may take: [0, 1] for a binary outcome, if declared for a continuous one
 * @param higherIsBetter the direction in which the outcome improves
 * @param unit the unit for people, also that of effects; not part of the model's identity
 */
public record Outcome(
        String name, Type type, Expr rate, OptionalDouble sd, Optional<Range> range, boolean higherIsBetter,
        Optional<String> unit) {

    /** The kind of outcome. */
    public enum Type {
        /** 0 or 1. */
        BINARY,
        /** A real number. */
        CONTINUOUS
    }

    static Outcome read(Node node) {
        Keys keys = Keys.of(node, "outcome", "name", "type", "rate", "mean", "sd", "range", "better", "label", "unit");
        String name = Keys.scalar(keys.required("name"), "outcome.name").text();
        boolean binary = "binary".equals(keys.choice("type", "binary", "binary", "continuous"));
        boolean higher = "higher".equals(keys.choice("better", "higher", "higher", "lower"));
        if (binary) {
            for (String key : new String[] {"mean", "sd", "range"}) {
                if (keys.has(key)) {
                    throw new InputException("a binary outcome has a rate; \"" + key
                            + "\" belongs to type: continuous", keys.place(key));
                }
            }
            Expr rate = Keys.formula(keys.required("rate"), "outcome.rate");
            return new Outcome(name, Type.BINARY, rate, OptionalDouble.empty(), Optional.of(new Range(0, 1)), higher,
                    keys.text("unit"));
        }
        if (keys.has("rate")) {
            throw new InputException("a continuous outcome has a mean; \"rate\" belongs to type: binary",
                    keys.place("rate"));
        }
        OptionalDouble sd = OptionalDouble.empty();
        if (keys.has("sd")) {
            double given = Keys.number(keys.required("sd"), "outcome.sd");
            if (!(given > 0)) {
                throw new InputException("outcome.sd must be positive, got " + Keys.describe(keys.required("sd")),
                        keys.place("sd"));
            }
            sd = OptionalDouble.of(given);
        }
        Expr mean = Keys.formula(keys.required("mean"), "outcome.mean");
        return new Outcome(name, Type.CONTINUOUS, mean, sd, keys.range("range").map(Range::of), higher,
                keys.text("unit"));
    }

    /** Refuses a formula that is no number of the columns alone. */
    void check(Scope scope, Place place) {
        String what = type == Type.BINARY ? "outcome.rate" : "outcome.mean";
        for (String used : rate.parameters()) {
            throw new InputException(what + " must not use the parameter $" + used, place);
        }
        for (String used : rate.coefficients()) {
            throw new InputException(what + " must not use the coefficient $$" + used, place);
        }
        if (Program.compile(rate, scope, Binding.NONE, "").type() == ColumnType.CATEGORY) {
            throw new InputException(what + " must be a number, got a category", place);
        }
    }

    ContentHash hash() {
        ContentHash hash = ContentHash.of("outcome").text("name", name).text("type", type.name())
                .text("rate", rate.canonical()).flag("higherIsBetter", higherIsBetter);
        sd.ifPresent(s -> hash.number("sd", s));
        range.ifPresent(r -> hash.number("lower", r.lower()).number("upper", r.upper()));
        return hash;
    }

    /** Such as {@code Outcome[uptake, binary, higher is better: clamp(baseline, 0, 1)]}. */
    @Override
    public String toString() {
        return Lines.one("Outcome[" + name + (type == Type.BINARY ? ", binary, " : ", continuous, ")
                + (higherIsBetter ? "higher" : "lower") + " is better: " + rate + "]");
    }
}
