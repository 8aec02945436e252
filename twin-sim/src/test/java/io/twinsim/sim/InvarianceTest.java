package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.SubgroupClassifier;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

class InvarianceTest {

    private static final List<String> INTERVENTIONS = List.of("plain", "two", "joined", "some", "high");

    @Test
    void threads_anyNumber_giveTheSameBits() {
        int compared = 0;
        for (String name : INTERVENTIONS) {
            Simulation simulation = TestWorlds.run(40_000, name).withMethod(IntervalMethod.PERCENTILE)
                    .withReplicates(199);
            String one = simulation.withThreads(1).run().resultHash();
            for (int threads : new int[] {2, 7, 16}) {
                assertThat(simulation.withThreads(threads).run().resultHash()).as(name).isEqualTo(one);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(15);
    }

    /** A whole result of the reference world; changes only with the numbers-version. */
    @Test
    void result_ofTheReferenceWorld_hasTheGoldenHash() {
        TwinModel hcp = TestWorlds.hcp();
        SimulationResult result = Simulation.of(hcp.generate(20_000, 42), hcp.intervention("email_campaign"))
                .withMethod(IntervalMethod.PERCENTILE).withReplicates(499).withPlan(500, 500).run();
        assertThat(result.resultHash()).isEqualTo(
                    "ade49900272bb71d41deeb5164e32dbe8a7ed79826e74cdfecd6686cab27f6b8");
    }

    @Test
    void replay_anyNumberOfThreads_givesTheSameBits() {
        Simulation simulation = TestWorlds.run(3_000, "curved").withSubgroups("group", "level");
        String one = simulation.withThreads(1).run().resultHash();
        assertThat(simulation.withThreads(7).run().resultHash()).isEqualTo(one);
    }

    @Test
    void executor_given_helpsAndChangesNothing() {
        ExecutorService pool = Executors.newFixedThreadPool(3);
        try {
            Simulation simulation = TestWorlds.run(100_000, "plain");
            assertThat(simulation.withThreads(4).withExecutor(pool).run().resultHash())
                    .isEqualTo(simulation.withThreads(1).run().resultHash());
            assertThat(pool.isShutdown()).isFalse();
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void filter_inPopulationOrSimulation_givesTheSameBits() {
        TwinModel model = TestWorlds.small();
        Population twins = model.generate(50_000, 7);
        String[] filters = {"level <= 2", "x > 0.3 and group = 'b'", "level = 3 or x < -1", "y >= 0"};
        int compared = 0;
        for (String name : INTERVENTIONS) {
            Intervention x = model.intervention(name);
            for (String filter : filters) {
                assertThat(Simulation.of(twins.where(filter), x).run().resultHash()).as(name + " where " + filter)
                        .isEqualTo(Simulation.of(twins, x).where(filter).run().resultHash());
                compared++;
            }
        }
        assertThat(compared).isEqualTo(20);
        assertThat(Simulation.of(twins, model.intervention("plain")).where("level <= 2").where("x > 0").run()
                .resultHash())
                .isEqualTo(Simulation.of(twins.where("level <= 2 and x > 0"), model.intervention("plain")).run()
                .resultHash());
    }

    @Test
    void slice_ofALargerPopulation_keepsEffectsOfItsRows() {
        TwinModel model = TestWorlds.small();
        Population slice = model.slice(20_000, 20_500, 7);
        Intervention plain = model.intervention("plain");
        Simulation whole = Simulation.of(model.generate(30_000, 7), plain);
        Simulation alone = Simulation.of(slice, plain);
        for (long row : new long[] {20_000, 20_123, 20_479, 20_480, 20_499}) {
            assertThat(alone.explain(row)).isEqualTo(whole.explain(row));
        }
        assertThat(alone.run().ate().estimate()).isCloseTo(0.11, org.assertj.core.data.Offset.offset(0.02));
        assertThat(alone.run().explain(20_123)).isEqualTo(whole.run().explain(20_123));
    }

    @Test
    void stop_afterThreeTiles_leavesTheSumsOfThatPrefix() {
        TwinModel model = TestWorlds.small();
        Intervention plain = model.intervention("plain");
        Population twins = model.generate(100_000, 7);
        Scenario scenario = Scenario.of(twins, plain, new Settings());
        int[] asked = new int[1];
        StopSignal stop = () -> ++asked[0] > 3;
        EffectPass.Outcome found = new EffectPass(EffectPlan.of(scenario), List.of(SubgroupClassifier.of(twins, "group")),
                false)
                .run(1, null, stop, done -> { });
        assertThat(found.rowsDone()).isEqualTo(3 * 16_384);
        SimulationResult prefix = Simulation.of(twins.head(3 * 16_384), plain).run();
        assertThat(found.sums().effect().mean()).isEqualTo(prefix.ate().estimate());
        assertThat(found.sums().effect().sd()).isEqualTo(prefix.ate().sd());
        assertThat(EffectDistribution.of(found.sums()).histogram()).isEqualTo(prefix.histogram());
    }

    @Test
    void noise_ofTwoInterventions_isShared() {
        TwinModel model = TestWorlds.small();
        Population twins = model.generate(200, 7);
        Intervention other = model.parseIntervention(
                "other: {base: 0.3, noise: \"normal(0, 0.05)\"}", "other.yaml");
        Simulation plain = Simulation.of(twins, model.intervention("plain"));
        for (long row = 0; row < 200; row++) {
            assertThat(Simulation.of(twins, other).explain(row).noise()).isEqualTo(plain.explain(row).noise());
        }
    }

    @Test
    void seed_given_movesNoiseAndLeavesTwins() {
        Simulation simulation = TestWorlds.run(1_000, "plain");
        SimulationResult a = simulation.run();
        SimulationResult b = simulation.withSeed(8).run();
        assertThat(a.ate().sdSystematic()).isEqualTo(b.ate().sdSystematic());
        assertThat(a.ate().estimate()).isNotEqualTo(b.ate().estimate());
        assertThat(b.seed()).isEqualTo(8);
        assertThat(b.populationSeed()).isEqualTo(7);
        assertThat(b.hash()).isNotEqualTo(a.hash());
        assertThat(simulation.withSeed(7).run().resultHash()).isEqualTo(a.resultHash());
    }
}
