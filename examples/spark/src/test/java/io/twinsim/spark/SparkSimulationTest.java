package io.twinsim.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.model.Intervention;
import io.twinsim.sim.ShardPlan;
import io.twinsim.sim.ShardResult;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import io.twinsim.worlds.Worlds;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.apache.spark.SparkConf;
import org.apache.spark.TaskContext;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.Function;
import org.apache.spark.broadcast.Broadcast;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Shards on Spark's threads give what one machine gives. */
class SparkSimulationTest {

    private static final String FILTER = "decile <= 7 and specialty != 'allergy'";
    private static final ShardTask TASK = task(300_001, FILTER);

    private static JavaSparkContext spark;
    private static SimulationResult alone;

    /** The third attempt of a task is the last. */
    static SparkConf conf() {
        return new SparkConf(false).setMaster("local[2,3]").setAppName("twinsim")
                .set("spark.ui.enabled", "false")
                .set("spark.driver.host", "localhost").set("spark.driver.bindAddress", "127.0.0.1");
    }

    static ShardTask task(long size, String... filters) {
        WorldSource world = WorldSource.of("hcp");
        return new ShardTask(world.text(), world.source(), world.files(), "email_campaign",
                Map.of("duration_weeks", "12"), List.of(filters), List.of("adoption_stage", "region*decile:4"),
                size, 7, 1);
    }

    /** The recipe in Java. */
    private static Intervention email() {
        return Worlds.hcp().intervention("email_campaign").with("duration_weeks", 12);
    }

    private static Simulation campaign(Simulation simulation) {
        return simulation.where(FILTER).withSubgroups("adoption_stage", "region*decile:4");
    }

    @BeforeAll
    static void start() {
        spark = new JavaSparkContext(conf());
        alone = campaign(Simulation.stream(Worlds.hcp(), 300_001, 7, email())).run();
    }

    @AfterAll
    static void stop() {
        spark.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3, 64})
    void campaign_anyNumberOfShards_equalsOneMachine(int shards) {
        SimulationResult result = SparkSimulation.run(spark, TASK.withShards(shards));
        assertThat(result.isComplete()).isTrue();
        assertThat(result.n()).isBetween(100_000L, 299_999L);
        assertThat(result.subgroups()).hasSize(2);
        assertThat(result.toJson()).isEqualTo(alone.toJson());
        assertThat(result.resultHash()).isEqualTo(alone.resultHash());
    }

    /** Kept twins, streamed twins and twins on Spark are the same. */
    @Test
    void campaign_materialised_equalsOneMachine() {
        SimulationResult kept = campaign(Simulation.of(Worlds.hcp().generate(300_001, 7), email())).run();
        assertThat(kept.resultHash()).isEqualTo(alone.resultHash());
    }

    /** The work of a shard, lost after it is done as often as a task may be. */
    private record Losing(ShardTask task, Broadcast<PlanHolder> holder) implements Function<Integer, ShardAnswer> {
        @Override
        public ShardAnswer call(Integer shard) {
            ShardAnswer answer = new ShardWork(task, holder).call(shard);
            if (TaskContext.get().attemptNumber() < 2) {
                throw new IllegalStateException("the executor is lost");
            }
            return answer;
        }
    }

    @Test
    void task_retried_givesTheSameBytes() {
        ShardTask task = TASK.withShards(4);
        ShardPlan plan = task.plan();
        List<ShardAnswer> answers = spark.parallelize(List.of(0, 1, 2, 3), 4)
                .map(new Losing(task, spark.broadcast(new PlanHolder()))).collect();
        assertThat(answers).hasSize(4);
        List<ShardResult> results = answers.stream().map(ShardAnswer::result).toList();
        for (ShardResult result : results) {
            assertThat(result.toBytes()).isEqualTo(plan.runShard(result.shard()).toBytes());
        }
        assertThat(plan.merge(results).resultHash()).isEqualTo(alone.resultHash());
    }

    @Test
    void results_shuffled_mergeToTheSameResult() {
        ShardPlan plan = TASK.withShards(5).plan();
        List<ShardResult> results = new ArrayList<>(IntStream.range(0, 5)
                .mapToObj(shard -> ShardResult.ofBytes(plan.runShard(shard).toBytes())).toList());
        int orders = 0;
        for (int seed = 0; seed < 10; seed++) {
            Collections.shuffle(results, new Random(seed));
            assertThat(plan.merge(results).toJson()).isEqualTo(alone.toJson());
            orders++;
        }
        assertThat(orders).isEqualTo(10);
    }

    @Test
    void results_missingDoubleOrForeign_areRefused() {
        ShardPlan plan = TASK.withShards(3).plan();
        ShardResult first = plan.runShard(0);
        ShardResult second = plan.runShard(1);
        ShardResult third = plan.runShard(2);
        ShardResult foreign = TASK.withShards(2).plan().runShard(0);
        assertThatThrownBy(() -> plan.merge(List.of(first, third))).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> plan.merge(List.of(first, second, third, second))).isInstanceOf(InputException.class);
        assertThatThrownBy(() -> plan.merge(List.of(foreign, second, third))).isInstanceOf(InputException.class);
    }

    @Test
    void bytes_brokenAnywhere_areRefused() {
        byte[] whole = TASK.withShards(3).plan().runShard(1).toBytes();
        int step = Math.max(1, whole.length / 200);
        int refused = 0;
        for (int i = 0; i < whole.length; i += step) {
            byte[] broken = whole.clone();
            broken[i] ^= 1;
            assertThatThrownBy(() -> ShardAnswer.of(broken).result()).isInstanceOf(InputException.class);
            byte[] cut = Arrays.copyOf(whole, i);
            assertThatThrownBy(() -> ShardAnswer.of(cut).result()).isInstanceOf(InputException.class);
            refused += 2;
        }
        assertThat(refused).isGreaterThanOrEqualTo(2 * Math.min(200, whole.length));
    }

    @Test
    void plan_onExecutors_isMadeOncePerVirtualMachine() {
        PlanHolder holder = new PlanHolder();
        ShardTask task = TASK.withShards(2);
        assertThat(holder.plan(task)).isSameAs(holder.plan(task));
        assertThat(holder.plan(task).id()).isEqualTo(task.plan().id());
    }
}
