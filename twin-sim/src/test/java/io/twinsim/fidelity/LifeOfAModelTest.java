package io.twinsim.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.inference.Experiment;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** From a world to its retraining: generate, simulate, deploy, validate; the world shifts; learn again; compare. */
class LifeOfAModelTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int UNITS = 4_000;

    private final SetClock clock = new SetClock(START);
    private final Map<String, TwinModel> models = new HashMap<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private int tests;

    @TempDir
    Path folder;

    private TwinModel world(double effect) {
        TwinModel model = TwinModel.parse("""
                model: mail
                outcome: {name: bought, type: binary, rate: "0.2 + 0.1 * score"}
                variables:
                  score: "~ beta(2, 2)"
                interventions:
                  mail:
                    coefficients: {effect: {value: %s, sd: %s}}
                    base: "$$effect * (0.5 + score)"
                """.formatted(Numbers.shortest(effect), Numbers.shortest(effect / 10)), "mail.yaml");
        models.put(model.id(), model);
        return model;
    }

    private SimulationResult simulation(TwinModel model) {
        return Simulation.of(model.generate(10_000, 42), model.intervention("mail")).run();
    }

    private Actual test(double effect) {
        return test(effect, UNITS);
    }

    /** A real test in a world with this effect. */
    private Actual test(double effect, int units) {
        tests++;
        TwinModel reality = TwinModel.parse("""
                model: reality
                variables:
                  treated: "~ bernoulli(0.5)"
                  score: "~ beta(2, 2)"
                  bought: "~ bernoulli(0.2 + 0.1 * score + treated * %s * (0.5 + score))"
                """.formatted(Numbers.shortest(effect)), "reality.yaml");
        Population people = reality.generate(units, 20_261_121L + tests);
        return Actual.of(Experiment.of(people, "treated", "1", "0", "bought").run().estimate())
                .withExperiment("test-" + tests);
    }

    @Test
    void shiftedWorld_isFoundOnceAndLearnedAgain() {
        TwinModel old = world(0.10);
        SimulationResult said = simulation(old);
        try (FileStore store = FileStore.open(folder.resolve("fidelity.jsonl"))) {
            FidelityTracker tracker = FidelityTracker.of(store, clock, RetrainingPolicy.of(), waiting::add,
                    job -> retrain(store));
            for (int i = 0; i < 10; i++) {
                validate(tracker, said, 0.10);
                assertThat(tracker.decide(old.id()).needed()).isFalse();
            }
            double before = tracker.report(old.id()).fidelity();
            assertThat(before).isGreaterThan(0.8);

            List<RetrainingDecision> made = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                validate(tracker, said, 0.05);
                RetrainingDecision decision = tracker.decide(old.id());
                if (decision.retrains()) {
                    made.add(decision);
                }
            }
            assertThat(made).hasSize(1);
            assertThat(tracker.report(old.id()).fidelity()).isLessThan(before - 0.1);
            assertThat(tracker.report(old.id()).degradation().orElseThrow().degraded()).isTrue();
            RetrainingJob job = tracker.jobs().get(0);
            assertThat(job.modelId()).isEqualTo(old.id());
            if (job.approvalNeeded()) {
                tracker.approve(job.id(), "Ann");
            }
            waiting.remove(0).run();
            job = tracker.job(job.id());
            assertThat(job.status()).as("%s", job).isEqualTo(RetrainingJob.Status.COMPLETED);
            assertThat(tracker.decide(old.id()).blocked().orElseThrow()).startsWith("cooldown until ");

            String newId = job.newModelId().orElseThrow();
            SimulationResult says = simulation(models.get(newId));
            for (int i = 0; i < 12; i++) {
                Actual actual = test(0.05);
                tracker.validate(tracker.record(said).id(), actual);
                tracker.validate(tracker.record(says).id(), actual);
            }
            ModelComparison comparison = tracker.compare(old.id(), newId);
            assertThat(comparison.pairs()).isEqualTo(12);
            assertThat(comparison.better()).as("%s", comparison).isTrue();
            assertThat(tracker.report(newId).fidelity()).isGreaterThan(tracker.report(old.id()).fidelity());
            assertThat(tracker.decide(newId).needed()).as("%s", tracker.report(newId).table()).isFalse();
        }
    }

    private void validate(FidelityTracker tracker, SimulationResult said, double effect) {
        Prediction prediction = tracker.record(said);
        clock.advance(Duration.ofHours(1));
        tracker.validate(prediction.id(), test(effect));
    }

    /** Takes the effect from one large new test and judges it by five small ones. */
    private Retrained retrain(FidelityStore store) {
        TwinModel model = world(test(0.05, 20 * UNITS).ate());
        SimulationResult says = simulation(model);
        List<Validation> fresh = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            fresh.add(new Validation(Prediction.of("fresh-" + i, says, START), test(0.05), START));
        }
        assertThat(store.events()).isNotEmpty();
        return Retrained.of(model.id(), fresh);
    }

    @Test
    void prediction_ofASimulation_carriesBothUncertainties() {
        SimulationResult result = simulation(world(0.10));
        Prediction prediction = Prediction.of("p1", result, START);
        assertThat(prediction.modelId()).isEqualTo(result.modelId());
        assertThat(prediction.scenario()).isEqualTo("mail");
        assertThat(prediction.ate()).isEqualTo(result.ate().estimate());
        assertThat(prediction.seSimulation()).isEqualTo(result.ate().standardError());
        assertThat(prediction.sdAssumption()).hasValue(result.assumption().orElseThrow().sd());
        assertThat(prediction.interval()).isEqualTo(result.intervals().total().orElseThrow());
    }

    @Test
    void prediction_ofAPartialSimulation_isRefused() {
        TwinModel model = world(0.10);
        SimulationResult failed = Simulation.of(model.generate(10, 1), model.intervention("mail")).run();
        assertThatThrownBy(() -> Prediction.of("p1", failed, START)).isInstanceOf(InputException.class)
                .hasMessage("result must be complete to be a prediction, got failed: " + failed.reason().orElseThrow());
    }
}
