package io.twinsim.inference;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.Lanes;
import io.twinsim.internal.parallel.StopSignal;
import java.util.Arrays;

/** Sums under exponential weights that are scaled, once a part is done, to add up to its units. */
final class WeightedSums implements PartSums {

    private final ExponentialWeights source = new ExponentialWeights();
    private final double[] weights = new double[Blocks.SLAB];
    private final double[] totals = new double[MultinomialBootstrap.BATCH];
    private double[][] raw = {};

    @Override
    public boolean add(
            ResampledArm.Part part, double[][] columns, int first, int last, double[][] sums, StopSignal stop) {
        int replicates = last - first;
        if (part.size() == 1) {
            PartSums.addSingle(part, columns, replicates, sums);
            return true;
        }
        clear(columns.length, replicates);
        for (int slab = 0, from = 0; from < part.size(); slab++, from += Blocks.SLAB) {
            if (slab > 0 && stop.stopped()) {
                return false;
            }
            int size = Math.min(Blocks.SLAB, part.size() - from);
            for (int b = 0; b < replicates; b++) {
                source.fill(part.stream(), part.rest(), first + b, slab, size, weights);
                totals[b] += Lanes.sum(weights, size);
                for (int c = 0; c < columns.length; c++) {
                    raw[c][b] += Lanes.dot(weights, columns[c], part.from() + from, size);
                }
            }
        }
        for (int b = 0; b < replicates; b++) {
            double scale = part.size() / totals[b];
            for (int c = 0; c < columns.length; c++) {
                sums[c][b] += scale * raw[c][b];
            }
        }
        return true;
    }

    private void clear(int columns, int replicates) {
        if (raw.length != columns) {
            raw = new double[columns][MultinomialBootstrap.BATCH];
        }
        Arrays.fill(totals, 0, replicates, 0);
        for (double[] column : raw) {
            Arrays.fill(column, 0, replicates, 0);
        }
    }
}
