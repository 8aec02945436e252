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
import io.twinsim.internal.math.Blocks;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Columns of variables that are set, and of what follows from them, with the same draws. */
final class Assignment {

    private Assignment() {
    }

    static Population apply(TwinModel model, Population population, Map<String, Expr> assignments, Binding binding) {
        AssignmentPlan plan = AssignmentPlan.of(model, population, assignments, binding);
        Draws draws = population.draws(population.seed());
        Set<String> inputs = AssignmentPlan.inputs(model, assignments);
        inputs.removeIf(name -> !population.has(name));
        population.prepare(inputs, () -> false);
        ChangedColumns columns = new ChangedColumns(population.columns(), population.names());
        plan.walk(stage -> {
            Column column = column(stage.step(), stage.program(), draws,
                    stage.set() ? population::storage : columns::column, population.selection(), population.baseRow());
            columns.put(stage.name(), column);
            return columns.symbol(stage.name());
        });
        return population.changed(model, columns, Map.of(), population.selection(), population.generated(),
                population.notes());
    }

    /** Runs a program over all rows into a new column of a variable; rows that do not count cannot fail. */
    static Column column(Step step, Program program, @Nullable Draws draws,
            Function<String, ? extends ColumnSource> columns, Selection rows, long baseRow) {
        ColumnType type = step.type();
        ColumnBuilder builder = ColumnBuilder.of(type, type == ColumnType.CATEGORY ? program.labels() : List.of(),
                rows.size(), program.nullable());
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
            Chain.settle(values, counts, from, to);
            builder.store(position, values, valid, from, to);
        }
        return builder.build();
    }
}
