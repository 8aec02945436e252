package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.ColumnSource;
import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Scratch;
import io.twinsim.random.Draws;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Computes variables of complete twins block by block, each after those that it reads, in registers: nothing is kept
 * beyond the block at hand, and nothing allocated for it. Serves one thread.
 */
final class Chain {

    private final Stage[] stages;
    private final Evaluator[] evaluators;
    private final Limits[] limits;
    private final Map<String, RegisterColumn> registers = new LinkedHashMap<>();

    /**
     * A chain.
     *
     * @param stages what to compute, in order; assignments read {@code known} alone
     * @param known the columns that are there without the chain
     * @param draws the randomness, of this thread
     * @param baseRow the row id at position 0 of known columns that are no registers
     * @param scratch working space of the thread
     */
    Chain(List<Stage> stages, Function<String, ? extends ColumnSource> known, Draws draws, long baseRow,
            Scratch scratch) {
        this.stages = stages.toArray(Stage[]::new);
        evaluators = new Evaluator[this.stages.length];
        limits = new Limits[this.stages.length];
        for (int s = 0; s < evaluators.length; s++) {
            Stage stage = this.stages[s];
            Step step = stage.step();
            Function<String, ColumnSource> inputs = stage.set() ? known::apply
                    : name -> registers.containsKey(name) ? registers.get(name) : known.apply(name);
            evaluators[s] = stage.program().evaluator(draws, inputs, baseRow, scratch);
            limits[s] = new Limits(step.variable(), step.type(), stage.program());
            registers.put(stage.name(), new RegisterColumn(step.type(), step.labels(), evaluators[s].values()));
        }
    }

    /** The registers by variable. */
    Map<String, RegisterColumn> registers() {
        return registers;
    }

    /** Computes rows [first + from, first + to). */
    void run(long first, int from, int to) {
        for (int s = 0; s < evaluators.length; s++) {
            try {
                evaluators[s].run(first, from, to);
            } catch (InputException failure) {
                throw Step.failed(stages[s].step(), failure);
            }
            limits[s].apply(evaluators[s].values(), null, first, from, to);
        }
    }

    /** Computes the same rows, of which only those that count can fail; the others are finite and mean nothing. */
    void run(long first, long[] counts, int from, int to) {
        for (int s = 0; s < evaluators.length; s++) {
            try {
                evaluators[s].run(first, counts, from, to);
            } catch (InputException failure) {
                throw Step.failed(stages[s].step(), failure);
            }
            limits[s].apply(evaluators[s].values(), counts, first, from, to);
            settle(evaluators[s].values(), counts, from, to);
        }
    }

    /** What a failed formula left behind in rows that do not count becomes 0. */
    static void settle(double[] values, long[] counts, int from, int to) {
        for (int i = from; i < to; i++) {
            if ((counts[i >>> 6] >>> i & 1) == 0 && !(Math.abs(values[i]) <= Double.MAX_VALUE)) {
                values[i] = 0;
            }
        }
    }
}
