package io.twinsim.timeline;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;

/**
 * A stretch of a series beyond a threshold.
 *
 * @param from its first step
 * @param to one past its last step
 * @param start the time of its first step
 * @param duration its length in units of time, {@code (to - from) dt}
 * @param mean the mean of its values
 * @param extreme its value farthest beyond the threshold
 */
public record Episode(int from, int to, double start, double duration, double mean, double extreme) {

    /** One line such as {@code Episode[from 40 for 20, mean 8.1, extreme 9.7]}. */
    @Override
    public String toString() {
        return Lines.one("Episode[from " + Numbers.significant(start, 6) + " for " + Numbers.significant(duration, 6)
                + ", mean " + Numbers.significant(mean, 4) + ", extreme " + Numbers.significant(extreme, 4) + "]");
    }
}
