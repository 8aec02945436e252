package io.twinsim.random;

/**
 * A distribution with its parameters bound and checked. It samples by its quantile function: one uniform per value,
 * and the value never falls when the uniform rises. Immutable and thread-safe; {@code toString} is its formula.
 *
 * <p>Values are never infinite: where a draw would leave the range of doubles, {@code quantile} refuses with an {@link
 * io.twinsim.InputException} and {@code quantiles} with a {@link RowException}.
 */
public interface Distribution {

    /**
     * The smallest x with {@code cdf(x) >= u}.
     *
     * @param u a probability in (0, 1)
     * @return a finite value
     * @throws io.twinsim.InputException if {@code u} is outside, or the value overflows
     */
    double quantile(double u);

    /**
     * The quantile seen from above, the smallest x with {@code survival(x) <= q}; keeps its accuracy where 1 - q
     * rounds to 1.
     *
     * @param q a probability in (0, 1)
     * @return a finite value
     * @throws io.twinsim.InputException if {@code q} is outside, or the value overflows
     */
    double survivalQuantile(double q);

    /**
     * The probability of values up to x.
     *
     * @param x any number
     * @return a value in [0, 1]; small values keep their relative accuracy
     */
    double cdf(double x);

    /**
     * The probability of values above x.
     *
     * @param x any number
     * @return 1 - cdf(x), in [0, 1]; small values keep their relative accuracy
     */
    double survival(double x);

    /**
     * The expectation.
     *
     * @return the mean; infinite where it diverges, NaN where it does not exist
     */
    double mean();

    /**
     * The variance.
     *
     * @return the variance; infinite where it diverges, NaN where it does not exist
     */
    double variance();

    /**
     * The lower end of the support.
     *
     * @return a value or negative infinity
     */
    double lower();

    /**
     * The upper end of the support.
     *
     * @return a value or infinity
     */
    double upper();

    /**
     * Whether all values are whole numbers.
     *
     * @return true for counts, flags and integers
     */
    boolean isInteger();

    /**
     * The quantiles of many uniforms, the same bits as {@link #quantile} for each; allocates nothing.
     *
     * @param u probabilities in (0, 1)
     * @param out receives the values; may be {@code u} itself
     * @param from the first index
     * @param to one past the last index
     * @throws RowException if a value overflows
     */
    void quantiles(double[] u, double[] out, int from, int to);
}
