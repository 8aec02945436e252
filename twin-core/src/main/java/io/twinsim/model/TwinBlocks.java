package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.RegisterSource;
import io.twinsim.expr.Scratch;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.random.Draws;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Generated twins one block at a time, in registers: {@link #load} makes the rows of a block, nothing is kept of the
 * block before. The memory is that of the registers, whatever the number of twins, and a block allocates nothing (but
 * for what {@link io.twinsim.expr.Evaluator} names). Values are those of the columns of the population, bit for bit.
 * Serves one thread at a time; each takes its own from {@link Population#blocks} or {@link AssignedTwins#blocks}.
 *
 * <pre>{@code
 * TwinBlocks blocks = twins.blocks(List.of("decile", "region"));
 * double[] decile = blocks.source("decile").values();
 * for (long first = 0; first < twins.size(); first += 1024) {
 *     blocks.load(first, 0, (int) Math.min(1024, twins.size() - first));
 *     // decile[i] is that of row first + i
 * }
 * }</pre>
 *
 * <p>Under assignments a block has both: {@link #source} gives variables as they were, {@link #assigned} as they are
 * then. What both read is made once.
 */
public final class TwinBlocks {

    private static final Map<String, RegisterColumn> NONE = Map.of();

    private final long begin;
    private final long end;
    private final Chain generated;
    private final Chain changed;
    private final Map<String, RegisterSource> assigned;
    private long first;
    private int from;
    private int to;

    /**
     * Blocks of rows [begin, end).
     *
     * @param draws the randomness of the twins
     * @param begin the id of the first row
     * @param end one past the last id
     * @param steps the variables as they are, in order
     * @param changes what assignments change, in order
     */
    TwinBlocks(Draws draws, long begin, long end, List<Step> steps, List<Stage> changes) {
        this.begin = begin;
        this.end = end;
        Draws own = draws.session();
        Scratch scratch = new Scratch();
        generated = new Chain(steps.stream().map(Stage::generated).toList(), NONE::get, own, begin, scratch);
        changed = new Chain(changes, generated.registers()::get, own, begin, scratch);
        assigned = new LinkedHashMap<>(generated.registers());
        assigned.putAll(changed.registers());
    }

    /**
     * A variable of the block at hand as the model generates it.
     *
     * @param name one of the columns that were asked for, or one that they depend on
     * @return its register, the same for all blocks
     * @throws InputException if these blocks do not make it; the message suggests the nearest
     */
    public RegisterSource source(String name) {
        return known(name, generated.registers());
    }

    /**
     * A variable of the block at hand under the assignments; the register of {@link #source} if they do not change it.
     *
     * @param name one of the columns that were asked for, or one that they depend on
     * @return its register, the same for all blocks
     * @throws InputException if these blocks do not make it; the message suggests the nearest
     */
    public RegisterSource assigned(String name) {
        return known(name, assigned);
    }

    private static RegisterSource known(String name, Map<String, ? extends RegisterSource> registers) {
        RegisterSource register = registers.get(name);
        if (register == null) {
            throw new InputException(Names.unknown("column of these blocks", name, registers.keySet()));
        }
        return register;
    }

    /**
     * Makes rows {@code [firstRow + from, firstRow + to)} as the model generates them: row {@code firstRow + i} stands
     * at i. What assignments change comes with {@link #assign}.
     *
     * @param firstRow the id of the row that register 0 stands for, a multiple of 1,024
     * @param from the first register, at least 0
     * @param to one past the last register, at most 1,024
     * @throws InputException if rows are not those of the population, or a formula or a range refuses one
     */
    public void load(long firstRow, int from, int to) {
        if (from < 0 || from > to || to > Blocks.ROWS) {
            throw new InputException("registers must be in [0, " + Blocks.ROWS + "], got [" + from + ", " + to + ")");
        }
        boolean inside = from == to || firstRow + from >= begin && firstRow + to <= end;
        if (firstRow < 0 || firstRow % Blocks.ROWS != 0 || !inside) {
            throw new InputException("rows must be in [" + begin + ", " + end + ") and begin at a multiple of "
                    + Blocks.ROWS + ", got [" + (firstRow + from) + ", " + (firstRow + to) + ") from " + firstRow);
        }
        this.first = firstRow;
        this.from = from;
        this.to = from;
        generated.run(firstRow, from, to);
        this.to = to;
    }

    /**
     * Computes what assignments change, for the rows that {@link #load} made. Only rows that count can fail; the values
     * of other rows mean nothing. Does nothing if there are no assignments.
     *
     * @param counts bit i of word {@code i >>> 6} says whether register i counts; 16 words, not modified
     * @throws InputException if a formula or a range refuses a row that counts
     */
    public void assign(long[] counts) {
        changed.run(first, counts, from, to);
    }

    /** Shows the rows at hand. */
    @Override
    public String toString() {
        return Lines.one("TwinBlocks[rows " + (first + from) + " to " + (first + to) + " of " + begin + " to " + end
                + ", " + String.join(", ", assigned.keySet()) + "]");
    }
}
