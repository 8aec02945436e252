package io.twinsim.inference;

/**
 * A statistic of weighted rows. It must be pure: the same weights give the same bits, on any thread.
 *
 * <p>A row of weight 2 counts as two rows, so that all weights 1 give the statistic of the data.
 */
@FunctionalInterface
public interface WeightsFunction {

    /**
     * The statistic.
     *
     * @param weights the weight of each row, at least 0, their sum the number of rows; must not be kept or changed
     * @return the value; a value that is not finite drops the replicate, which is counted
     */
    double value(double[] weights);
}
