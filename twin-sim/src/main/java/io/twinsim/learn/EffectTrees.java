package io.twinsim.learn;

import io.twinsim.model.LearnedModel;
import io.twinsim.random.Draws;

/**
 * Two models of the outcome, each learned from the units of one arm.
 *
 * @param control learned from the control arm
 * @param treated learned from the treated arm
 */
record EffectTrees(LearnedModel control, LearnedModel treated) implements EffectModel {

    /** Learns both; what is drawn depends on the seed, the part and the rows. */
    static EffectTrees of(EffectData data, Learner learner, long seed, String part, int threads) {
        Draws draws = Draws.of(Draws.of(seed).stream("effect/trees/" + part).bits(0));
        return new EffectTrees(arm(data, false, learner, draws, threads), arm(data, true, learner, draws, threads));
    }

    private static LearnedModel arm(EffectData data, boolean treated, Learner learner, Draws draws, int threads) {
        EffectData of = data.take(data.arm(treated));
        return Training.train(learner, treated ? "treated" : "control", of.x(), of.y(), data.binary(), draws, threads);
    }

    @Override
    public void means(FeatureTable x, double[] without, double[] with) {
        System.arraycopy(OutcomeScores.of(control, x), 0, without, 0, without.length);
        System.arraycopy(OutcomeScores.of(treated, x), 0, with, 0, with.length);
    }
}
