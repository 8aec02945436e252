package io.twinsim.internal.math;

/** Quantiles of one distribution, prepared for speed. Immutable; the block form gives the bits of the scalar form. */
public interface QuantileTable {

    /**
     * A quantile.
     *
     * @param u a probability in (0, 1)
     * @return the value
     */
    double quantile(double u);

    /**
     * A quantile seen from above.
     *
     * @param q a probability in (0, 1)
     * @return the value with a probability of q above it
     */
    double survivalQuantile(double q);

    /**
     * Many quantiles; allocates nothing.
     *
     * @param u probabilities in (0, 1)
     * @param out receives the values; may be {@code u} itself
     * @param from the first index
     * @param to one past the last index
     */
    void quantiles(double[] u, double[] out, int from, int to);
}
