package io.twinsim.sim;

import java.util.Arrays;

/**
 * How the effects of twins are distributed: counts in bins of equal width. The width is a power of two and bin borders
 * are its multiples, the finest for which at most 128 bins cover all effects, so that it depends on the effects alone.
 *
 * <p>Only the mean effect can ever be checked against a real test. How effects are spread, their quantiles and the
 * share of units that benefit, depends on how the model couples what happens to a unit with and without the
 * intervention: on its noise and modifiers, which no test identifies.
 *
 * @param lower the lower border of the first bin
 * @param width the width of each bin; 0 if there is no effect at all
 * @param counts twins per bin, [border, border + width)
 */
public record Histogram(double lower, double width, long[] counts) {

    /** The most bins. */
    static final int MOST = 128;

    /** Copies the counts. */
    public Histogram {
        counts = counts.clone();
    }

    /**
     * Twins per bin.
     *
     * @return a new array
     */
    @Override
    public long[] counts() {
        return counts.clone();
    }

    /** Equal if borders and counts are. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Histogram h && Double.compare(lower, h.lower) == 0
                && Double.compare(width, h.width) == 0
                && Arrays.equals(counts, h.counts);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(counts) * 31 + Double.hashCode(lower);
    }

    /** One line: the number of bins and the range. */
    @Override
    public String toString() {
        return Shown.cut("Histogram[" + counts.length + " bins, "
                + io.twinsim.internal.text.Numbers.significant(lower, 6) + ".."
                + io.twinsim.internal.text.Numbers.significant(lower + width * counts.length, 6) + "]", Shown.LINE);
    }
}
