package io.twinsim.sim;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.MomentKernel;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.NodeTree;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * One pass over twins on which several interventions act side by side: the moments of the differences that they make,
 * twin by twin, for each pair of them. Noise has the same draws for all, so it cancels as far as it is alike. What
 * differs is the effect, or the noise where that alone varies. Blocks are merged in the canonical tree.
 */
final class DifferencePass {

    private static final int FEWEST_TILES = 4;

    private final List<EffectPlan> plans;
    private final int pairs;
    private final boolean antithetic;
    /** Doubles of one pair: its twins, and if they come in antithetic pairs those, whole and halves. */
    private final int width;

    /** Interventions on the same rows. */
    DifferencePass(List<EffectPlan> plans) {
        this.plans = plans;
        this.pairs = plans.size() * (plans.size() - 1) / 2;
        this.antithetic = plans.get(0).paired;
        this.width = (antithetic ? 3 : 1) * MomentKernel.SIZE;
    }

    /** Where the pair of a later and an earlier intervention stands. */
    static int pair(int later, int earlier) {
        return later * (later - 1) / 2 + earlier;
    }

    /** The moments of all pairs; nothing if the pass was stopped. */
    Optional<Sums> run(int threads, @Nullable Executor executor, StopSignal stop, LongConsumer progress) {
        RowSource rows = plans.get(0).rows;
        long first = rows.first() / Blocks.TILE_ROWS;
        long end = rows.end() == rows.first() ? first : (rows.end() - 1) / Blocks.TILE_ROWS + 1;
        ArrayDeque<Worker> idle = new ArrayDeque<>();
        NodeTree<double[]> tree = new NodeTree<>(DifferencePass::merged);
        AtomicLong seen = new AtomicLong();
        long done = Tiles.run(end - first < FEWEST_TILES ? 1 : threads, executor, end - first, stop, tile -> {
            Worker worker;
            synchronized (idle) {
                worker = idle.poll();
            }
            worker = worker == null ? new Worker() : worker;
            for (int b = 0; b < Blocks.TILE_BLOCKS; b++) {
                long block = (first + tile) * Blocks.TILE_BLOCKS + b;
                double[] sums = worker.block(block, rows);
                synchronized (tree) {
                    tree.add(0, block, sums);
                }
            }
            synchronized (idle) {
                idle.push(worker);
            }
            long to = Math.min(rows.end(), (first + tile + 1) * Blocks.TILE_ROWS);
            progress.accept(seen.addAndGet(to - Math.max(rows.first(), (first + tile) * Blocks.TILE_ROWS)));
        });
        return done < end - first ? Optional.empty() : Optional.of(new Sums(tree.total().orElse(empty()), width));
    }

    /** What is known of all pairs. */
    record Sums(double[] moments, int width) {

        Moments twins(int pair) {
            return MomentKernel.read(moments, pair * width);
        }

        /** By antithetic pairs; none if twins do not come in pairs. */
        PairMoments pairs(int pair) {
            return width == MomentKernel.SIZE ? PairMoments.EMPTY
                    : new PairMoments(MomentKernel.read(moments, pair * width + MomentKernel.SIZE),
                            MomentKernel.read(moments, pair * width + 2 * MomentKernel.SIZE));
        }
    }

    private double[] empty() {
        double[] sums = new double[pairs * width];
        for (int at = 0; at < sums.length; at += MomentKernel.SIZE) {
            MomentKernel.empty(sums, at);
        }
        return sums;
    }

    private static double[] merged(double[] left, double[] right) {
        for (int at = 0; at < left.length; at += MomentKernel.SIZE) {
            MomentKernel.merge(left, right, at);
        }
        return left;
    }

    /** The registers of one thread. */
    private final class Worker {

        private final EffectKernel[] kernels = plans.stream().map(EffectPlan::kernel).toArray(EffectKernel[]::new);
        private final double[] differences = new double[Blocks.ROWS];
        private final MomentKernel moments = new MomentKernel();
        private final PairBlock mirrored = new PairBlock();

        /** The moments of one block; null if none of its twins counts. */
        double @Nullable [] block(long block, RowSource rows) {
            long start = block * Blocks.ROWS;
            if (start + Blocks.ROWS <= rows.first() || start >= rows.end()) {
                return null;
            }
            for (EffectKernel kernel : kernels) {
                if (!kernel.effects(block)) {
                    return null;
                }
            }
            double[] sums = new double[pairs * width];
            EffectKernel shared = kernels[0];
            boolean full = EffectKernel.full(shared.mask, shared.from, shared.to);
            for (int s = 1; s < kernels.length; s++) {
                for (int t = 0; t < s; t++) {
                    subtract(varying(s), varying(t), shared.from, shared.to);
                    int at = pair(s, t) * width;
                    moments.block(differences, full ? null : shared.mask, shared.from, shared.to, 2, sums, at);
                    if (antithetic) {
                        mirrored.load(differences, shared.from, shared.to);
                        mirrored.moments(shared.mask, moments, sums, at + MomentKernel.SIZE);
                    }
                }
            }
            return sums;
        }

        private double[] varying(int scenario) {
            return plans.get(scenario).noiseVaries ? kernels[scenario].noise : kernels[scenario].effect;
        }

        private void subtract(double[] left, double[] right, int from, int to) {
            for (int i = from; i < to; i++) {
                differences[i] = left[i] - right[i];
            }
        }
    }
}
