package io.twinsim.spark;

import io.twinsim.sim.ShardPlan;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * The place of a plan in an executor. It travels empty, as a broadcast variable, of which Spark keeps one copy per
 * virtual machine: the first task there makes the plan, the others find it, and it goes when the broadcast is
 * destroyed. If Spark drops the copy to save memory, the next task makes the plan again.
 */
final class PlanHolder implements Serializable {

    private static final long serialVersionUID = 1;

    private transient @Nullable ShardPlan plan;

    /** The plan of the one recipe that this holder is broadcast with. */
    synchronized ShardPlan plan(ShardTask task) {
        ShardPlan known = plan;
        if (known == null) {
            known = task.plan();
            plan = known;
        }
        return known;
    }
}
