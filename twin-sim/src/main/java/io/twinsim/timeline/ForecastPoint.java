package io.twinsim.timeline;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What is to be expected of one node of one twin at one time.
 *
 * @param name the node
 * @param arm the arm
 * @param time in words, such as {@code 30 days}
 * @param mean the expected value; of a flag its probability; of a category NaN
 * @param standardError of the mean, as it comes from finitely many futures
 * @param sd the standard deviation of the futures; of a category NaN
 * @param lower the lower limit of the prediction interval; of a category NaN
 * @param upper the upper limit of the prediction interval; of a category NaN
 * @param level the probability that the interval holds the value, if the world is right
 * @param shares of a category the probability of each label; empty otherwise
 * @param replicates the number of futures
 */
public record ForecastPoint(
        String name, String arm, String time, double mean, double standardError, double sd, double lower, double upper,
        double level, Map<String, Double> shares, int replicates) {

    /** Copies the shares. */
    public ForecastPoint {
        shares = Collections.unmodifiableMap(new LinkedHashMap<>(shares));
    }

    /** The value and its interval, or the most likely label. */
    String value() {
        if (!shares.isEmpty()) {
            Map.Entry<String, Double> likeliest = shares.entrySet().stream()
                    .reduce((a, b) -> b.getValue() > a.getValue() ? b : a).orElseThrow();
            return likeliest.getKey() + " " + Numbers.significant(100 * likeliest.getValue(), 3) + " %";
        }
        return Numbers.fixed(mean, Numbers.decimals(upper - lower));
    }

    /** The interval in a table; empty for a category. */
    String interval() {
        int decimals = Numbers.decimals(upper - lower);
        return shares.isEmpty() ? Numbers.fixed(lower, decimals) + ".." + Numbers.fixed(upper, decimals) : "";
    }

    /** One line such as {@code ForecastPoint[hydration at 30 days: 52.3, 95 % 31.0..74.8]}. */
    @Override
    public String toString() {
        return Lines.one("ForecastPoint[" + name + " at " + time + ": " + value()
                + (shares.isEmpty() ? ", " + Numbers.significant(100 * level, 6) + " % " + interval() : "") + "]");
    }
}
