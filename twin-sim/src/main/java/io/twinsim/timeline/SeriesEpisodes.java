package io.twinsim.timeline;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The episodes of a series.
 *
 * @param threshold the border
 * @param above whether values above it are episodes, else those below
 * @param episodes in the order of time
 */
public record SeriesEpisodes(double threshold, boolean above, List<Episode> episodes) {

    /** Values fall in two groups if this share of their variance lies between the groups; normal values reach 0.64. */
    private static final double APART = 0.75;
    /** Episodes are the exception: no more of the values. */
    private static final double MOST = 0.4;

    /** Copies the list. */
    public SeriesEpisodes {
        episodes = List.copyOf(episodes);
    }

    /**
     * The number of episodes.
     *
     * @return at least 0
     */
    public int count() {
        return episodes.size();
    }

    /**
     * How long an episode lasts on average.
     *
     * @return a mean in units of time; 0 without episodes
     */
    public double meanDuration() {
        return episodes.stream().mapToDouble(Episode::duration).reduce(0, Double::sum) / Math.max(1, count());
    }

    static SeriesEpisodes of(double[] x, double dt, double threshold, boolean above, int minSteps, int gap) {
        List<Episode> found = new ArrayList<>();
        int from = -1;
        int last = -1;
        for (int i = 0; i <= x.length; i++) {
            boolean in = i < x.length && (above ? x[i] > threshold : x[i] < threshold);
            if (in) {
                from = from < 0 ? i : from;
                last = i;
            } else if (from >= 0 && (i == x.length || i - last > gap)) {
                if (last + 1 - from >= minSteps) {
                    found.add(episode(x, dt, from, last + 1, above));
                }
                from = -1;
            }
        }
        return new SeriesEpisodes(threshold, above, found);
    }

    private static Episode episode(double[] x, double dt, int from, int to, boolean above) {
        double sum = 0;
        double extreme = x[from];
        for (int i = from; i < to; i++) {
            sum += x[i];
            extreme = above ? Math.max(extreme, x[i]) : Math.min(extreme, x[i]);
        }
        return new Episode(from, to, from * dt, (to - from) * dt, sum / (to - from), extreme);
    }

    /**
     * Without a threshold: that between the two groups of values whose means lie farthest apart for their variance
     * (Otsu 1979, doi:10.1109/TSMC.1979.4310076); the smaller group is that of the episodes. None if the values do not
     * fall in two groups, or neither group is the smaller by far.
     */
    static SeriesEpisodes split(double[] x, double dt, int minSteps, int gap) {
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double total = 0;
        double mean = 0;
        for (double value : sorted) {
            mean += value / n;
        }
        for (double value : sorted) {
            total += (value - mean) * (value - mean);
        }
        double sum = 0;
        double best = 0;
        int at = 0;
        for (int k = 1; k < n; k++) {
            sum += sorted[k - 1] - mean;
            double between = sum * sum * n / ((double) k * (n - k));
            if (sorted[k] > sorted[k - 1] && between > best) {
                best = between;
                at = k;
            }
        }
        boolean above = at > n / 2;
        double threshold = at == 0 ? sorted[n - 1] : sorted[at - 1] + (sorted[at] - sorted[at - 1]) / 2;
        boolean apart = at > 0 && best >= APART * total && Math.min(at, n - at) <= MOST * n;
        return apart ? of(x, dt, threshold, above, minSteps, gap)
                : new SeriesEpisodes(threshold, above, List.of());
    }

    /** One line such as {@code SeriesEpisodes[3 above 5.2, mean duration 19.7]}. */
    @Override
    public String toString() {
        return Lines.one("SeriesEpisodes[" + count() + (above ? " above " : " below ")
                + Numbers.significant(threshold, 4) + ", mean duration " + Numbers.significant(meanDuration(), 4) + "]");
    }
}
