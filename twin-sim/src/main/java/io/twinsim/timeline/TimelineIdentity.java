package io.twinsim.timeline;

import io.twinsim.model.Intervention;
import io.twinsim.model.Provenance;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What a result over time is the answer to: world, arms, parameters, seed. */
abstract sealed class TimelineIdentity permits TimelineResult {

    private final TimelinePlan plan;
    private final RunOutcome outcome;

    TimelineIdentity(TimelinePlan plan, RunOutcome outcome) {
        this.plan = plan;
        this.outcome = outcome;
    }

    TimelinePlan plan() {
        return plan;
    }

    RunOutcome outcome() {
        return outcome;
    }

    /**
     * The world's name.
     *
     * @return the name
     */
    public String world() {
        return plan.twins().model().orElseThrow().name();
    }

    /**
     * The identity of the world.
     *
     * @return 64 hexadecimal digits
     */
    public String modelId() {
        return plan.twins().model().orElseThrow().id();
    }

    /**
     * The identity of the run, {@link Timeline#hash}.
     *
     * @return 64 hexadecimal digits
     */
    public String hash() {
        return outcome.hash();
    }

    /**
     * The seed of all draws.
     *
     * @return the seed
     */
    public long seed() {
        return plan.seed();
    }

    /**
     * The arms.
     *
     * @return their names, {@code control} first
     */
    public List<String> arms() {
        return plan.arms();
    }

    /**
     * The interventions of each arm.
     *
     * @return by arm, without control; with the values of their parameters
     */
    public Map<String, List<Intervention>> interventions() {
        return new LinkedHashMap<>(plan.settings().arms);
    }

    /**
     * Where the formulas of the interventions come from.
     *
     * @return assumed if any intervention is, or if there is none, as nothing else is known of a timeline's formulas
     */
    public Provenance provenance() {
        List<Provenance> all = plan.settings().arms.values().stream().flatMap(List::stream)
                .map(Intervention::provenance).sorted().toList();
        return all.isEmpty() ? Provenance.ASSUMED : all.get(0);
    }

    /**
     * The values of the timeline's parameters.
     *
     * @return by name, in the order of the world
     */
    public Map<String, Object> parameters() {
        Map<String, Object> values = new LinkedHashMap<>();
        plan.spec().parameters().forEach((name, parameter) -> values.put(name,
                plan.settings().parameters.getOrDefault(name, parameter.value())));
        return values;
    }

    /**
     * The unit of times.
     *
     * @return such as {@code day}
     */
    public String unit() {
        return plan.spec().unit();
    }
}
