package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.internal.text.Numbers;

/**
 * A closed interval of allowed values.
 *
 * @param lower the lowest value allowed
 * @param upper the highest value allowed, at least {@code lower}
 */
public record Range(double lower, double upper) {

    /** Refuses ends in the wrong order, and NaN. */
    public Range {
        if (!(lower <= upper)) {
            throw new InputException("range must have lower <= upper, got "
                    + Numbers.shortest(lower) + " and " + Numbers.shortest(upper));
        }
    }

    static Range of(double[] ends) {
        return new Range(ends[0], ends[1]);
    }

    /**
     * Whether a value is inside.
     *
     * @param value any double; NaN is outside
     * @return true if lower &lt;= value &lt;= upper
     */
    public boolean contains(double value) {
        return value >= lower && value <= upper;
    }

    /** The usual form, {@code [0, 1]}, with up to 15 significant digits. */
    @Override
    public String toString() {
        return "[" + Numbers.significant(lower, 15) + ", " + Numbers.significant(upper, 15) + "]";
    }
}
