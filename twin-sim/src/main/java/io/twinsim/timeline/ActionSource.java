package io.twinsim.timeline;

/** Gives the actions of a step in place of their defaults. */
interface ActionSource {

    /**
     * Fills the registers of one action.
     *
     * @param column the action's column of the plan
     * @param firstRow the row id of register 0
     * @param out filled in [from, to) with values in the action's range
     * @param from the first register
     * @param to one past the last
     */
    void fill(int column, long firstRow, double[] out, int from, int to);
}
