package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.expr.Evaluator;
import io.twinsim.expr.Program;
import org.jspecify.annotations.Nullable;

/** A formula with the columns of an arm and registers of its own; draws come from its stream of the step at hand. */
final class BoundFormula {

    private static final String T = "t";

    private final BlockRunner block;
    private final Evaluator evaluator;
    private final boolean draws;
    private final boolean timed;
    private final String of;

    BoundFormula(BlockRunner block, Program program, Evaluator evaluator, String of) {
        this.block = block;
        this.evaluator = evaluator.naming("twin");
        this.draws = program.hasDraws();
        this.timed = program.scalars().contains(T);
        this.of = of;
    }

    /** Computes the rows of the attached block that are needed; null for all of them. Values of others mean nothing. */
    void run(long @Nullable [] needed) {
        BlockState state = block.state();
        try {
            if (timed) {
                evaluator.scalar(T, block.t());
            }
            if (draws) {
                evaluator.at(state.step);
            }
            if (needed == null) {
                evaluator.run(state.firstRow, state.from, state.to);
            } else {
                evaluator.run(state.firstRow, needed, state.from, state.to);
                settle(evaluator.values(), needed, state.from, state.to);
            }
        } catch (InputException failure) {
            throw new InputException(of + " at t = " + block.when() + ": " + failure.getMessage(), failure);
        }
    }

    /** Rows that are not needed may have failed; what they hold must not trouble those who read whole registers. */
    private static void settle(double[] values, long[] needed, int from, int to) {
        for (int i = from; i < to; i++) {
            if ((needed[i >>> 6] >>> i & 1) == 0 && !(Math.abs(values[i]) <= Double.MAX_VALUE)) {
                values[i] = 0;
            }
        }
    }

    /** What it is the formula of, for messages. */
    String of() {
        return of;
    }

    /** The formula and the inputs that a row had in the last run, for messages. */
    String explain(int register) {
        return evaluator.explain(register);
    }

    /** Sets a number of the run besides t. */
    void scalar(String name, double value) {
        evaluator.scalar(name, value);
    }

    /** What {@link #run} computed, 1,024 registers. */
    double[] values() {
        return evaluator.values();
    }
}
