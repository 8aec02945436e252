package io.twinsim.learn;

import io.twinsim.internal.parallel.Tiles;
import java.util.List;
import java.util.Optional;

/**
 * How an effect is learned.
 *
 * @param features the columns named, or empty for all that may be used
 * @param without columns that are not used
 * @param before columns that are measured before the treatment though the arms differ in them
 * @param propensity the column of treatment probabilities
 * @param observational whether nobody assigned the treatment at random
 * @param seed of folds and refits
 * @param threads to use
 * @param refits bootstrap refits of the trees
 * @param learner of each arm's outcomes
 */
record EffectSettings(Optional<List<String>> features, List<String> without, List<String> before,
        Optional<String> propensity,
        boolean observational, long seed, int threads, int refits, Learner learner) {

    static EffectSettings of(long seed) {
        return new EffectSettings(Optional.empty(), List.of(), List.of(), Optional.empty(), false, seed,
                Tiles.defaultThreads(), 20,
                GradientBoosting.of().withTrees(100).withDepth(2).withRate(0.05).withLeastLeaf(50));
    }

    EffectSettings withFeatures(List<String> named) {
        return new EffectSettings(Optional.of(named), without, before, propensity, observational, seed, threads,
                refits, learner);
    }

    EffectSettings without(List<String> columns) {
        return new EffectSettings(features, columns, before, propensity, observational, seed, threads, refits, learner);
    }

    EffectSettings withBefore(List<String> columns) {
        return new EffectSettings(features, without, columns, propensity, observational, seed, threads, refits,
                learner);
    }

    EffectSettings withPropensity(String column) {
        return new EffectSettings(features, without, before, Optional.of(column), observational, seed, threads, refits,
                learner);
    }

    EffectSettings asObservational() {
        return new EffectSettings(features, without, before, propensity, true, seed, threads, refits, learner);
    }

    EffectSettings withSeed(long value) {
        return new EffectSettings(features, without, before, propensity, observational, value, threads, refits,
                learner);
    }

    EffectSettings withThreads(int value) {
        return new EffectSettings(features, without, before, propensity, observational, seed, value, refits, learner);
    }

    EffectSettings withRefits(int value) {
        return new EffectSettings(features, without, before, propensity, observational, seed, threads, value, learner);
    }

    EffectSettings withLearner(Learner value) {
        return new EffectSettings(features, without, before, propensity, observational, seed, threads, refits, value);
    }
}
