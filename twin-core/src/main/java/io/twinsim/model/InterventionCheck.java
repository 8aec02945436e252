package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.Place;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import java.util.Map;

/**
 * Checks the formulas of an intervention against its world when the world is read, so that no run finds a slip later.
 */
final class InterventionCheck {

    private final Intervention intervention;
    private final Scope scope;

    private InterventionCheck(Intervention intervention) {
        this.intervention = intervention;
        this.scope = intervention.model().scope();
    }

    static void check(Intervention intervention, Keys keys) {
        InterventionCheck check = new InterventionCheck(intervention);
        check.number(intervention.base(), "base", keys.place("base"));
        Map<String, Node.Field> modifiers = Keys.entries(keys.node("modifiers"), "modifiers");
        intervention.modifiers().forEach((name, e) ->
                check.number(e, "modifier " + name, modifiers.get(name).value().place()));
        intervention.applies().ifPresent(e -> check.condition(e, keys.place("applies")));
        intervention.noise().ifPresent(e -> check.noise(e, keys.place("noise")));
        Map<String, Node.Field> set = Keys.entries(keys.node("set"), "set");
        intervention.assignments().forEach((name, e) -> check.assignment(name, e, set.get(name)));
        if (!set.isEmpty() && intervention.model().outcome().isEmpty()) {
            throw new InputException("intervention " + intervention.name()
                    + " sets variables, so the model must declare an outcome", keys.place("set"));
        }
    }

    /** An effect, assignments or a course: one of them, and nothing that belongs to another. */
    static void checkKeys(TwinModel model, String name, Keys keys, boolean sets) {
        if (keys.has("course")) {
            checkCourse(model, name, keys);
            return;
        }
        if (sets == keys.has("base")) {
            throw new InputException("intervention " + name + " must have either \"base\" (an effect) or \"set\" "
                    + "(assignments to variables)"
                    + (model.timeline().isPresent() ? " or \"course\" (changes in time)" : ""), keys.place());
        }
        for (String key : new String[] {"modifiers", "noise", "applies"}) {
            if (sets && keys.has(key)) {
                throw new InputException("intervention " + name + " sets variables; \"" + key
                        + "\" belongs to interventions with a base", keys.place(key));
            }
        }
    }

    private static void checkCourse(TwinModel model, String name, Keys keys) {
        for (String key : new String[] {"base", "set", "modifiers", "noise"}) {
            if (keys.has(key)) {
                throw new InputException("intervention " + name + " has a course in time; \"" + key + "\" "
                        + (key.equals("set") ? "belongs inside the course" : "belongs to interventions with a base"),
                        keys.place(key));
            }
        }
        if (model.timeline().isEmpty()) {
            throw new InputException("intervention " + name
                    + " has a course in time, so the model must have a timeline", keys.place("course"));
        }
    }

    private Program compile(Expr formula, String what, Place place, String owner) {
        names(formula, what, place);
        return Program.compile(formula, scope, intervention.binding(), owner);
    }

    private void names(Expr formula, String what, Place place) {
        for (String name : formula.parameters()) {
            if (!intervention.parameters().containsKey(name)) {
                throw new InputException(Intervention.unknownName(
                        "parameter", "$" + name, dollars("$", intervention.parameters()), what), place);
            }
        }
        for (String name : formula.coefficients()) {
            if (!intervention.coefficients().containsKey(name)) {
                throw new InputException(Intervention.unknownName(
                        "coefficient", "$$" + name, dollars("$$", intervention.coefficients()), what), place);
            }
        }
    }

    private static java.util.List<String> dollars(String sign, Map<String, ?> named) {
        return named.keySet().stream().map(name -> sign + name).toList();
    }

    private void number(Expr formula, String what, Place place) {
        Program program = compile(formula, what, place, "");
        if (program.type() == io.twinsim.column.ColumnType.CATEGORY) {
            throw new InputException(what + " must be a number, got a category", place);
        }
    }

    private void condition(Expr formula, Place place) {
        Program program = compile(formula, "applies", place, "");
        if (program.type() != io.twinsim.column.ColumnType.FLAG) {
            throw new InputException("applies must be a condition such as \"x >= 0.7\", got a "
                    + program.type().id() + " formula", place);
        }
    }

    private void noise(Expr formula, Place place) {
        if (!formula.hasDraws()) {
            throw new InputException("noise must draw, such as \"normal(0, 0.02)\"; a fixed shift belongs to base", place);
        }
        compile(formula, "noise", place, "effect/noise");
    }

    private void assignment(String name, Expr formula, Node.Field field) {
        if (!intervention.model().has(name)) {
            throw new InputException(Intervention.unknownName(
                    "variable", name, intervention.model().names(), "set"), field.keyPlace());
        }
        names(formula, "set." + name, field.value().place());
        Step step = intervention.model().step(name);
        try {
            AssignmentPlan.compile(step, step.labels(), formula, scope, intervention.binding());
        } catch (InputException e) {
            throw e.place().isPresent() ? e : new InputException(String.valueOf(e.getMessage()), field.value().place());
        }
    }
}
