package io.twinsim.timeline;

import io.twinsim.internal.text.Checks;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A controller: from what it sees of a batch of twins it decides their actions. Rules and learned controllers alike.
 *
 * <pre>{@code
 * Policy gentle = seen -> {
 *     double[] health = seen.values("min_health");
 *     return Map.of("speed", Arrays.stream(health).map(h -> h < 0.6 ? 0.2 : 0.5).toArray());
 * };
 * }</pre>
 */
@FunctionalInterface
public interface Policy {

    /**
     * The actions of the next step.
     *
     * @param seen what the environment shows
     * @return a column of values, one per twin, by the name of an action or of a family of actions; actions that are
     *     left out take their default
     */
    Map<String, double[]> act(Observation seen);

    /**
     * A policy that leaves every action at its default: what a run without a controller does.
     *
     * @return the policy
     */
    static Policy idle() {
        return seen -> Map.of();
    }

    /**
     * A policy that does the same for every twin at every step.
     *
     * @param actions the value of each action
     * @return the policy
     */
    static Policy constant(Map<String, Double> actions) {
        Map<String, Double> fixed = new LinkedHashMap<>(Checks.notNull(actions, "actions"));
        return seen -> {
            Map<String, double[]> columns = new LinkedHashMap<>();
            fixed.forEach((name, value) -> columns.put(name, seen.filled(value)));
            return columns;
        };
    }
}
