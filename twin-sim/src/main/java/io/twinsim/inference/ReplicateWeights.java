package io.twinsim.inference;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.Lanes;
import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/**
 * Replicates of statistics that are functions of the weights of the rows. The weights are those that
 * {@link ReplicateMeans} applies under the same resampling, seed and estimand; those of an arm add up to its rows.
 *
 * <p>One pass over all rows for each replicate; memory is O(n) for each thread. Bit-identical for any number of
 * threads.
 */
final class ReplicateWeights {

    private final ResampledArm arm;
    private final SlabCounter[] counters;
    private final double[] ofUnits;
    private final double[] slab = new double[Blocks.SLAB];
    private final SlabCounts counts = new SlabCounts();
    private final ExponentialWeights source = new ExponentialWeights();

    private ReplicateWeights(ResampledArm arm) {
        this.arm = arm;
        this.counters = arm.parts().stream().map(part -> new SlabCounter(part, arm.scheme()))
                .toArray(SlabCounter[]::new);
        this.ofUnits = new double[arm.units().count()];
    }

    /**
     * Resamples and evaluates.
     *
     * @param rows of each arm, treated before control
     * @param statistic of the weights of all rows, arm after arm; called from several threads, each with an array of
     *     its own that is valid during the call only
     * @return the statistic of each completed replicate, in replicate order
     * @throws io.twinsim.InputException if the resampling does not fit the arms
     */
    static double[] run(int[] rows, Resampling resampling, String estimand, IntervalOptions options,
            ToDoubleFunction<double[]> statistic) {
        ResampledArm[] arms = new ResampledArm[rows.length];
        for (int a = 0; a < rows.length; a++) {
            arms[a] = ResampledArm.of(rows[a], resampling, estimand, options.seed(), a, rows.length);
        }
        int all = Arrays.stream(rows).reduce(0, Math::addExact);
        double[] out = new double[options.replicates()];
        int done = ReplicateBatches.run(options, (first, last) -> {
            ReplicateWeights[] weights = Arrays.stream(arms).map(ReplicateWeights::new)
                    .toArray(ReplicateWeights[]::new);
            double[] row = new double[all];
            for (int b = first; b < last; b++) {
                if (b > first && options.stop().stopped()) {
                    return false;
                }
                int offset = 0;
                for (ReplicateWeights one : weights) {
                    offset = one.write(b, row, offset);
                }
                out[b] = statistic.applyAsDouble(row);
            }
            return true;
        });
        return done == out.length ? out : Arrays.copyOf(out, done);
    }

    /** Writes the weights of the arm's rows from {@code offset} on; returns where they end. */
    private int write(long replicate, double[] out, int offset) {
        for (int h = 0; h < counters.length; h++) {
            ResampledArm.Part part = arm.parts().get(h);
            if (part.size() == 1) {
                ofUnits[part.from()] = 1;
            } else if (arm.scheme() != Resampling.Scheme.BAYESIAN) {
                count(part, counters[h], replicate);
            } else {
                weigh(part, replicate);
            }
        }
        Units units = arm.units();
        int[] unitOfRow = units.unitOfRow();
        if (unitOfRow.length == 0) {
            System.arraycopy(ofUnits, 0, out, offset, units.rows());
        } else {
            for (int i = 0; i < unitOfRow.length; i++) {
                out[offset + i] = ofUnits[unitOfRow[i]];
            }
        }
        if (units.clustered()) {
            scale(out, offset, offset + units.rows(), units.rows());
        }
        return offset + units.rows();
    }

    private void count(ResampledArm.Part part, SlabCounter counter, long replicate) {
        int n = part.size();
        long total = draw(part, counter, replicate);
        for (int attempt = 1; total == 0; attempt++) {
            if (attempt == CountedSums.ATTEMPTS) {
                throw new IllegalStateException("a replicate must have draws, got none in " + attempt + " attempts");
            }
            ResampledArm.Part other = part.again(attempt);
            total = draw(other, new SlabCounter(other, arm.scheme()), replicate);
        }
        if (total != n) {
            multiply(ofUnits, part.from(), part.to(), (double) n / total);
        }
    }

    /** Counts the draws of each unit; returns how many there are. */
    private long draw(ResampledArm.Part part, SlabCounter counter, long replicate) {
        int n = part.size();
        long left = n;
        for (int from = 0, index = 0; from < n; from += Blocks.SLAB, index++) {
            int size = Math.min(Blocks.SLAB, n - from);
            long lane = counter.lane(replicate, index);
            long count = counter.count(size, n - from, left, lane);
            left -= count;
            counts.fill(part.stream(), lane, count, size, slab);
            System.arraycopy(slab, 0, ofUnits, part.from() + from, size);
        }
        return n - left;
    }

    private void weigh(ResampledArm.Part part, long replicate) {
        double total = 0;
        for (int from = 0, index = 0; from < part.size(); from += Blocks.SLAB, index++) {
            int size = Math.min(Blocks.SLAB, part.size() - from);
            source.fill(part.stream(), part.rest(), replicate, index, size, slab);
            total += Lanes.sum(slab, size);
            System.arraycopy(slab, 0, ofUnits, part.from() + from, size);
        }
        multiply(ofUnits, part.from(), part.to(), part.size() / total);
    }

    private static void scale(double[] weights, int from, int to, double wanted) {
        double total = 0;
        for (int i = from; i < to; i++) {
            total += weights[i];
        }
        multiply(weights, from, to, wanted / total);
    }

    private static void multiply(double[] weights, int from, int to, double factor) {
        for (int i = from; i < to; i++) {
            weights[i] *= factor;
        }
    }
}
