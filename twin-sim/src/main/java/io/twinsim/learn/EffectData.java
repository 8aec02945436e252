package io.twinsim.learn;

import java.util.Arrays;

/**
 * Units of both arms with their features.
 *
 * @param x the features
 * @param treated 1 in the treated arm, 0 in the control arm
 * @param y the outcomes
 * @param propensity each unit's probability of treatment
 * @param weighted whether the propensities were given, so that regressions weigh by their inverse
 * @param binary whether every outcome is 0 or 1
 */
record EffectData(
        FeatureTable x, double[] treated, double[] y, double[] propensity, boolean weighted, boolean binary) {

    int rows() {
        return y.length;
    }

    /** Some of the units, in the order given. */
    EffectData take(int[] rows) {
        return new EffectData(x.take(rows), FeatureTable.take(treated, rows), FeatureTable.take(y, rows),
                FeatureTable.take(propensity, rows), weighted, binary);
    }

    /** The units of one arm, in order. */
    int[] arm(boolean ofTreated) {
        int[] found = new int[rows()];
        int count = 0;
        for (int i = 0; i < found.length; i++) {
            if ((treated[i] == 1) == ofTreated) {
                found[count++] = i;
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** One over the probability of the arm that a unit is in. */
    double[] weights() {
        double[] weights = new double[rows()];
        for (int i = 0; i < weights.length; i++) {
            weights[i] = 1 / (treated[i] == 1 ? propensity[i] : 1 - propensity[i]);
        }
        return weights;
    }

    /** The difference of the arms' mean outcomes, each weighted by the inverse of the propensities. */
    double difference() {
        double[] weights = weights();
        double[] sums = new double[2];
        double[] totals = new double[2];
        for (int i = 0; i < weights.length; i++) {
            int arm = (int) treated[i];
            sums[arm] += weights[i] * y[i];
            totals[arm] += weights[i];
        }
        return sums[1] / totals[1] - sums[0] / totals[0];
    }
}
