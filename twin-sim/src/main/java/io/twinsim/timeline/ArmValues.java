package io.twinsim.timeline;

/**
 * What one arm of the block at hand is after a step: registers of 1,024 values per column of the plan, read only. The
 * arrays change places from step to step, so they are asked for each time.
 */
interface ArmValues {

    /** The values of a column at the time of the step; register i is row firstRow + i. */
    double[] values(int column);

    /** Whether the values are control's own, the very array: there is no effect, to the bit. True in control. */
    boolean shared(int column);

    /**
     * The twins that are over, from the step on at which {@code until} held: bit i of word {@code i >>> 6}; all zeros
     * without {@code until}.
     */
    long[] over();
}
