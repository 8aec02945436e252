/**
 * Simulations on Apache Spark. {@link io.twinsim.spark.SparkSimulation} cuts a streamed simulation into shards
 * ({@link io.twinsim.sim.ShardPlan}), makes one task of each, and merges what comes back into the result that one
 * machine would give, to the last bit.
 *
 * <pre>{@code spark-submit twin-spark.jar --world hcp --intervention email_campaign --size 1e9 --json}</pre>
 *
 * <p>No twin travels. A {@link io.twinsim.spark.ShardTask} goes out, the recipe: the text of the world, a few words and
 * numbers; each executor makes the model of it once, and the twins of its shards block by block. The bytes of a
 * {@link io.twinsim.sim.ShardResult} come back: sums, whose size does not grow with the number of twins. Lost, repeated
 * and speculative tasks are harmless, as a shard is a pure function of the recipe and its number.
 *
 * <p>What a task finds wrong with the input comes back as an answer too, since Spark would run a task that throws three
 * more times, to the same end.
 */
@NullMarked
package io.twinsim.spark;

import org.jspecify.annotations.NullMarked;
