package io.twinsim.timeline;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;

/**
 * An effect at one time: the mean over twins of what is different in the second arm.
 *
 * @param time the time in the timeline's unit
 * @param estimate the mean paired difference
 * @param standardError its standard error over twins; NaN for one twin
 * @param lower the lower limit for this time alone
 * @param upper the upper limit for this time alone
 * @param bandLower the lower limit of the band that holds for all times at once
 * @param bandUpper the upper limit of the band
 */
public record EffectPoint(double time, double estimate, double standardError, double lower, double upper,
        double bandLower, double bandUpper) {

    /**
     * Whether the band leaves out 0: there is an effect at this time, however many times were looked at.
     *
     * @return true if both limits of the band have the same sign
     */
    public boolean clear() {
        return bandLower > 0 || bandUpper < 0;
    }

    /** One line such as {@code +3.21 at 30 (3.15..3.27, band 3.12..3.30)}. */
    @Override
    public String toString() {
        int decimals = Shown.decimals((upper - lower) / 2);
        return Lines.one(Numbers.signed(estimate, decimals) + " at " + Numbers.significant(time, 9) + " ("
                + Shown.range(lower, upper, decimals) + ", band " + Shown.range(bandLower, bandUpper, decimals) + ")");
    }
}
