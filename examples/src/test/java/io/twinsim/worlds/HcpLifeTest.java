package io.twinsim.worlds;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.fidelity.Actual;
import io.twinsim.fidelity.FidelityStore;
import io.twinsim.fidelity.FidelityTracker;
import io.twinsim.fidelity.ModelComparison;
import io.twinsim.fidelity.Prediction;
import io.twinsim.fidelity.Retrained;
import io.twinsim.fidelity.RetrainingDecision;
import io.twinsim.fidelity.RetrainingJob;
import io.twinsim.fidelity.RetrainingPolicy;
import io.twinsim.fidelity.Validation;
import io.twinsim.inference.Experiment;
import io.twinsim.learn.FittedWorld;
import io.twinsim.learn.Logistic;
import io.twinsim.learn.WorldFit;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/**
 * The whole life of a model: the healthcare world predicts its e-mail campaign, the campaign is tested in a reality
 * that has moved, fidelity falls, one retraining is decided, the world is learned from the data of the tests, and the
 * learned world predicts fresh tests better. All draws are keyed, so the test gives the same numbers every time.
 */
class HcpLifeTest {

    private static final Instant START = Instant.parse("2026-03-01T09:00:00Z");
    private static final String[] REGIONS = {"northeast", "south", "midwest", "west"};
    private static final int UNITS = 4_000;

    /**
     * The built-in world with a campaign that was assigned by lot: it works twice as well as the world assumes, and in
     * low deciles, where the world expects least.
     */
    private static final TwinModel REALITY = TwinModel.parse(text("hcp.yaml").replace("\nvariables:\n", """

            variables:
              email_campaign: "~ bernoulli(0.5)"
              prescribes:
                draw: >-
                  bernoulli(clamp(baseline_outcome, 0.01, 0.99)
                  + email_campaign * 0.11 * (0.4 + 0.1 * decile) * (0.6 + 0.8 * digital_engagement_score))
            """), "reality.yaml");

    private final List<Runnable> waiting = new ArrayList<>();
    private Instant now = START;
    private long tests;
    private FittedWorld learned;

    private static String text(String resource) {
        try (InputStream in = Objects.requireNonNull(Worlds.class.getResourceAsStream(resource), resource)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new AssertionError(resource, e);
        }
    }

    /** The units of one more test. */
    private Population sample(int units) {
        tests++;
        return REALITY.generate(units, 1_000 + tests);
    }

    private Actual test(Population units) {
        return Actual.of(Experiment.of(units, "email_campaign", "1", "0", "prescribes").run().estimate())
                .withExperiment("test-" + tests);
    }

    private static SimulationResult says(TwinModel model, String intervention, String region) {
        return Simulation.of(model.generate(20_000, 42), model.intervention(intervention))
                .where("region == '" + region + "'").run();
    }

    private static List<SimulationResult> everywhere(TwinModel model, String intervention) {
        return List.of(REGIONS).stream().map(region -> says(model, intervention, region)).toList();
    }

    @Test
    void realityMoved_isFoundOnceAndTheLearnedWorldPredictsBetter() {
        TwinModel hcp = Worlds.hcp();
        List<SimulationResult> expected = everywhere(hcp, "email_campaign");
        FidelityTracker tracker = FidelityTracker.of(FidelityStore.inMemory(), () -> now, RetrainingPolicy.of(),
                waiting::add, job -> retrain());

        List<RetrainingDecision> made = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Prediction prediction = tracker.record(expected.get(i % REGIONS.length));
            now = now.plus(Duration.ofHours(2));
            tracker.validate(prediction.id(),
                    test(sample(4 * UNITS).where("region == '" + REGIONS[i % REGIONS.length] + "'")));
            RetrainingDecision decision = tracker.decide(hcp.id());
            if (decision.retrains()) {
                made.add(decision);
            }
        }
        assertThat(made).hasSize(1);
        assertThat(tracker.report(hcp.id()).fidelity()).as(tracker.report(hcp.id()).table()).isLessThan(0.7);
        RetrainingJob job = tracker.jobs().get(0);
        if (job.approvalNeeded()) {
            tracker.approve(job.id(), "a person");
        }
        assertThat(waiting).hasSize(1);
        waiting.remove(0).run();
        job = tracker.job(job.id());
        assertThat(job.status()).as("%s", job).isEqualTo(RetrainingJob.Status.COMPLETED);
        assertThat(tracker.decide(hcp.id()).blocked().orElseThrow()).startsWith("cooldown until ");
        fresh(tracker, hcp, expected);
    }

    /** Twenty fresh tests, each predicted by both worlds. */
    private void fresh(FidelityTracker tracker, TwinModel old, List<SimulationResult> expected) {
        TwinModel model = learned.model();
        List<SimulationResult> now = everywhere(model, "email_campaign");
        for (int i = 0; i < 20; i++) {
            int region = i % REGIONS.length;
            Actual actual = test(sample(4 * UNITS).where("region == '" + REGIONS[region] + "'"));
            tracker.validate(tracker.record(expected.get(region)).id(), actual);
            tracker.validate(tracker.record(now.get(region)).id(), actual);
        }
        ModelComparison comparison = tracker.compare(old.id(), model.id());
        assertThat(comparison.pairs()).isEqualTo(20);
        assertThat(comparison.better()).as("%s", comparison).isTrue();
        assertThat(tracker.report(model.id()).fidelity()).isGreaterThan(0.8);
        assertThat(tracker.decide(model.id()).needed()).as(tracker.report(model.id()).table()).isFalse();
    }

    /** Learns the world again from one large test, and judges it by five others. */
    private Retrained retrain() {
        learned = WorldFit.of(sample(20_000), "hcp_learned").without("baseline_outcome", "baseline_propensity")
                .withOutcome("prescribes").withTreatment("email_campaign", "0").withLearners(new Logistic(0.001)).run();
        TwinModel model = learned.model();
        SimulationResult says = Simulation.of(model.generate(20_000, 42), model.intervention("email_campaign")).run();
        List<Validation> fresh = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            fresh.add(new Validation(Prediction.of("fresh-" + i, says, now), test(sample(UNITS)), now));
        }
        return Retrained.of(model.id(), fresh);
    }
}
