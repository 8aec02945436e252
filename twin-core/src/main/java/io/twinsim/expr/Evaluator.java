package io.twinsim.expr;

import io.twinsim.InputException;
import io.twinsim.column.ColumnSource;
import io.twinsim.column.ColumnType;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.random.Draws;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Runs a {@link Program} block by block. Holds registers, so it serves one thread at a time; {@link #run} allocates
 * nothing (but for draws of {@code truncated}, {@code mixture} and {@code empirical} whose parameters differ from row
 * to row, which bind a distribution per row).
 */
public final class Evaluator {

    private final Code code;
    private final Frame frame;
    private boolean stale = true;

    Evaluator(Code code, @Nullable Draws draws, Function<String, ? extends ColumnSource> columns, long baseRow,
            Scratch scratch) {
        this.code = code;
        this.frame = new Frame(code, draws, columns, baseRow, scratch);
    }

    /**
     * Computes rows [firstRow + from, firstRow + to) into registers [from, to).
     *
     * @param firstRow the row id of register 0, a multiple of 1,024
     * @param from the first register, at least 0
     * @param to one past the last register, at most 1,024
     * @throws InputException if a value that is not missing is not finite, or a distribution refuses the parameters of
     *     a row; the message names row, formula and inputs
     */
    public void run(long firstRow, int from, int to) {
        if (from < 0 || from > to || to > Blocks.ROWS) {
            throw new InputException("registers must be in [0, " + Blocks.ROWS + "], got [" + from + ", " + to + ")");
        }
        if (stale) {
            checkScalars();
            Machine.execute(code.scalars(), frame, 0, 1);
            stale = false;
        }
        if (from == to) {
            return;
        }
        frame.begin(firstRow);
        Machine.execute(frame.vectors, frame, from, to);
        if (code.risky() && !FiniteCheck.holds(values(), validity(), from, to)) {
            throw Failure.of(code, frame, FiniteCheck.first(values(), validity(), from, to));
        }
    }

    private void checkScalars() {
        for (int k = 0; k < frame.scalars.length; k++) {
            if (Double.isNaN(frame.scalars[k])) {
                throw new IllegalStateException(code.scalarNames().get(k) + " must be set before a run of \""
                        + code.text() + "\"");
            }
        }
    }

    /**
     * Computes rows like {@link #run(long, int, int)}, but only those that are needed must succeed: a formula that
     * fails on a row that does not count is harmless. Values of rows that are not needed mean nothing.
     *
     * @param firstRow the row id of register 0, a multiple of 1,024
     * @param needed bit i says whether row firstRow + i counts; not modified
     * @param from the first register, at least 0
     * @param to one past the last register, at most 1,024
     * @throws InputException if a needed row fails, as in {@link #run(long, int, int)}
     */
    public void run(long firstRow, long[] needed, int from, int to) {
        int low = next(needed, from, to, true);
        if (low == to) {
            return;
        }
        try {
            run(firstRow, from, to);
        } catch (InputException failure) {
            while (low < to) {
                int high = next(needed, low, to, false);
                run(firstRow, low, high);
                low = next(needed, high, to, true);
            }
        }
    }

    /** The next row from {@code at} on whose bit is as wanted, or {@code to}. */
    private static int next(long[] words, int at, int to, boolean wanted) {
        int i = at;
        while (i < to && ((words[i >>> 6] >>> i & 1) != 0) != wanted) {
            i++;
        }
        return i;
    }

    /**
     * Runs a flag program and writes which rows are selected: bit i of {@code words} is set if row firstRow + i is
     * true, and cleared if it is false or missing, for i in [from, to). Other bits stay.
     *
     * @param firstRow the row id of register 0, a multiple of 1,024
     * @param words the mask to write, 16 words
     * @param from the first register, at least 0
     * @param to one past the last register, at most 1,024
     * @throws IllegalStateException if the program is not a flag
     */
    public void select(long firstRow, long[] words, int from, int to) {
        if (code.type() != ColumnType.FLAG) {
            throw new IllegalStateException("a filter must be a flag, got " + code.type().id() + ": " + code.text());
        }
        run(firstRow, from, to);
        MaskKernels.selected(values(), validity(), words, from, to);
    }

    /**
     * The register that {@link #run} fills: numbers, 0 and 1 for flags, codes for categories. Values of missing rows
     * mean nothing.
     *
     * @return the register itself, 1,024 long, overwritten by the next run; until then the caller may change values
     * in it
     */
    public double[] values() {
        return frame.doubles[code.result()];
    }

    /**
     * Which rows have a value: bit i of word {@code i >>> 6}.
     *
     * @return the mask itself, 16 words, overwritten by the next run; null if no row can be missing
     */
    public long @Nullable [] validity() {
        return code.resultMask() < 0 ? null : frame.masks[code.resultMask()];
    }

    /**
     * Sets a coefficient for the runs that follow. Nothing is recompiled.
     *
     * @param name the name without {@code $$}; one that folding made irrelevant is accepted and ignored
     * @param value a finite number
     * @throws InputException if the formula has no such coefficient or the value is not finite
     */
    public void coefficient(String name, double value) {
        Checks.finite(value, "$$" + name);
        if (!code.knownCoefficients().contains(name)) {
            throw new InputException(Names.unknown("coefficient", name, code.knownCoefficients()));
        }
        int index = code.coefficients().indexOf(name);
        if (index >= 0) {
            frame.coefficients[index] = value;
            stale = true;
        }
    }

    /**
     * Sets {@code t} or another number of {@link Scope#withScalars} for the runs that follow. All that the formula
     * reads must be set before the first run.
     *
     * @param name the name; one that folding made irrelevant is accepted and ignored
     * @param value a number of magnitude 1e15 at most; not negative for {@code t}
     * @throws InputException if the scope has no such number or the value is out of range
     */
    public void scalar(String name, double value) {
        if (!(Math.abs(value) <= Range.MOST) || name.equals(Scope.TIME) && value < 0) {
            throw new InputException(name + " must be in [" + (name.equals(Scope.TIME) ? "0" : "-1e15")
                    + ", 1e15], got " + Numbers.shortest(value));
        }
        int index = code.scalarNames().indexOf(name);
        if (index < 0 && !code.knownScalars().contains(name)) {
            throw new InputException(Names.unknown("number of the run", name, code.knownScalars()));
        }
        if (index >= 0 && frame.scalars[index] != value) {
            frame.scalars[index] = value;
            stale = true;
        }
    }

    /**
     * Draws for a step of time in the runs that follow: each stream's path gets {@code /STEP} at its end, those that
     * formulas name included. Without a call, streams have the paths that the program names. Costs a hash per draw.
     *
     * @param step the number of the step, at least 0
     * @return this evaluator
     * @throws InputException if {@code step} is negative
     */
    public Evaluator at(long step) {
        frame.at(Checks.atLeast(0, step, "step"));
        return this;
    }

    /**
     * Says what a row is called in messages; {@code row} without a call.
     *
     * @param noun such as {@code twin}
     * @return this evaluator
     */
    public Evaluator naming(String noun) {
        frame.noun = Checks.notNull(noun, "noun");
        return this;
    }

    /**
     * How the last run came to the value of a row, for the message of who refuses that value.
     *
     * @param register a register of the last run
     * @return such as {@code formula "x - 1"; inputs: x = 0.0}
     */
    public String explain(int register) {
        return Failure.explain(code, frame, register);
    }

    @Override
    public String toString() {
        return Lines.one("Evaluator[" + code.text() + "]");
    }
}
