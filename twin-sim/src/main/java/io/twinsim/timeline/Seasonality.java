package io.twinsim.timeline;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;

/**
 * A cycle in a series: the sine wave that stands out most from autoregressive noise.
 *
 * @param period its length in units of time
 * @param cycles how many of them the series holds
 * @param amplitude half the distance from trough to peak
 * @param peak the time of the first peak
 * @param strength the share of the variance about the trend that the wave takes up, 0 to 1
 * @param autocorrelation of the series about its trend one period apart
 * @param pValue of autoregressive noise alone, allowing for the search over all periods
 */
public record Seasonality(
        double period, double cycles, double amplitude, double peak, double strength, double autocorrelation,
        double pValue) {

    /** One line such as {@code Seasonality[period 364.1, amplitude 8.2, strength 0.71]}. */
    @Override
    public String toString() {
        return Lines.one("Seasonality[period " + Numbers.significant(period, 4) + ", amplitude "
                + Numbers.significant(amplitude, 3) + ", strength " + Numbers.fixed(strength, 2) + "]");
    }
}
