package io.twinsim.inference;

import io.twinsim.internal.text.Numbers;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How many units of equal weight would tell as much as the weighted ones: {@code (sum w)^2 / sum(w^2)} in each arm
 * (Kish 1965). A small share of the units says that few of them carry the estimate.
 *
 * @param treated of the treated arm, at most its number of units
 * @param control of the control arm, likewise
 */
public record EffectiveSizes(double treated, double control) {

    /** One line such as {@code 58.3 treated, 329.0 control}. */
    @Override
    public String toString() {
        return Numbers.fixed(treated, 1) + " treated, " + Numbers.fixed(control, 1) + " control";
    }

    Map<String, Object> toTree() {
        Map<String, Object> tree = new LinkedHashMap<>();
        tree.put("treated", treated);
        tree.put("control", control);
        return tree;
    }
}
