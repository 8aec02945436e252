package io.twinsim.sim;

/**
 * The mean expected effect as a function of the coefficients, on the same twins: per twin, per twin reached, and per
 * group.
 */
interface Theta {

    /** The mean over all twins in the values of {@link #at}. */
    int PER_TWIN = 0;
    /** The mean over the twins reached; NaN where the coefficients let nobody be reached. */
    int PER_REACHED = 1;
    /** The first group of the first dimension. */
    int GROUPS = 2;

    /** All means, the groups of all dimensions behind one another. */
    double[] at(double[] coefficients);

    /** One of the two overall means alone. */
    double at(double[] coefficients, int index);

    /** Whether a mean costs next to nothing, so that intervals can be recomputed at many trial values. */
    boolean cheap();
}
