package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnBuilder;
import io.twinsim.column.ColumnSource;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.math.Blocks;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Sets variables and recomputes what follows from them, with the same draws. All assignments read the population as it was;
 * their values are not changed by each other.
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
        Draws draws = Draws.of(population.seed());
        Map<String, Column> columns = new LinkedHashMap<>();
        population.names().forEach(name -> columns.put(name, population.storage(name)));
        Map<String, Column> set = new LinkedHashMap<>();
        for (Step step : model.steps()) {
            Expr formula = assignments.get(step.variable().name());
            if (formula != null) {
                population.require(formula.variables());
                Program program = Program.compile(
                        formula, population.scope(), binding, "assign/" + step.variable().name());
                set.put(step.variable().name(), assigned(step, program, draws));
            }
        }
        columns.putAll(set);
        recompute(columns, set.keySet(), draws);
        return population.adopted(model, columns, Map.of(), population.selection(), "assigned");
    }

    private Column assigned(Step step, Program program, Draws draws) {
        Column was = population.has(step.variable().name()) ? population.storage(step.variable().name()) : null;
        List<String> labels = was == null ? step.labels() : was.labels();
        if (step.type() == ColumnType.CATEGORY && !labels.containsAll(program.labels())) {
            List<String> unknown = new ArrayList<>(program.labels());
            unknown.removeAll(labels);
            throw new InputException(io.twinsim.internal.text.Names.unknown(
                    "label of " + step.variable().name(), unknown.get(0), labels));
        }
        return column(step.variable(), program, step.type(), draws, population::storage,
                population.baseRow(), population.storageSize());
    }

    private void recompute(Map<String, Column> columns, Set<String> assigned, Draws draws) {
        Set<String> changed = new HashSet<>(assigned);
        for (Step step : model.steps()) {
            Variable variable = step.variable();
            boolean follows = variable.formula().variables().stream().anyMatch(changed::contains);
            if (!follows || assigned.contains(variable.name()) || !columns.containsKey(variable.name())) {
                continue;
            }
            if (variable.drawn() && !population.generated()) {
                throw new InputException("variable " + variable.name() + " is drawn from what the intervention sets, "
                        + "and the draws behind data are not known; generate twins, or derive it (\"=\")");
            }
            List<Symbol> symbols = new ArrayList<>();
            columns.forEach((name, c) -> symbols.add(new Symbol(name, c.type(), c.labels(), c.hasMissing())));
            Program program = Program.compile(variable.formula(), Scope.of(symbols), binding,
                    variable.drawn() ? Step.stream(variable.name()) : "");
            columns.put(variable.name(), column(variable, program, step.type(), draws, columns::get,
                    population.baseRow(), population.storageSize()));
            changed.add(variable.name());
        }
    }

    /** Runs a program over all rows into a new column of a variable. */
    static Column column(Variable variable, Program program, ColumnType type, @Nullable Draws draws,
            Function<String, ? extends ColumnSource> columns, long baseRow, int size) {
        List<String> labels = type == ColumnType.CATEGORY ? program.labels() : List.of();
        ColumnBuilder builder = ColumnBuilder.of(type, labels, size, program.nullable());
        Evaluator evaluator = program.evaluator(draws, columns, baseRow);
        long end = baseRow + size;
        for (long first = Blocks.floor(baseRow); first < end; first += Blocks.ROWS) {
            int from = (int) Math.max(0, baseRow - first);
            int to = (int) Math.min(Blocks.ROWS, end - first);
            evaluator.run(first, from, to);
            Limits.apply(variable, evaluator.values(), evaluator.validity(), first, from, to);
            builder.store((int) (first + from - baseRow), evaluator.values(), evaluator.validity(), from, to);
        }
        return builder.build();
    }
}
