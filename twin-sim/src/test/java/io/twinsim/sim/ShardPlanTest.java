package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.model.GenerateOptions;
import io.twinsim.model.TwinModel;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** Shards put together are the run of one machine, bit for bit. */
class ShardPlanTest {

    private static final TwinModel MODEL = TestWorlds.small();

    private static Simulation stream(long n, String intervention) {
        return Simulation.stream(MODEL, n, 7, MODEL.intervention(intervention));
    }

    private static List<ShardResult> all(ShardPlan plan) {
        List<ShardResult> results = new ArrayList<>();
        for (int s = plan.shards() - 1; s >= 0; s--) {
            results.add(ShardResult.ofBytes(plan.runShard(s).toBytes()));
        }
        return results;
    }

    @Test
    void merge_anyNumberOfShards_isTheWholeRun() {
        int compared = 0;
        List<Simulation> simulations = List.of(stream(300_001, "plain"), stream(300_001, "two").where("x > 0.2"),
                stream(200_000, "some").withSubgroups("group*level", "x"), stream(100_000, "high"),
                stream(5_000, "plain"), stream(100_000, "plain").where("x > 2.5"), stream(20_000, "curved"),
                Simulation.stream(MODEL.generate(150_000, 3, GenerateOptions.of().withAntithetic()),
                        MODEL.intervention("some")),
                Simulation.stream(MODEL.generate(10_000_000_000L, 3).slice(3_000_000_017L, 3_000_200_000L),
                        MODEL.intervention("two")));
        for (Simulation simulation : simulations) {
            String whole = simulation.run().toJson();
            for (int shards : new int[] {1, 2, 3, 7, 64}) {
                ShardPlan plan = ShardPlan.of(simulation, shards);
                assertThat(plan.merge(all(plan)).toJson()).as("%s in %s shards", simulation, shards).isEqualTo(whole);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(45);
    }

    @Test
    void shards_coverAllRowsOnce_cutAtTiles() {
        ShardPlan plan = ShardPlan.of(stream(1_000_000_000_000L, "plain"), 1_000);
        long next = 0;
        long longest = 0;
        for (int s = 0; s < 1_000; s++) {
            assertThat(plan.firstRow(s)).isEqualTo(next).matches(row -> row % 16_384 == 0);
            next = plan.endRow(s);
            longest = Math.max(longest, next - plan.firstRow(s));
        }
        assertThat(next).isEqualTo(1_000_000_000_000L);
        assertThat(longest - 1_000_000_000L).isLessThan(16_384);
        assertThat(plan.toString()).isEqualTo("ShardPlan[plain, 1,000,000,000,000 twins in 1,000 shards]");
    }

    /** Retried by another thread count, in the middle of any number of others: the bytes stay. */
    @Test
    void bytes_ofAShardRunAgain_areTheSame() {
        Simulation simulation = stream(400_000, "some").where("x > -1");
        byte[] once = ShardPlan.of(simulation.withThreads(1), 3).runShard(1).toBytes();
        for (int threads : new int[] {2, 7}) {
            assertThat(ShardPlan.of(simulation.withThreads(threads), 3).runShard(1).toBytes()).isEqualTo(once);
        }
        ShardResult read = ShardResult.ofBytes(once);
        assertThat(read).isEqualTo(ShardPlan.of(simulation, 3).runShard(1)).hasSameHashCodeAs(read);
        assertThat(read.toBytes()).isEqualTo(once);
        assertThat(read.toString()).matches("ShardResult\\[1 of 3, 131,072 rows, [0-9.]+ kB\\]");
        assertThat(once).startsWith('T', 'W', 'S', 'H', 0, 0, 0, 1);
    }

    @Test
    void bytes_damaged_areRefusedWhereverTheDamageIs() {
        ShardPlan plan = ShardPlan.of(stream(40_000, "plain"), 2);
        byte[] good = plan.runShard(0).toBytes();
        int refused = 0;
        for (int at = 0; at < good.length; at += 97) {
            byte[] bad = good.clone();
            bad[at] ^= 0x10;
            assertThatThrownBy(() -> ShardResult.ofBytes(bad)).isInstanceOf(InputException.class);
            refused++;
        }
        assertThat(refused).isEqualTo((good.length + 96) / 97);
        assertThatThrownBy(() -> ShardResult.ofBytes(new byte[] {1, 2, 3})).isInstanceOf(InputException.class)
                .hasMessage("bytes must be a shard result, which begins with TWSH, got 3 bytes of something else");
        byte[] cut = java.util.Arrays.copyOf(good, good.length - 1);
        assertThatThrownBy(() -> ShardResult.ofBytes(cut)).isInstanceOf(InputException.class)
                .hasMessageMatching("a shard result of [0-9,]+ bytes must be [0-9,]+ bytes long, got [0-9,]+");
        byte[] newer = good.clone();
        newer[7] = 9;
        assertThatThrownBy(() -> ShardResult.ofBytes(newer)).isInstanceOf(InputException.class)
                .hasMessage("version of a shard result must be 1, got 9");
    }

    @Test
    void merge_missingDoubleOrForeignShards_isRefused() {
        ShardPlan plan = ShardPlan.of(stream(200_000, "plain"), 9);
        List<ShardResult> some = new ArrayList<>(all(plan).subList(7, 9));
        assertThatThrownBy(() -> plan.merge(some)).isInstanceOf(InputException.class)
                .hasMessage("results must hold all 9 shards, got 2; missing: 2, 3, 4, 5, 6 and 2 more");
        List<ShardResult> twice = Collections.nCopies(9, plan.runShard(4));
        assertThatThrownBy(() -> plan.merge(twice)).isInstanceOf(InputException.class)
                .hasMessage("shard 4 must be given once, got it twice");
        ShardPlan other = ShardPlan.of(stream(200_000, "plain").withSeed(8), 9);
        assertThatThrownBy(() -> plan.merge(List.of(other.runShard(2)))).isInstanceOf(InputException.class)
                .hasMessage("shard 2 must belong to the plan " + plan.id() + ", got " + other.id() + "; world, "
                        + "intervention, settings, number of shards and version must be the same on all machines");
    }

    /** Merging changes neither the plan nor the results. */
    @Test
    void merge_twiceAndByTwoThreads_givesTheSame() throws Exception {
        Simulation simulation = stream(150_000, "some").withSubgroups("group*level", "x:3");
        ShardPlan plan = ShardPlan.of(simulation, 9);
        List<ShardResult> results = all(plan);
        String whole = simulation.run().toJson();
        assertThat(plan.merge(results).toJson()).isEqualTo(whole);
        ExecutorService threads = Executors.newFixedThreadPool(2);
        try {
            List<Callable<String>> tasks = Collections.nCopies(6, () -> plan.merge(results).toJson());
            for (Future<String> merged : threads.invokeAll(tasks)) {
                assertThat(merged.get()).isEqualTo(whole);
            }
        } finally {
            threads.shutdown();
        }
        assertThat(plan.merge(all(plan)).toJson()).isEqualTo(whole);
    }

    /** All but one are empty. */
    @Test
    void merge_moreShardsThanTwins_isTheWholeRun() {
        Simulation simulation = stream(1_000, "plain");
        ShardPlan plan = ShardPlan.of(simulation, 3_000);
        List<ShardResult> results = all(plan);
        assertThat(results.stream().filter(result -> result.rows() > 0)).hasSize(1);
        assertThat(plan.merge(results).toJson()).isEqualTo(simulation.run().toJson());
        Simulation none = stream(0, "plain");
        assertThat(ShardPlan.of(none, 3).merge(all(ShardPlan.of(none, 3))).toJson()).isEqualTo(none.run().toJson());
    }

    /** -2 has the bin of the number above it, but another exponent; the tiny one is 0 in units of a great width. */
    @Test
    void histogram_ofRareEffectsAtABorder_dependsOnNoCut() {
        int compared = 0;
        for (String base : List.of("if(u < 0.0002, -2, -1.9999999999999996)",
                "if(u < 0.0002, -1.9999999999999998, -2)", "if(u < 0.0002, 1e70, -1e-300)",
                "if(u < 0.0002, -1e-300, 1e70)")) {
            TwinModel model = TwinModel.parse("model: rare\nvariables: {u: \"~ uniform(0, 1)\"}\n", "rare.yaml");
            Simulation simulation = Simulation.stream(model, 64 * 16_384, 5,
                    model.parseIntervention("rare: {base: \"" + base + "\"}", "rare.yaml"));
            Histogram whole = simulation.withThreads(1).run().histogram();
            ShardPlan plan = ShardPlan.of(simulation, 64);
            assertThat(plan.merge(all(plan)).histogram()).as(base).isEqualTo(whole);
            assertThat(simulation.withThreads(2).run().histogram()).as(base).isEqualTo(whole);
            assertThat(LongStream.of(whole.counts()).sum()).isEqualTo(64 * 16_384);
            compared++;
        }
        assertThat(compared).isEqualTo(4);
    }

    @Test
    void plan_ofTooManyGroups_isRefusedBeforeAnyShardRuns() {
        String levels = IntStream.range(0, 256).mapToObj(i -> "v" + i + ": 0.00390625")
                .collect(Collectors.joining(", "));
        TwinModel model = TwinModel.parse("model: wide\nvariables:\n  a: \"~ categorical(" + levels
                + ")\"\n  b: \"~ categorical(" + levels + ")\"\n  c: \"~ categorical(" + levels + ")\"\n", "wide.yaml");
        Simulation simulation = Simulation.stream(model, 1_000_000_000_000L, 5,
                model.parseIntervention("one: {base: 1, noise: \"normal(0, 1)\"}", "one.yaml"));
        Simulation wide = simulation.withSubgroups("a*b", "a*c", "b*c");
        assertThatThrownBy(() -> ShardPlan.of(wide, 1)).isInstanceOf(InputException.class)
                .hasMessage("subgroups must be so few that a shard result takes at most 256.0 MB, got 196,608 groups "
                        + "in 3 dimensions, which take up to 327.2 MB");
        assertThat(ShardPlan.of(wide, 1_000).shards()).isEqualTo(1_000);
        assertThat(ShardPlan.of(simulation.withSubgroups("a*b"), 1).shards()).isEqualTo(1);
    }

    /** But for the histogram and the single values, which take 160 kB at most. */
    @Test
    void mostBytes_ofShardsOfManyTiles_boundsTheirBytes() {
        int checked = 0;
        for (Simulation simulation : List.of(stream(500_000, "some").withSubgroups("level", "group*level", "x:100"),
                Simulation.stream(MODEL.generate(500_000, 3, GenerateOptions.of().withAntithetic()),
                        MODEL.intervention("some")).withSubgroups("level*group", "x:100"))) {
            ShardPlan plan = ShardPlan.of(simulation, 2);
            SumsLayout layout = Preparation.of(simulation.begin().scenario()).pass().layout();
            for (int shard = 0; shard < 2; shard++) {
                long tiles = (plan.endRow(shard) - plan.firstRow(shard)) / 16_384 + 1;
                int length = plan.runShard(shard).body().length;
                assertThat(ShardCodec.mostBytes(layout, tiles)).isBetween(length - 160_000L, length * 20L);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(4);
    }

    @Test
    void plan_ofWhatCannotBeCut_isRefused() {
        assertThatThrownBy(() -> ShardPlan.of(TestWorlds.run(1_000, "plain"), 2)).isInstanceOf(InputException.class)
                .hasMessage("simulation must be streamed to be cut into shards, got Simulation[plain, 1,000 twins]; make "
                        + "it with Simulation.stream(...)");
        assertThatThrownBy(() -> ShardPlan.of(stream(1_000, "plain"), 0)).isInstanceOf(InputException.class)
                .hasMessage("shards must be in [1, 1000000], got 0");
    }

    /** A shard that was stopped ends the prefix: what comes after it does not count. */
    @Test
    void merge_withAStoppedShard_isThePrefixBeforeTheGap() {
        Simulation simulation = stream(163_840, "plain");
        ShardPlan plan = ShardPlan.of(simulation, 5);
        Cancellation cancelled = new Cancellation();
        cancelled.cancel();
        List<ShardResult> results = new ArrayList<>(all(plan));
        results.removeIf(result -> result.shard() == 2);
        ShardResult stopped = ShardPlan.of(simulation.withCancellation(cancelled), 5).runShard(2);
        assertThat(stopped.isComplete()).isFalse();
        assertThat(stopped.rows()).isZero();
        results.add(stopped);
        SimulationResult result = plan.merge(results);
        assertThat(result.status()).isEqualTo(SimulationResult.Status.PARTIAL);
        assertThat(result.reason()).contains("stopped after 65,536 of 163,840 twins");
        assertThat(result.ate().estimate()).isEqualTo(stream(65_536, "plain").run().ate().estimate());
    }
}
