package io.twinsim.spark;

import io.twinsim.InputException;
import io.twinsim.sim.ShardResult;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;

/** The work of one task: a shard's number in, its sums out. */
final class ShardWork implements Function<Integer, ShardAnswer> {

    private static final long serialVersionUID = 1;

    private final ShardTask task;
    private final Broadcast<PlanHolder> holder;

    ShardWork(ShardTask task, Broadcast<PlanHolder> holder) {
        this.task = task;
        this.holder = holder;
    }

    @Override
    public ShardAnswer call(Integer shard) {
        try {
            ShardResult result = holder.value().plan(task).runShard(shard);
            if (result.isComplete()) {
                return ShardAnswer.of(result.toBytes());
            }
            // Spark interrupts tasks that it wants no longer; if it still wants this one, it shall run it again.
            throw new IllegalStateException("shard " + shard + " was interrupted");
        } catch (InputException e) {
            return ShardAnswer.refused(e);
        }
    }
}
