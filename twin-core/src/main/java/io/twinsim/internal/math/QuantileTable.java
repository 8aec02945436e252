package io.twinsim.internal.math;

/** Quantiles of one distribution, prepared for sampling. Immutable. */
public interface QuantileTable {

    /**
     * The values that many uniforms draw, each a function of its own uniform that never falls; allocates nothing.
     *
     * @param u probabilities in (0, 1)
     * @param out receives the values; may be {@code u} itself
     * @param from the first index
     * @param to one past the last index
     */
    void quantiles(double[] u, double[] out, int from, int to);
}
