package io.twinsim.inference;

import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The estimated probabilities of treatment, and what was trimmed.
 *
 * @param min the smallest, in [0, 1]
 * @param max the largest, in [0, 1]
 * @param outside units outside [0.01, 0.99]
 * @param lower units with a propensity below this were left out of weighted estimates; 0 unless asked for
 * @param upper units with a propensity above this were left out; 1 unless asked for
 * @param trimmedTreated treated units left out
 * @param trimmedControl control units left out
 */
public record PropensitySummary(
        double min, double max, long outside, double lower, double upper, long trimmedTreated, long trimmedControl) {

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("min", min);
        tree.put("max", max);
        tree.put("outside", outside);
        Map<String, Object> trim = new LinkedHashMap<>();
        trim.put("lower", lower);
        trim.put("upper", upper);
        trim.put("treated", trimmedTreated);
        trim.put("control", trimmedControl);
        tree.put("trimmed", trim);
        return tree;
    }

    /** One line such as {@code 0.0091..0.853, outside [0.01, 0.99]: 1, trimmed: 0 treated, 0 control}. */
    @Override
    public String toString() {
        return Lines.one(text());
    }

    /** All of it, however long. */
    String text() {
        return Numbers.significant(min, 3) + ".." + Numbers.significant(max, 3) + ", outside [0.01, 0.99]: "
                + Numbers.grouped(outside) + ", trimmed: " + Numbers.grouped(trimmedTreated) + " treated, "
                + Numbers.grouped(trimmedControl) + " control";
    }
}
