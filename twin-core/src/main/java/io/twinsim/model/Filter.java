package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.column.Selection;
import io.twinsim.expr.Binding;
import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Expr;
import io.twinsim.expr.Program;
import io.twinsim.expr.Scope;
import io.twinsim.internal.math.Blocks;
import java.util.Arrays;

/** Evaluates a condition over the parent's rows. */
final class Filter {

    private Filter() {
    }

    static Selection select(Population population, Expr condition) {
        Scope scope = population.scope();
        population.require(scope.resolve(condition).variables());
        Program program = Program.compile(condition, scope, Binding.NONE, "");
        if (program.type() != ColumnType.FLAG) {
            throw new InputException("filter must be a condition such as \"decile <= 3\", got the "
                    + program.type().id() + " formula " + condition);
        }
        Selection.Builder kept = Selection.builder(population.storageSize());
        Evaluator evaluator = program.evaluator(null, population::storage, population.baseRow());
        long[] needed = new long[Blocks.WORDS];
        long base = population.baseRow();
        long end = base + population.storageSize();
        for (long first = Blocks.floor(base); first < end; first += Blocks.ROWS) {
            int from = (int) Math.max(0, base - first);
            int to = (int) Math.min(Blocks.ROWS, end - first);
            int position = (int) (first - base);
            if (population.selection().countBetween(position + from, position + to) == 0) {
                continue;
            }
            Arrays.fill(needed, 0);
            population.selection().load(position + from, needed, from, to);
            evaluator.run(first, needed, from, to);
            double[] values = evaluator.values();
            long[] valid = evaluator.validity();
            for (int i = from; i < to; i++) {
                if (values[i] != 0 && (needed[i >>> 6] >>> i & 1) != 0 && (valid == null || (valid[i >>> 6] >>> i & 1) != 0)) {
                    kept.add(position + i);
                }
            }
        }
        return kept.build();
    }
}
