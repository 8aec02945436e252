package io.twinsim.timeline;

/** How the values of one variable are distributed at one step in one arm; the same for any order of blocks. */
interface ValueCounts {

    /**
     * Adds the values of a block; by any thread.
     *
     * @param min the least of them
     * @param max the greatest of them
     */
    void add(double[] x, int from, int to, double min, double max);

    /** The quantile of type 7 (R's and NumPy's default). */
    double quantile(double p);

    /** No quantile is further from that of the values than this; 0 if they are exact. */
    double width();

    /** About how much heap they hold. */
    long bytes();
}
