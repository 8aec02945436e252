package io.twinsim.timeline;

/**
 * Gathers what a caller wants of every step of every twin, without any of it being stored: one accumulator per tile of
 * 16,384 twins, merged in ascending order of the twins, so that the result is the same for any number of threads.
 *
 * @param <A> the accumulator
 */
public interface StepCollector<A> {

    /**
     * An accumulator that has seen nothing. Called by several threads at once.
     *
     * @return a new accumulator
     */
    A create();

    /**
     * Takes one step of one block of up to 1,024 twins. The steps of a block come in order, all of them before the next
     * block of the same accumulator.
     *
     * @param into the accumulator of the block's tile
     * @param view the values; valid during the call only
     */
    void accept(A into, StepView view);

    /**
     * Joins the accumulators of neighbouring twins.
     *
     * @param left of the twins that come first; may be changed and returned
     * @param right of the twins that follow
     * @return what both have seen
     */
    A merge(A left, A right);
}
