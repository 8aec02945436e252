package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnBuilder;
import io.twinsim.column.ColumnSource;
import io.twinsim.column.ColumnType;
import io.twinsim.column.Selection;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.internal.math.Blocks;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sets variables and recomputes what follows from them, with the same draws. All assignments read the population as
 * it was; their values are not changed by each other.
 */
final class Assignment {

    private final TwinModel model;
    private final Population population;
    private final Binding binding;

    Assignment(TwinModel model, Population population, Binding binding) {
        this.model = model;
        this.population = population;
        this.binding = binding;
    }

    Population apply(Map<String, Expr> assignments) {
        Draws draws = population.draws(population.seed());
        Set<String> inputs = inputs(model, assignments);
        inputs.removeIf(name -> !population.has(name));
        population.prepare(inputs, () -> false);
        ChangedColumns columns = new ChangedColumns(population.columns(), population.names());
        Map<String, Column> set = new LinkedHashMap<>();
        for (Step step : model.steps()) {
            Expr formula = assignments.get(step.variable().name());
            if (formula != null) {
                population.require(formula.variables());
                Program program = compile(step, labels(step), formula, population.scope(), binding);
                set.put(step.variable().name(), assigned(step, program, draws));
            }
        }
        set.forEach(columns::put);
        recompute(columns, set.keySet(), draws);
        return population.changed(model, columns, Map.of(), population.selection(), population.generated(),
                population.notes());
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

    private Column assigned(Step step, Program program, Draws draws) {
        return column(step, program, draws, population::storage, population.selection(), population.baseRow());
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

    private List<String> labels(Step step) {
        String name = step.variable().name();
        return population.has(name) ? population.columns().symbol(name).labels() : step.labels();
    }

    private void recompute(ChangedColumns columns, Set<String> assigned, Draws draws) {
        Set<String> changed = new HashSet<>(assigned);
        for (Step step : model.steps()) {
            Variable variable = step.variable();
            boolean follows = variable.formula().variables().stream().anyMatch(changed::contains);
            if (!follows || assigned.contains(variable.name()) || !columns.has(variable.name())) {
                continue;
            }
            if (variable.drawn() && !population.generated()) {
                throw new InputException("variable " + variable.name() + " is drawn from what the intervention sets, "
                        + "and the draws behind data are not known; generate twins, or derive it (\"=\")");
            }
            Scope scope = Scope.of(columns.names().stream().map(columns::symbol).toList());
            String owner = variable.drawn() ? Step.stream(variable.name()) : "";
            Program program = step.type() == ColumnType.CATEGORY
                    ? Program.compile(variable.formula(), scope, binding, owner, labels(step))
                    : Program.compile(variable.formula(), scope, binding, owner);
            columns.put(variable.name(), column(step, program, draws, columns::column,
                    population.selection(), population.baseRow()));
            changed.add(variable.name());
        }
    }

    /** Runs a program over all rows into a new column of a variable; rows that do not count cannot fail. */
    static Column column(Step step, Program program, @Nullable Draws draws,
            Function<String, ? extends ColumnSource> columns, Selection rows, long baseRow) {
        ColumnType type = step.type();
        List<String> labels = type == ColumnType.CATEGORY ? program.labels() : List.of();
        ColumnBuilder builder = ColumnBuilder.of(type, labels, rows.size(), program.nullable());
        Evaluator evaluator = program.evaluator(draws, columns, baseRow);
        Limits limits = new Limits(step.variable(), type);
        long[] counts = new long[Blocks.WORDS];
        long end = baseRow + rows.size();
        for (long first = Blocks.floor(baseRow); first < end; first += Blocks.ROWS) {
            int from = (int) Math.max(0, baseRow - first);
            int to = (int) Math.min(Blocks.ROWS, end - first);
            int position = (int) (first + from - baseRow);
            Arrays.fill(counts, 0);
            rows.load(position, counts, from, to);
            try {
                evaluator.run(first, counts, from, to);
            } catch (InputException failure) {
                throw Step.failed(step, failure);
            }
            double[] values = evaluator.values();
            long[] valid = evaluator.validity();
            for (int w = 0; w < counts.length; w++) {
                counts[w] &= valid == null ? -1L : valid[w];
            }
            limits.apply(values, counts, first, from, to);
            settle(values, counts, from, to);
            builder.store(position, values, valid, from, to);
        }
        return builder.build();
    }

    /** What a failed formula left behind in rows that do not count becomes 0. */
    private static void settle(double[] values, long[] counts, int from, int to) {
        for (int i = from; i < to; i++) {
            if ((counts[i >>> 6] >>> i & 1) == 0 && !(Math.abs(values[i]) <= Double.MAX_VALUE)) {
                values[i] = 0;
            }
        }
    }
}
