package io.twinsim.learn;

import io.twinsim.internal.math.Elementary;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The conditional table of a discrete column: a tree that asks for one parent after the other, in each of its parts
 * for the one that matters there. The share of a level in a part is (n_level + a q_level) / (n + a), where q are the
 * shares of the part before it was split, in the end those without any parent, and a is the number of rows they count
 * for: the power of two from 1/2 to 4,096 under which rows left out one by one are most likely. So full parts keep
 * their own shares, rare ones borrow, and parts without rows are as before the split. Structural zeros stay 0: those
 * of pairs ({@link DiscreteZeros}), and levels that a part lacks although, by the shares before the split, 7 +
 * ln(cells) rows or more were to be expected.
 */
final class DiscreteTable {

    private static final double LEAST_WEIGHT = 0.5;
    private static final double MOST_WEIGHT = 4096;

    private final DiscreteColumns columns;
    private final DiscreteZeros structural;
    private final int child;
    private final int levels;
    private final int[] codes;
    private final DiscreteLeaf root;
    private final Set<Integer> parents = new LinkedHashSet<>();
    private int leaves = 1;

    DiscreteTable(DiscreteColumns columns, DiscreteZeros structural, int child) {
        this.columns = columns;
        this.structural = structural;
        this.child = child;
        this.levels = columns.levels(child);
        this.codes = columns.codes(child);
        int[] known = IntStream.range(0, codes.length).filter(i -> codes[i] >= 0).toArray();
        int[] counts = counts(known);
        double[] shares = Arrays.stream(counts).mapToDouble(count -> (double) count / known.length).toArray();
        this.root = new DiscreteLeaf(List.of(), known, shares, new boolean[levels], false);
    }

    private int[] counts(int[] rows) {
        int[] counts = new int[levels];
        for (int row : rows) {
            counts[codes[row]]++;
        }
        return counts;
    }

    DiscreteLeaf root() {
        return root;
    }

    /** The columns that the tree asks for. */
    List<Integer> parents() {
        return List.copyOf(parents);
    }

    /** The parts that the tree has now. */
    int leaves() {
        return leaves;
    }

    /** The counts of a leaf by the levels of another column. */
    int[][] counts(DiscreteLeaf leaf, int parent) {
        int[][] counts = new int[columns.levels(parent)][levels];
        int[] other = columns.codes(parent);
        for (int row : leaf.rows()) {
            if (other[row] >= 0) {
                counts[other[row]][codes[row]]++;
            }
        }
        return counts;
    }

    /** Splits a leaf by the groups of a parent. */
    void split(DiscreteLeaf leaf, DiscreteParent parent) {
        int groups = parent.groups();
        int[][] rows = leaf.rows(parent, columns.codes(parent.column()));
        int[][] counts = Arrays.stream(rows).map(this::counts).toArray(int[][]::new);
        boolean[][] excluded = new boolean[groups][];
        double[][] elders = new double[groups][];
        leaves += groups - 1;
        double enough = DiscreteZeros.enough((long) leaves * levels);
        for (int group = 0; group < groups; group++) {
            boolean[] mask = parent.masks()[group];
            excluded[group] = leaf.zeros().clone();
            for (int level = 0; level < levels; level++) {
                excluded[group][level] |= mask.length > 0 && mask[level]
                        || counts[group][level] == 0 && rows[group].length * leaf.shares()[level] >= enough;
            }
            elders[group] = without(leaf.shares(), excluded[group]);
        }
        double weight = weight(counts, elders);
        List<DiscreteLeaf> parts = new ArrayList<>();
        for (int group = 0; group < groups; group++) {
            boolean never = leaf.impossible();
            for (DiscreteLeaf.Step step : leaf.path()) {
                never |= step.parent().excludes(step.group(), parent, group, structural);
            }
            parts.add(new DiscreteLeaf(leaf.then(parent, group), rows[group],
                    smoothed(counts[group], elders[group], weight), excluded[group], never));
        }
        leaf.split(parent, parts);
        parents.add(parent.column());
    }

    /** Shares with some levels excluded; as they were if that leaves none. */
    private static double[] without(double[] shares, boolean[] excluded) {
        double[] left = shares.clone();
        double sum = 0;
        for (int level = 0; level < left.length; level++) {
            left[level] = excluded[level] ? 0 : left[level];
            sum += left[level];
        }
        if (!(sum > 0)) {
            return shares;
        }
        for (int level = 0; level < left.length; level++) {
            left[level] /= sum;
        }
        return left;
    }

    /** The rows that the elders count for, by the likelihood of each row given all others. */
    private static double weight(int[][] counts, double[][] elders) {
        double best = Double.NEGATIVE_INFINITY;
        double chosen = LEAST_WEIGHT;
        for (double weight = LEAST_WEIGHT; weight <= MOST_WEIGHT; weight *= 2) {
            double sum = 0;
            for (int group = 0; group < counts.length; group++) {
                int n = Arrays.stream(counts[group]).sum();
                for (int level = 0; n > 1 && level < counts[group].length; level++) {
                    int count = counts[group][level];
                    sum += count == 0 ? 0
                            : count * Elementary.log((count - 1 + weight * elders[group][level]) / (n - 1 + weight));
                }
            }
            if (sum > best) {
                best = sum;
                chosen = weight;
            }
        }
        return chosen;
    }

    private static double[] smoothed(int[] counts, double[] elder, double weight) {
        int n = Arrays.stream(counts).sum();
        double[] shares = elder.clone();
        for (int level = 0; n > 0 && level < shares.length; level++) {
            shares[level] = (counts[level] + weight * elder[level]) / (n + weight);
        }
        return shares;
    }

    /** The formula: lookups of the parents, in each part the draw of its shares. */
    String formula() {
        return text(root);
    }

    private String text(DiscreteLeaf leaf) {
        DiscreteParent parent = leaf.parent();
        if (parent == null) {
            return leaf.impossible() ? ""
                    : StructureText.draw(columns.profile(child), leaf.shares(), columns.table().rows());
        }
        List<String> groups = leaf.parts().stream().map(this::text).toList();
        List<String> texts = Arrays.stream(parent.group()).mapToObj(groups::get).toList();
        String common = common(texts);
        return texts.stream().allMatch(text -> text.isEmpty() || text.equals(common)) ? common
                : StructureText.lookup(columns.table(), columns.name(parent.column()), texts, common);
    }

    /**
     * The text that most levels share, the first of them where several do, if it is shared or a level has none; else
     * none. Levels whose cells cannot be have no text.
     */
    private static String common(List<String> texts) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        texts.stream().filter(text -> !text.isEmpty()).forEach(text -> counts.merge(text, 1, Integer::sum));
        String common = "";
        for (Map.Entry<String, Integer> entry : counts.entrySet()) {
            common = common.isEmpty() || entry.getValue() > counts.get(common) ? entry.getKey() : common;
        }
        return counts.isEmpty() || counts.get(common) == 1 && !texts.contains("") && texts.size() > 1 ? "" : common;
    }
}
