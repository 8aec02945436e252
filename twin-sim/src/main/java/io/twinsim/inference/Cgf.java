package io.twinsim.inference;

/**
 * The cumulant generating function of one arm's contribution to a statistic, centred at its expectation. The functions
 * of independent arms add up.
 */
interface Cgf {

    /** Adds K(s), K'(s), K''(s), K'''(s) to {@code sums[0..3]}. */
    void addTo(double[] sums, double s);

    /** Adds the second, third and fourth cumulant to {@code sums[0..2]}. */
    void addCumulants(double[] sums);

    /** The least value the contribution can take, from its expectation. */
    double lowest();

    /** The greatest value the contribution can take, from its expectation. */
    double highest();

    /** The log of the probability of {@link #lowest}; NaN if it is not known and surely small. */
    double logLowest();

    /** The log of the probability of {@link #highest}; NaN if it is not known and surely small. */
    double logHighest();
}
