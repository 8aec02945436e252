package io.twinsim.sim;

import io.twinsim.internal.math.Moments;

/**
 * How values vary from one antithetic pair to the next: the moments of the means of whole pairs, and of the values
 * whose partner does not count. The members of a pair are dependent, pairs are not, so a mean over K pairs (whole or
 * half) with c_k = 2 or 1 values of the sum s_k has the standard error of a mean of clusters,
 *
 * <pre>{@code Var(m) = K/(K - 1) sum_k (s_k - c_k m)^2 / n^2,   m = sum_k s_k / n,   n = sum_k c_k}</pre>
 *
 * <p>(a ratio estimate, linearised: Cochran 1977, Sampling Techniques, chapter 6), which for whole pairs is the
 * squared standard error of the mean of their means. Sums of squares alone are added up, so that nothing cancels where
 * the members of pairs do.
 *
 * @param whole moments of the means of whole pairs
 * @param halves moments of the values without a partner
 */
record PairMoments(Moments whole, Moments halves) {

    /** No values: the identity of {@link #merge}. */
    static final PairMoments EMPTY = new PairMoments(Moments.EMPTY, Moments.EMPTY);

    /** Merged in the order of the {@link io.twinsim.internal.math.BlockTree}, like the moments. */
    PairMoments merge(PairMoments right) {
        return new PairMoments(whole.merge(right.whole), halves.merge(right.halves));
    }

    /** K: the pairs with a value. */
    long pairs() {
        return whole.n() + halves.n();
    }

    /**
     * The moments of what each pair contributes to the mean: {@code v_k = m + (s_k - c_k m) K / n}, whose mean is m and
     * whose standard error, that of K independent values, is the one above. For whole pairs v_k is the pair's mean.
     *
     * @param mean m, the mean of all values
     */
    Moments contributions(double mean) {
        if (halves.n() == 0) {
            return whole;
        }
        double share = share(pairs(), 2 * whole.n() + halves.n());
        return stretched(whole, mean, 2 * share).merge(stretched(halves, mean, share));
    }

    /** What one pair contributes to the mean. */
    static double contribution(double mean, double pairMean, int members, double share) {
        double stretch = members * share;
        return stretch == 1 ? pairMean : mean + stretch * (pairMean - mean);
    }

    /** K / n. */
    static double share(long pairs, long values) {
        return (double) pairs / values;
    }

    private static Moments stretched(Moments x, double mean, double by) {
        if (x.n() == 0) {
            return x;
        }
        double square = by * by;
        return new Moments(x.n(), mean + by * (x.mean() - mean), square * x.m2(), square * by * x.m3(),
                square * square * x.m4(), mean + by * (x.min() - mean), mean + by * (x.max() - mean));
    }
}
