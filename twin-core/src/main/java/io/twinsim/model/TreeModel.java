package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.column.ColumnType;
import io.twinsim.expr.Symbol;
import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.TreeKernel;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sum of decision trees: base plus the leaf of each tree, in the order of the trees; with the link {@code logit}, the
 * logistic function of that. A row goes left where its input is at most the threshold; a category is compared by the
 * rank of its label. A missing input goes the way that the node says.
 */
public final class TreeModel extends LearnedModel {

    private final int[] @Nullable [] ranks;
    private final double base;
    private final TreeKernel kernel;

    /**
     * Trees as flat arrays over all their nodes, in any order; each node belongs to one tree and has one parent.
     *
     * @param roots the root node of each tree
     * @param feature which input a node asks for; -1 for a leaf
     * @param threshold rows whose input is at most this go left; finite; ignored for leaves
     * @param missingLeft whether rows without that input go left; ignored for leaves
     * @param left the node on the left; ignored for leaves
     * @param right the node on the right; ignored for leaves
     * @param value what a leaf adds, finite; ignored for other nodes
     */
    public record Trees(int[] roots, int[] feature, double[] threshold, boolean[] missingLeft, int[] left, int[] right,
            double[] value) {

        /** The number of trees and nodes. */
        @Override
        public String toString() {
            return "Trees[" + roots.length + (roots.length == 1 ? " tree, " : " trees, ")
                    + Numbers.grouped(feature.length) + " nodes]";
        }
    }

    private TreeModel(String name, List<Symbol> inputs, int[] @Nullable [] ranks, boolean logit, double base,
            TreeKernel kernel) {
        super(name, inputs, logit);
        this.ranks = ranks;
        this.base = base;
        this.kernel = kernel;
    }

    /**
     * A sum of trees.
     *
     * @param name its name, as formulas call it
     * @param inputs the columns that it reads
     * @param ranks for each input that is a category the rank of each of its codes, from 0; null for numbers; copied
     * @param logit whether the logistic function of the sum is taken
     * @param base what the leaves are added to
     * @param trees the trees; copied
     * @return the model
     * @throws InputException if a number is not finite, or the arrays do not describe trees over these inputs
     */
    public static TreeModel of(String name, List<Symbol> inputs, int[] @Nullable [] ranks, boolean logit, double base,
            Trees trees) {
        Checks.notNull(trees, "trees");
        if (Checks.notNull(ranks, "ranks").length != inputs.size()) {
            throw new InputException("ranks must hold one row per input (" + inputs.size() + "), got " + ranks.length);
        }
        int[] @Nullable [] own = new int[ranks.length][];
        double[] @Nullable [] codes = new double[ranks.length][];
        for (int k = 0; k < ranks.length; k++) {
            Symbol input = inputs.get(k);
            int[] rank = ranks[k];
            int needed = input.type() == ColumnType.CATEGORY ? input.labels().size() : -1;
            if ((rank == null ? -1 : rank.length) != needed) {
                String rule = needed < 0 ? "null, as it is a number" : needed + ", one per label";
                throw new InputException("ranks of " + input.name() + " must be " + rule + ", got "
                        + (rank == null ? "null" : rank.length));
            }
            own[k] = rank == null ? null : rank.clone();
            codes[k] = rank == null ? null : doubles(rank);
        }
        TreeKernel kernel = TreeKernel.of(trees.roots, trees.feature, trees.threshold, trees.missingLeft, trees.left,
                trees.right, trees.value, codes);
        return new TreeModel(name, inputs, own, logit, Checks.finite(base, "base") + 0.0, kernel);
    }

    private static double[] doubles(int[] rank) {
        return Arrays.stream(rank).asDoubleStream().toArray();
    }

    /**
     * What the leaves are added to.
     *
     * @return a finite number
     */
    public double base() {
        return base;
    }

    /**
     * The number of trees.
     *
     * @return at least 0
     */
    public int size() {
        return kernel.trees();
    }

    /**
     * The longest way from a root to a leaf.
     *
     * @return questions asked; 0 if every tree is a leaf
     */
    public int depth() {
        return kernel.depth();
    }

    @Override
    public boolean takesMissing() {
        return true;
    }

    @Override
    public boolean isTotal() {
        return true;
    }

    @Override
    public double lower() {
        return probability() ? slack(kernel.least(base), -0x1p-40) : kernel.least(base);
    }

    @Override
    public double upper() {
        return probability() ? slack(kernel.greatest(base), 0x1p-40) : kernel.greatest(base);
    }

    /** The logistic function is monotone but for its last bits. */
    private static double slack(double sum, double share) {
        double probability = Elementary.logistic(sum);
        return Math.max(0, Math.min(1, probability + probability * share));
    }

    @Override
    public Scorer scorer() {
        TreeKernel.Walker walker = kernel.walker();
        return (inputs, out, from, to) -> {
            for (int i = from; i < to; i++) {
                out[i] = base;
            }
            walker.add(inputs, out, from, to);
            if (probability()) {
                Elementary.logistic(out, out, from, to);
            }
        };
    }

    @Override
    public Map<String, Object> content() {
        Map<String, Object> described = new LinkedHashMap<>();
        for (int k = 0; k < inputs().size(); k++) {
            Symbol input = inputs().get(k);
            int[] rank = ranks[k];
            Map<String, Object> labels = new LinkedHashMap<>();
            for (int code = 0; rank != null && code < rank.length; code++) {
                labels.put(input.labels().get(code), rank[code]);
            }
            described.put(input.name(), rank == null ? "number" : labels);
        }
        Map<String, Object> content = new LinkedHashMap<>();
        content.put("type", "trees");
        content.put("link", probability() ? "logit" : "identity");
        content.put("base", base);
        content.put("inputs", described);
        content.put("trees", TreeText.write(kernel));
        return content;
    }

    @Override
    public TreeModel named(String name) {
        return new TreeModel(name, inputs(), ranks, probability(), base, kernel);
    }

    @Override
    ContentHash contentHash() {
        ContentHash hash = hashOf("trees").number("base", base).texts("trees", TreeText.write(kernel));
        for (int k = 0; k < ranks.length; k++) {
            int[] rank = ranks[k];
            if (rank != null) {
                hash.nested("ranks " + k, LearnedReader.numbers("ranks", doubles(rank)));
            }
        }
        return hash;
    }

    @Override
    String kind() {
        return Names.list(List.of(size() + (size() == 1 ? " tree" : " trees"), "depth " + depth()));
    }
}
