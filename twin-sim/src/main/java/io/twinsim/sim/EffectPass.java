package io.twinsim.sim;

import io.twinsim.InputException;
import io.twinsim.inference.SubgroupClassifier;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.DyadicBins;
import io.twinsim.internal.math.NodeTree;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One pass over twins, tile by tile. Tiles are claimed in order and summed by whoever is free; their sums are merged in
 * the canonical tree, so that neither threads nor cuts between tiles show in any digit. What a pass allocates does not
 * grow with the number of twins.
 */
final class EffectPass {

    /** Fewer tiles than this stay on the caller's thread: waking a helper costs more (twin-bench, NOTES). */
    private static final int FEWEST_TILES = 4;
    private static final int TILE_LEVEL = 4;

    private final EffectPlan plan;
    private final SumsLayout layout;
    private final boolean lean;
    private double @Nullable [] kept;
    /** For each tile, how many values come before. */
    private int[] starts = new int[0];

    /**
     * What a pass found.
     *
     * @param sums the sums of the row prefix that is done
     * @param rowsDone twins in that prefix that count
     * @param rowsSeen twins in that prefix before conditions
     */
    record Outcome(EffectSums sums, long rowsDone, long rowsSeen) {
    }

    /**
     * The sums of some tiles, as a shard hands them on.
     *
     * @param nodes of the canonical tree, as few as cover the tiles
     * @param bins the histogram of all of them
     * @param end one past the last tile done
     */
    record Part(List<NodeTree.Node<TileSums>> nodes, DyadicBins bins, long end) {
    }

    EffectPass(EffectPlan plan, List<SubgroupClassifier> dimensions, boolean lean) {
        this.plan = plan;
        this.layout = new SumsLayout(plan, dimensions);
        this.lean = lean;
    }

    SumsLayout layout() {
        return layout;
    }

    /** Keeps the effect of every twin, or the noise where that alone varies, in row order. */
    void keep() {
        long first = plan.rows.first();
        starts = new int[(int) (endTile() - firstTile()) + 1];
        for (int t = 1; t < starts.length; t++) {
            long from = Math.max(first, (firstTile() + t - 1) * Blocks.TILE_ROWS);
            long to = Math.min(plan.rows.end(), (firstTile() + t) * Blocks.TILE_ROWS);
            starts[t] = starts[t - 1] + (int) plan.rows.selected(from, to);
        }
        kept = new double[starts[starts.length - 1]];
    }

    double[] kept() {
        if (kept == null) {
            throw new IllegalStateException("values must be kept before the pass runs");
        }
        return kept;
    }

    long firstTile() {
        return plan.rows.first() / Blocks.TILE_ROWS;
    }

    /** One past the last tile. */
    long endTile() {
        return plan.rows.end() == plan.rows.first() ? firstTile() : (plan.rows.end() - 1) / Blocks.TILE_ROWS + 1;
    }

    Outcome run(int threads, @Nullable Executor executor, StopSignal stop, LongConsumer progress) {
        Part part = run(firstTile(), endTile(), threads, executor, stop, progress);
        Merging merging = new Merging();
        merging.add(part);
        return merging.outcome();
    }

    /** Puts parts together that follow each other from the first tile on, and keeps none of them. */
    final class Merging {
        private final NodeTree<TileSums> tree = new NodeTree<>(EffectPass::merged);
        private @Nullable DyadicBins bins;
        private long end = firstTile();

        /** The part must not be used any more. */
        void add(Part part) {
            part.nodes.forEach(node -> tree.add(node.level(), node.index(), node.value()));
            if (bins == null) {
                bins = part.bins;
            } else {
                bins.addAll(part.bins);
            }
            end = part.end;
        }

        /** Once, and last. */
        Outcome outcome() {
            TileSums total = tree.total().orElseGet(() -> new TileSums(layout));
            EffectSums sums = EffectSums.of(total, bins == null ? new DyadicBins() : bins);
            refuseMissing(sums);
            return new Outcome(sums, sums.effect().n() + sums.missing(), seen(firstTile(), end));
        }
    }

    /** Rows in tiles [from, to). */
    private long seen(long from, long to) {
        return Math.max(0, Math.min(plan.rows.end(), to * Blocks.TILE_ROWS)
                - Math.max(plan.rows.first(), from * Blocks.TILE_ROWS));
    }

    private static TileSums merged(TileSums left, TileSums right) {
        left.merge(right);
        return left;
    }

    /** Tiles [from, to), or as many of the first as there is time for. */
    Part run(long from, long to, int threads, @Nullable Executor executor, StopSignal stop, LongConsumer progress) {
        Pool pool = new Pool();
        AtomicLong rows = new AtomicLong();
        int most = to - from < FEWEST_TILES ? 1 : threads;
        long done = Tiles.run(most, executor, to - from, stop, tile -> {
            EffectWorker worker = pool.worker();
            TileSums sums = pool.sums();
            boolean any = worker.tile(from + tile, sums, sink(from + tile), plan.streamed && !pool.many);
            long counted = plan.streamed ? seen(from + tile, from + tile + 1)
                    : any ? (long) sums.rows.moments[SumsLayout.EFFECT] + sums.rows.missing : 0;
            pool.done(worker, from + tile, sums, any);
            progress.accept(rows.addAndGet(counted));
        });
        return new Part(pool.nodes(), pool.bins(), from + done);
    }

    /** The workers and the sums that are not in use, and the tree; shared by the threads of a pass. */
    private final class Pool {
        /** Whether the tiles done have more values than are kept while they are few. */
        private volatile boolean many;
        private final ArrayDeque<EffectWorker> idle = new ArrayDeque<>();
        private final List<EffectWorker> workers = new ArrayList<>();
        private final ArrayDeque<TileSums> free = new ArrayDeque<>();
        private final NodeTree<TileSums> tree = new NodeTree<>((left, right) -> {
            left.merge(right);
            free.push(right);
            many |= left.values.overflown();
            return left;
        });

        EffectWorker worker() {
            synchronized (this) {
                EffectWorker worker = idle.poll();
                if (worker != null) {
                    return worker;
                }
            }
            EffectWorker made = new EffectWorker(plan, layout, lean);
            synchronized (this) {
                workers.add(made);
            }
            return made;
        }

        TileSums sums() {
            TileSums sums;
            synchronized (this) {
                sums = free.poll();
            }
            if (sums == null) {
                return new TileSums(layout);
            }
            sums.clear();
            return sums;
        }

        synchronized void done(EffectWorker worker, long tile, TileSums sums, boolean any) {
            idle.push(worker);
            if (!any) {
                free.push(sums);
            }
            many |= sums.values.overflown();
            tree.add(TILE_LEVEL, tile, any ? sums : null);
        }

        /** The nodes; all keep their values or none does, whoever was first to have too many. */
        synchronized List<NodeTree.Node<TileSums>> nodes() {
            List<NodeTree.Node<TileSums>> nodes = tree.nodes();
            List<FewValues> values = nodes.stream().flatMap(node -> Stream.ofNullable(node.value()))
                    .map(sums -> sums.values).toList();
            boolean all = values.stream().noneMatch(FewValues::overflown)
                    && values.stream().mapToInt(FewValues::size).sum() <= FewValues.MOST;
            values.stream().filter(some -> !all).forEach(FewValues::overflow);
            return nodes;
        }

        synchronized DyadicBins bins() {
            if (workers.size() == 1) {
                return workers.get(0).bins;
            }
            DyadicBins all = new DyadicBins();
            workers.forEach(worker -> all.addAll(worker.bins));
            return all;
        }
    }

    /** Takes the values of a tile to where they belong. */
    private EffectWorker.@Nullable Sink sink(long tile) {
        double[] target = kept;
        if (target == null) {
            return null;
        }
        return new EffectWorker.Sink() {
            private int at = starts[(int) (tile - firstTile())];

            @Override
            public void block(EffectKernel block) {
                double[] source = plan.noiseVaries ? block.noise : block.effect;
                for (int w = 0; w < block.mask.length; w++) {
                    for (long rest = block.mask[w]; rest != 0; rest &= rest - 1) {
                        target[at++] = source[(w << 6) + Long.numberOfTrailingZeros(rest)];
                    }
                }
            }
        };
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
