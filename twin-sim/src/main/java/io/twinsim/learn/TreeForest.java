package io.twinsim.learn;

import io.twinsim.internal.math.Lanes;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.model.TreeModel;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;

/**
 * One run of a random forest: trees on rows drawn with replacement, grown apart from each other, so in any order.
 */
final class TreeForest {

    /** Shares of leaves are cut to multiples of this, so that their sum is exact and never above 1. */
    private static final double GRID = 0x1p-52;

    private final RandomForest settings;
    private final FeatureTable x;
    private final boolean binary;
    private final DrawStream rows;
    private final DrawStream features;
    private final int threads;
    /** Outcomes less their mean; the mean is not taken off where outcomes are 0 or 1, whose sums are exact. */
    private final double[] target;
    private final double base;

    TreeForest(RandomForest settings, FeatureTable x, double[] y, boolean binary, Draws draws, int threads) {
        this.settings = settings;
        this.x = x;
        this.binary = binary;
        this.rows = draws.stream("learn/forest/rows");
        this.features = draws.stream("learn/forest/features");
        this.threads = threads;
        double mean = Lanes.sum(y, y.length) / y.length;
        this.base = binary && y.length > TreeBoosting.FEW ? 0 : mean;
        this.target = new double[y.length];
        for (int i = 0; i < y.length; i++) {
            target[i] = y[i] - base;
        }
    }

    TreeModel model(String name) {
        BinsTable bins = BinsTable.of(x, target, settings.mostBins(), threads);
        TreeNodes[] trees = new TreeNodes[target.length <= TreeBoosting.FEW ? 0 : settings.trees()];
        int[][] codes = bins.codes(x, threads);
        TreeGrower.Limits limits = new TreeGrower.Limits(
                settings.depth(), settings.leastLeaf(), settings.featuresOf(x.features(), binary));
        double spread = spread();
        Tiles.run(threads, null, trees.length, StopSignal.NEVER, tile -> {
            int t = (int) tile;
            TreeGrower grower = new TreeGrower(bins, codes, limits, spread, 1);
            trees[t] = grower.grow(TreeSample.bootstrap(target.length, rows.draw(t)), target, this::leaf,
                    features.draw(t));
        });
        return TreeModel.of(name, x.symbols(), bins.ranks(), false, base, TreeNodes.join(List.of(trees)));
    }

    private double spread() {
        double[] ends = Arrays.stream(target).sorted().toArray();
        return ends[ends.length - 1] - ends[0];
    }

    /** The mean outcome of a leaf's rows, each as often as it was drawn, divided by the number of trees. */
    private double leaf(int[] members, int from, int to) {
        double sum = 0;
        for (int i = from; i < to; i++) {
            sum += target[members[i]];
        }
        double value = sum / (to - from) / settings.trees();
        return binary ? Math.floor(value / GRID) * GRID : value;
    }
}
