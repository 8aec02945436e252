package io.twinsim.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several {@link Categorical}s of which each row draws from one: the outcome is the one that the chosen categorical
 * gives for the row's uniform in the chosen stream. Immutable and thread-safe; the scratch space is the streams'.
 *
 * <p>Method: up to 16 boundaries of up to four categoricals are counted ({@link SwitchCounts}). For more, the top bits
 * of a draw point at a cell, which holds an outcome and the greatest draw that has it; where a boundary of the
 * categorical lies in the cell, draws above go to a further cell. So most rows take one comparison that is false.
 * Boundaries are found by bisection of the uniforms, so they are exact whatever the categorical does.
 *
 * <p>Tried and left out, both a tenth slower: listing the rows above their cells without a branch and moving them
 * afterwards; 64 cells instead of 128, as more branches are mispredicted.
 */
public final class CategoricalSwitch {

    private static final int FEWEST_CELLS = 128;
    private static final int MOST_CELLS = 1024;
    /** With so many cells for a label one draw in 32 falls into a cell with a boundary. */
    private static final int CELLS_PER_LABEL = 32;

    /** log2 of the cells of one categorical. */
    private final int log;
    /** The greatest draw, as a signed number, that has the outcome of the cell. */
    private final long[] last;
    /** The cell of the draws above; read for few rows. */
    private final int[] further;
    private final double[] outcomes;
    /** Null if there are too many boundaries. */
    private final @Nullable SwitchCounts counts;

    private CategoricalSwitch(int log, List<Cell> cells, @Nullable SwitchCounts counts) {
        this.log = log;
        this.counts = counts;
        this.last = cells.stream().mapToLong(Cell::last).toArray();
        this.further = cells.stream().mapToInt(Cell::further).toArray();
        this.outcomes = cells.stream().mapToDouble(Cell::outcome).toArray();
    }

    private record Cell(long last, int further, double outcome) {
    }

    /**
     * A switch over categoricals.
     *
     * @param parts the categoricals, numbered from 0
     * @param outcomes what the codes of each categorical count as, one number per label; not modified
     * @return the switch
     */
    public static CategoricalSwitch of(List<Categorical> parts, List<double[]> outcomes) {
        int labels = parts.stream().mapToInt(part -> part.labels().size()).max().orElse(1);
        int cells = Math.max(FEWEST_CELLS, Math.min(MOST_CELLS, StreamSwitch.padded(labels * CELLS_PER_LABEL)));
        Builder builder = new Builder(Integer.numberOfTrailingZeros(cells), parts.size());
        SwitchCounts.Builder counts = new SwitchCounts.Builder();
        for (int k = 0; k < parts.size(); k++) {
            builder.add(k, parts.get(k), outcomes.get(k));
            Builder.addTo(counts, k, parts.get(k), outcomes.get(k));
        }
        return new CategoricalSwitch(builder.log, builder.cells,
                counts.isShort(parts.size()) ? counts.built() : null);
    }

    /**
     * Draws for a run of rows: row {@code firstRow + i} from the categorical and the stream of number {@code
     * which[i]}.
     *
     * @param streams as many streams as categoricals
     * @param firstRow the row of {@code out[0]}
     * @param which the number of a categorical for each row; where it is none, as in a missing row, any outcome is
     *     given
     * @param out receives the outcomes; may be {@code which} itself
     * @param from the first index
     * @param to one past the last index
     */
    public void draw(StreamSwitch streams, long firstRow, double[] which, double[] out, int from, int to) {
        for (int start = from; start < to; start = StreamSwitch.end(firstRow, start, to)) {
            int rows = StreamSwitch.end(firstRow, start, to) - start;
            if (counts != null) {
                streams.mixFew(firstRow, which, start, rows);
                counts.locate(streams.numbers(), streams.bits(), out, start, rows);
                continue;
            }
            streams.mix(firstRow, which, start, rows);
            locate(streams.chosen(), streams.bits(), out, start, rows);
        }
    }

    private void locate(int[] chosen, long[] bits, double[] out, int start, int rows) {
        int shift = Long.SIZE - log;
        int block = log;
        long[] greatest = last;
        double[] found = outcomes;
        for (int j = 0; j < rows; j++) {
            long z = bits[j];
            int cell = chosen[j] << block | (int) (z >>> shift);
            while ((z ^ Long.MIN_VALUE) > greatest[cell]) {
                cell = further[cell];
            }
            out[start + j] = found[cell];
        }
    }

    @Override
    public String toString() {
        return "CategoricalSwitch[" + (1 << log) + " cells each, " + outcomes.length + " in all]";
    }

    /** Fills the cells of one categorical after another; what the boundaries inside cells add comes at the end. */
    private static final class Builder {

        private final int log;
        private final List<Cell> cells;

        Builder(int log, int parts) {
            this.log = log;
            // What missing rows hold may point at the cells of a categorical that is none.
            this.cells = new ArrayList<>(Collections.nCopies(StreamSwitch.padded(parts) << log,
                    new Cell(Long.MAX_VALUE, 0, 0)));
        }

        void add(int number, Categorical part, double[] outcomes) {
            for (int cell = 0; cell < 1 << log; cell++) {
                long from = ((long) cell << Long.SIZE - log) ^ Long.MIN_VALUE;
                long to = from | -1L >>> log;
                int at = number << log | cell;
                while (true) {
                    int code = code(part, from);
                    long last = last(part, code, from, to);
                    boolean more = last < to;
                    cells.set(at, new Cell(more ? last : Long.MAX_VALUE, cells.size(), outcomes[code]));
                    if (!more) {
                        break;
                    }
                    at = cells.size();
                    cells.add(cells.get(0));
                    from = last + 1;
                }
            }
        }

        /** The boundaries of a categorical, one after another. */
        static void addTo(SwitchCounts.Builder counts, int number, Categorical part, double[] outcomes) {
            long from = Long.MIN_VALUE;
            while (true) {
                int code = code(part, from);
                long last = last(part, code, from, Long.MAX_VALUE);
                counts.add(number, last ^ Long.MIN_VALUE, outcomes[code]);
                if (last == Long.MAX_VALUE) {
                    return;
                }
                from = last + 1;
            }
        }

        /** The greatest draw up to {@code to} that has the code of {@code from}. */
        private static long last(Categorical part, int code, long from, long to) {
            if (code(part, to) == code) {
                return to;
            }
            long same = from;
            long other = to;
            while (Long.compareUnsigned(other - same, 1) > 0) {
                long middle = same + (other - same >>> 1);
                if (code(part, middle) == code) {
                    same = middle;
                } else {
                    other = middle;
                }
            }
            return same;
        }

        private static int code(Categorical part, long draw) {
            return part.code(DrawStream.unit(draw ^ Long.MIN_VALUE));
        }
    }
}
