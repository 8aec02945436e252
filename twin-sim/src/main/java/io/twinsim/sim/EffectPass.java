package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.inference.SubgroupKeys;
import io.twinsim.internal.math.BlockTree;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** One pass over all twins, tile by tile. */
final class EffectPass {

    private final EffectPlan plan;
    private final List<SubgroupKeys> keys;
    private final boolean lean;
    private final ConcurrentLinkedQueue<Worker> idle = new ConcurrentLinkedQueue<>();
    private double @Nullable [] kept;
    private boolean keepsNoise;

    /** Registers of one thread. */
    private record Worker(EffectKernel kernel, int[] codes) {
    }

    /**
     * What a pass found.
     *
     * @param sums the sums of the row prefix that is done
     * @param rowsDone twins in that prefix
     */
    record Outcome(EffectSums sums, long rowsDone) {
    }

    EffectPass(EffectPlan plan, List<SubgroupKeys> keys, boolean lean) {
        this.plan = plan;
        this.keys = keys;
        this.lean = lean;
    }

    /** Keeps the effect (or the noise) of every twin, in row order. */
    void keep(boolean noise) {
        kept = new double[Math.toIntExact(plan.rows.size())];
        keepsNoise = noise;
    }

    double[] kept() {
        if (kept == null) {
            throw new IllegalStateException("values must be kept before the pass runs");
        }
        return kept;
    }

    Outcome run(int threads, @Nullable Executor executor, StopSignal stop, LongConsumer progress) {
        Population rows = plan.rows;
        long base = rows.baseRow();
        long end = base + rows.storageSize();
        long firstTile = base / Blocks.TILE_ROWS;
        long tiles = rows.storageSize() == 0 ? 0 : (end - 1) / Blocks.TILE_ROWS - firstTile + 1;
        InOrder<EffectSums> order = new InOrder<>(EffectSums::merge, firstTile);
        AtomicLong rowsDone = new AtomicLong();
        long done = Tiles.run(threads, executor, tiles, stop, tile -> {
            int low = (int) (Math.max(base, (firstTile + tile) * Blocks.TILE_ROWS) - base);
            int high = (int) (Math.min(end, (firstTile + tile + 1) * Blocks.TILE_ROWS) - base);
            order.add(tile, tile(base + low, base + high));
            progress.accept(rowsDone.addAndGet(rows.selection().countBetween(low, high)));
        });
        int prefix = (int) (Math.min(end, Math.max(base, (firstTile + done) * Blocks.TILE_ROWS)) - base);
        EffectSums sums = order.total().orElseGet(() -> EffectSums.empty(keys, plan.parts.size()));
        refuseMissing(sums);
        return new Outcome(sums, rows.selection().countBetween(0, prefix));
    }

    /** The sums of one tile, if any of its twins counts. */
    private Optional<EffectSums> tile(long from, long to) {
        Worker worker = idle.poll();
        if (worker == null) {
            worker = new Worker(plan.kernel(), GroupSums.scratch());
        }
        int at = kept == null ? 0 : plan.rows.selection().countBetween(0, (int) (from - plan.rows.baseRow()));
        BlockTree<EffectSums> tree = new BlockTree<>(EffectSums::merge);
        for (long block = Blocks.block(from); block <= Blocks.block(to - 1); block++) {
            if (worker.kernel.load(block)) {
                tree.add(0, block, EffectSums.ofBlock(worker.kernel, plan, keys, worker.codes, lean));
                at = store(worker.kernel, at);
            }
        }
        idle.add(worker);
        return tree.total();
    }

    private int store(EffectKernel block, int at) {
        double[] target = kept;
        if (target == null) {
            return at;
        }
        double[] source = keepsNoise ? block.noise : block.effect;
        int next = at;
        for (int i = block.from; i < block.to; i++) {
            if ((block.mask[i >>> 6] >>> i & 1) != 0) {
                target[next++] = source[i];
            }
        }
        return next;
    }

    private void refuseMissing(EffectSums sums) {
        if (sums.missing() > 0) {
            long all = sums.effect().n() + sums.missing();
            throw new InputException("effect must have a value for every twin, got " + Numbers.grouped(sums.missing())
                    + " missing of " + Numbers.grouped(all) + ", the first at row " + sums.firstMissing()
                    + "; filter with \"not is_missing(...)\" or give the variable missing: {default: ...}");
        }
    }
}
