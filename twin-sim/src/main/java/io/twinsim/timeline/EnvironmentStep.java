package io.twinsim.timeline;

import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;

/** What a step of an environment gave. Immutable. */
public final class EnvironmentStep {

    private final Observation observation;
    private final double[] reward;
    private final boolean over;

    EnvironmentStep(Observation observation, double[] reward, boolean over) {
        this.observation = observation;
        this.reward = reward;
        this.over = over;
    }

    /**
     * What the controller sees now.
     *
     * @return the observation
     */
    public Observation observation() {
        return observation;
    }

    /**
     * What each twin earned in this step.
     *
     * @return one value per twin, a copy; 0 for those that were done before
     */
    public double[] reward() {
        return reward.clone();
    }

    /**
     * Which twins are done.
     *
     * @return one flag per twin, a copy
     */
    public boolean[] done() {
        return observation.done();
    }

    /**
     * Whether all twins are done: the next thing to do is a reset.
     *
     * @return true at the horizon, or when the last twin is over
     */
    public boolean over() {
        return over;
    }

    /** One line: time and mean reward. */
    @Override
    public String toString() {
        return Lines.one("EnvironmentStep[t=" + Numbers.significant(observation.t(), 6) + ", mean reward "
                + (reward.length == 0 ? "none" : Numbers.significant(Moments.of(reward).mean(), 6))
                + (over ? ", over" : "") + "]");
    }
}
