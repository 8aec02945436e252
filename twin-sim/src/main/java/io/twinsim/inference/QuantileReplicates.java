package io.twinsim.inference;

import io.twinsim.internal.math.Elementary;
import io.twinsim.internal.math.Special;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;

/**
 * Replicates of a type-7 quantile of one sample.
 *
 * <p>The ordinary bootstrap needs no resample: the k-th smallest of n draws with replacement is {@code x_(ceil(n U))}
 * with U ~ Beta(k, n - k + 1), the k-th smallest of n uniforms, and given it the next one is
 * {@code 1 - (1 - U) V^(1/(n - k))} with V uniform. A replicate so costs one or two uniforms, whatever n is; exact.
 * All other resampling goes through {@link ReplicateWeights} and {@link WeightedQuantile}.
 */
final class QuantileReplicates {

    private final double[] sorted;
    private final int rank;
    private final double rest;
    private final DrawStream stream;

    private QuantileReplicates(double[] values, double p, DrawStream stream) {
        this.sorted = values.clone();
        Arrays.sort(sorted);
        double h = (sorted.length - 1) * p;
        this.rank = (int) Math.floor(h) + 1;
        this.rest = h - Math.floor(h);
        this.stream = stream;
    }

    /**
     * Resamples.
     *
     * @param values the sample, finite, at least one value
     * @param p the probability of the quantile, in [0, 1]
     * @return the quantile of each completed replicate, in replicate order
     * @throws io.twinsim.InputException if the resampling does not fit the sample
     */
    static double[] run(
            double[] values, double p, Resampling resampling, String estimand, IntervalOptions options) {
        if (!resampling.equals(Resampling.multinomial())) {
            return ReplicateWeights.run(new int[] {values.length}, resampling, estimand, options,
                    new WeightedQuantile(values, p));
        }
        DrawStream stream = Draws.of(options.seed()).stream("boot/" + estimand + "/quantile");
        QuantileReplicates replicates = new QuantileReplicates(values, p, stream);
        double[] out = new double[options.replicates()];
        int done = ReplicateBatches.run(options, (first, last) -> {
            for (int b = first; b < last; b++) {
                out[b] = replicates.quantile(b);
            }
            return true;
        });
        return done == out.length ? out : Arrays.copyOf(out, done);
    }

    private double quantile(long replicate) {
        int n = sorted.length;
        double u = Special.betaQuantile(stream.uniform(2 * replicate), rank, n - rank + 1.0);
        double low = at(u);
        if (rest == 0) {
            return low;
        }
        double gap = Elementary.pow(stream.uniform(2 * replicate + 1), 1.0 / (n - rank));
        return low + rest * (at(1 - (1 - u) * gap) - low);
    }

    private double at(double u) {
        int n = sorted.length;
        return sorted[(int) Math.max(0, Math.min(n - 1, Math.ceil(n * u) - 1))];
    }
}
