package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.text.Checks;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What assignments to variables change, and by which programs. All assignments read the population as it was; what
 * follows from them is recomputed in the order of the model's plan, from what is there by then.
 */
final class AssignmentPlan {

    private final TwinModel model;
    private final Population population;
    private final Map<String, Expr> assignments;
    private final Binding binding;
    /** The columns as they are by now, in order. */
    private final Map<String, Symbol> symbols = new LinkedHashMap<>();

    private AssignmentPlan(TwinModel model, Population population, Map<String, Expr> assignments, Binding binding) {
        this.model = model;
        this.population = population;
        this.assignments = assignments;
        this.binding = binding;
        population.names().forEach(name -> symbols.put(name, population.columns().symbol(name)));
    }

    static AssignmentPlan of(TwinModel model, Population population, Map<String, Expr> assignments, Binding binding) {
        Checks.notNull(assignments, "assignments");
        Checks.notNull(binding, "binding");
        String of = Checks.notNull(population, "population").model().map(TwinModel::id).orElse("no model");
        if (!of.equals(model.id())) {
            throw new InputException("population must be of the model " + model.name()
                    + "; adopt it first: model.adopt(population)");
        }
        return new AssignmentPlan(model, population, assignments, binding);
    }

    /** What assignments and the recomputing of what follows from them read of the population as it was. */
    static Set<String> inputs(TwinModel model, Map<String, Expr> assignments) {
        Set<String> inputs = new LinkedHashSet<>();
        assignments.values().forEach(formula -> inputs.addAll(formula.variables()));
        Set<String> changed = new HashSet<>(assignments.keySet());
        for (Step step : model.steps()) {
            Set<String> read = step.variable().formula().variables();
            if (!assignments.containsKey(step.variable().name()) && read.stream().anyMatch(changed::contains)) {
                changed.add(step.variable().name());
                read.stream().filter(name -> !changed.contains(name)).forEach(inputs::add);
            }
        }
        return inputs;
    }

    /**
     * Goes through what is set and then through what follows, once.
     *
     * @param taker takes a program when all that it reads is there, and says what formulas then see of the variable
     */
    void walk(Function<Stage, Symbol> taker) {
        Scope before = population.scope();
        for (Step step : model.steps()) {
            Expr formula = assignments.get(step.variable().name());
            if (formula != null) {
                population.require(formula.variables());
                Program program = compile(step, labels(step), formula, before, binding);
                symbols.put(step.variable().name(), taker.apply(new Stage(step, program, true)));
            }
        }
        Set<String> changed = new HashSet<>();
        for (Step step : model.steps()) {
            Variable variable = step.variable();
            if (assignments.containsKey(variable.name())) {
                changed.add(variable.name());
            } else if (symbols.containsKey(variable.name())
                    && variable.formula().variables().stream().anyMatch(changed::contains)) {
                symbols.put(variable.name(), taker.apply(new Stage(step, follow(step), false)));
                changed.add(variable.name());
            }
        }
    }

    /** The columns as formulas see them by now, with the models that the world has learned. */
    Scope scope() {
        return model.learning().scope(Scope.of(symbols.values()));
    }

    /** Compiled to the type and the labels of the variable that is set, so that codes keep their meaning. */
    static Program compile(Step step, List<String> labels, Expr formula, Scope scope, Binding binding) {
        String name = step.variable().name();
        Program program = step.type() == ColumnType.CATEGORY
                ? Program.compile(formula, scope, binding, "assign/" + name, labels)
                : Program.compile(formula, scope, binding, "assign/" + name);
        if (program.type() != step.type() && !(Step.isNumber(program.type()) && Step.isNumber(step.type()))
                && !Step.isFlagAsWhole(program.type(), step.type())) {
            throw new InputException("variable " + name + " is " + step.type().id() + " and cannot be set to the "
                    + program.type().id() + " formula " + formula);
        }
        return program;
    }

    private Program follow(Step step) {
        Variable variable = step.variable();
        if (variable.drawn() && !population.generated()) {
            throw new InputException("variable " + variable.name() + " is drawn from what the intervention sets, "
                    + "and the draws behind data are not known; generate twins, or derive it (\"=\")");
        }
        Scope now = Scope.of(symbols.values());
        String owner = variable.drawn() ? Step.stream(variable.name()) : "";
        return step.type() == ColumnType.CATEGORY
                ? Program.compile(variable.formula(), now, binding, owner, labels(step))
                : Program.compile(variable.formula(), now, binding, owner);
    }

    private List<String> labels(Step step) {
        String name = step.variable().name();
        return population.has(name) ? population.columns().symbol(name).labels() : step.labels();
    }
}
