package io.twinsim.worlds;

import io.twinsim.internal.math.Normal;
import io.twinsim.internal.text.Checks;
import io.twinsim.random.DrawStream;
import io.twinsim.random.Draws;
import io.twinsim.timeline.Observation;
import java.util.ArrayList;
import java.util.List;

/**
 * What a learning controller of the factory world sees of each line: 46 numbers of a size near 1, as the published
 * simulator showed them, with its faults mended (utilisation is of the last minute, the failure forecast is one).
 *
 * <ul>
 * <li>8 per station: idle, running, in maintenance, broken down or jammed (one of them 1), health, queue / 10, defect
 * rate / 0.2, share of the places at work in the last minute;
 * <li>10 of the line: throughput / 100, yield, pieces in the line / 50, place of the bottleneck / 4, share of the shift
 * that is over, completed / 500, defective / 50, mean process time / 60, waiting work / 600, mean health;
 * <li>4 to look ahead: the greatest chance of a breakdown or jam within an hour, the least health, and of the last
 * minute -defective / 10 and completed / 10.
 * </ul>
 */
public final class LineObservation {

    /** How many numbers a line has. */
    public static final int LENGTH = 46;

    private static final List<String> STATIONS = List.of("loading", "assembly", "inspection", "packaging");
    private static final String[] FAMILIES = {"line.up", "jam_left", "maintenance_left", "line.in_service", "health",
        "line.queue", "defect_rate", "load", "process_time", "failure_chance"};
    private static final String[] SINGLE = {"throughput", "yield", "wip", "bottleneck", "line.completed",
        "line.defective", "mean_health", "min_health", "made", "spoilt"};

    private LineObservation() {
    }

    /**
     * The nodes that the numbers are made of, for {@code TwinEnvironment.observing}.
     *
     * @return names of nodes of the world {@code factory}
     */
    public static String[] nodes() {
        List<String> nodes = new ArrayList<>(List.of(SINGLE));
        for (String family : FAMILIES) {
            STATIONS.forEach(station -> nodes.add(family + "." + station));
        }
        return nodes.toArray(new String[0]);
    }

    /**
     * The numbers of each line.
     *
     * @param seen an observation that holds {@link #nodes}
     * @param horizon length of the shift in seconds, positive
     * @return a row of {@link #LENGTH} numbers per line
     * @throws io.twinsim.InputException if a node is not there or the horizon is not positive
     */
    public static double[][] of(Observation seen, double horizon) {
        Checks.notNull(seen, "seen");
        Checks.positive(horizon, "horizon");
        double[][] rows = new double[seen.size()][LENGTH];
        int at = 0;
        for (String station : STATIONS) {
            station(seen, station, rows, at);
            at += 8;
        }
        line(seen, horizon, rows, at);
        fill(rows, at + 6, seen.values("line.defective"), 1 / 50.0);
        double[] chance = seen.values("failure_chance." + STATIONS.get(0));
        for (String station : STATIONS) {
            double[] other = seen.values("failure_chance." + station);
            for (int i = 0; i < chance.length; i++) {
                chance[i] = Math.max(chance[i], other[i]);
            }
        }
        fill(rows, at + 10, chance, 1);
        fill(rows, at + 11, seen.values("min_health"), 1);
        fill(rows, at + 12, seen.values("spoilt"), -0.1);
        fill(rows, at + 13, seen.values("made"), 0.1);
        return rows;
    }

    private static void station(Observation seen, String station, double[][] rows, int at) {
        double[] up = seen.values("line.up." + station);
        double[] jammed = seen.values("jam_left." + station);
        double[] maintained = seen.values("maintenance_left." + station);
        double[] served = seen.values("line.in_service." + station);
        for (int i = 0; i < rows.length; i++) {
            rows[i][at + (up[i] == 0 || jammed[i] > 0 ? 3 : maintained[i] > 0 ? 2 : served[i] > 0 ? 1 : 0)] = 1;
        }
        fill(rows, at + 4, seen.values("health." + station), 1);
        fill(rows, at + 5, seen.values("line.queue." + station), 0.1);
        fill(rows, at + 6, seen.values("defect_rate." + station), 5);
        fill(rows, at + 7, seen.values("load." + station), 1);
    }

    private static void line(Observation seen, double horizon, double[][] rows, int at) {
        fill(rows, at, seen.values("throughput"), 0.01);
        fill(rows, at + 1, seen.values("yield"), 1);
        fill(rows, at + 2, seen.values("wip"), 0.02);
        List<String> labels = seen.labels("bottleneck");
        double[] bottleneck = seen.values("bottleneck");
        double[] mean = new double[rows.length];
        double[] queued = new double[rows.length];
        for (String station : STATIONS) {
            double[] time = seen.values("process_time." + station);
            double[] queue = seen.values("line.queue." + station);
            for (int i = 0; i < rows.length; i++) {
                mean[i] += time[i] / STATIONS.size();
                queued[i] += queue[i];
            }
        }
        for (int i = 0; i < rows.length; i++) {
            rows[i][at + 3] = STATIONS.indexOf(labels.get((int) bottleneck[i])) / (double) STATIONS.size();
            rows[i][at + 4] = seen.t() / horizon;
            rows[i][at + 7] = mean[i] / 60;
            rows[i][at + 8] = queued[i] * mean[i] / 600;
        }
        fill(rows, at + 5, seen.values("line.completed"), 1 / 500.0);
        fill(rows, at + 9, seen.values("mean_health"), 1);
    }

    private static void fill(double[][] rows, int at, double[] values, double scale) {
        for (int i = 0; i < rows.length; i++) {
            rows[i][at] = values[i] * scale;
        }
    }

    /**
     * The numbers with normal noise, cut to [-1, 1]: what a controller of noisy instruments sees. The noise of a number
     * depends on seed, step, line and place alone.
     *
     * @param rows rows of {@link #of}, not modified
     * @param sd standard deviation of the noise, at least 0; the published presets are 0.05 and 0.1
     * @param seed any long
     * @param step the step of the observation, at least 0
     * @return as many rows
     * @throws io.twinsim.InputException if sd or step is negative
     */
    public static double[][] noisy(double[][] rows, double sd, long seed, int step) {
        Checks.inRange(0, Double.MAX_VALUE, sd, "sd");
        Checks.atLeast(0, step, "step");
        double[][] noisy = new double[rows.length][];
        DrawStream stream = Draws.of(seed).stream("observation/" + step);
        DrawStream[] draws = new DrawStream[LENGTH];
        for (int j = 0; j < LENGTH; j++) {
            draws[j] = stream.draw(j);
        }
        for (int i = 0; i < rows.length; i++) {
            noisy[i] = rows[i].clone();
            for (int j = 0; j < LENGTH; j++) {
                double value = rows[i][j] + (sd == 0 ? 0 : sd * Normal.quantile(draws[j].uniform(i)));
                noisy[i][j] = Math.max(-1, Math.min(1, value));
            }
        }
        return noisy;
    }
}
