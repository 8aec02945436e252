package io.twinsim.sim;

import org.jspecify.annotations.Nullable;

/**
 * Counts, means and squared deviations of effects and of noise, and sums of row parts, for each group of one dimension
 * that some twin is in. Within a tile all dimensions are added up together, by joint cells, so that the last digits of
 * a group's numbers may depend on which other dimensions are asked for at the same time; tiles are merged in the
 * canonical tree. Groups whose effects are all equal have exactly their mean and no variance.
 */
final class GroupSums {

    final long[] n;
    final double[] mean;
    final double[] m2;
    final double[] noiseMean;
    /** Of noise; 0 unless that alone varies. */
    final double[] noiseM2;
    /** Row part m of group g at {@code g * parts + m}. */
    final double[] parts;
    /** Of effects, or of noise where that alone varies; null unless twins come in antithetic pairs. */
    private final @Nullable PairGroups pairs;

    private GroupSums(int groups, int parts, @Nullable PairGroups pairs) {
        n = new long[groups];
        mean = new double[groups];
        m2 = new double[groups];
        noiseMean = new double[groups];
        noiseM2 = new double[groups];
        this.parts = new double[groups * parts];
        this.pairs = pairs;
    }

    /** Some groups of a dimension. */
    static GroupSums of(TileSums sums, int dimension, int[] kept) {
        SumsLayout layout = sums.layout;
        GroupSums some = new GroupSums(kept.length, layout.parts,
                layout.paired ? sums.pairs[dimension].only(kept) : null);
        int start = layout.at(dimension);
        for (int g = 0; g < kept.length; g++) {
            int at = start + kept[g] * layout.width;
            double[] from = sums.groups;
            some.n[g] = (long) from[at];
            some.mean[g] = from[at + 1];
            some.m2[g] = from[at + 2];
            int next = at + 3;
            if (layout.noisy) {
                some.noiseMean[g] = layout.noiseSpread ? from[next] : from[next] / from[at];
                some.noiseM2[g] = layout.noiseSpread ? from[next + 1] : 0;
                next += layout.noiseSpread ? 2 : 1;
            }
            System.arraycopy(from, next, some.parts, g * layout.parts, layout.parts);
        }
        return some;
    }

    @Nullable PairGroups pairs() {
        return pairs;
    }

    /** What varies independently in a group: twins, or antithetic pairs. */
    long units(int g) {
        return pairs == null ? n[g] : pairs.pairs(g);
    }
}
