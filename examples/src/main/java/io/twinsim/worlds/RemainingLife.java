package io.twinsim.worlds;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.TimeSpan;
import io.twinsim.timeline.Timeline;
import java.util.Arrays;

/**
 * How long a machine of the factory world will go on, found by simulating many lines from its present health: the time
 * to its first breakdown or jam, or until its health falls below 0.3, whatever comes first. The interval is a
 * prediction interval for one machine, of the spread that the simulated lines have; it is no interval for a mean.
 *
 * <pre>{@code
 * Timeline worn = Timeline.of(Worlds.named("factory").generate(1_000, 42))
 *         .withParameter("start_health", 0.6);
 * RemainingLife life = RemainingLife.of(worn, "24 h", "assembly", 0.9);
 * }</pre>
 *
 * <p>Lines that are still alive at the horizon count as living longer than all others: a figure that falls among them
 * is the horizon and means "at least". Cost: one run of the timeline.
 *
 * @param station the label of the station
 * @param lines how many were simulated
 * @param alive how many were alive at the horizon
 * @param level of the prediction interval, in (0, 1)
 * @param median half of the machines live longer, in seconds
 * @param lower end of the interval: the (1 - level) / 2 quantile, in seconds
 * @param upper end of the interval: the (1 + level) / 2 quantile, in seconds
 * @param horizon of the simulation, in seconds
 */
public record RemainingLife(String station, int lines, int alive, double level, double median, double lower,
        double upper, double horizon) {

    private static final double HOUR = 3600;

    /**
     * Simulates the lines of a timeline up to a horizon.
     *
     * @param timeline of the world {@code factory}; its parameter {@code start_health} is the present health
     * @param horizon how far to look, such as {@code 24 h}
     * @param station the label of the station
     * @param level of the prediction interval, in (0, 1)
     * @return the life that remains
     * @throws io.twinsim.InputException if the level is out of range, the horizon is not a whole number of steps, or
     * there is no such station
     */
    public static RemainingLife of(Timeline timeline, String horizon, String station, double level) {
        Checks.notNull(timeline, "timeline");
        Checks.notNull(station, "station");
        Checks.level(level);
        double seconds = TimeSpan.parse(horizon).in("s");
        String node = "life." + station;
        double[] life = timeline.over(horizon).with().observing(node).withSnapshots(horizon).withReplicates(100).run()
                .snapshot(horizon, "control").doubles(node);
        Arrays.sort(life);
        int alive = 0;
        while (alive < life.length && life[life.length - 1 - alive] >= seconds) {
            alive++;
        }
        return new RemainingLife(station, life.length, alive, level, quantile(life, 0.5),
                quantile(life, (1 - level) / 2), quantile(life, (1 + level) / 2), seconds);
    }

    /** The least value that at least the share p of the sorted values do not exceed. */
    private static double quantile(double[] sorted, double p) {
        int rank = (int) Math.ceil(p * sorted.length);
        return sorted[Math.max(0, Math.min(sorted.length, rank) - 1)];
    }

    /**
     * How soon somebody should look at the machine, by the hours of the median: below 24 critical, below 72 high, below
     * 168 medium, else low.
     *
     * @return one of {@code critical}, {@code high}, {@code medium}, {@code low}
     */
    public String urgency() {
        double hours = median / HOUR;
        return hours < 24 ? "critical" : hours < 72 ? "high" : hours < 168 ? "medium" : "low";
    }

    /** The median and the interval in hours. */
    @Override
    public String toString() {
        return Lines.one("RemainingLife[" + station + " " + hours(median) + " h, " + Numbers.significant(100 * level, 4)
                + " % in [" + hours(lower) + ", " + hours(upper) + "] h" + (median < horizon ? "]" : " at least]"));
    }

    private static String hours(double seconds) {
        return Numbers.fixed(seconds / HOUR, 1);
    }
}
