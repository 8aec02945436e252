package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads what an intervention does in time, and checks it against its timeline. */
final class CourseReader {

    private static final String[] KEYS = {
        "start", "stop", "every", "dose", "adherence", "half_life", "profile", "set", "multiply", "add"
    };

    /** What a named profile divides by, or decays with. */
    private static final List<String> TIMES = List.of("ramp", "onset", "peak", "decay");

    private final String name;
    private final TimelineSpec timeline;
    private final TimelineFormulas formulas;
    private final TimelineScopes scopes;
    private final TimelineKeys spans;
    private final Binding binding;

    private CourseReader(String name, TimelineSpec timeline, Binding own) {
        this.name = name;
        this.timeline = timeline;
        this.formulas = timeline.formulas();
        this.scopes = timeline.scopes();
        this.spans = new TimelineKeys(timeline.step());
        this.binding = joined(timeline.parameters(), own);
    }

    /** The values of the timeline's parameters and of the intervention's. */
    static Binding joined(Map<String, Parameter> timeline, Binding own) {
        Map<String, Object> values = new LinkedHashMap<>(TimelineReader.binding(timeline).parameters());
        values.putAll(own.parameters());
        return new Binding(values, own.coefficients());
    }

    static CourseSpec read(String name, Node node, TimelineSpec timeline, Map<String, Parameter> parameters,
            Binding own, Place place) {
        for (String parameter : parameters.keySet()) {
            if (timeline.parameters().containsKey(parameter)) {
                throw new InputException("parameter " + parameter + " of intervention " + name
                        + " must have another name; the timeline has a parameter of this name", place);
            }
        }
        return new CourseReader(name, timeline, own).read(node);
    }

    private CourseSpec read(Node node) {
        Keys keys = Keys.of(node, "course of " + name, KEYS);
        Expr start = time(keys.node("start"), "start").orElse(Expr.number(0));
        Optional<Expr> stop = time(keys.node("stop"), "stop");
        checkTimes(start, stop, keys);
        Optional<TimeSpan> every = spans.same(keys, "every");
        if (every.isPresent() && every.get().count() == 0) {
            throw new InputException("every must be positive, got " + every.get(), keys.place("every"));
        }
        Optional<Expr> halfLife = time(keys.node("half_life"), "half_life");
        if (halfLife.isPresent() && !(value(halfLife.get(), keys.place("half_life")) > 0)) {
            throw new InputException("half_life must be positive, got "
                    + Numbers.shortest(value(halfLife.get(), keys.place("half_life"))), keys.place("half_life"));
        }
        Expr dose = dose(keys.node("dose"), "dose").orElse(Expr.number(1));
        Optional<Expr> adherence = dose(keys.node("adherence"), "adherence");
        adherence.ifPresent(e -> scopes.number(TimelineScopes.PROBABILITY, e, binding, "adherence of " + name,
                keys.place("adherence")));
        Optional<Expr> profile = Optional.ofNullable(keys.node("profile")).map(this::profile);
        List<String> exposures = new ArrayList<>(timeline.courses());
        if (!exposures.contains(name)) {
            exposures.add(name);
        }
        List<CourseChange> changes = new CourseChanges(
                formulas, timeline.byName(), scopes, binding, name, exposures, name).read(keys);
        if (changes.isEmpty()) {
            throw new InputException("course of " + name + " must add, multiply or set something", keys.place());
        }
        timeline.checkOrder(changes, keys.place());
        return new CourseSpec(start, stop, every, dose, adherence, halfLife, profile, changes);
    }

    /** A time span, or a formula of numbers and parameters in units of t. */
    private Optional<Expr> time(@Nullable Node node, String key) {
        if (node == null) {
            return Optional.empty();
        }
        if (node instanceof Node.Scalar scalar && scalar.kind() != Node.Kind.NULL && TimeSpan.isSpan(scalar.text())) {
            return Optional.of(Expr.number(spans.same(node, key).in(timeline.unit())));
        }
        Expr formula = formulas.parseFixed(node, key + " of " + name);
        value(formula, node.place());
        return Optional.of(formula);
    }

    /** With the parameters of the file; other values are checked by the run that they are given to. */
    private void checkTimes(Expr start, Optional<Expr> stop, Keys keys) {
        double from = value(start, keys.place("start"));
        if (!(from >= 0)) {
            throw new InputException("start of " + name + " must be at least 0, got " + Numbers.shortest(from),
                    keys.place("start"));
        }
        if (stop.isPresent() && !(value(stop.get(), keys.place("stop")) >= from)) {
            throw new InputException("stop of " + name + " must be at least its start (" + Numbers.shortest(from)
                    + "), got " + Numbers.shortest(value(stop.get(), keys.place("stop"))), keys.place("stop"));
        }
    }

    private double value(Expr formula, Place place) {
        try {
            for (String variable : formula.variables()) {
                throw new InputException("a time must be a time span or a formula of numbers and parameters, got "
                        + variable);
            }
            Program program = Program.compile(formula, Scope.of(), binding, "");
            if (program.type() == ColumnType.CATEGORY || program.type() == ColumnType.FLAG) {
                throw new InputException("a time must be a number, got a " + program.type().id());
            }
            return program.constant().orElseThrow(() -> new InputException(
                    "a time must not depend on uncertain coefficients, got " + formula));
        } catch (InputException e) {
            throw TimelineFormulas.placed(e, place);
        }
    }

    private Optional<Expr> dose(@Nullable Node node, String key) {
        if (node == null) {
            return Optional.empty();
        }
        String what = key + " of " + name;
        Expr formula = formulas.resolve(formulas.parseFixed(node, what), Map.of(), FormulaUse.DOSE);
        scopes.number(formula, binding, "", what, node.place());
        return Optional.of(formula);
    }

    private Expr profile(Node node) {
        String what = "profile of " + name;
        Expr formula = node instanceof Node.Fields ? new ProfileForms(this::part).read(node, what)
                : formulas.parseFixed(node, what);
        Expr resolved = formulas.resolve(formula, Map.of(), FormulaUse.PROFILE);
        scopes.number(resolved, binding, "", what, node.place());
        return resolved;
    }

    /** A number of a named profile: a time span in units of t, or a formula. */
    private Expr part(String key, Node node) {
        String what = key + " in the profile of " + name;
        if (node instanceof Node.Scalar scalar && TimeSpan.isSpan(scalar.text())) {
            return Expr.number(positive(spans.same(node, what).in(timeline.unit()), what, node));
        }
        Expr formula = formulas.parseFixed(node, what);
        if (formula.variables().isEmpty() && formula.coefficients().isEmpty()) {
            checkPart(key, value(formula, node.place()), what, node);
        }
        return formula;
    }

    private static void checkPart(String key, double value, String what, Node node) {
        if (TIMES.contains(key)) {
            positive(value, what, node);
        } else if (key.equals("tolerance") && !(value >= 0)) {
            throw new InputException(what + " must be at least 0, got " + Numbers.shortest(value), node.place());
        } else if (key.equals("most") && !(value >= 0 && value <= 1)) {
            throw new InputException(what + " must be in [0, 1], got " + Numbers.shortest(value), node.place());
        }
    }

    private static double positive(double value, String what, Node node) {
        if (value > 0) {
            return value;
        }
        throw new InputException(what + " must be positive, got " + Numbers.shortest(value), node.place());
    }
}
