package io.twinsim.model;

import io.twinsim.InputException;
import io.twinsim.expr.Expr;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a {@code timeline:} of a world file holds, read and checked. */
record TimelineContent(
        String world, TimeSpan step, Optional<TimeSpan> horizon, Optional<TimeSpan> longest, String unit,
        Map<String, Parameter> parameters,
        Map<String, List<String>> axes, Map<String, Coupling> couplings, Map<String, TimelineNode> nodes,
        List<ContextSpec> contexts, List<QueueSpec> queues, List<AlertSpec> alerts, List<RewardSpec> rewards,
        List<InteractionSpec> interactions, Optional<Expr> until, List<String> observed) {

    /** The number of steps of a horizon, if the world allows it. */
    int steps(TimeSpan horizon) {
        new TimelineKeys(step).checkKind(horizon, "horizon");
        int steps = TimelineSpec.steps("horizon", horizon, step);
        if (longest.isPresent() && steps > TimelineSpec.steps("longest", longest.get(), step)) {
            throw new InputException("horizon must be at most " + longest.get() + " (longest: of world " + world
                    + "), got " + horizon);
        }
        return steps;
    }
}
