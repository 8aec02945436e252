package io.twinsim.timeline;

import java.util.Arrays;

/** One episode of an environment, between two steps. */
final class EnvironmentEpisode {

    final long seed;
    final TimelinePlan plan;
    final EnvironmentBlocks blocks;
    int step;
    boolean failed;

    EnvironmentEpisode(long seed, TimelinePlan plan, EnvironmentBlocks blocks) {
        this.seed = seed;
        this.plan = plan;
        this.blocks = blocks;
    }

    boolean over() {
        if (step >= plan.steps()) {
            return true;
        }
        for (boolean one : blocks.over()) {
            if (!one) {
                return false;
            }
        }
        return true;
    }

    boolean[] done() {
        boolean[] done = blocks.over().clone();
        if (step >= plan.steps()) {
            Arrays.fill(done, true);
        }
        return done;
    }

    double[] reward() {
        double[] reward = new double[blocks.over().length];
        for (double[] term : blocks.terms()) {
            add(reward, term);
        }
        return reward;
    }

    static void add(double[] sums, double[] values) {
        for (int i = 0; i < sums.length; i++) {
            sums[i] += values[i];
        }
    }
}
