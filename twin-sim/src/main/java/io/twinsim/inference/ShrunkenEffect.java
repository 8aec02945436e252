package io.twinsim.inference;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The effect in a group after it is drawn towards the mean of its dimension: {@code mu + B (d - mu)} with {@code B =
 * tau^2 / (tau^2 + se^2)}. The highest of many raw effects is too high by the luck that made it the highest (by 1.9
 * standard errors among 20 equal groups); the shrunken ones can be ranked and reported.
 *
 * <p>The limits count the errors of the group's own effect ({@code B se^2}), of mu by Hartung and Knapp's t, and of B
 * by the delta method; without the last, 20 groups with tau = se / 2 are covered 83 % of the time at 95 %, with it 90.
 * They are right on average over the groups of a dimension, as those of any shrunken estimate are, not for each alone.
 *
 * @param estimate the shrunken effect, in units of the outcome
 * @param standardError its posterior standard deviation, at least 0
 * @param lower its lower limit
 * @param upper its upper limit
 * @param weight B, the share of the group's own effect, in [0, 1]
 * @param rank 1 for the best group of the dimension; equal effects share the better rank
 * @param probabilityBest the posterior probability that the group's true effect is the best of the dimension, given
 *        tau^2; sums to 1 over the ranked groups of a dimension
 */
public record ShrunkenEffect(double estimate, double standardError, double lower, double upper, double weight, int rank,
        double probabilityBest) {

    /**
     * The shrunken effects of one dimension.
     *
     * @param own effects with positive standard errors
     * @param numbers the group of each, by which its draws are keyed
     */
    static List<ShrunkenEffect> all(List<Welch> own, int[] numbers, Shrinkage shrinkage, boolean higherIsBetter,
            BestGroup.DrawKey key) {
        double[] shrunken = own.stream().mapToDouble(shrinkage::shrunken).toArray();
        int[] ranks = ranks(shrunken, higherIsBetter);
        double[] best = BestGroup.probabilities(own, numbers, shrinkage, higherIsBetter, key);
        double critical = shrinkage.critical();
        List<ShrunkenEffect> all = new ArrayList<>();
        for (int i = 0; i < shrunken.length; i++) {
            Welch effect = own.get(i);
            double half = shrinkage.halfWidth(effect, critical);
            all.add(new ShrunkenEffect(shrunken[i], shrinkage.shrunkenError(effect), shrunken[i] - half,
                    shrunken[i] + half, shrinkage.weight(effect.standardError()), ranks[i], best[i]));
        }
        return all;
    }

    /** 1 for the best; equal values share the better rank. */
    static int[] ranks(double[] values, boolean higherIsBetter) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int[] ranks = new int[values.length];
        for (int i = 0; i < values.length; i++) {
            ranks[i] = 1 + (higherIsBetter ? sorted.length - below(sorted, values[i], true)
                    : below(sorted, values[i], false));
        }
        return ranks;
    }

    /** How many sorted values are below a value, or equal to it as well. */
    private static int below(double[] sorted, double value, boolean orEqual) {
        int from = 0;
        int to = sorted.length;
        while (from < to) {
            int middle = (from + to) >>> 1;
            if (sorted[middle] < value || orEqual && sorted[middle] == value) {
                from = middle + 1;
            } else {
                to = middle;
            }
        }
        return from;
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("estimate", estimate);
        tree.put("standardError", standardError);
        tree.put("lower", lower);
        tree.put("upper", upper);
        tree.put("weight", weight);
        tree.put("rank", rank);
        tree.put("probabilityBest", probabilityBest);
        return tree;
    }

    /** One line: the effect with its limits, its rank, and the probability of being the best. */
    @Override
    public String toString() {
        return Lines.one("ShrunkenEffect[" + Numbers.significant(estimate, 4) + ", " + Texts.range(lower, upper)
                + ", rank " + rank + ", Pr(best) " + Numbers.fixed(probabilityBest, 2) + "]");
    }
}
