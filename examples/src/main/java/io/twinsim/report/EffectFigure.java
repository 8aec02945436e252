package io.twinsim.report;

import java.util.List;
import java.util.OptionalDouble;

/**
 * What the picture of an effect shows.
 *
 * @param title the line above it
 * @param axis what the horizontal axis measures
 * @param edges ascending bin edges, one more than {@code counts}
 * @param counts twins per bin
 * @param estimate the mean effect
 * @param threshold the least effect worth having, if it is to be marked
 * @param bars the intervals, from top to bottom
 */
record EffectFigure(
        String title, String axis, double[] edges, long[] counts, double estimate,
        OptionalDouble threshold, List<Bar> bars) {

    /**
     * One interval.
     *
     * @param name what it covers
     * @param lower its lower end
     * @param upper its upper end
     */
    record Bar(String name, double lower, double upper) {
    }
}
