package io.twinsim.spark;

import io.twinsim.InputException;
import io.twinsim.model.Intervention;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.ShardPlan;
import io.twinsim.sim.Simulation;
import java.io.Serializable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The recipe of a sharded simulation, in words and numbers: all that an executor needs to make the same plan again.
 *
 * @param world the text of the world, YAML or JSON
 * @param source the world's file name for messages, whose ending tells the format
 * @param files the texts of learned models that stand beside the world, by file name; mostly empty
 * @param intervention the name of an intervention that the world declares
 * @param values parameters of the intervention and their values as text
 * @param filters conditions that twins must satisfy, such as {@code decile <= 3}; may be empty
 * @param subgroups dimensions of the breakdown; empty for those that the world names
 * @param size twins to generate, at least 0
 * @param seed the seed of all draws
 * @param shards tasks to cut the work into, at least 1; moves no bit
 */
public record ShardTask(
        String world, String source, Map<String, String> files, String intervention, Map<String, String> values,
        List<String> filters, List<String> subgroups, long size, long seed, int shards) implements Serializable {

    /**
     * Takes copies of maps and lists.
     *
     * @throws InputException if the size is negative or there is no shard
     */
    public ShardTask {
        files = Collections.unmodifiableMap(new LinkedHashMap<>(files));
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        filters = List.copyOf(filters);
        subgroups = List.copyOf(subgroups);
        if (size < 0) {
            throw new InputException("size must be at least 0, got " + size);
        }
        if (shards < 1) {
            throw new InputException("shards must be at least 1, got " + shards);
        }
    }

    /**
     * The same simulation in another number of tasks.
     *
     * @param number at least 1
     * @return the changed recipe
     * @throws InputException if there is no shard
     */
    public ShardTask withShards(int number) {
        return new ShardTask(world, source, files, intervention, values, filters, subgroups, size, seed, number);
    }

    /**
     * Parses the world.
     *
     * @return the model
     * @throws InputException if the text is refused, with source, line and column
     */
    public TwinModel model() {
        return TwinModel.parse(world, source, files);
    }

    /**
     * The simulation that the recipe describes; nothing is run, and no twin is kept when it is.
     *
     * @param model the world, as {@link #model} gives it or read from its file
     * @return a streamed simulation
     * @throws InputException if the intervention, a parameter or a filter is refused
     */
    public Simulation simulation(TwinModel model) {
        Intervention chosen = model.intervention(intervention);
        for (Map.Entry<String, String> value : values.entrySet()) {
            chosen = chosen.with(value.getKey(), value.getValue());
        }
        Simulation simulation = Simulation.stream(model, size, seed, chosen);
        for (String filter : filters) {
            simulation = simulation.where(filter);
        }
        return subgroups.isEmpty() ? simulation : simulation.withSubgroups(subgroups.toArray(new String[0]));
    }

    /**
     * The plan for an executor: made from the text alone, one thread per task, as Spark's cores are the parallelism.
     *
     * @return a plan with the same {@link ShardPlan#id} on every machine
     * @throws InputException if the recipe is refused
     */
    ShardPlan plan() {
        return ShardPlan.of(simulation(model()).withThreads(1), shards);
    }
}
