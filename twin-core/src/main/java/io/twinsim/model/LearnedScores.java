package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Predictor;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.internal.text.Names;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/** The predictions of a learned model for the rows of a population. */
final class LearnedScores {

    private final LearnedModel model;
    private final Population data;
    private final Column[] columns;
    /** For each category the model's code of each of the column's labels, -1 for labels that it was never shown. */
    private final int[] @Nullable [] recode;

    LearnedScores(LearnedModel model, Population data) {
        this.model = model;
        this.data = data;
        List<Symbol> inputs = model.inputs();
        this.columns = new Column[inputs.size()];
        this.recode = new int[inputs.size()][];
        for (Symbol input : inputs) {
            if (!data.has(input.name())) {
                throw new InputException(Names.unknown("column", input.name(), data.names())
                        + " (an input of the learned model " + model.name() + ")");
            }
        }
        for (int k = 0; k < columns.length; k++) {
            columns[k] = data.column(inputs.get(k).name());
            recode[k] = recode(inputs.get(k), columns[k]);
        }
    }

    private int @Nullable [] recode(Symbol input, Column column) {
        boolean category = input.type() == ColumnType.CATEGORY;
        if (category != (column.type() == ColumnType.CATEGORY)) {
            throw new InputException("column " + Names.quote(input.name()) + " must be a "
                    + (category ? "category" : "number") + " for the learned model " + model.name() + ", got "
                    + column.type().id());
        }
        return category ? column.labels().stream().mapToInt(input.labels()::indexOf).toArray() : null;
    }

    double[] scores() {
        double[] scores = new double[Math.toIntExact(data.size())];
        ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();
        long tiles = (scores.length + Blocks.TILE_ROWS - 1L) / Blocks.TILE_ROWS;
        Tiles.run(Tiles.defaultThreads(), null, tiles, StopSignal.NEVER, tile -> {
            @Nullable Worker free = idle.poll();
            Worker worker = free == null ? new Worker() : free;
            int start = (int) tile * Blocks.TILE_ROWS;
            int end = (int) Math.min(scores.length, start + (long) Blocks.TILE_ROWS);
            for (int first = start; first < end; first += Blocks.ROWS) {
                worker.block(first, Math.min(Blocks.ROWS, end - first), scores);
            }
            idle.add(worker);
        });
        return scores;
    }

    /** The registers of one thread. */
    private final class Worker {
        private final Predictor.Scorer scorer = model.scorer();
        private final double[][] inputs = new double[columns.length][Blocks.ROWS];
        private final double[] out = new double[Blocks.ROWS];

        private void block(int first, int rows, double[] scores) {
            for (int k = 0; k < columns.length; k++) {
                columns[k].load(first, inputs[k], 0, rows);
                int[] codes = recode[k];
                if (codes != null) {
                    recode(k, codes, first, rows);
                }
            }
            scorer.score(inputs, out, 0, rows);
            System.arraycopy(out, 0, scores, first, rows);
        }

        private void recode(int k, int[] codes, int first, int rows) {
            double[] x = inputs[k];
            for (int i = 0; i < rows; i++) {
                if (x[i] == x[i]) {
                    int code = codes[(int) x[i]];
                    if (code < 0) {
                        throw unseen(k, first + i);
                    }
                    x[i] = code;
                }
            }
        }
    }

    private InputException unseen(int k, int row) {
        Symbol input = model.inputs().get(k);
        String label = ((CategoryColumn) columns[k]).label(row);
        return new InputException(Names.unknown("label of " + input.name(), label, input.labels()) + " (row "
                + data.rowId(row) + "; the learned model " + model.name() + " was never shown it)");
    }
}
