package io.twinsim.sim;

/**
 * What is kept of antithetic pairs: of the effects, or of the noise where that alone varies.
 *
 * @param all over all twins
 * @param reached over the twins to which the intervention applies
 */
record PairSums(PairMoments all, PairMoments reached) {

    /** No pairs, or twins that do not come in pairs. */
    static final PairSums NONE = new PairSums(PairMoments.EMPTY, PairMoments.EMPTY);

    PairSums merge(PairSums right) {
        return new PairSums(all.merge(right.all), reached.merge(right.reached));
    }
}
