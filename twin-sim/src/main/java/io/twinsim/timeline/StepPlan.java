package io.twinsim.timeline;

import java.util.List;
import java.util.function.LongUnaryOperator;

/**
 * What the accumulators of one run record; fixed before the run.
 *
 * @param axis the times; values are recorded at step 0 to the last
 * @param twins all twins of the run, those that count
 * @param twinsBefore how many twins that count lie before a row id
 * @param arms the names of the arms, control first
 * @param variables the observed values
 * @param events the events, flags
 * @param alerts the alerts, flags: fired at this step
 * @param own whether and from when an arm has values of its own
 * @param until whether twins may be over before the end
 */
record StepPlan(TimeAxis axis, long twins, LongUnaryOperator twinsBefore, List<String> arms,
        List<StepVariable> variables, List<StepVariable> events, List<StepVariable> alerts, Own own, boolean until) {

    /** Where arms share control's values. */
    interface Own {

        /**
         * The first step at which an arm may have values of its own: {@link ArmValues#shared} holds before it.
         *
         * @param arm 1 or more
         * @param column the column
         * @return the step; {@code Integer.MAX_VALUE} if control's values are shared to the end
         */
        int from(int arm, int column);
    }

    StepPlan {
        arms = List.copyOf(arms);
        variables = List.copyOf(variables);
        events = List.copyOf(events);
        alerts = List.copyOf(alerts);
    }

    /** The number of the last step. */
    int steps() {
        return axis.steps();
    }

    int times() {
        return steps() + 1;
    }

    /** The number of pairs of arms. */
    int pairs() {
        return arms.size() * (arms.size() - 1) / 2;
    }

    /** The number of the pair of two arms, {@code first < second}: those with control come first. */
    int pair(int first, int second) {
        return first * arms.size() - first * (first + 1) / 2 + second - first - 1;
    }

    /** The first step at which an arm has values of its own; never for control. */
    int ownFrom(int arm, int column) {
        return arm == 0 ? Integer.MAX_VALUE : own.from(arm, column);
    }

    /** The first step at which two arms may differ. */
    int differFrom(int first, int second, int column) {
        return Math.min(ownFrom(first, column), ownFrom(second, column));
    }
}
