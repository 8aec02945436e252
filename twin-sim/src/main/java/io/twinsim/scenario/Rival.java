package io.twinsim.scenario;

import io.twinsim.sim.JointResult;

/**
 * One of those that are compared.
 *
 * @param label its name
 * @param index among the simulations, or {@link JointResult#NOTHING}
 * @param effect the mean effect
 * @param means the mean effect under each draw of the coefficients; none if no uncertainty is stated
 * @param belief which coefficients it has; rivals of one belief share them
 */
record Rival(String label, int index, double effect, double[] means, int belief) {

    /** What a comparison calls doing nothing. */
    static final String NOTHING = "do nothing";

    static Rival nothing() {
        return new Rival(NOTHING, JointResult.NOTHING, 0, new double[0], JointResult.NOTHING);
    }

    static Rival of(JointResult joint, int index, String label) {
        return new Rival(label, index, joint.effect(index), joint.means(index),
                joint.belief(index));
    }

    boolean isNothing() {
        return index == JointResult.NOTHING;
    }

    boolean isUncertain() {
        return means.length > 0;
    }

    /** Whether both have the same coefficients, so that they differ draw by draw. */
    boolean shares(Rival other) {
        return isUncertain() && other.isUncertain() && belief == other.belief;
    }

    /** The distribution of the difference to another, with the error of the simulation. */
    ErrorMixture minus(Rival other, double error) {
        if (isUncertain() && other.isUncertain() && belief != other.belief) {
            return ErrorMixture.ofIndependent(means, other.means, error);
        }
        double[] draws = new double[Math.max(1, Math.max(means.length, other.means.length))];
        for (int k = 0; k < draws.length; k++) {
            draws[k] = at(k) - other.at(k);
        }
        return ErrorMixture.ofDraws(draws, error);
    }

    /** The mean effect under one draw. */
    double at(int draw) {
        return isUncertain() ? means[draw] : effect;
    }
}
