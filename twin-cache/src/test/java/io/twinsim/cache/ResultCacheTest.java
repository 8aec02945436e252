package io.twinsim.cache;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Cancellation;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import io.twinsim.sim.SimulationResult.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class ResultCacheTest {
    private static final String WORLD = """
            model: shop
            version: 1
            outcome: {name: visit, type: binary, rate: "clamp(0.1 + 0.02 * tier, 0.01, 0.99)", better: higher}
            variables:
              tier: "~ uniform_int(1, 5)"
            interventions:
              letter:
                provenance: assumed
                parameters:
                  pages: {value: 2, range: [1, 9]}
                coefficients:
                  effect: {value: 0.05, sd: 0.01}
                base: "$$effect * $pages / 2"
                noise: "normal(0, 0.02)"
            """;

    private final TwinModel shop = TwinModel.parse(WORLD, "shop.yaml");
    private final TwinModel other = TwinModel.parse(WORLD.replace("model: shop", "model: kiosk"), "kiosk.yaml");
    private final Intervention letter = shop.intervention("letter");
    private final Population twins = shop.generate(1_000, 42);
    private final Ticks ticks = new Ticks();

    @Test
    void run_equalSimulation_returnsTheSameObject() {
        try (var cache = ResultCache.of()) {
            SimulationResult first = cache.run(Simulation.of(twins, letter));
            assertThat(cache.run(Simulation.of(twins, letter))).isSameAs(first);
            assertThat(cache.run(Simulation.of(shop.generate(1_000, 42), letter).withThreads(1))).isSameAs(first);
            assertThat(cache.statistics().hits()).isEqualTo(2);
            assertThat(cache.statistics().loads()).isEqualTo(1);
            assertThat(cache.statistics().bytes()).isPositive();
            assertThat(cache).hasToString("ResultCache[1 results, 2 hits, 1 misses]");
        }
    }

    @Test
    void run_anySettingThatMovesANumber_isAnotherEntry() {
        List<Simulation> all = List.of(
                Simulation.of(twins, letter),
                Simulation.of(twins, letter.with("pages", 3)),
                Simulation.of(twins, letter).withLevel(0.9),
                Simulation.of(twins, letter).withSeed(7),
                Simulation.of(twins, letter).where("tier <= 3"),
                Simulation.of(twins, letter).withSubgroups("tier"),
                Simulation.of(twins, letter).withPlan(100, 100),
                Simulation.of(twins, letter).withoutNoise(),
                Simulation.of(shop.generate(1_000, 43), letter),
                Simulation.of(shop.generate(1_001, 42), letter),
                Simulation.of(other.generate(1_000, 42), other.intervention("letter")));
        try (var cache = ResultCache.of()) {
            all.forEach(cache::run);
            assertThat(cache.statistics().size()).isEqualTo(all.size()).isEqualTo(11);
            all.forEach(cache::run);
            assertThat(cache.statistics().loads()).isEqualTo(11);
        }
    }

    @Test
    void run_partialAndFailedResults_areNotKept() {
        var stop = new Cancellation();
        stop.cancel();
        try (var cache = ResultCache.of()) {
            Simulation whole = Simulation.of(twins, letter);
            assertThat(cache.run(whole.withDeadline(Duration.ZERO)).status()).isNotEqualTo(Status.COMPLETE);
            assertThat(cache.run(whole.withCancellation(stop)).status()).isNotEqualTo(Status.COMPLETE);
            assertThat(cache.run(Simulation.of(twins.head(99), letter)).status()).isEqualTo(Status.FAILED);
            assertThat(cache.statistics().size()).isZero();
            assertThat(cache.statistics().failures()).isEqualTo(3);
            assertThat(cache.run(whole).status()).isEqualTo(Status.COMPLETE);
            assertThat(cache.statistics().size()).isEqualTo(1);
        }
    }

    @Test
    void run_refusedInput_isThrownAndNotKept() {
        try (var cache = ResultCache.of()) {
            Simulation bad = Simulation.of(twins, letter).where("tear <= 3");
            assertThatThrownBy(() -> cache.run(bad)).isInstanceOf(InputException.class)
                    .hasMessageContaining("unknown column \"tear\"");
            assertThat(cache.statistics().size()).isZero();
        }
    }

    @Test
    void run_many_shareOneRun() throws Exception {
        var callers = Executors.newFixedThreadPool(20);
        var start = new CyclicBarrier(20);
        try (var cache = ResultCache.of()) {
            List<Future<SimulationResult>> results = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                results.add(callers.submit(() -> {
                    start.await();
                    return cache.run(Simulation.of(twins, letter));
                }));
            }
            SimulationResult first = results.get(0).get();
            for (Future<SimulationResult> result : results) {
                assertThat(result.get()).isSameAs(first);
            }
            assertThat(cache.statistics().loads()).isEqualTo(1);
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void invalidate_byModelId_leavesOtherModels() {
        try (var cache = ResultCache.of(CacheSettings.of(), ticks)) {
            Simulation elsewhere = Simulation.of(other.generate(1_000, 42), other.intervention("letter"));
            SimulationResult kept = cache.run(elsewhere);
            SimulationResult dropped = cache.run(Simulation.of(twins, letter));
            cache.invalidate(shop.id());
            assertThat(cache.run(elsewhere)).isSameAs(kept);
            assertThat(cache.run(Simulation.of(twins, letter))).isNotSameAs(dropped);
        }
    }

    @Test
    void run_afterTimeToLive_computesAgain() {
        try (var cache = ResultCache.of(CacheSettings.of().withTimeToLive(Duration.ofMinutes(1)), ticks)) {
            SimulationResult first = cache.run(Simulation.of(twins, letter));
            ticks.advance(Duration.ofMinutes(1));
            SimulationResult second = cache.run(Simulation.of(twins, letter));
            assertThat(second).isNotSameAs(first);
            assertThat(second.toJson()).isEqualTo(first.toJson());
        }
    }

    @Test
    void of_null_isRefusedByName() {
        assertThatThrownBy(() -> ResultCache.of(null)).isInstanceOf(InputException.class)
                .hasMessage("settings must not be null");
        assertThatThrownBy(() -> ResultCache.of(CacheSettings.of(), null)).isInstanceOf(InputException.class)
                .hasMessage("nanoseconds must not be null");
        try (var cache = ResultCache.of()) {
            assertThatThrownBy(() -> cache.run(null)).isInstanceOf(InputException.class)
                    .hasMessage("simulation must not be null");
            assertThatThrownBy(() -> cache.invalidate(null)).isInstanceOf(InputException.class)
                    .hasMessage("modelId must not be null");
        }
    }

    @Test
    void toString_closedOrOff_saysSo() {
        var cache = ResultCache.of();
        cache.close();
        assertThat(cache).hasToString("ResultCache[closed]");
        try (var off = ResultCache.of(CacheSettings.off())) {
            assertThat(off).hasToString("ResultCache[off]");
            SimulationResult first = off.run(Simulation.of(twins, letter));
            assertThat(off.run(Simulation.of(twins, letter))).isNotSameAs(first);
        }
    }
}
