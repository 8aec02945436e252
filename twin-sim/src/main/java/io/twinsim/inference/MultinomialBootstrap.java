package io.twinsim.inference;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.parallel.Tiles;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

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

    private static final int SLAB_SHIFT = 13;

    /** One arm: its deviations from their mean, their weight in the statistic and where its draws come from. */
    private record Arm(double[] deviations, double weight, DrawStream indices, DrawStream splits) {

        static Arm of(Sample sample, int sign, DrawStream stream) {
            double mean = Sample.mean(sample.moments());
            double[] deviations = new double[sample.size()];
            for (int i = 0; i < deviations.length; i++) {
                deviations[i] = sample.values()[i] - mean;
            }
            return new Arm(deviations, (double) sign / deviations.length, stream, stream.draw(1));
        }
    }

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
        DrawStream stream = Draws.of(options.seed()).stream("boot/" + estimand);
        return run(List.of(Arm.of(sample, 1, stream)), options);
    }

    /** Replicates of the difference of means, from the estimate; each arm is resampled on its own. */
    static double[] deviations(Sample treated, Sample control, String estimand, IntervalOptions options) {
        Draws draws = Draws.of(options.seed());
        return run(List.of(Arm.of(treated, 1, draws.stream("boot/" + estimand + "/treated")),
                Arm.of(control, -1, draws.stream("boot/" + estimand + "/control"))), options);
    }

    private static double[] run(List<Arm> arms, IntervalOptions options) {
        int replicates = options.replicates();
        int batches = (replicates + BATCH - 1) / BATCH;
        double[] out = new double[replicates];
        AtomicLongArray done = new AtomicLongArray(batches);
        Tiles.run(options.threads(), options.executor(), batches, options.stop(), batch -> {
            int first = (int) batch * BATCH;
            int last = Math.min(replicates, first + BATCH);
            boolean whole = true;
            for (Arm arm : arms) {
                whole = whole && batch(arm, first, last, out, options);
            }
            done.set((int) batch, whole ? 1 : 0);
        });
        int complete = 0;
        while (complete < batches && done.get(complete) == 1) {
            complete++;
        }
        int count = Math.min(replicates, complete * BATCH);
        return count == replicates ? out : Arrays.copyOf(out, count);
    }

    /** Adds one arm's part to the replicates of a batch; false if it was given up because of a stop. */
    private static boolean batch(Arm arm, int first, int last, double[] out, IntervalOptions options) {
        int n = arm.deviations.length;
        long[] left = new long[last - first];
        double[] sums = new double[last - first];
        Arrays.fill(left, n);
        SlabKernel kernel = new SlabKernel();
        BinomialSampler sampler = new BinomialSampler(arm.splits);
        for (int slab = 0, from = 0; from < n; slab++, from += Blocks.SLAB) {
            if (slab > 0 && options.stop().stopped()) {
                return false;
            }
            int to = Math.min(n, from + Blocks.SLAB);
            double share = (double) (to - from) / (n - from);
            kernel.load(arm.deviations, from, to);
            for (int b = first; b < last; b++) {
                long row = (long) b << 32 | (long) slab << SLAB_SHIFT;
                long count = to == n ? left[b - first] : sampler.count(left[b - first], share, row);
                left[b - first] -= count;
                sums[b - first] += kernel.sum(arm.indices, row, count);
            }
        }
        for (int b = first; b < last; b++) {
            out[b] += arm.weight * sums[b - first];
        }
        return true;
    }
}
