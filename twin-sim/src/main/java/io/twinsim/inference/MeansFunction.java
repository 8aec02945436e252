package io.twinsim.inference;

/**
 * A smooth function of the means of a few terms, such as {@code m -> m[0] / m[1]}. It must be pure: the same means give
 * the same bits, on any thread.
 */
@FunctionalInterface
public interface MeansFunction {

    /**
     * The statistic.
     *
     * @param means the mean of each term, in the order in which the terms were given; must not be kept or changed
     * @return the value; a value that is not finite drops the replicate, which is counted
     */
    double value(double[] means);
}
