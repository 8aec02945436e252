package io.twinsim.timeline;

import io.twinsim.model.InteractionSpec;
import io.twinsim.model.TimelineStage;
import java.util.List;
import java.util.Map;

/**
 * One arm of a run: what is different from control.
 *
 * @param index its number, 0 for control
 * @param name its name
 * @param courses the interventions
 * @param interactions the declared interactions whose interventions are all in the arm
 * @param together for each interaction, the numbers of its courses
 * @param changes by column: sets, then factors, then terms
 * @param affected by column: whether the arm has registers of its own, as a value can ever differ from control's; in
 *     control, whether there are any
 * @param order the order of a step
 * @param firstStep the first step after which a value can differ
 */
record ArmPlan(int index, String name, List<CoursePlan> courses, List<InteractionSpec> interactions,
        List<int[]> together, Map<Integer, List<ChangePlan>> changes, boolean[] affected, List<TimelineStage> order,
        int firstStep) {

    List<ChangePlan> changes(int column) {
        return changes.getOrDefault(column, List.of());
    }

    /** The arm, which leaves out the columns that nobody needs. */
    ArmPlan only(boolean[] needed) {
        boolean[] kept = affected.clone();
        for (int column = 0; column < kept.length; column++) {
            kept[column] &= needed[column];
        }
        return new ArmPlan(index, name, courses, interactions, together, changes, kept, order, firstStep);
    }
}
