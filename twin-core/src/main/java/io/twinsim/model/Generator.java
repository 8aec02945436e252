package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnBuilder;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Evaluator;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.internal.text.Numbers;
import io.twinsim.random.Draws;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Fills the columns of a population, tile by tile, each variable after those that it reads. */
final class Generator {

    /** The longest Java array that every JVM allocates. */
    static final long MAX_ROWS = Integer.MAX_VALUE - 8L;

    private final TwinModel model;
    private final long seed;

    Generator(TwinModel model, long seed) {
        this.model = model;
        this.seed = seed;
    }

    Population generate(long from, long to, int threads) {
        checkMemory(to - from);
        int size = (int) (to - from);
        Map<String, ColumnBuilder> columns = new LinkedHashMap<>();
        try {
            for (Step step : model.steps()) {
                columns.put(step.variable().name(), ColumnBuilder.of(step.type(), step.labels(), size, false));
            }
        } catch (OutOfMemoryError full) {
            columns.clear();
            throw tooLarge(size, perTwin());
        }
        if (size > 0) {
            fill(columns, from, to, threads);
        }
        Map<String, Column> finished = new LinkedHashMap<>();
        model.names().forEach(name -> finished.put(name, columns.get(name).build()));
        return Population.generated(model, finished, size, from, seed);
    }

    private void fill(Map<String, ColumnBuilder> columns, long from, long to, int threads) {
        Draws draws = Draws.of(seed);
        List<Step> steps = model.steps();
        // Registers are handed from tile to tile; a worker takes a set or makes one.
        ConcurrentLinkedQueue<Evaluator[]> idle = new ConcurrentLinkedQueue<>();
        long firstTile = from / Blocks.TILE_ROWS;
        long tiles = (to - 1) / Blocks.TILE_ROWS - firstTile + 1;
        Tiles.run(threads, null, tiles, StopSignal.NEVER, tile -> {
            Evaluator[] evaluators = idle.poll();
            if (evaluators == null) {
                evaluators = new Evaluator[steps.size()];
                for (int s = 0; s < evaluators.length; s++) {
                    evaluators[s] = steps.get(s).program().evaluator(draws, columns::get, from);
                }
            }
            long start = (firstTile + tile) * Blocks.TILE_ROWS;
            for (long first = start; first < Math.min(to, start + Blocks.TILE_ROWS); first += Blocks.ROWS) {
                if (first + Blocks.ROWS > from) {
                    block(evaluators, columns, first, from, to);
                }
            }
            idle.add(evaluators);
        });
    }

    private void block(Evaluator[] evaluators, Map<String, ColumnBuilder> columns, long first, long from, long to) {
        int low = (int) Math.max(0, from - first);
        int high = (int) Math.min(Blocks.ROWS, to - first);
        List<Step> steps = model.steps();
        for (int s = 0; s < evaluators.length; s++) {
            Variable variable = steps.get(s).variable();
            evaluators[s].run(first, low, high);
            double[] values = evaluators[s].values();
            Limits.apply(variable, steps.get(s).type(), values, null, first, low, high);
            columns.get(variable.name()).store((int) (first + low - from), values, null, low, high);
        }
    }

    private void checkMemory(long rows) {
        long perTwin = perTwin();
        // A sixteenth is left to everything else.
        if (rows > Runtime.getRuntime().maxMemory() / 16 * 15 / Math.max(1, perTwin)) {
            throw tooLarge(rows, perTwin);
        }
    }

    private static InputException tooLarge(long rows, long perTwin) {
        long bytes = Math.multiplyHigh(rows, perTwin) != 0 ? Long.MAX_VALUE : rows * perTwin;
        return new InputException("n must fit the heap: " + Numbers.grouped(rows) + " twins of " + perTwin + " bytes need "
                + Numbers.bytes(bytes) + ", the heap has " + Numbers.bytes(Runtime.getRuntime().maxMemory())
                + "; raise it with -Xmx or generate slices");
    }

    private long perTwin() {
        long bytes = 0;
        for (Step step : model.steps()) {
            bytes += bytes(step.type(), step.labels().size());
        }
        return bytes;
    }

    private static long bytes(ColumnType type, int labels) {
        return switch (type) {
            case REAL -> 8;
            case INTEGER -> 4;
            case FLAG -> 1;
            case CATEGORY -> labels <= 128 ? 1 : labels <= 32_768 ? 2 : 4;
        };
    }
}
