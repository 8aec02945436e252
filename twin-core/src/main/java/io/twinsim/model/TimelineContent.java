package io.twinsim.model;

import io.twinsim.expr.Expr;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What a {@code timeline:} of a world file holds, read and checked. */
record TimelineContent(
        TimeSpan step, Optional<TimeSpan> horizon, String unit, Map<String, Parameter> parameters,
        Map<String, List<String>> axes, Map<String, Coupling> couplings, Map<String, TimelineNode> nodes,
        List<ContextSpec> contexts, List<QueueSpec> queues, List<AlertSpec> alerts, List<RewardSpec> rewards,
        List<InteractionSpec> interactions, Optional<Expr> until, List<String> observed) {
}
