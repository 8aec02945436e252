package io.twinsim.timeline;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;

/**
 * The values of a series, whatever their order.
 *
 * @param n the number of values
 * @param min the least, in units of the series as all of the following
 * @param max the greatest
 * @param mean their mean
 * @param sd their standard deviation (divisor n - 1); 0 for a single value
 * @param median their median
 */
public record SeriesSummary(int n, double min, double max, double mean, double sd, double median) {

    /** One line such as {@code SeriesSummary[90 values, mean 52.1, sd 4.31, 41.2..63.9]}. */
    @Override
    public String toString() {
        return Lines.one("SeriesSummary[" + Numbers.grouped(n) + " values, mean " + Numbers.significant(mean, 4)
                + ", sd " + Numbers.significant(sd, 3) + ", " + Numbers.significant(min, 4) + ".." + Numbers.significant(max, 4)
                + "]");
    }
}
