package io.twinsim.timeline;

import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;

/**
 * An action that a controller may set.
 *
 * @param name the name, such as {@code action.speed.loading}
 * @param lower the least value allowed
 * @param upper the greatest value allowed
 * @param integer whether only whole numbers are allowed
 * @param value what it is if nobody sets it
 */
public record ActionRange(String name, double lower, double upper, boolean integer, double value) {

    /** Refuses a value outside, naming the twin. */
    double check(double given, String as, int twin) {
        if (given >= lower && given <= upper && (!integer || given == Math.rint(given))) {
            return given;
        }
        throw Checks.refuse(as, "be " + (integer ? "a whole number in " : "in ") + range(), given, "twin " + twin);
    }

    private String range() {
        return "[" + Numbers.significant(lower, 6) + ", " + Numbers.significant(upper, 6) + "]";
    }

    /** One line: name, range and default. */
    @Override
    public String toString() {
        return Lines.one("ActionRange[" + name + " in " + range() + (integer ? ", whole" : "") + ", default "
                + Numbers.significant(value, 6) + "]");
    }
}
