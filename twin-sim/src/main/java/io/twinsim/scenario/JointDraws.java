package io.twinsim.scenario;

import io.twinsim.internal.math.CholeskyFactor;
import io.twinsim.internal.math.Normal;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import io.twinsim.sim.JointResult;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws of all mean effects together. In each round every draw of the coefficients of a belief occurs once, in an order
 * of its own, so that beliefs are independent and each has exactly its own spread; to that come errors of the
 * simulation with the covariance that twins in common give them. Keyed by labels, so that one more scenario at the end
 * moves no draw of the others.
 */
final class JointDraws {

    private static final int MOST_ROUNDS = 64;
    private static final int LEAST_ROUNDS = 8;
    /** Rounds of all rivals together; some milliseconds. */
    private static final int BUDGET = 512;
    /** Draws of a round if no coefficient is drawn. */
    private static final int USUAL = 1000;

    private final List<Rival> rivals;
    private final int size;
    private final double[][] factor;
    private final DrawStream[] errors;
    private final Map<Integer, DrawStream> orders = new LinkedHashMap<>();

    /** The last of the rivals is doing nothing. */
    JointDraws(List<Rival> rivals, JointResult joint, long seed) {
        this.rivals = rivals;
        int drawn = rivals.stream().mapToInt(rival -> rival.means().length).max().orElse(0);
        this.size = drawn > 0 ? drawn : USUAL;
        Draws draws = Draws.of(seed);
        int k = rivals.size() - 1;
        factor = CholeskyFactor.lower(covariance(joint, k));
        errors = new DrawStream[k];
        for (int s = 0; s < k; s++) {
            Rival rival = rivals.get(s);
            errors[s] = draws.stream("compare/error/" + rival.label());
            orders.computeIfAbsent(rival.belief(), b -> draws.stream("compare/order/" + rival.label()));
        }
    }

    /** Scenarios whose difference has no error have the same one, to the last bit. */
    private static double[][] covariance(JointResult joint, int k) {
        double[][] covariance = new double[k][k];
        for (int s = 0; s < k; s++) {
            double own = joint.standardError(s, JointResult.NOTHING);
            covariance[s][s] = own * own;
            for (int t = s - 1; t >= 0; t--) {
                covariance[s][s] = joint.standardError(s, t) == 0 ? covariance[t][t] : covariance[s][s];
            }
            for (int t = 0; t < s; t++) {
                double apart = joint.standardError(s, t);
                covariance[s][t] = (covariance[s][s] + covariance[t][t] - apart * apart) / 2;
                covariance[t][s] = covariance[s][t];
            }
        }
        return covariance;
    }

    int rounds() {
        return Math.max(LEAST_ROUNDS, Math.min(MOST_ROUNDS, BUDGET / rivals.size()));
    }

    int count() {
        return rounds() * size;
    }

    /** The mean effects of all rivals in each draw of one round. */
    double[][] round(int round) {
        double[][] effects = new double[rivals.size()][size];
        Map<Integer, int[]> order = new LinkedHashMap<>();
        orders.forEach((belief, stream) -> order.put(belief, shuffled(stream.draw(round))));
        double[][] z = new double[errors.length][size];
        for (int s = 0; s < z.length; s++) {
            errors[s].draw(round).uniforms(0, z[s], 0, size);
            Normal.quantile(z[s], z[s], 0, size);
            int[] drawn = order.get(rivals.get(s).belief());
            for (int m = 0; m < size; m++) {
                effects[s][m] = rivals.get(s).at(drawn[m]);
            }
            for (int t = 0; t <= s; t++) {
                double weight = factor[s][t];
                for (int m = 0; m < size && weight != 0; m++) {
                    effects[s][m] += weight * z[t][m];
                }
            }
        }
        return effects;
    }

    private int[] shuffled(DrawStream stream) {
        int[] order = new int[size];
        for (int m = 0; m < size; m++) {
            int other = stream.below(m + 1, m);
            order[m] = order[other];
            order[other] = m;
        }
        return order;
    }
}
