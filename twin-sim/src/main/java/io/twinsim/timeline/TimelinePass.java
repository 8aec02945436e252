package io.twinsim.timeline;

import io.twinsim.column.Selection;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.model.Population;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BinaryOperator;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One pass over all twins: blocks by tiles, observers merged in ascending order of the tiles. */
final class TimelinePass {

    /** Lives are long: tiles are small, so that few twins keep many threads busy and a stopped run ends soon. */
    private static final int TILE_ROWS = Blocks.ROWS << StepAccumulator.TILE_LEVEL;

    private final TimelinePlan plan;
    private final Population twins;
    private final Selection selection;
    private final long base;
    private final long end;
    private final int lastStep;
    /** A thread's registers, handed from tile to tile. */
    private final ConcurrentLinkedQueue<BlockRunner> idle = new ConcurrentLinkedQueue<>();

    /**
     * What a pass saw.
     *
     * @param total the merged observer, if any tile was done
     * @param rowsDone the twins done, a prefix
     */
    record Seen<T>(Optional<T> total, long rowsDone) {
    }

    private TimelinePass(TimelinePlan plan, int lastStep) {
        this.plan = plan;
        this.twins = plan.twins();
        this.selection = twins.selection();
        this.base = twins.baseRow();
        this.end = base + twins.storageSize();
        this.lastStep = lastStep;
    }

    /** Runs all blocks to the horizon; an observer serves one tile, and few wait to be merged. */
    static <T extends BlockObserver> Seen<T> run(TimelinePlan plan, int threads, StopSignal stop, Supplier<T> observers,
            BinaryOperator<T> merge) {
        return run(plan, plan.steps(), threads, stop, observers, merge);
    }

    /** Runs all blocks up to a step. */
    static <T extends BlockObserver> Seen<T> run(TimelinePlan plan, int lastStep, int threads, StopSignal stop,
            Supplier<T> observers, BinaryOperator<T> merge) {
        return new TimelinePass(plan, lastStep).run(threads, stop, observers, merge);
    }

    private <T extends BlockObserver> Seen<T> run(int threads, StopSignal stop, Supplier<T> observers,
            BinaryOperator<T> merge) {
        long firstTile = base / TILE_ROWS;
        long tiles = base == end ? 0 : (end - 1) / TILE_ROWS - firstTile + 1;
        TileOrder<T> order = new TileOrder<>(merge, 2L * threads);
        AtomicLong rows = new AtomicLong();
        long done = Tiles.run(threads, null, tiles, stop, tile -> {
            try {
                order.await(tile);
                order.add(tile, tile(firstTile + tile, observers.get()));
                long counted = selection.countBetween(position(firstTile + tile), position(firstTile + tile + 1));
                stop.advanced(rows.addAndGet(counted), selection.count());
            } catch (RuntimeException | Error failure) {
                order.abort();
                throw failure;
            }
        });
        return new Seen<>(order.total(), selection.countBetween(0, position(firstTile + done)));
    }

    /** Where a tile begins among the rows at hand. */
    private int position(long tile) {
        return (int) (Math.min(end, Math.max(base, tile * TILE_ROWS)) - base);
    }

    private <T extends BlockObserver> T tile(long tile, T observer) {
        BlockRunner runner = idle.poll();
        if (runner == null) {
            runner = plan.runner();
            runner.attach(runner.newState());
        }
        long start = tile * TILE_ROWS;
        for (long first = start; first < Math.min(end, start + TILE_ROWS); first += Blocks.ROWS) {
            if (first + Blocks.ROWS > base) {
                int from = (int) Math.max(0, base - first);
                int to = (int) Math.min(Blocks.ROWS, end - first);
                block(runner, observer, first, from, to);
            }
        }
        idle.add(runner);
        return observer;
    }

    private void block(BlockRunner runner, BlockObserver observer, long firstRow, int from, int to) {
        long @Nullable [] counted = null;
        if (!selection.isAll()) {
            counted = Masks.create();
            selection.load((int) (firstRow + from - base), counted, from, to);
            if (!Masks.any(counted)) {
                return;
            }
        }
        runner.begin(firstRow, from, to, counted);
        observer.begin(Blocks.block(firstRow), firstRow, from, to, counted);
        run(runner, observer, lastStep);
    }

    /** Runs the block at hand from its start to a step, or until all its twins are over. */
    static void run(BlockRunner runner, BlockObserver observer, int lastStep) {
        observer.step(0, runner.t(), runner.arms());
        for (int step = 1; step <= lastStep && !runner.settled(); step++) {
            runner.step();
            observer.step(step, runner.t(), runner.arms());
        }
        observer.end();
    }
}
