package io.twinsim.timeline;

import io.twinsim.InputException;
import io.twinsim.internal.math.SampleCorrelation;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import io.twinsim.random.Draws;
import java.util.Arrays;
import java.util.List;

/**
 * Signs that a state is about to tip: near a tipping point it recovers ever more slowly, so that its autocorrelation
 * and its variance rise (Scheffer and others 2009, doi:10.1038/nature08227).
 *
 * <p>Both are measured in a window that rolls over the series, each window less its own line; their rise is Kendall's
 * tau with time. Windows overlap, so tau's usual test does not hold: its p-value is the share of stationary
 * autoregressive series of the same length and autocorrelation whose tau is as high (Dakos and others 2012,
 * doi:10.1371/journal.pone.0041010). That a series warns does not mean that it will tip.
 *
 * @param window steps of a window
 * @param autocorrelation the lag-1 autocorrelation in each window, in the order of time
 * @param variance the variance in each window
 * @param autocorrelationTau Kendall's tau of the first with time
 * @param autocorrelationP its one-sided p-value
 * @param varianceTau Kendall's tau of the second with time
 * @param varianceP its one-sided p-value
 * @param recentSlope change per step of the last five autocorrelations, by their least-squares line
 */
public record EarlyWarning(
        int window, List<Double> autocorrelation, List<Double> variance, double autocorrelationTau,
        double autocorrelationP, double varianceTau, double varianceP, double recentSlope) {

    private static final int RECENT = 5;
    private static final double STEEP = 0.1;
    private static final double CLEAR = 0.025;
    private static final int SURROGATES = 199;
    private static final double MOST_PHI = 0.95;

    /** Copies the lists. */
    public EarlyWarning {
        autocorrelation = List.copyOf(autocorrelation);
        variance = List.copyOf(variance);
    }

    static EarlyWarning of(double[] x, int window, long seed) {
        if (x.length < window + 2 * RECENT) {
            throw new InputException("series must have at least " + (window + 2 * RECENT) + " values for a window of "
                    + window + ", got " + x.length);
        }
        double[][] rolled = rolled(x, window);
        double tauAuto = tau(rolled[0]);
        double tauVariance = tau(rolled[1]);
        double[] rest = SeriesPeriodogram.detrended(x);
        double phi = Arrays.stream(rest).allMatch(value -> value == rest[0]) ? 0
                : Math.max(0, Math.min(MOST_PHI,
                        (SampleCorrelation.autocorrelation(rest) * x.length + 1) / (x.length - 4)));
        int asHighAuto = 0;
        int asHighVariance = 0;
        for (int s = 0; s < SURROGATES; s++) {
            double[][] surrogate = rolled(
                    LevelChange.surrogate(x.length, phi, Draws.of(seed).stream("early-warning").draw(s)), window);
            asHighAuto += tau(surrogate[0]) >= tauAuto ? 1 : 0;
            asHighVariance += tau(surrogate[1]) >= tauVariance ? 1 : 0;
        }
        int n = rolled[0].length;
        double slope = 0;
        for (int k = 0; k < RECENT; k++) {
            slope += (k - (RECENT - 1) / 2.0) * rolled[0][n - RECENT + k] / (RECENT * (RECENT * RECENT - 1) / 12.0);
        }
        return new EarlyWarning(window, Arrays.stream(rolled[0]).boxed().toList(),
                Arrays.stream(rolled[1]).boxed().toList(), tauAuto, (asHighAuto + 1.0) / (SURROGATES + 1), tauVariance,
                (asHighVariance + 1.0) / (SURROGATES + 1), slope);
    }

    /** Autocorrelation and variance of each window about its own line; a window without variance has 0 and 0. */
    private static double[][] rolled(double[] x, int window) {
        double[][] out = new double[2][x.length - window + 1];
        for (int k = 0; k < out[0].length; k++) {
            double[] part = SeriesPeriodogram.detrended(Arrays.copyOfRange(x, k, k + window));
            double square = 0;
            double product = 0;
            for (int i = 0; i < window; i++) {
                square += part[i] * part[i];
                product += i == 0 ? 0 : part[i] * part[i - 1];
            }
            out[0][k] = square == 0 ? 0 : product / square;
            out[1][k] = square / (window - 2);
        }
        return out;
    }

    /** Kendall's tau with time; 0 if all values are equal. */
    private static double tau(double[] values) {
        double[] time = new double[values.length];
        boolean varies = false;
        for (int i = 0; i < time.length; i++) {
            time[i] = i;
            varies |= values[i] != values[0];
        }
        return varies ? SampleCorrelation.kendall(time, values) : 0;
    }

    /**
     * Whether autocorrelation or variance rises as it seldom does in a stationary series.
     *
     * @return true if either p-value is below 0.025, so that 1 of 20 stationary series at most warns
     */
    public boolean warns() {
        return autocorrelationP < CLEAR || varianceP < CLEAR;
    }

    /**
     * Whether the last five autocorrelations rise by more than 0.1 a step: a sign that is early, and often false.
     *
     * @return true if they do
     */
    public boolean steep() {
        return recentSlope > STEEP;
    }

    /** One line such as {@code EarlyWarning[none: autocorrelation tau 0.31 p=0.2, variance tau 0.2 p=0.3]}. */
    @Override
    public String toString() {
        return Lines.one("EarlyWarning[" + (warns() ? "warns" : "none") + ": autocorrelation tau "
                + Numbers.fixed(autocorrelationTau, 2) + " p=" + Numbers.significant(autocorrelationP, 2)
                + ", variance tau " + Numbers.fixed(varianceTau, 2) + " p=" + Numbers.significant(varianceP, 2) + "]");
    }
}
