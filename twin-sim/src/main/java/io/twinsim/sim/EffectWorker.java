package io.twinsim.sim;

import io.twinsim.inference.JointCells;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.CellKernel;
import io.twinsim.internal.math.DyadicBins;
import io.twinsim.internal.math.Lanes;
import io.twinsim.internal.math.MomentKernel;
import io.twinsim.model.Range;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Sums the effects of one tile of twins after another. Everything it needs is made once: registers, the sums of sixteen
 * blocks, joint cells of the subgroups. Serves one thread.
 */
final class EffectWorker {

    /** Who takes every value. */
    interface Sink {
        /** The block at hand. */
        void block(EffectKernel block);
    }

    /** The histogram of all tiles that this worker did; counts do not depend on who counts what. */
    final DyadicBins bins = new DyadicBins();
    private final EffectPlan plan;
    private final SumsLayout layout;
    private final boolean lean;
    private final EffectKernel kernel;
    private final MomentKernel moments = new MomentKernel();
    private final BlockSums[] blocks = new BlockSums[Blocks.TILE_BLOCKS];
    private final boolean[] present = new boolean[Blocks.TILE_BLOCKS];
    private final CellKernel[] cells;
    private final JointCells[] joint;
    /** The groups of each dimension alone, as pairs are not summed by joint cells. */
    private final JointCells[] single;
    private final int[] codes = new int[Blocks.ROWS];
    private final double[][] extras;
    private final @Nullable PairBlock pairs;
    private final PairGroups[] blockPairs;

    EffectWorker(EffectPlan plan, SumsLayout layout, boolean lean) {
        this.plan = plan;
        this.layout = layout;
        this.lean = lean;
        kernel = plan.kernel();
        Arrays.setAll(blocks, b -> new BlockSums(layout));
        cells = layout.batches.stream().map(layout::cells).toArray(CellKernel[]::new);
        joint = new JointCells[cells.length];
        Arrays.setAll(joint, b -> joint(layout.batches.get(b), cells[b]::stride));
        single = new JointCells[layout.paired ? layout.dimensions.size() : 0];
        Arrays.setAll(single, d -> joint(new SumsLayout.Batch(d, d + 1), one -> 1));
        extras = new double[(layout.noisy ? 1 : 0) + layout.parts][];
        pairs = layout.paired ? new PairBlock() : null;
        blockPairs = new PairGroups[single.length];
        Arrays.setAll(blockPairs, d -> new PairGroups(layout.dimensions.get(d).groups()));
    }

    private JointCells joint(SumsLayout.Batch batch, IntUnaryOperator stride) {
        return new JointCells(layout.dimensions.subList(batch.first(), batch.end()), stride,
                plan.rows.columns(kernel.cursor));
    }

    /** The sums of a tile go to {@code sums}, cleared before; false if none of its twins counts. */
    boolean tile(long tile, TileSums sums, @Nullable Sink sink, boolean few) {
        long first = tile * Blocks.TILE_BLOCKS;
        boolean any = false;
        for (int b = 0; b < Blocks.TILE_BLOCKS; b++) {
            long start = (first + b) * Blocks.ROWS;
            present[b] = start + Blocks.ROWS > plan.rows.first() && start < plan.rows.end() && kernel.load(first + b);
            if (present[b]) {
                any = true;
                sum(blocks[b]);
                group(sums);
                if (few) {
                    keep(sums.values);
                } else {
                    sums.values.overflow();
                }
                if (sink != null) {
                    sink.block(kernel);
                }
            }
        }
        if (any) {
            sums.rows.set(blocks[merged()]);
            marginals(sums);
        }
        return any;
    }

    /** Merges the blocks as the canonical tree does, without the absent ones; gives the one that holds the sum. */
    private int merged() {
        for (int half = 1; half < Blocks.TILE_BLOCKS; half *= 2) {
            for (int left = 0; left < Blocks.TILE_BLOCKS; left += 2 * half) {
                int right = left + half;
                if (present[left] && present[right]) {
                    blocks[left].merge(blocks[right]);
                } else if (present[right]) {
                    BlockSums only = blocks[right];
                    blocks[right] = blocks[left];
                    blocks[left] = only;
                    present[left] = true;
                }
            }
        }
        return 0;
    }

    private void sum(BlockSums sums) {
        EffectKernel k = kernel;
        double[] out = sums.moments;
        boolean full = EffectKernel.full(k.mask, k.from, k.to);
        long[] mask = full ? null : k.mask;
        moments.block(k.effect, mask, k.from, k.to, 4, out, SumsLayout.EFFECT);
        if (plan.applies == null) {
            System.arraycopy(out, SumsLayout.EFFECT, out, SumsLayout.REACHED, MomentKernel.SIZE);
        } else {
            moments.block(k.effect, k.reach, k.from, k.to, 4, out, SumsLayout.REACHED);
        }
        if (layout.noisy) {
            moments.block(k.tau, mask, k.from, k.to, 2, out, SumsLayout.TAU);
            moments.block(k.noise, mask, k.from, k.to, plan.noiseVaries ? 4 : 2, out, SumsLayout.NOISE);
        } else {
            MomentKernel.empty(out, SumsLayout.TAU);
            MomentKernel.empty(out, SumsLayout.NOISE);
        }
        if (k.isRated()) {
            boolean every = full && Arrays.equals(k.rated, k.mask);
            moments.block(k.rate(), every ? null : k.rated, k.from, k.to, plan.sets() ? 4 : 1, out, SumsLayout.RATE);
        } else {
            MomentKernel.empty(out, SumsLayout.RATE);
        }
        for (int m = 0; m < sums.parts.length; m++) {
            sums.parts[m] = total(k.parts[m], mask);
        }
        sums.missing = k.missing;
        sums.firstMissing = k.firstMissing;
        sums.undecided = k.undecided;
        sums.outside = outside();
        if (pairs != null) {
            pairs(pairs, out);
        }
        if (!lean) {
            bins.add(k.effect, mask, k.from, k.to, out[SumsLayout.EFFECT + SumsLayout.MIN],
                    out[SumsLayout.EFFECT + SumsLayout.MAX]);
        }
    }

    /** A part is 0 where the intervention does not apply, and so wherever a twin does not count. */
    private double total(double[] part, long @Nullable [] mask) {
        double sum = Lanes.sum(part, kernel.from, kernel.to);
        if (Math.abs(sum) <= Double.MAX_VALUE) {
            return sum;
        }
        throw new ArithmeticException("the sum of a block must be finite, got " + (kernel.to - kernel.from)
                + " values beyond that");
    }

    private void pairs(PairBlock pairs, double[] out) {
        EffectKernel k = kernel;
        pairs.load(plan.noiseVaries ? k.noise : k.effect, k.from, k.to);
        pairs.moments(k.mask, moments, out, SumsLayout.PAIRS);
        if (plan.applies == null) {
            System.arraycopy(out, SumsLayout.PAIRS, out, SumsLayout.REACHED_PAIRS, 2 * MomentKernel.SIZE);
        } else {
            pairs.moments(k.reach, moments, out, SumsLayout.REACHED_PAIRS);
        }
    }

    /** Twins whose outcome leaves its range. */
    private long outside() {
        if (!kernel.isRated() || plan.outcome == null || plan.outcome.range().isEmpty()) {
            return 0;
        }
        Range range = plan.outcome.range().get();
        double lower = range.lower();
        double upper = range.upper();
        double[] rate = kernel.rate();
        double[] effect = kernel.effect;
        long count = 0;
        for (int i = kernel.from; i < kernel.to; i++) {
            double outcome = rate[i] + effect[i];
            count += outcome >= lower & outcome <= upper ? 0 : kernel.rated[i >>> 6] >>> i & 1;
        }
        return count;
    }

    private void group(TileSums sums) {
        EffectKernel k = kernel;
        if (layout.noisy) {
            extras[0] = k.noise;
        }
        System.arraycopy(k.parts, 0, extras, extras.length - layout.parts, layout.parts);
        int position = plan.rows.position(k.first, k.from);
        for (int b = 0; b < cells.length; b++) {
            joint[b].load(position, codes, k.from, k.to);
            leaveOut();
            cells[b].add(codes, k.effect, extras, k.from, k.to);
        }
        for (int d = 0; d < sums.pairs.length && pairs != null; d++) {
            single[d].load(position, codes, k.from, k.to);
            leaveOut();
            pairs.split(codes);
            blockPairs[d].load(pairs);
            sums.pairs[d].merge(blockPairs[d]);
        }
    }

    /** Marks the rows that do not count. */
    private void leaveOut() {
        for (int w = kernel.from >> 6; w <= kernel.to - 1 >> 6; w++) {
            for (long rest = ~kernel.mask[w]; rest != 0; rest &= rest - 1) {
                codes[(w << 6) + Long.numberOfTrailingZeros(rest)] = -1;
            }
        }
    }

    private void marginals(TileSums sums) {
        for (int b = 0; b < cells.length; b++) {
            SumsLayout.Batch batch = layout.batches.get(b);
            for (int d = batch.first(); d < batch.end(); d++) {
                cells[b].marginal(d - batch.first(), sums.groups, layout.at(d));
            }
            cells[b].clear();
        }
    }

    private void keep(FewValues values) {
        if (EffectKernel.count(kernel.mask) > FewValues.MOST - values.size()) {
            values.overflow();
        }
        double[] source = plan.noiseVaries ? kernel.noise : kernel.effect;
        for (int w = 0; w < kernel.mask.length && !values.overflown(); w++) {
            for (long rest = kernel.mask[w]; rest != 0; rest &= rest - 1) {
                int i = (w << 6) + Long.numberOfTrailingZeros(rest);
                values.add(source[i], kernel.first + i);
            }
        }
    }
}
