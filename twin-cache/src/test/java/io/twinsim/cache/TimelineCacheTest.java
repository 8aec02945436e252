package io.twinsim.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Cancellation;
import io.twinsim.sim.SimulationResult.Status;
import io.twinsim.timeline.Timeline;
import io.twinsim.timeline.TimelineResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class TimelineCacheTest {
    private static final String WORLD = """
            model: pond
            version: 1
            variables:
              depth: "~ uniform(1, 5)"
            timeline:
              step: 1 day
              horizon: 12 days
              parameters: {rain: {value: 0.1, range: [0, 1]}}
              state:
                level: {start: "depth", next: "0.9 * level + $rain + normal(0, 0.1)"}
                algae: {start: "1", next: "algae * (1 + 0.01 * next.level)"}
              events: {flood: {hazard: "0.01 * max(0, level)"}}
            interventions:
              drain:
                provenance: assumed
                parameters: {size: {value: 0.2, range: [0, 1]}}
                course: {start: 3 days, add: {level: "-$size"}}
            """;

    private final TwinModel pond = TwinModel.parse(WORLD, "pond.yaml");
    private final TwinModel other = TwinModel.parse(WORLD.replace("model: pond", "model: lake"), "lake.yaml");
    private final Intervention drain = pond.intervention("drain");
    private final Population twins = pond.generate(1_000, 42);
    private final Timeline drained = Timeline.of(twins).with(drain);
    private final Ticks ticks = new Ticks();

    @Test
    void run_equalTimeline_returnsTheSameObject() {
        try (var cache = TimelineCache.of()) {
            TimelineResult first = cache.run(drained);
            assertThat(cache.run(Timeline.of(twins).with(drain))).isSameAs(first);
            assertThat(cache.run(Timeline.of(pond.generate(1_000, 42)).with(drain).withThreads(1))).isSameAs(first);
            assertThat(cache.run(drained.over("12 days").withDeadline(Duration.ofDays(1)))).isSameAs(first);
            assertThat(cache.statistics().hits()).isEqualTo(3);
            assertThat(cache.statistics().loads()).isEqualTo(1);
            assertThat(cache.statistics().bytes()).isEqualTo(first.bytes()).isGreaterThan(2 * 2 * 13 * 1_000);
            assertThat(cache).hasToString("TimelineCache[1 results, 3 hits, 1 misses]");
        }
    }

    @Test
    void run_anySettingThatMovesANumber_isAnotherEntry() {
        List<Timeline> all = List.of(
                drained,
                Timeline.of(twins),
                Timeline.of(twins).withArm("other", drain),
                Timeline.of(twins).with(drain.with("size", 0.3)),
                drained.over("11 days"),
                drained.withParameter("rain", 0.2),
                drained.observing("level"),
                drained.withSnapshots("3 days"),
                drained.withQuantiles(0.5),
                drained.withLevel(0.9),
                drained.withReplicates(500),
                drained.withSeed(7),
                Timeline.of(twins.where("depth > 2")).with(drain),
                Timeline.of(pond.generate(1_000, 43)).with(drain),
                Timeline.of(other.generate(1_000, 42)).with(other.intervention("drain")));
        try (var cache = TimelineCache.of()) {
            all.forEach(cache::run);
            assertThat(cache.statistics().size()).isEqualTo(all.size()).isEqualTo(15);
            all.forEach(cache::run);
            assertThat(cache.statistics().loads()).isEqualTo(15);
        }
    }

    @Test
    void run_partialAndFailedResults_areNotKept() {
        var stop = new Cancellation();
        stop.cancel();
        try (var cache = TimelineCache.of()) {
            assertThat(cache.run(drained.withDeadline(Duration.ZERO)).status()).isEqualTo(Status.FAILED);
            assertThat(cache.run(drained.withCancellation(stop)).status()).isEqualTo(Status.FAILED);
            assertThat(cache.statistics().size()).isZero();
            assertThat(cache.statistics().failures()).isEqualTo(2);
            assertThat(cache.run(drained).status()).isEqualTo(Status.COMPLETE);
            assertThat(cache.statistics().size()).isEqualTo(1);
        }
    }

    @Test
    void run_resultHeavierThanTheBound_isReturnedAndNotKept() {
        try (var cache = TimelineCache.of(CacheSettings.of().withMaxBytes(100_000))) {
            TimelineResult heavy = cache.run(drained);
            assertThat(heavy.bytes()).isGreaterThan(100_000);
            assertThat(cache.statistics().size()).isZero();
            TimelineResult light = cache.run(drained.observing("level").over("1 day"));
            assertThat(light.bytes()).isLessThan(100_000);
            assertThat(cache.statistics().size()).isEqualTo(1);
        }
    }

    @Test
    void run_refusedInput_isThrownAndNotKept() {
        TwinModel broken = TwinModel.parse(WORLD.replace("0.01 * max(0, level)", "level - 100"), "pond.yaml");
        try (var cache = TimelineCache.of()) {
            Timeline bad = Timeline.of(broken.generate(10, 1));
            assertThatThrownBy(() -> cache.run(bad)).isInstanceOf(InputException.class)
                    .hasMessageStartingWith("hazard of flood must be at least 0, got -9");
            assertThat(cache.statistics().size()).isZero();
        }
    }

    @Test
    void run_many_shareOneRun() throws Exception {
        var callers = Executors.newFixedThreadPool(20);
        var start = new CyclicBarrier(20);
        try (var cache = TimelineCache.of()) {
            List<Future<TimelineResult>> results = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                results.add(callers.submit(() -> {
                    start.await();
                    return cache.run(Timeline.of(twins).with(drain));
                }));
            }
            TimelineResult first = results.get(0).get();
            for (Future<TimelineResult> result : results) {
                assertThat(result.get()).isSameAs(first);
            }
            assertThat(cache.statistics().loads()).isEqualTo(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void invalidate_byModelId_leavesOtherModels() {
        try (var cache = TimelineCache.of(CacheSettings.of(), ticks)) {
            Timeline elsewhere = Timeline.of(other.generate(1_000, 42));
            TimelineResult kept = cache.run(elsewhere);
            TimelineResult dropped = cache.run(drained);
            assertThat(drained.modelId()).isEqualTo(pond.id()).isEqualTo(dropped.modelId());
            cache.invalidate(pond.id());
            assertThat(cache.run(elsewhere)).isSameAs(kept);
            assertThat(cache.run(drained)).isNotSameAs(dropped);
            cache.invalidateAll();
            assertThat(cache.run(elsewhere)).isNotSameAs(kept);
        }
    }

    @Test
    void run_afterTimeToLive_computesAgain() {
        try (var cache = TimelineCache.of(CacheSettings.of().withTimeToLive(Duration.ofMinutes(1)), ticks)) {
            TimelineResult first = cache.run(drained);
            ticks.advance(Duration.ofMinutes(1));
            TimelineResult second = cache.run(drained);
            assertThat(second).isNotSameAs(first);
            assertThat(second.resultHash()).isEqualTo(first.resultHash());
        }
    }

    @Test
    void of_null_isRefusedByName() {
        assertThatThrownBy(() -> TimelineCache.of(null)).isInstanceOf(InputException.class)
                .hasMessage("settings must not be null");
        assertThatThrownBy(() -> TimelineCache.of(CacheSettings.of(), null)).isInstanceOf(InputException.class)
                .hasMessage("nanoseconds must not be null");
        try (var cache = TimelineCache.of()) {
            assertThatThrownBy(() -> cache.run(null)).isInstanceOf(InputException.class)
                    .hasMessage("timeline must not be null");
            assertThatThrownBy(() -> cache.invalidate(null)).isInstanceOf(InputException.class)
                    .hasMessage("modelId must not be null");
        }
    }

    @Test
    void toString_closedOrOff_saysSo() {
        var cache = TimelineCache.of();
        cache.close();
        assertThat(cache).hasToString("TimelineCache[closed]");
        assertThatThrownBy(() -> cache.run(drained)).isInstanceOf(IllegalStateException.class)
                .hasMessage("the cache is closed");
        try (var off = TimelineCache.of(CacheSettings.off())) {
            assertThat(off).hasToString("TimelineCache[off]");
            TimelineResult first = off.run(drained);
            assertThat(off.run(drained)).isNotSameAs(first);
        }
    }
}
