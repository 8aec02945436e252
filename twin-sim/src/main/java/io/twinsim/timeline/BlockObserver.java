package io.twinsim.timeline;

import org.jspecify.annotations.Nullable;

/**
 * Sees every step of every block of a tile. Each tile has an observer of its own, which one thread calls; those of
 * neighbouring tiles are merged in ascending order by {@link TimelinePass}.
 */
interface BlockObserver {

    /**
     * A block begins; blocks come in ascending order.
     *
     * @param block the absolute block index
     * @param firstRow the row id of register 0
     * @param from the first register that is a row
     * @param to one past the last
     * @param counted bit i set for the twins that count; null if all of [from, to) do
     */
    void begin(long block, long firstRow, int from, int to, long @Nullable [] counted);

    /**
     * One step of the block is done; step 0 is the start.
     *
     * @param step the step, 0 to the plan's number of steps
     * @param t its time in the timeline's unit
     * @param arms control first, then the arms in order
     */
    void step(int step, double t, ArmValues[] arms);

    /** The block is done. */
    void end();
}
