package io.twinsim.sim;

import io.twinsim.inference.SubgroupKeys;
import io.twinsim.internal.math.Moments;
import io.twinsim.model.Range;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is kept of the effects of a set of twins. Merged in the canonical tree.
 *
 * @param effect moments of all effects
 * @param reached moments of the effects of twins to which the intervention applies
 * @param tau moments of the systematic parts
 * @param noise moments of the noise
 * @param rate moments of the baseline rate
 * @param parts sums of the row parts
 * @param missing twins left out because their effect is missing
 * @param firstMissing the first of them
 * @param undecided twins of which it is missing whether the intervention applies
 * @param outside twins whose outcome leaves its range
 * @param pairs what varies from one antithetic pair to the next, if twins come in pairs
 * @param groups sums by group, one for each dimension
 * @param bins the histogram
 */
record EffectSums(
        Moments effect, Moments reached, Moments tau, Moments noise, Moments rate, double[] parts, long missing,
        long firstMissing, long undecided, long outside, PairSums pairs, List<GroupSums> groups, @Nullable Bins bins) {

    static EffectSums empty(List<SubgroupKeys> keys, int parts) {
        return new EffectSums(Moments.EMPTY, Moments.EMPTY, Moments.EMPTY, Moments.EMPTY, Moments.EMPTY,
                new double[parts], 0, Long.MAX_VALUE, 0, 0, PairSums.NONE,
                keys.stream().map(k -> GroupSums.empty(k.groups(), parts)).toList(), null);
    }

    /** Reads a loaded block. */
    static EffectSums ofBlock(EffectKernel block, EffectPlan plan, List<SubgroupKeys> keys, int[] codes, boolean lean) {
        int from = block.from;
        int to = block.to;
        Moments effect = Moments.ofBlock(block.effect, block.mask, from, to);
        Moments reached = plan.applies == null ? effect : Moments.ofBlock(block.effect, block.reach, from, to);
        Moments tau = block.noisy() ? Moments.ofBlock(block.tau, block.mask, from, to) : effect;
        Moments noise = block.noisy() ? Moments.ofBlock(block.noise, block.mask, from, to) : Moments.EMPTY;
        Moments rate = block.isRated() ? Moments.ofBlock(block.rate(), block.rated, from, to) : Moments.EMPTY;
        PairSums pairs = pairs(block, plan);
        double[] parts = new double[block.parts()];
        for (int m = 0; m < parts.length; m++) {
            parts[m] = Moments.ofBlock(block.part(m), block.reach, from, to).sum();
        }
        return new EffectSums(effect, reached, tau, noise, rate, parts, block.missing,
                block.missing == 0 ? Long.MAX_VALUE : block.firstMissing, block.undecided, outside(block, plan),
                pairs,
                keys.stream().map(k -> GroupSums.ofBlock(block, k, plan.rows.baseRow(), codes)).toList(),
                lean ? null : Bins.ofBlock(block.effect, block.mask, from, to));
    }

    private static PairSums pairs(EffectKernel block, EffectPlan plan) {
        PairBlock pairs = block.pairs;
        if (pairs == null) {
            return PairSums.NONE;
        }
        pairs.load(plan.noiseVaries ? block.noise : block.effect, block.from, block.to);
        PairMoments all = pairs.moments(block.mask);
        return new PairSums(all, plan.applies == null ? all : pairs.moments(block.reach));
    }

    private static long outside(EffectKernel block, EffectPlan plan) {
        if (!block.isRated() || plan.outcome == null || plan.outcome.range().isEmpty()) {
            return 0;
        }
        Range range = plan.outcome.range().get();
        double[] rate = block.rate();
        long outside = 0;
        for (int i = block.from; i < block.to; i++) {
            boolean counts = (block.rated[i >>> 6] >>> i & 1) != 0;
            outside += counts && !range.contains(rate[i] + block.effect[i]) ? 1 : 0;
        }
        return outside;
    }

    EffectSums merge(EffectSums right) {
        double[] sums = parts.clone();
        for (int m = 0; m < sums.length; m++) {
            sums[m] += right.parts[m];
        }
        GroupSums[] merged = new GroupSums[groups.size()];
        for (int d = 0; d < merged.length; d++) {
            merged[d] = groups.get(d).merge(right.groups.get(d));
        }
        return new EffectSums(effect.merge(right.effect), reached.merge(right.reached), tau.merge(right.tau),
                noise.merge(right.noise), rate.merge(right.rate), sums, missing + right.missing,
                Math.min(firstMissing, right.firstMissing), undecided + right.undecided, outside + right.outside,
                pairs.merge(right.pairs), List.of(merged), Bins.merge(bins, right.bins));
    }
}
