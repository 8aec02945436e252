package io.twinsim.random;

/**
 * A distribution with its parameters bound and checked. Immutable and thread-safe; {@code toString} is its formula.
 *
 * <p>There are two forms of the quantile. The scalar ones, {@link #quantile} and {@link #survivalQuantile}, are for
 * accuracy: each value is inverted anew, with a relative error near 1e-13 where the conditioning of the quantile
 * allows (down to probabilities of 1e-300), and counts are the exact whole number. The block form, {@link #quantiles},
 * is for sampling: one uniform per value, the value never falls when the uniform rises, and what is asked of a value x
 * is {@code |cdf(x) - u| <= 1e-10 min(u, 1 - u)}, but for the rounding of x itself; counts are exact here too. It may
 * read tables made when the parameters were bound, so the last digits of the two forms may differ.
 *
 * <p>Values are never infinite: where a draw would leave the range of doubles, {@code quantile} refuses with an {@link
 * io.twinsim.InputException} and {@code quantiles} with a {@link RowException}.
 */
public interface Distribution {

    /**
     * The smallest x with {@code cdf(x) >= u}, to nearly full accuracy. Above the median {@code 1 - u} is known to a
     * multiple of 2^-53 only; {@link #survivalQuantile} takes it as it is.
     *
     * @param u a probability in (0, 1)
     * @return a finite value
     * @throws io.twinsim.InputException if {@code u} is outside, or the value overflows
     */
    double quantile(double u);

    /**
     * The quantile seen from above, the smallest x with {@code survival(x) <= q}, to nearly full accuracy; keeps it
     * where 1 - q rounds to 1.
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
     * The values that many uniforms draw; allocates nothing. Each is a function of its own uniform alone, never falls
     * when that rises, and has a probability of u below it to 1e-10 of the smaller tail.
     *
     * @param u uniforms in (0, 1)
     * @param out receives the values; may be {@code u} itself
     * @param from the first index
     * @param to one past the last index
     * @throws RowException if a value overflows
     */
    void quantiles(double[] u, double[] out, int from, int to);

    /**
     * As {@link #quantiles(double[], double[], int, int)}, the same bits, of uniforms in a block; faster for normal and
     * lognormal ones.
     *
     * @param u a block with the indices from {@code from} to {@code to} filled
     * @param out receives the values; not {@code u.values()}
     * @param from the first index
     * @param to one past the last index
     * @throws RowException if a value overflows
     */
    default void quantiles(UniformBlock u, double[] out, int from, int to) {
        quantiles(u.values(), out, from, to);
    }
}
