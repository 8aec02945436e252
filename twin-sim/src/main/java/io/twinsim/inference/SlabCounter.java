package io.twinsim.inference;

/**
 * How many draws of a replicate fall into each slab of a part. The multinomial splits the draws that are left with
 * conditional binomials; under Poisson resampling the counts of slabs are independent, with their sizes as means, and
 * given them draws are as in the multinomial: independent Poisson(1) weights of the units.
 *
 * <p>Counts come from the lane of their slab and replicate, so slabs of Poisson draws can be made alone.
 */
final class SlabCounter {

    private static final int SLAB_SHIFT = 13;
    /** Leaves room for 2^27 slabs beside 2^24 replicates. */
    private static final int POISSON_SHIFT = 40;

    private final boolean poisson;
    private final BinomialSampler binomial;
    private final PoissonSampler counts;

    SlabCounter(ResampledArm.Part part, Resampling.Scheme scheme) {
        poisson = scheme == Resampling.Scheme.POISSON;
        binomial = new BinomialSampler(part.rest());
        counts = new PoissonSampler(part.rest());
    }

    /** Where the lane of a slab and replicate starts, that of the indices and that of the counts. */
    long lane(long replicate, long slab) {
        return replicate << (poisson ? POISSON_SHIFT : Integer.SIZE) | slab << SLAB_SHIFT;
    }

    /**
     * The draws from one slab.
     *
     * @param size the units of the slab
     * @param units of this slab and those after it
     * @param left the draws for these units; Poisson counts do not depend on it
     */
    long count(int size, int units, long left, long lane) {
        if (poisson) {
            return counts.count(size, lane);
        }
        return size == units ? left : binomial.count(left, (double) size / units, lane);
    }
}
