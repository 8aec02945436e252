package io.twinsim.model;

import io.twinsim.expr.Expr;
import io.twinsim.internal.text.Lines;
import io.twinsim.internal.text.Numbers;

/**
 * One term of the reward of a controller.
 *
 * @param name the name, with the labels of its axes
 * @param value the formula: bare names are values before the step, {@code next.x} those after it
 * @param weight what the value is multiplied by
 * @param atEnd whether it is given once, at the end, and not at every step
 */
public record RewardSpec(String name, Expr value, double weight, boolean atEnd) {

    /** One line: name and weight. */
    @Override
    public String toString() {
        return Lines.one("RewardSpec[" + name + ", weight " + Numbers.significant(weight, 6) + (atEnd ? ", at the end]" : "]"));
    }
}
