package io.twinsim.internal.math;

/**
 * Many normal distributions of one standard deviation, each as likely as the others: how many of them lie below a
 * point, with the derivatives, in one pass over those near enough to matter. Serves one thread.
 */
public final class NormalMixture {

    /** Beyond this many standard deviations a distribution counts as wholly below or above, to 2e-17. */
    private static final double FAR = 8.4;

    private final double[] centres;
    private final double deviation;
    private final double[] sums = new double[4];

    /**
     * A mixture.
     *
     * @param centres the means, ascending; not copied
     * @param deviation the standard deviation, above 0
     */
    public NormalMixture(double[] centres, double deviation) {
        this.centres = centres;
        this.deviation = deviation;
    }

    /**
     * Moves to a point.
     *
     * @param x a finite number
     * @param less what is taken from the count, so that it keeps its digits where they nearly cancel
     * @return the sum of the distribution functions there minus {@code less}
     */
    public double at(double x, double less) {
        int first = rank(x - FAR * deviation, 0);
        int middle = rank(x, first);
        int end = rank(x + FAR * deviation, middle);
        sums[0] = middle - less;
        sums[1] = 0;
        sums[2] = 0;
        sums[3] = 0;
        // tails alone are added, so that a sum near 0 has their rounding and not that of a count
        NormalCdf.add(NormalCdf.CELLS, centres, first, middle, x, deviation, 1, sums);
        NormalCdf.add(NormalCdf.CELLS, centres, middle, end, x, deviation, 0, sums);
        return sums[0];
    }

    /**
     * A derivative of the count at the point, per standard deviation.
     *
     * @param order 1 to 3
     * @return the derivative
     */
    public double derivative(int order) {
        return sums[order];
    }

    /** How many centres are below x, if at least so many are. */
    private int rank(double x, int atLeast) {
        int low = atLeast;
        int high = centres.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (centres[middle] < x) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
