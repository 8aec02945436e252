package io.twinsim.model;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;

/**
 * The rule by which a simulated effect is judged.
 *
 * @param threshold the smallest effect worth having, in units of the outcome and in the better direction, at least 0
 * @param minTwins fewer twins than this give no answer
 * @param minGroup subgroups smaller than this are not judged
 */
public record Decision(double threshold, int minTwins, int minGroup) {

    /** Any effect is worth having; 100 twins; groups of 10. */
    public static final Decision DEFAULT = new Decision(0, 100, 10);

    static final String[] KEYS = {"threshold", "minTwins", "minGroup"};

    static Decision read(Node node) {
        Keys keys = Keys.of(node, "decision", KEYS);
        double threshold = keys.number("threshold").orElse(DEFAULT.threshold);
        if (!(threshold >= 0)) {
            throw new io.twinsim.InputException(
                    "threshold must be at least 0, got " + Keys.describe(keys.required("threshold"))
                            + "; the better direction is given by the outcome", keys.place("threshold"));
        }
        return new Decision(threshold,
                keys.whole("minTwins", DEFAULT.minTwins, 2), keys.whole("minGroup", DEFAULT.minGroup, 2));
    }

    ContentHash hash() {
        return ContentHash.of("decision").number("threshold", threshold).whole("minTwins", minTwins)
                .whole("minGroup", minGroup);
    }

    /** Such as {@code Decision[threshold 0.05, from 100 twins, groups of 10]}. */
    @Override
    public String toString() {
        return Lines.one("Decision[threshold " + Numbers.significant(threshold, 6) + ", from "
                + Numbers.grouped(minTwins) + " twins, groups of " + Numbers.grouped(minGroup) + "]");
    }
}
