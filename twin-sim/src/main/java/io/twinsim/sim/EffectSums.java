package io.twinsim.sim;

import io.twinsim.inference.SubgroupClassifier;
import io.twinsim.internal.math.DyadicBins;
import io.twinsim.internal.math.MomentKernel;
import io.twinsim.internal.math.Moments;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * What is kept of the effects of all twins of a run.
 *
 * @param effect moments of all effects
 * @param reached moments of the effects of twins to which the intervention applies
 * @param tau mean and squared deviations of the systematic parts
 * @param noise mean and squared deviations of the noise; all its moments where that alone varies
 * @param rate the mean of the baseline rate; all its moments where effects are differences of rates
 * @param parts sums of the row parts
 * @param missing twins left out because their effect is missing
 * @param firstMissing the first of them
 * @param undecided twins of which it is missing whether the intervention applies
 * @param outside twins whose outcome leaves its range
 * @param pairs what varies from one antithetic pair to the next, if twins come in pairs
 * @param dimensions the groups of each dimension
 * @param groups sums by group, one for each dimension
 * @param bins the histogram
 * @param values the single values, while they are few
 */
record EffectSums(
        Moments effect, Moments reached, Moments tau, Moments noise, Moments rate, double[] parts, long missing,
        long firstMissing, long undecided, long outside, PairSums pairs, List<Dimension> dimensions,
        List<GroupSums> groups, DyadicBins bins, FewValues values) {

    /**
     * The groups of one dimension that some twin is in.
     *
     * @param spec as it was asked for
     * @param column the column, or two joined by {@code *}
     * @param labels what the groups are called
     */
    record Dimension(String spec, String column, List<String> labels) {

        int groups() {
            return labels.size();
        }
    }

    static EffectSums of(TileSums sums, DyadicBins bins) {
        SumsLayout layout = sums.layout;
        BlockSums rows = sums.rows;
        List<Dimension> dimensions = new ArrayList<>();
        List<GroupSums> groups = new ArrayList<>();
        for (int d = 0; d < layout.dimensions.size(); d++) {
            SubgroupClassifier dimension = layout.dimensions.get(d);
            int start = layout.at(d);
            int[] kept = IntStream.range(0, dimension.groups())
                    .filter(g -> sums.groups[start + g * layout.width] > 0).toArray();
            dimensions.add(new Dimension(dimension.spec(), dimension.column(),
                    IntStream.of(kept).mapToObj(dimension::label).toList()));
            groups.add(GroupSums.of(sums, d, kept));
        }
        Moments effect = read(rows, SumsLayout.EFFECT);
        return new EffectSums(effect, read(rows, SumsLayout.REACHED),
                layout.noisy ? read(rows, SumsLayout.TAU) : effect, read(rows, SumsLayout.NOISE),
                read(rows, SumsLayout.RATE), rows.parts.clone(), rows.missing, rows.firstMissing, rows.undecided,
                rows.outside, pairs(layout, rows), List.copyOf(dimensions), List.copyOf(groups), bins, sums.values);
    }

    private static Moments read(BlockSums rows, int at) {
        return MomentKernel.read(rows.moments, at);
    }

    private static PairSums pairs(SumsLayout layout, BlockSums rows) {
        return layout.paired ? new PairSums(
                new PairMoments(read(rows, SumsLayout.PAIRS), read(rows, SumsLayout.HALVES)),
                new PairMoments(read(rows, SumsLayout.REACHED_PAIRS), read(rows, SumsLayout.REACHED_HALVES)))
                : PairSums.NONE;
    }
}
