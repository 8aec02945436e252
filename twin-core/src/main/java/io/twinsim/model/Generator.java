package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.Column;
import io.twinsim.column.ColumnBuilder;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Scratch;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.internal.text.Numbers;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BooleanSupplier;

/**
 * Fills columns of a model's twins, block by block, each variable after those that it reads. Only what the wanted
 * columns depend on is computed; what is not wanted itself, and not there yet, lives in registers alone.
 */
final class Generator {

    /** The longest Java array that every JVM allocates. */
    static final long MAX_ROWS = Integer.MAX_VALUE - 8L;

    private final TwinModel model;
    private final Draws draws;
    private final Map<String, Column> known;

    /**
     * A generator.
     *
     * @param model whose twins
     * @param draws all the randomness
     * @param known columns of the same rows that are there already
     */
    Generator(TwinModel model, Draws draws, Map<String, Column> known) {
        this.model = model;
        this.draws = draws;
        this.known = known;
    }

    /** The wanted columns of rows [from, to); nothing if stopped before all are made. */
    Map<String, Column> generate(Set<String> wanted, long from, long to, int threads, BooleanSupplier stopped) {
        List<Step> targets = model.steps().stream().filter(s -> wanted.contains(s.variable().name())).toList();
        checkMemory(to - from, perTwin(targets));
        int size = (int) (to - from);
        Map<String, ColumnBuilder> columns = new LinkedHashMap<>();
        try {
            for (Step step : targets) {
                columns.put(step.variable().name(), ColumnBuilder.of(step.type(), step.labels(), size, false));
            }
        } catch (OutOfMemoryError full) {
            columns.clear();
            throw tooLarge(size, perTwin(targets));
        }
        if (size > 0 && !fill(columns, from, to, threads, stopped)) {
            return Map.of();
        }
        Map<String, Column> finished = new LinkedHashMap<>();
        columns.forEach((name, builder) -> finished.put(name, builder.build()));
        return finished;
    }

    private boolean fill(Map<String, ColumnBuilder> columns, long from, long to, int threads, BooleanSupplier stopped) {
        List<Step> steps = needed(model, columns.keySet(), known.keySet());
        // Registers are handed from tile to tile; a worker takes a set or makes one.
        ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();
        long firstTile = from / Blocks.TILE_ROWS;
        long tiles = (to - 1) / Blocks.TILE_ROWS - firstTile + 1;
        return Tiles.run(threads, null, tiles, stopped::getAsBoolean, tile -> {
            Worker worker = idle.poll();
            if (worker == null) {
                worker = new Worker(steps, columns, from);
            }
            long start = (firstTile + tile) * Blocks.TILE_ROWS;
            for (long first = start; first < Math.min(to, start + Blocks.TILE_ROWS); first += Blocks.ROWS) {
                if (first + Blocks.ROWS > from) {
                    worker.block(first, (int) Math.max(0, from - first), (int) Math.min(Blocks.ROWS, to - first));
                }
            }
            idle.add(worker);
        }) == tiles;
    }

    /** The wanted variables and all that they depend on and that is not known, in the order of the plan. */
    static List<Step> needed(TwinModel model, Collection<String> wanted, Set<String> known) {
        Set<String> names = new HashSet<>(wanted);
        List<Step> needed = new ArrayList<>();
        List<Step> backwards = new ArrayList<>(model.steps());
        Collections.reverse(backwards);
        for (Step step : backwards) {
            String name = step.variable().name();
            if (names.contains(name) && !known.contains(name)) {
                needed.add(step);
                names.addAll(step.program().inputs());
            }
        }
        Collections.reverse(needed);
        return needed;
    }

    /** One thread's registers, and the columns that it stores them in. */
    private final class Worker {
        private final Chain chain;
        private final ColumnBuilder[] targets;
        /** What goes into each. */
        private final double[][] values;
        private final long baseRow;

        Worker(List<Step> steps, Map<String, ColumnBuilder> columns, long baseRow) {
            this.baseRow = baseRow;
            chain = new Chain(steps.stream().map(Stage::generated).toList(), known::get, draws.session(), baseRow,
                    new Scratch());
            targets = columns.values().toArray(ColumnBuilder[]::new);
            values = columns.keySet().stream().map(name -> chain.registers().get(name).values()).toArray(double[][]::new);
        }

        void block(long first, int from, int to) {
            chain.run(first, from, to);
            for (int k = 0; k < targets.length; k++) {
                // The chain gives finite numbers, flags and codes of the right type; the limits, whole numbers.
                targets[k].storeKnown((int) (first + from - baseRow), values[k], from, to);
            }
        }
    }

    private static void checkMemory(long rows, long perTwin) {
        // A sixteenth is left to everything else.
        if (rows > MAX_ROWS || rows > Runtime.getRuntime().maxMemory() / 16 * 15 / Math.max(1, perTwin)) {
            throw tooLarge(rows, perTwin);
        }
    }

    private static InputException tooLarge(long rows, long perTwin) {
        long bytes = Math.multiplyHigh(rows, perTwin) != 0 ? Long.MAX_VALUE : rows * perTwin;
        String limit = rows > MAX_ROWS ? "; a column has at most " + Numbers.grouped(MAX_ROWS) + " rows; take slices"
                : "; raise it with -Xmx or take slices";
        return new InputException("n must fit the heap: " + Numbers.grouped(rows) + " twins of " + perTwin
                + (perTwin == 1 ? " byte need " : " bytes need ") + Numbers.bytes(bytes) + ", the heap has "
                + Numbers.bytes(Runtime.getRuntime().maxMemory()) + limit);
    }

    /** The memory of one twin in the columns of these steps. */
    static long perTwin(List<Step> steps) {
        return steps.stream().mapToLong(step -> bytes(step.type(), step.labels().size())).sum();
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
