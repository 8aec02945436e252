package io.twinsim.sim;

import io.twinsim.inference.SubgroupKeys;
import io.twinsim.internal.math.Blocks;
import org.jspecify.annotations.Nullable;

/**
 * Counts, means and squared deviations of effects and of noise, and sums of row parts, for each group of one dimension.
 * Within a block rows are added in order, as distances to the group's first value there, so that equal values have
 * exactly their mean and no variance; blocks are merged like {@link io.twinsim.internal.math.Moments}.
 */
final class GroupSums {

    final long[] n;
    final double[] mean;
    final double[] m2;
    final double[] noiseMean;
    final double[] noiseM2;
    /** Row part m of group g at {@code g * parts + m}. */
    final double[] parts;
    /** Of effects, or of noise where that alone varies; null unless twins come in antithetic pairs. */
    private @Nullable PairGroups pairs;

    private GroupSums(int groups, int parts) {
        n = new long[groups];
        mean = new double[groups];
        m2 = new double[groups];
        noiseMean = new double[groups];
        noiseM2 = new double[groups];
        this.parts = new double[groups * parts];
    }

    static GroupSums empty(int groups, int parts) {
        return new GroupSums(groups, parts);
    }

    static GroupSums ofBlock(EffectKernel block, SubgroupKeys keys, long baseRow, int[] codes) {
        int parts = block.parts();
        GroupSums sums = new GroupSums(keys.groups(), parts);
        keys.load((int) (block.first + block.from - baseRow), codes, block.from, block.to);
        for (int i = block.from; i < block.to; i++) {
            if ((block.mask[i >>> 6] >>> i & 1) == 0) {
                codes[i] = -1;
            } else {
                sums.n[codes[i]]++;
            }
        }
        spread(block.effect, codes, block.from, block.to, sums.n, sums.mean, sums.m2);
        if (block.noisy()) {
            spread(block.noise, codes, block.from, block.to, sums.n, sums.noiseMean, sums.noiseM2);
        }
        PairBlock pairs = block.pairs;
        if (pairs != null) {
            pairs.split(codes);
            sums.pairs = PairGroups.ofBlock(pairs, keys.groups());
        }
        for (int m = 0; m < parts; m++) {
            double[] part = block.part(m);
            for (int i = block.from; i < block.to; i++) {
                if (codes[i] >= 0 && (block.reach[i >>> 6] >>> i & 1) != 0) {
                    sums.parts[codes[i] * parts + m] += part[i];
                }
            }
        }
        return sums;
    }

    /** Adds rows to the means and squared deviations of their groups, whose counts are known. */
    static void spread(double[] x, int[] codes, int from, int to, long[] n, double[] mean, double[] m2) {
        double[] pivot = new double[n.length];
        boolean[] seen = new boolean[n.length];
        for (int i = from; i < to; i++) {
            int g = codes[i];
            if (g >= 0) {
                if (!seen[g]) {
                    seen[g] = true;
                    pivot[g] = x[i];
                }
                double d = x[i] - pivot[g];
                mean[g] += d;
                m2[g] += d * d;
            }
        }
        for (int g = 0; g < n.length; g++) {
            if (n[g] > 0) {
                double shift = mean[g] / n[g];
                m2[g] = Math.max(0, m2[g] - mean[g] * shift);
                mean[g] = pivot[g] + shift;
            }
        }
    }

    GroupSums merge(GroupSums right) {
        GroupSums sums = new GroupSums(n.length, n.length == 0 ? 0 : parts.length / n.length);
        for (int g = 0; g < n.length; g++) {
            sums.n[g] = n[g] + right.n[g];
            merge(g, n, mean, m2, right.n, right.mean, right.m2, sums.mean, sums.m2);
            merge(g, n, noiseMean, noiseM2, right.n, right.noiseMean, right.noiseM2, sums.noiseMean, sums.noiseM2);
        }
        for (int p = 0; p < parts.length; p++) {
            sums.parts[p] = parts[p] + right.parts[p];
        }
        sums.pairs = pairs == null || right.pairs == null ? null : pairs.merge(right.pairs);
        return sums;
    }

    /** Merges group g of two sets of rows. */
    static void merge(int g, long[] n1, double[] mean1, double[] m21, long[] n2, double[] mean2, double[] m22,
            double[] mean, double[] m2) {
        if (n1[g] == 0 || n2[g] == 0) {
            mean[g] = n1[g] == 0 ? mean2[g] : mean1[g];
            m2[g] = n1[g] == 0 ? m22[g] : m21[g];
            return;
        }
        double total = (double) n1[g] + n2[g];
        double delta = mean2[g] - mean1[g];
        mean[g] = mean1[g] + delta * (n2[g] / total);
        m2[g] = m21[g] + m22[g] + delta * delta * (n1[g] / total * n2[g]);
    }

    @Nullable PairGroups pairs() {
        return pairs;
    }

    /** What varies independently in a group: twins, or antithetic pairs. */
    long units(int g) {
        return pairs == null ? n[g] : pairs.pairs(g);
    }

    /** Scratch for the group of each row of a block. */
    static int[] scratch() {
        return new int[Blocks.ROWS];
    }
}
