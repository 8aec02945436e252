package io.twinsim.inference;

import io.twinsim.internal.parallel.StopSignal;

/**
 * Sums over the resampled units of a part, for the replicates of one batch. The weights of the units of a part add up
 * to their number. An instance is scratch space of one thread.
 */
sealed interface PartSums permits CountedSums, WeightedSums {

    static PartSums of(Resampling.Scheme scheme) {
        return scheme == Resampling.Scheme.BAYESIAN ? new WeightedSums() : new CountedSums(scheme);
    }

    /**
     * Adds the sums of a part.
     *
     * @param columns values by unit
     * @param first the first replicate
     * @param last one past the last replicate
     * @param sums added to: {@code sums[c][b - first]} is the sum of column c in replicate b
     * @return false if it was given up, half-way, because of a stop
     */
    boolean add(ResampledArm.Part part, double[][] columns, int first, int last, double[][] sums, StopSignal stop);

    /** A single unit has weight 1 in every replicate. */
    static void addSingle(ResampledArm.Part part, double[][] columns, int replicates, double[][] sums) {
        for (int c = 0; c < columns.length; c++) {
            for (int b = 0; b < replicates; b++) {
                sums[c][b] += columns[c][part.from()];
            }
        }
    }
}
