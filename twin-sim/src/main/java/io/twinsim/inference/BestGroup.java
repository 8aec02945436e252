package io.twinsim.inference;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.Normal;
import io.twinsim.internal.math.StudentT;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;

/**
 * The probability of each group of a dimension to be the best, by draws of all true effects from their joint posterior:
 * {@code shrunken + sqrt(B) se z + (1 - B) se_mu t}, z of the group and t, on k - 1 degrees of freedom, common to all.
 * The t are {@value #STRATA} midpoints of equal probability in turn, so only z is random. Draws are keyed by seed,
 * dimension, group and draw number; the standard error of a probability p is at most {@code sqrt(p (1 - p) / draws)}.
 */
final class BestGroup {

    private static final int STRATA = 128;
    private static final int MOST_DRAWS = 80 * STRATA;
    private static final int LEAST_DRAWS = 8 * STRATA;
    /** Draws of all groups together; some milliseconds. */
    private static final int BUDGET = 1 << 20;

    private final double[] common;
    private final double[] best;
    private final int[] who;
    private final double[] u = new double[Blocks.ROWS];
    private final double[] effects = new double[Blocks.ROWS];

    private BestGroup(Shrinkage shrinkage, int draws) {
        common = common(shrinkage, draws);
        best = new double[draws];
        who = new int[draws];
        Arrays.fill(best, Double.NEGATIVE_INFINITY);
    }

    static int draws(int groups) {
        return Math.max(LEAST_DRAWS, Math.min(MOST_DRAWS, BUDGET / groups / STRATA * STRATA));
    }

    /**
     * Probabilities that sum to 1; all alike if the effects do not spread beyond their errors.
     *
     * @param numbers what each effect's draws are keyed by
     */
    static double[] probabilities(List<Welch> effects, int[] numbers, Shrinkage shrinkage, boolean higherIsBetter,
            DrawKey key) {
        double[] probability = new double[effects.size()];
        if (shrinkage.tauSquared() == 0) {
            Arrays.fill(probability, 1.0 / probability.length);
            return probability;
        }
        int draws = draws(effects.size());
        BestGroup contest = new BestGroup(shrinkage, draws);
        DrawStream stream = Draws.of(key.seed).stream("best/" + key.dimension);
        for (int g = 0; g < probability.length; g++) {
            contest.enter(g, effects.get(g), shrinkage, higherIsBetter, stream.draw(numbers[g]));
        }
        for (int winner : contest.who) {
            probability[winner]++;
        }
        for (int g = 0; g < probability.length; g++) {
            probability[g] /= draws;
        }
        return probability;
    }

    /** Seed and dimension. */
    record DrawKey(long seed, String dimension) {
    }

    /** The common deviation of mu in each draw. */
    private static double[] common(Shrinkage shrinkage, int draws) {
        double[] stratum = new double[STRATA];
        for (int j = 0; j < STRATA; j++) {
            stratum[j] = shrinkage.standardError() * StudentT.quantile((j + 0.5) / STRATA, shrinkage.df());
        }
        double[] common = new double[draws];
        for (int b = 0; b < draws; b++) {
            common[b] = stratum[b % STRATA];
        }
        return common;
    }

    private void enter(int group, Welch effect, Shrinkage shrinkage, boolean higherIsBetter, DrawStream stream) {
        double weight = shrinkage.weight(effect.standardError());
        // Measured from mu, so that a far-off mean costs no digits.
        double shift = (higherIsBetter ? weight : -weight) * (effect.difference() - shrinkage.mean());
        double own = shrinkage.ownError(effect);
        for (int start = 0; start < best.length; start += u.length) {
            int size = Math.min(u.length, best.length - start);
            stream.uniforms(start, u, 0, size);
            Normal.quantile(u, effects, 0, size);
            for (int i = 0; i < size; i++) {
                double drawn = shift + own * effects[i] + (1 - weight) * common[start + i];
                if (drawn > best[start + i]) {
                    best[start + i] = drawn;
                    who[start + i] = group;
                }
            }
        }
    }
}
