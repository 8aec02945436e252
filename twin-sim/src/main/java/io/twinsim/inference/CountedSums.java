package io.twinsim.inference;

import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.parallel.StopSignal;
import java.util.Arrays;

/**
 * Sums of drawn units, exact, slab by slab: the draws of a replicate are first split over slabs of 4,096 units; then
 * each slab, copied once into a local array, serves all replicates of the batch.
 *
 * <p>Every column is gathered on its own and draws the same indices anew, which costs a tenth of the gathering: the
 * sums of a column have the same bits whatever other columns there are. Counting the draws and multiplying was slower
 * for 1 to 5 columns and no faster for 20.
 */
final class CountedSums implements PartSums {

    /** Attempts at a replicate with any draw: two units have none, every time, with probability 1e-55. */
    static final int ATTEMPTS = 64;

    private final Resampling.Scheme scheme;
    private final SlabKernel kernel = new SlabKernel();
    private final long[] left = new long[MultinomialBootstrap.BATCH];
    private final long[] counts = new long[MultinomialBootstrap.BATCH];
    private final long[] drawn = new long[MultinomialBootstrap.BATCH];
    private double[][] raw = {};

    CountedSums(Resampling.Scheme scheme) {
        this.scheme = scheme;
    }

    @Override
    public boolean add(
            ResampledArm.Part part, double[][] columns, int first, int last, double[][] sums, StopSignal stop) {
        if (raw.length != columns.length) {
            raw = new double[columns.length][MultinomialBootstrap.BATCH];
        }
        if (part.size() == 1) {
            PartSums.addSingle(part, columns, last - first, sums);
            return true;
        }
        if (!draw(part, columns, first, last, stop)) {
            return false;
        }
        for (int b = 0; b < last - first; b++) {
            drawAgain(part, columns, first + b, b);
            double scale = (double) part.size() / drawn[b];
            for (int c = 0; c < columns.length; c++) {
                sums[c][b] += scale * raw[c][b];
            }
        }
        return true;
    }

    /** Other draws for a replicate that has none; only parts of one slab come here. */
    private void drawAgain(ResampledArm.Part part, double[][] columns, long replicate, int b) {
        for (int attempt = 1; drawn[b] == 0; attempt++) {
            if (attempt == ATTEMPTS || part.size() > Blocks.SLAB) {
                throw new IllegalStateException("a replicate must have draws, got none in " + attempt + " attempts");
            }
            ResampledArm.Part other = part.again(attempt);
            SlabCounter counter = new SlabCounter(other, scheme);
            long lane = counter.lane(replicate, 0);
            drawn[b] = counter.count(part.size(), part.size(), part.size(), lane);
            for (int c = 0; c < columns.length; c++) {
                kernel.load(columns[c], part.from(), part.to());
                raw[c][b] = kernel.sum(other.stream(), lane, drawn[b]);
            }
        }
    }

    private boolean draw(ResampledArm.Part part, double[][] columns, int first, int last, StopSignal stop) {
        int n = part.size();
        clear(n, last - first);
        SlabCounter counter = new SlabCounter(part, scheme);
        for (int slab = 0, from = 0; from < n; slab++, from += Blocks.SLAB) {
            if (slab > 0 && stop.stopped()) {
                return false;
            }
            int size = Math.min(Blocks.SLAB, n - from);
            for (int b = 0; b < last - first; b++) {
                counts[b] = counter.count(size, n - from, left[b], counter.lane(first + b, slab));
                left[b] -= counts[b];
                drawn[b] += counts[b];
            }
            for (int c = 0; c < columns.length; c++) {
                kernel.load(columns[c], part.from() + from, part.from() + from + size);
                for (int b = 0; b < last - first; b++) {
                    raw[c][b] += kernel.sum(part.stream(), counter.lane(first + b, slab), counts[b]);
                }
            }
        }
        return true;
    }

    private void clear(int n, int replicates) {
        Arrays.fill(left, 0, replicates, n);
        Arrays.fill(drawn, 0, replicates, 0);
        for (double[] column : raw) {
            Arrays.fill(column, 0, replicates, 0);
        }
    }
}
