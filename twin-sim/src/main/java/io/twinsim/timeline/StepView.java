package io.twinsim.timeline;

/** One step of a block of up to 1,024 twins in one arm, as a {@link StepCollector} sees it; valid during the call. */
public interface StepView {

    /**
     * The row id of register 0.
     *
     * @return a multiple of 1,024
     */
    long firstRow();

    /**
     * The first register that holds a twin.
     *
     * @return 0 to 1,023
     */
    int from();

    /**
     * One past the last register that holds a twin.
     *
     * @return 1 to 1,024
     */
    int to();

    /**
     * The step; 0 is the start.
     *
     * @return 0 to the number of steps of the horizon
     */
    int step();

    /**
     * The time of the step.
     *
     * @return in the timeline's unit
     */
    double t();

    /**
     * Where the values of a node or alert stand. The same during the whole run: ask once.
     *
     * @param name a node such as {@code hydration}, or an alert
     * @return the number to give to {@link #values(int)}
     * @throws io.twinsim.InputException if there is none; the message suggests the nearest
     */
    int column(String name);

    /**
     * The values of a node or alert: numbers, 0 and 1 for flags, codes for categories.
     *
     * @param column from {@link #column}
     * @return the registers themselves, 1,024 long; not to be changed
     */
    double[] values(int column);

    /**
     * Whether a twin belongs to the population that is run; the others of a filtered one mean nothing.
     *
     * @param i a register in [from, to)
     * @return true if it counts
     */
    boolean counts(int i);

    /**
     * Whether a twin's time is over: {@code until} has held, and its values stay.
     *
     * @param i a register in [from, to)
     * @return true from the step at which it held
     */
    boolean over(int i);
}
