package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalKind;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.math.SampleQuantiles;
import io.twinsim.internal.math.StudentT;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What one evenly spaced series shows: of a twin, of a mean over twins, or of data.
 *
 * <pre>{@code
 * SeriesPatterns mood = SeriesPatterns.of(history.values("mood"));
 * mood.trend();                        // slope with interval under autocorrelated errors
 * mood.seasonality();                  // the cycle that stands out, if any
 * mood.episodesBelow(0.3, 5, 1);       // spells of low mood of 5 steps and more
 * mood.correlation(sleep, 7);          // with another series up to 7 steps earlier or later
 * }</pre>
 *
 * <p>Value i stands at time {@code i dt}; {@link #every} says what dt is, else 1. Findings are descriptive and mean
 * what their p-values say for one series; look at twenty series, and one will show something. Immutable.
 */
public final class SeriesPatterns {

    private static final int LEAST = 8;
    private static final double SEASONAL = 0.01;
    private static final int WINDOW = 14;

    private final double[] x;
    private final double dt;

    private SeriesPatterns(double[] x, double dt) {
        this.x = x;
        this.dt = dt;
    }

    /**
     * A series with a value at times 0, 1, 2, ...
     *
     * @param values at least one finite value, copied
     * @return the series
     * @throws InputException if there is no value or one is not finite, with its index
     */
    public static SeriesPatterns of(double... values) {
        double[] copy = Checks.notNull(values, "values").clone();
        Checks.atLeast(1, copy.length, "values.length");
        for (int i = 0; i < copy.length; i++) {
            Checks.finite(copy[i], "values[" + i + "]");
        }
        return new SeriesPatterns(copy, 1);
    }

    /**
     * The same values at another distance in time.
     *
     * @param dt the time between two values, in the unit that all results shall have
     * @return the series
     * @throws InputException if it is not positive and finite
     */
    public SeriesPatterns every(double dt) {
        return new SeriesPatterns(x, Checks.positive(dt, "dt"));
    }

    /**
     * The number of values.
     *
     * @return values, at least 1
     */
    public int size() {
        return x.length;
    }

    private void require(int least, String what) {
        if (x.length < least) {
            throw new InputException(what + " must have a series of at least " + least + " values, got " + x.length);
        }
    }

    /**
     * The value at a time, on the straight line between neighbours.
     *
     * @param time from 0 to the last value's
     * @return the value
     * @throws InputException if the time is outside
     */
    public double at(double time) {
        double last = (x.length - 1) * dt;
        double place = Checks.inRange(0, last, time, "time") / dt;
        int i = (int) Math.min(x.length - 1, Math.floor(place));
        double part = place - i;
        return part == 0 || i == x.length - 1 ? x[i] : x[i] + part * (x[i + 1] - x[i]);
    }

    /**
     * Least, greatest, mean, standard deviation and median.
     *
     * @return the summary
     */
    public SeriesSummary summary() {
        Moments moments = Moments.of(x);
        double[] sorted = x.clone();
        Arrays.sort(sorted);
        double sd = x.length < 2 ? 0 : moments.sd();
        return new SeriesSummary(x.length, moments.min(), moments.max(), moments.mean(), sd,
                SampleQuantiles.median(sorted));
    }

    /**
     * The straight line through the series by generalised least squares under autoregressive errors, its slope's
     * interval at level 0.95 by Kenward and Roger. A plain regression finds trends in nearly every slow series.
     *
     * @return the trend
     * @throws InputException if there are fewer than 8 values
     */
    public SeriesTrend trend() {
        return trend(0.95);
    }

    /**
     * The straight line through the series, as {@link #trend()}.
     *
     * @param level of the slope's interval, in (0, 1)
     * @return the trend
     * @throws InputException if there are fewer than 8 values or the level is out of range
     */
    public SeriesTrend trend(double level) {
        Checks.level(level);
        require(LEAST, "a trend");
        int[] times = new int[x.length];
        for (int i = 0; i < times.length; i++) {
            times[i] = i;
        }
        Ar1Regression fit = Ar1Regression.fit(
                new double[][] {Ar1Regression.ones(x.length), Ar1Regression.centred(times)}, x, times,
                List.of("level", "trend"));
        double slope = fit.coefficients()[1];
        double half = 0;
        if (!fit.perfect()) {
            Ar1Inference about = Ar1Inference.of(fit, 1);
            half = StudentT.quantile((1 + level) / 2, about.df()) * about.standardError();
        }
        Interval interval = new Interval(IntervalKind.SAMPLING, IntervalMethod.STUDENT, level, (slope - half) / dt,
                (slope + half) / dt, fit.perfect() ? List.of("degenerate: the line leaves no error") : List.of());
        return new SeriesTrend(slope / dt, interval, slope * (x.length - 1), fit.phi(), relativeSteps());
    }

    private OptionalDouble relativeSteps() {
        double[] steps = new double[x.length - 1];
        for (int i = 0; i < steps.length; i++) {
            steps[i] = (x[i + 1] - x[i]) / x[i];
        }
        return Arrays.stream(x).allMatch(value -> value > 0) ? OptionalDouble.of(Moments.of(steps).sd())
                : OptionalDouble.empty();
    }

    /**
     * The time at which the mean most likely changed, and whether that is more than noise.
     *
     * @return the change
     * @throws InputException if there are fewer than 8 values
     */
    public LevelChange levelChange() {
        require(LEAST, "a level change");
        return LevelChange.of(x, dt);
    }

    /**
     * The cycle that stands out from autoregressive noise at the level 0.01, of which the series holds at least two.
     *
     * @return the cycle, if there is one
     * @throws InputException if there are fewer than 8 values
     */
    public Optional<Seasonality> seasonality() {
        return seasonality(2);
    }

    /**
     * The cycle that stands out from autoregressive noise at the level 0.01.
     *
     * @param minCycles how many of them the series must hold at least, 1 or more
     * @return the cycle, if there is one
     * @throws InputException if there are fewer than 8 values or not enough for so many cycles
     */
    public Optional<Seasonality> seasonality(double minCycles) {
        require(LEAST, "a seasonality");
        Checks.inRange(1, x.length / 4.0, minCycles, "minCycles");
        return SeriesPeriodogram.search(x, dt, minCycles, SEASONAL);
    }

    /**
     * Stretches above a threshold.
     *
     * @param threshold values above it belong to an episode
     * @param minSteps the shortest episode, in steps, 1 or more
     * @param gap up to how many steps in a row do not end an episode, 0 or more
     * @return the episodes
     * @throws InputException if an argument is out of range
     */
    public SeriesEpisodes episodesAbove(double threshold, int minSteps, int gap) {
        return episodes(threshold, true, minSteps, gap);
    }

    /**
     * Stretches below a threshold.
     *
     * @param threshold values below it belong to an episode
     * @param minSteps the shortest episode, in steps, 1 or more
     * @param gap up to how many steps in a row do not end an episode, 0 or more
     * @return the episodes
     * @throws InputException if an argument is out of range
     */
    public SeriesEpisodes episodesBelow(double threshold, int minSteps, int gap) {
        return episodes(threshold, false, minSteps, gap);
    }

    private SeriesEpisodes episodes(double threshold, boolean above, int minSteps, int gap) {
        Checks.finite(threshold, "threshold");
        Checks.atLeast(1, minSteps, "minSteps");
        Checks.atLeast(0, gap, "gap");
        return SeriesEpisodes.of(x, dt, threshold, above, minSteps, gap);
    }

    /**
     * Episodes of three steps and more, gaps of up to two bridged, beyond a threshold that the values themselves give:
     * the border between two groups of values (Otsu 1979), if at least 75 % of the variance lies between them. The
     * smaller group, at most 40 % of the values, is that of the episodes.
     *
     * @return the episodes; none if the values do not fall in two such groups
     */
    public SeriesEpisodes episodes() {
        return SeriesEpisodes.split(x, dt, 3, 2);
    }

    /**
     * How the series goes up and down.
     *
     * @return turns, cycles and how regular they are
     * @throws InputException if there are fewer than 8 values
     */
    public Oscillation oscillation() {
        require(LEAST, "an oscillation");
        return Oscillation.of(x, dt);
    }

    /**
     * Signs of slowing down, in a rolling window of 14 steps.
     *
     * @return autocorrelation and variance over time
     * @throws InputException if there are fewer than 24 values
     */
    public EarlyWarning earlyWarning() {
        return earlyWarning(WINDOW, 0);
    }

    /**
     * Signs of slowing down.
     *
     * @param window steps of the rolling window, 6 or more
     * @param seed of the surrogate series that its p-values rest on
     * @return autocorrelation and variance over time
     * @throws InputException if the window is too short, or the series has fewer than ten values more
     */
    public EarlyWarning earlyWarning(int window, long seed) {
        Checks.atLeast(6, window, "window");
        return EarlyWarning.of(x, window, seed);
    }

    /**
     * The strongest correlation with another series, over all lags either way.
     *
     * @param other as many values at the same times
     * @param maxLag the greatest lag in steps, 0 or more
     * @return the correlation of the greatest size, its p-value times the number of lags; at equal sizes the shortest
     *     lag
     * @throws InputException if the lengths differ, a lag leaves fewer than 4 pairs, or a series does not vary
     */
    public LagCorrelation correlation(SeriesPatterns other, int maxLag) {
        return correlations(other, maxLag).stream().reduce((a, b) -> {
            double gain = Math.abs(b.r()) - Math.abs(a.r());
            return gain > 0 || gain == 0 && Math.abs(b.lag()) < Math.abs(a.lag()) ? b : a;
        }).orElseThrow();
    }

    /**
     * The correlations with another series at each lag.
     *
     * @param other as many values at the same times
     * @param maxLag the greatest lag in steps, 0 or more
     * @return from lag -maxLag, where the other leads, to maxLag, where it follows
     * @throws InputException as for {@link #correlation}
     */
    public List<LagCorrelation> correlations(SeriesPatterns other, int maxLag) {
        Checks.atLeast(0, maxLag, "maxLag");
        if (other.x.length != x.length) {
            throw new InputException("other must have as many values (" + x.length + "), got " + other.x.length);
        }
        List<LagCorrelation> all = new ArrayList<>();
        for (int lag = -maxLag; lag <= maxLag; lag++) {
            all.add(LagCorrelation.of(x, other.x, lag, 2 * maxLag + 1));
        }
        return List.copyOf(all);
    }

    /**
     * The first time at which the series is at or above a threshold, on straight lines between values.
     *
     * @param threshold any finite number
     * @return the time, if it ever is
     * @throws InputException if the threshold is not finite
     */
    public OptionalDouble timeToAbove(double threshold) {
        return timeTo(Checks.finite(threshold, "threshold"), 1);
    }

    /**
     * The first time at which the series is at or below a threshold, on straight lines between values.
     *
     * @param threshold any finite number
     * @return the time, if it ever is
     * @throws InputException if the threshold is not finite
     */
    public OptionalDouble timeToBelow(double threshold) {
        return timeTo(Checks.finite(threshold, "threshold"), -1);
    }

    private OptionalDouble timeTo(double threshold, int sign) {
        for (int i = 0; i < x.length; i++) {
            if (sign * (x[i] - threshold) >= 0) {
                double back = i == 0 ? 0 : (x[i] - threshold) / (x[i] - x[i - 1]);
                return OptionalDouble.of((i - back) * dt);
            }
        }
        return OptionalDouble.empty();
    }

    /**
     * What stands out, in words: of {@code flat}, {@code rising}, {@code falling}, {@code level change}, {@code
     * seasonal}, {@code episodic}, {@code alternating} and {@code volatile} those that hold; {@code no pattern} if none
     * does.
     *
     * @return one word or more
     * @throws InputException if there are fewer than 8 values
     */
    public List<String> patterns() {
        SeriesSummary summary = summary();
        if (summary.min() == summary.max()) {
            return List.of("flat");
        }
        List<String> words = new ArrayList<>();
        SeriesTrend trend = trend();
        Optional<Seasonality> season = seasonality();
        if (trend.direction() != SeriesTrend.Direction.NONE) {
            words.add(trend.direction() == SeriesTrend.Direction.RISING ? "rising" : "falling");
        } else if (season.isEmpty() && levelChange().clear()) {
            words.add("level change");
        }
        season.ifPresent(found -> words.add("seasonal"));
        if (season.isEmpty() && episodes().count() > 1) {
            words.add("episodic");
        }
        if (oscillation().alternating()) {
            words.add("alternating");
        }
        if (trend.isVolatile()) {
            words.add("volatile");
        }
        return words.isEmpty() ? List.of("no pattern") : List.copyOf(words);
    }

    /** One line such as {@code SeriesPatterns[91 values, mean 52.1, sd 4.31, 41.2..63.9]}. */
    @Override
    public String toString() {
        return Lines.one("SeriesPatterns" + summary().toString().substring("SeriesSummary".length()));
    }
}
