package io.twinsim.timeline;

import io.twinsim.internal.math.Normal;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * How a series goes up and down. Independent values turn at two steps of three (that more than 40 % of steps change
 * direction, as is sometimes asked, does not make an oscillation); a series that alternates turns more often, a smooth
 * one less.
 *
 * @param turns peaks and troughs
 * @param expectedTurns how many independent values have, {@code 2 (n - 2) / 3}
 * @param z the distance of the two in standard errors of the turns of independent values, which is
 *     {@code sqrt((16 n - 29) / 90)}
 * @param pValue two-sided, of independent values
 * @param crossings how often the series comes up through its mean
 * @param interval the mean time between two such crossings; empty for fewer than two
 * @param rhythmicity 1 - variance / mean squared of those times, not below 0: 1 for a clock, 3/4 for independent
 *     values, lower for irregular stretches; empty for fewer than four crossings
 */
public record Oscillation(
        int turns, double expectedTurns, double z, double pValue, int crossings, OptionalDouble interval,
        OptionalDouble rhythmicity) {

    private static final double CLEAR = 0.05;

    static Oscillation of(double[] values, double dt) {
        double[] x = withoutRepeats(values);
        int turns = 0;
        for (int i = 1; i + 1 < x.length; i++) {
            turns += x[i] > x[i - 1] == x[i] > x[i + 1] ? 1 : 0;
        }
        double expected = Math.max(0, 2 * (x.length - 2.0) / 3);
        double z = x.length < 3 ? 0 : (turns - expected) / Math.sqrt((16.0 * x.length - 29) / 90);
        double mean = 0;
        for (double value : values) {
            mean += value / values.length;
        }
        int crossings = 0;
        double first = 0;
        double last = 0;
        double squares = 0;
        for (int i = 1; i < values.length; i++) {
            if (values[i - 1] < mean && values[i] >= mean) {
                double at = (i - (values[i] - mean) / (values[i] - values[i - 1])) * dt;
                squares += crossings == 0 ? 0 : (at - last) * (at - last);
                first = crossings == 0 ? at : first;
                last = at;
                crossings++;
            }
        }
        int intervals = crossings - 1;
        double length = intervals < 1 ? 0 : (last - first) / intervals;
        double variance = intervals < 2 ? 0 : (squares - intervals * length * length) / (intervals - 1);
        OptionalDouble rhythm = intervals < 3 ? OptionalDouble.empty()
                : OptionalDouble.of(Math.max(0, Math.min(1, 1 - variance / (length * length))));
        return new Oscillation(turns, expected, z, 2 * Normal.sf(Math.abs(z)), crossings,
                intervals < 1 ? OptionalDouble.empty() : OptionalDouble.of(length), rhythm);
    }

    /** Of equal neighbours one, so that a level stretch is one turn or none. */
    private static double[] withoutRepeats(double[] values) {
        double[] out = new double[values.length];
        int n = 0;
        for (double value : values) {
            if (n == 0 || value != out[n - 1]) {
                out[n++] = value;
            }
        }
        return Arrays.copyOf(out, n);
    }

    /**
     * Whether it turns clearly more often than independent values.
     *
     * @return true if more, at the level 0.05
     */
    public boolean alternating() {
        return z > 0 && pValue < CLEAR;
    }

    /**
     * Whether it turns clearly less often than independent values.
     *
     * @return true if less, at the level 0.05
     */
    public boolean smooth() {
        return z < 0 && pValue < CLEAR;
    }

    /** One line such as {@code Oscillation[58 turns where noise has 58.7, a cycle each 6.9]}. */
    @Override
    public String toString() {
        return Lines.one("Oscillation[" + turns + " turns where noise has " + Numbers.fixed(expectedTurns, 1)
                + (interval.isPresent() ? ", a cycle each " + Numbers.significant(interval.getAsDouble(), 4) : "")
                + (rhythmicity.isPresent() ? ", rhythmicity " + Numbers.fixed(rhythmicity.getAsDouble(), 2) : "")
                + "]");
    }
}
