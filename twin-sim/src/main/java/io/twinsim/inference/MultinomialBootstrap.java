package io.twinsim.inference;

import java.util.List;

/**
 * Bootstrap replicates of a mean, or of a difference of means, by exact multinomial resampling with O(n + B) memory.
 *
 * <p>The n draws of a replicate are first split over slabs of 4,096 values with conditional binomials; then each slab,
 * copied once into a local array, serves all replicates of a batch. Counts and indices are keyed by (seed,
 * {@code boot/ESTIMAND}, slab, replicate), so that the result is bit-identical for any number of threads. Replicates
 * run in batches of 128; a stop takes effect between batches, and a stopped run equals a run with that many replicates.
 * Cost: {@code n B} table look-ups.
 *
 * <p>Valid only if units are independent and, within an arm, exchangeable.
 */
public final class MultinomialBootstrap {

    /** Replicates in a batch. */
    public static final int BATCH = 128;

    private MultinomialBootstrap() {
    }

    /**
     * Replicates of the mean of one sample.
     *
     * @param values the sample, finite, at least 2 values; not modified
     * @param estimand names the stream of draws, {@code boot/ESTIMAND}
     * @param options replicates, seed, threads and stop signal; method and level are not used
     * @return the mean of each completed replicate, in replicate order
     * @throws io.twinsim.InputException if there are fewer than 2 values or one is not finite
     */
    public static double[] means(double[] values, String estimand, IntervalOptions options) {
        Sample sample = Sample.of(values, "values").atLeastTwo("values");
        double[] replicates = deviations(sample, estimand, options);
        double mean = Sample.mean(sample.moments());
        for (int b = 0; b < replicates.length; b++) {
            replicates[b] += mean;
        }
        return replicates;
    }

    /** Replicates of the mean, from the estimate. */
    static double[] deviations(Sample sample, String estimand, IntervalOptions options) {
        return ReplicateMeans.run(List.of(terms(sample)), Resampling.multinomial(), estimand, options).deviations(0);
    }

    /** Replicates of the difference of means, from the estimate; each arm is resampled on its own. */
    static double[] deviations(Sample treated, Sample control, String estimand, IntervalOptions options) {
        ReplicateMeans means = ReplicateMeans.run(List.of(terms(treated), terms(control)), Resampling.multinomial(),
                estimand, options);
        double[] out = new double[means.replicates()];
        for (int b = 0; b < out.length; b++) {
            out[b] = means.deviation(b, 0) - means.deviation(b, 1);
        }
        return out;
    }

    private static Terms terms(Sample sample) {
        return new Terms(new double[][] {sample.values()});
    }
}
