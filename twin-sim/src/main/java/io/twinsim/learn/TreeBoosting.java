package io.twinsim.learn;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Lanes;
import io.twinsim.model.TreeModel;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * One run of gradient boosting: trees fitted one after another to what the sum of those before leaves over. The first
 * trees of a long run are those of a short one.
 */
final class TreeBoosting {

    /** The longest step of a leaf in log odds, before the rate: rows fitted with certainty have no weight. */
    static final double LONGEST_STEP = 20;
    /** With so few rows nothing is learned but the mean. */
    static final int FEW = 2;

    /** Told of each tree. */
    @FunctionalInterface
    private interface Watch {
        void grown(int tree, TreeNodes nodes);
    }

    private final GradientBoosting settings;
    private final FeatureTable x;
    private final double[] y;
    private final boolean binary;
    private final DrawStream rows;
    private final DrawStream ties;
    private final int threads;
    private final double base;
    private final BinsTable bins;
    /** The sum of base and trees for each training row, and what the outcome is more than expected from it. */
    private final double[] score;
    private final double[] residual;
    private final double[] probability;

    TreeBoosting(GradientBoosting settings, FeatureTable x, double[] y, boolean binary, Draws draws, int threads) {
        this.settings = settings;
        this.x = x;
        this.y = y;
        this.binary = binary;
        this.rows = draws.stream("learn/boosting/rows");
        this.ties = draws.stream("learn/boosting/ties");
        this.threads = threads;
        this.base = base(y, binary);
        this.bins = BinsTable.of(x, y, settings.mostBins(), threads);
        this.score = new double[y.length];
        this.residual = new double[y.length];
        this.probability = new double[binary ? y.length : 0];
    }

    /** The mean, or its log odds; if all are alike, half a row of either kind is added. */
    private static double base(double[] y, boolean binary) {
        int n = y.length;
        double sum = Lanes.sum(y, n);
        if (!binary) {
            return sum / n;
        }
        double ones = sum > 0 && sum < n ? sum : sum + 0.5;
        double zeros = sum > 0 && sum < n ? n - sum : n - sum + 0.5;
        return Elementary.log(ones / zeros);
    }

    /** The model of all trees. */
    TreeModel model(String name) {
        List<TreeNodes> trees = new ArrayList<>();
        run((tree, nodes) -> trees.add(nodes));
        return TreeModel.of(name, x.symbols(), bins.ranks(), binary, base, TreeNodes.join(trees));
    }

    /** The mean loss on other rows after 0, 1, ... trees: squared error, or minus the log likelihood. */
    double[] losses(FeatureTable held, double[] outcomes) {
        int[][] codes = bins.codes(held, threads);
        double[] scores = new double[outcomes.length];
        Arrays.fill(scores, base);
        double[] losses = new double[settings.trees() + 1];
        Arrays.fill(losses, loss(scores, outcomes));
        run((tree, nodes) -> {
            for (int i = 0; i < scores.length; i++) {
                scores[i] += nodes.value(bins, codes, i);
            }
            Arrays.fill(losses, tree + 1, losses.length, loss(scores, outcomes));
        });
        return losses;
    }

    /** With s the log odds, {@code -ln p = ln(1 + e^-s)} for ones and {@code -ln(1 - p) = ln(1 + e^s)} for zeros. */
    private double loss(double[] scores, double[] outcomes) {
        double sum = 0;
        for (int i = 0; i < scores.length; i++) {
            if (binary) {
                double against = outcomes[i] > 0 ? -scores[i] : scores[i];
                sum += Math.max(against, 0) + Elementary.log1p(Elementary.exp(-Math.abs(against)));
            } else {
                double error = outcomes[i] - scores[i];
                sum += error * error;
            }
        }
        return sum / scores.length;
    }

    /** Grows the trees; ends when a tree on all rows has nothing to part, as all later ones would be alike. */
    private void run(Watch watch) {
        int n = y.length;
        if (n <= FEW) {
            return;
        }
        Arrays.fill(score, base);
        int[][] codes = bins.codes(x, threads);
        TreeGrower grower = new TreeGrower(bins, codes,
                new TreeGrower.Limits(settings.depth(), settings.leastLeaf(), 0), spread(), threads);
        int size = Math.max(1, (int) Math.rint(settings.subsample() * n));
        for (int tree = 0; tree < settings.trees(); tree++) {
            residuals();
            int[] drawn = size == n ? TreeSample.all(n) : TreeSample.some(n, size, rows.draw(tree));
            TreeNodes nodes = grower.grow(drawn, residual, this::leaf, ties.draw(tree));
            if (nodes.size() == 1 && size == n) {
                return;
            }
            if (size < n) {
                addToOthers(drawn, nodes, codes);
            }
            watch.grown(tree, nodes);
        }
    }

    private double spread() {
        double least = y[0];
        double greatest = y[0];
        for (double value : y) {
            least = Math.min(least, value);
            greatest = Math.max(greatest, value);
        }
        return greatest - least;
    }

    private void residuals() {
        double[] expected = score;
        if (binary) {
            Elementary.logistic(score, probability, 0, y.length);
            expected = probability;
        }
        for (int i = 0; i < y.length; i++) {
            residual[i] = y[i] - expected[i];
        }
    }

    /** The value of a leaf, which its rows' scores take at once: the mean residual, or Newton's step for log odds. */
    private double leaf(int[] members, int from, int to) {
        double sum = 0;
        double weight = 0;
        for (int i = from; i < to; i++) {
            int row = members[i];
            sum += residual[row];
            weight += binary ? probability[row] * (1 - probability[row]) : 1;
        }
        double step = sum / weight;
        if (binary) {
            step = sum == 0 ? 0 : Math.max(-LONGEST_STEP, Math.min(LONGEST_STEP, step));
        }
        double value = settings.rate() * step;
        for (int i = from; i < to; i++) {
            score[members[i]] += value;
        }
        return value;
    }

    private void addToOthers(int[] drawn, TreeNodes nodes, int[][] codes) {
        boolean[] inside = new boolean[y.length];
        for (int row : drawn) {
            inside[row] = true;
        }
        for (int row = 0; row < inside.length; row++) {
            if (!inside[row]) {
                score[row] += nodes.value(bins, codes, row);
            }
        }
    }
}
