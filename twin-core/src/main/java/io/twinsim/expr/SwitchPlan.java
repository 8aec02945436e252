package io.twinsim.expr;

import io.twinsim.random.Categorical;
import io.twinsim.random.CategoricalSwitch;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A switched draw of a program.
 *
 * @param draws the numbers of its draws in the program; a row computes the one that the index points at
 * @param outcomes for each draw what its codes count as; empty for draws of numbers
 * @param categories all draws in one table, if they draw labels
 */
record SwitchPlan(int[] draws, List<double[]> outcomes, @Nullable CategoricalSwitch categories) {

    static SwitchPlan of(Switched switched, List<DrawPlan> all) {
        List<Value> leaves = switched.leaves();
        int[] draws = leaves.stream().mapToInt(leaf -> number(Switched.plan(leaf), all)).toArray();
        List<Categorical> parts = new ArrayList<>();
        List<double[]> outcomes = new ArrayList<>();
        for (Value leaf : leaves) {
            @Nullable Categorical part = Switched.plan(leaf).categories();
            if (part == null) {
                return new SwitchPlan(draws, List.of(), null);
            }
            parts.add(part);
            outcomes.add(Switched.outcomes(leaf, part.labels().size()));
        }
        return new SwitchPlan(draws, List.copyOf(outcomes), CategoricalSwitch.of(parts, outcomes));
    }

    /** The number of a plan; plans that are equal may be of draws whose parameters are drawn apart. */
    static int number(DrawPlan plan, List<DrawPlan> all) {
        int number = 0;
        while (all.get(number) != plan) {
            number++;
        }
        return number;
    }
}
