package io.twinsim.timeline;

import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.Locale;
import java.util.OptionalDouble;

/**
 * The straight line through a series whose errors are autoregressive.
 *
 * @param slope change per unit of time
 * @param interval of the slope
 * @param change of the line from the first value to the last
 * @param autocorrelation of neighbouring errors
 * @param relativeSteps the standard deviation of the relative steps {@code (x[i+1] - x[i]) / x[i]}; only where all
 *     values are above 0, as it means nothing elsewhere
 */
public record SeriesTrend(
        double slope, Interval interval, double change, double autocorrelation, OptionalDouble relativeSteps) {

    /** From this spread of relative steps on a series is called volatile. */
    private static final double VOLATILE = 0.2;

    /** Which way a series goes. */
    public enum Direction {
        /** The interval of the slope lies above 0. */
        RISING,
        /** The interval of the slope lies below 0. */
        FALLING,
        /** The interval of the slope holds 0. */
        NONE
    }

    /**
     * Which way the series goes, as far as its noise lets that be said.
     *
     * @return the direction
     */
    public Direction direction() {
        return interval.lower() > 0 ? Direction.RISING : interval.upper() < 0 ? Direction.FALLING : Direction.NONE;
    }

    /**
     * Whether steps differ by more than a fifth of the value, by their standard deviation.
     *
     * @return false also where relative steps mean nothing
     */
    public boolean isVolatile() {
        return relativeSteps.isPresent() && relativeSteps.getAsDouble() > VOLATILE;
    }

    /** One line such as {@code SeriesTrend[rising, +0.031 (95 % 0.012..0.050) per unit]}. */
    @Override
    public String toString() {
        int decimals = Numbers.decimals(interval.width());
        String way = direction() == Direction.NONE ? "no clear direction" : direction().name().toLowerCase(Locale.ROOT);
        return Lines.one("SeriesTrend[" + way + ", " + Numbers.signed(slope, decimals) + " ("
                + Numbers.significant(100 * interval.level(), 6) + " % " + Numbers.fixed(interval.lower(), decimals)
                + ".." + Numbers.fixed(interval.upper(), decimals) + ") per unit" + (isVolatile() ? ", volatile" : "")
                + "]");
    }
}
