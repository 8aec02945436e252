package io.twinsim.sim;

import io.twinsim.inference.Estimate;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.MeanEstimate;
import io.twinsim.internal.math.Moments;
import java.util.Map;
import java.util.Optional;

/** The numbers of a result. */
record Answer(
        Ate ate, Optional<AntitheticPairs> pairs, Estimate estimate, Intervals intervals,
        Optional<Assumption> assumption, Optional<PlannedTrial> planned,
        Optional<Recommendation> recommendation, Optional<SampleSize> sampleSize, Map<String, SubgroupTable> subgroups,
        EffectDistribution effects) {

    /** What is known of twins when nothing but their sums is: a Student interval, no recommendation. */
    static Answer analytic(SimulationInterval simulation, EffectSums sums, double level) {
        Interval interval = simulation.student(sums, level);
        Estimate estimate = MeanEstimate.of(simulation.varying(sums), "prefix",
                IntervalOptions.of().withMethod(IntervalMethod.STUDENT).withLevel(level));
        return new Answer(ate(simulation, sums, interval), simulation.pairs(sums), estimate,
                new Intervals(interval, Optional.empty(), Optional.empty(), Optional.empty()), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Map.of(), EffectDistribution.of(sums));
    }

    static Ate ate(SimulationInterval simulation, EffectSums sums, Interval interval) {
        return new Ate(mean(sums.effect()), simulation.standardError(sums),
                sd(simulation.rounded(sums.effect(), sums)), simulation.systematicSd(sums),
                sums.noise().n() == 0 ? 0 : sums.noise().sd(), sums.reached().n(), mean(sums.reached()), interval);
    }

    /** The mean; of equal values, that value to the last bit. */
    static double mean(Moments moments) {
        return moments.min() == moments.max() ? moments.min() : moments.mean();
    }

    private static double sd(Moments moments) {
        return moments.min() == moments.max() ? 0 : moments.sd();
    }

    /** Whether nothing varies, so that nothing was resampled. */
    boolean degenerate() {
        return estimate.standardError() == 0;
    }
}
