package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.math.Blocks;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import io.twinsim.random.Draws;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A Poisson bootstrap of means that needs no two rows in one place: each shard of rows makes its own sums for every
 * replicate, shards are merged, and the means come out last. Immutable.
 *
 * <p>Draws are keyed by (seed, {@code boot/ESTIMAND}, replicate, absolute slab of 4,096 rows), and sums are combined in
 * the canonical tree over these slabs: however the rows are cut at multiples of 4,096 and in whatever order neighbours
 * are merged, the replicates have the bits of a single shard, for any number of threads. They are those of
 * {@link Resampling#poisson()}, but for rounding. Memory is O(B log n) for each term, beside the rows of one shard.
 *
 * <p>Valid only if rows are independent and identically distributed.
 */
public final class ShardedBootstrap {

    /** With fewer rows a replicate might draw none at all. */
    private static final int FEWEST_ROWS = 40;
    private static final long MAX_ROWS = 1L << 39;

    private final String estimand;
    private final long seed;
    private final long firstRow;
    private final long rows;
    private final int terms;
    private final int replicates;
    private final List<ShardSums> batches;

    private ShardedBootstrap(String estimand, long seed, long firstRow, long rows, int terms, int replicates,
            List<ShardSums> batches) {
        this.estimand = estimand;
        this.seed = seed;
        this.firstRow = firstRow;
        this.rows = rows;
        this.terms = terms;
        this.replicates = replicates;
        this.batches = batches;
    }

    /**
     * The sums of one shard.
     *
     * @param firstRow the absolute row of the shard's first values, a multiple of 4,096
     * @param estimand names the stream of draws, {@code boot/ESTIMAND}; the same in all shards
     * @param options replicates and seed, the same in all shards; threads, executor and stop signal
     * @param terms the terms whose means are wanted, finite, one array of equal length each; not modified
     * @return the shard; a stopped run has fewer replicates
     * @throws InputException if the first row is not such a multiple, or terms are missing, empty, not finite or
     *     of different lengths
     */
    public static ShardedBootstrap of(long firstRow, String estimand, IntervalOptions options, double[]... terms) {
        Checks.notNull(estimand, "estimand");
        int rows = rows(terms);
        if (!(firstRow >= 0 && firstRow % Blocks.SLAB == 0 && firstRow <= MAX_ROWS - rows)) {
            throw new InputException("firstRow must be a multiple of 4,096 in [0, 2^39), got " + firstRow);
        }
        Moments[][] moments = moments(terms, rows);
        ResampledArm.Part part = ResampledArm.part(0, rows, Draws.of(options.seed()).stream("boot/" + estimand),
                Resampling.Scheme.POISSON);
        int size = MultinomialBootstrap.BATCH;
        ShardSums[] sums = new ShardSums[(options.replicates() + size - 1) / size];
        int done = ReplicateBatches.run(options, (first, last) -> {
            ShardSums batch = new ShardSums();
            SlabKernel kernel = new SlabKernel();
            for (int slab = 0; slab < moments.length; slab++) {
                if (slab > 0 && options.stop().stopped()) {
                    return false;
                }
                batch.add(slab(part, kernel, terms, moments[slab], slab, firstRow / Blocks.SLAB, first, last));
            }
            sums[first / size] = batch;
            return true;
        });
        List<ShardSums> complete = List.of(Arrays.copyOf(sums, (done + size - 1) / size));
        return new ShardedBootstrap(estimand, options.seed(), firstRow, rows, terms.length, done, complete);
    }

    private static int rows(double[][] terms) {
        Checks.atLeast(1, Checks.notNull(terms, "terms").length, "terms");
        int rows = Checks.notNull(terms[0], "terms").length;
        Checks.atLeast(1, rows, "rows");
        for (int j = 0; j < terms.length; j++) {
            if (Checks.notNull(terms[j], "terms").length != rows) {
                throw new InputException("terms must have one value per row (" + rows + "), got " + terms[j].length
                        + " in term " + j);
            }
            Sample.of(terms[j], "terms");
        }
        return rows;
    }

    /** The moments of each term in each slab. */
    private static Moments[][] moments(double[][] terms, int rows) {
        Moments[][] moments = new Moments[(rows + Blocks.SLAB - 1) / Blocks.SLAB][terms.length];
        for (int slab = 0; slab < moments.length; slab++) {
            int from = slab * Blocks.SLAB;
            for (int j = 0; j < terms.length; j++) {
                double[] values = Arrays.copyOfRange(terms[j], from, Math.min(rows, from + Blocks.SLAB));
                moments[slab][j] = Moments.of(values);
            }
        }
        return moments;
    }

    private static ShardSums.Node slab(ResampledArm.Part part, SlabKernel kernel, double[][] terms,
            Moments[] moments, int slab, long firstSlab, int first, int last) {
        int from = slab * Blocks.SLAB;
        int size = (int) moments[0].n();
        SlabCounter counter = new SlabCounter(part, Resampling.Scheme.POISSON);
        double[][] sums = new double[terms.length][last - first];
        double[] totals = new double[last - first];
        for (int b = 0; b < totals.length; b++) {
            totals[b] = counter.count(size, size, 0, counter.lane(first + b, firstSlab + slab));
        }
        double[] deviations = new double[size];
        for (int j = 0; j < terms.length; j++) {
            double mean = Sample.mean(moments[j]);
            for (int i = 0; i < size; i++) {
                deviations[i] = terms[j][from + i] - mean;
            }
            kernel.load(deviations, 0, size);
            for (int b = 0; b < totals.length; b++) {
                sums[j][b] = kernel.sum(part.stream(), counter.lane(first + b, firstSlab + slab), (long) totals[b]);
            }
        }
        return new ShardSums.Node(0, firstSlab + slab, moments, sums, totals);
    }

    /**
     * These rows and the ones that follow.
     *
     * @param next the shard whose first row comes right after the last one here
     * @return the rows of both; of a stopped run as many replicates as both have
     * @throws InputException if the shards are no neighbours, or estimand, seed or number of terms differ
     */
    public ShardedBootstrap merge(ShardedBootstrap next) {
        Checks.notNull(next, "next");
        if (!(next.estimand.equals(estimand) && next.seed == seed && next.terms == terms)) {
            throw new InputException("shards must have one estimand, seed and number of terms, got " + kin()
                    + " and " + next.kin());
        }
        if (next.firstRow != firstRow + rows) {
            throw new InputException("next must start at row " + (firstRow + rows) + ", got " + next.firstRow);
        }
        List<ShardSums> joined = new ArrayList<>();
        for (int i = 0; i < Math.min(batches.size(), next.batches.size()); i++) {
            joined.add(batches.get(i).followedBy(next.batches.get(i)));
        }
        return new ShardedBootstrap(estimand, seed, firstRow, rows + next.rows, terms,
                Math.min(replicates, next.replicates), joined);
    }

    /**
     * The first row.
     *
     * @return its absolute index
     */
    public long firstRow() {
        return firstRow;
    }

    /**
     * The rows of all shards merged so far.
     *
     * @return how many
     */
    public long rows() {
        return rows;
    }

    /**
     * The replicates that are complete.
     *
     * @return how many; those asked for, unless a run was stopped
     */
    public int replicates() {
        return replicates;
    }

    /**
     * The mean of a term over all rows.
     *
     * @param term its index, from 0
     * @return the mean
     * @throws InputException if no replicate is complete or there is no such term
     */
    public double mean(int term) {
        requireTerm(term);
        return Sample.mean(batches.get(0).total().moments()[term]);
    }

    /**
     * The mean of a term in each replicate: its Poisson-weighted sum over the sum of the weights.
     *
     * @param term its index, from 0
     * @return the means, in replicate order
     * @throws InputException if no replicate is complete, there is no such term, or there are fewer than 40 rows
     */
    public double[] means(int term) {
        requireTerm(term);
        Checks.atLeast(FEWEST_ROWS, rows, "rows");
        double[] means = new double[replicates];
        int at = 0;
        for (ShardSums batch : batches) {
            ShardSums.Node total = batch.total();
            double centre = Sample.mean(total.moments()[term]);
            for (int b = 0; b < total.weights().length && at < replicates; b++) {
                means[at++] = centre + total.sums()[term][b] / total.weights()[b];
            }
        }
        return means;
    }

    private void requireTerm(int term) {
        Checks.inRange(0, terms - 1L, term, "term");
        Checks.atLeast(1, replicates, "replicates");
    }

    /** What shards that are merged have in common. */
    private String kin() {
        return Names.quote(estimand) + " (seed " + seed + ", " + terms + (terms == 1 ? " term)" : " terms)");
    }

    /** Shows rows, replicates and where the draws come from. */
    @Override
    public String toString() {
        return Lines.one("ShardedBootstrap[" + estimand + ", rows " + Numbers.grouped(firstRow) + ".."
                + Numbers.grouped(firstRow + rows - 1) + ", B=" + Numbers.grouped(replicates) + ", seed=" + seed + "]");
    }
}
