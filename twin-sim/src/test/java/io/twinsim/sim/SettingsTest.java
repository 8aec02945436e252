package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class SettingsTest {

    private static void refuses(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }

    @Test
    void settings_outOfRange_areRefusedByName() {
        Simulation s = TestWorlds.run(200, "plain");
        refuses(() -> s.withLevel(95), "level must be in (0, 1), got 95.0; did you mean 0.95?");
        refuses(() -> s.withLevel(Double.NaN), "level must be in (0, 1), got NaN");
        refuses(() -> s.withReplicates(0), "replicates must be in [1, 10000000], got 0");
        refuses(() -> s.withThreads(0), "threads must be in [1, 1024], got 0");
        refuses(() -> s.withThreads(1025), "threads must be in [1, 1024], got 1025");
        refuses(() -> s.withPlan(1, 100), "treated must be at least 2, got 1");
        refuses(() -> s.withPlan(100, 0), "control must be at least 2, got 0");
        refuses(() -> s.withRatio(0), "ratio must be in [0.001, 1000.0], got 0.0");
        refuses(() -> s.withRatio(Double.NaN), "ratio must be in [0.001, 1000.0], got NaN");
        refuses(() -> s.withSuperpopulation(0), "size must be at least 1, got 0");
        refuses(() -> s.withMethod(IntervalMethod.WELCH),
                "method welch does not serve the mean effect of a simulation; "
                + "allowed: auto, student, normal, bootstrap-normal, basic, percentile, expanded, bca, "
                + "studentized, abc, saddlepoint");
        refuses(() -> s.withMethod(IntervalMethod.SCORE),
                "method score does not serve the mean effect of a simulation; "
                + "allowed: auto, student, normal, bootstrap-normal, basic, percentile, expanded, bca, "
                + "studentized, abc, saddlepoint");
        refuses(() -> s.withMethod(IntervalMethod.NEWCOMBE), "method newcombe does not serve the mean effect of a "
                + "simulation; allowed: auto, student, normal, bootstrap-normal, basic, percentile, expanded, bca, "
                + "studentized, abc, saddlepoint");
        refuses(() -> s.withMethod(IntervalMethod.BCA).withReplicates(38).withSubgroups("grup").run(),
                "replicates must be at least 39 for level 0.95, got 38");
        refuses(() -> s.withMethod(IntervalMethod.BOOTSTRAP_NORMAL).withReplicates(1).run(),
                "replicates must be at least 2 for bootstrap-normal, got 1");
        assertThat(s.withMethod(IntervalMethod.BOOTSTRAP_NORMAL).withReplicates(2).run().isComplete()).isTrue();
        assertThat(s.withReplicates(1).run().isComplete()).isTrue();
        refuses(() -> s.withSubgroups("grup").run(), "unknown column \"grup\"; did you mean \"group\"? "
                + "known: group, level, x, y");
        refuses(() -> s.where("levl > 2").run(),
                "formula:1:1: unknown column \"levl\"; did you mean \"level\"? known: group, level, x, y\n  levl > 2\n  ^");
        refuses(() -> s.explain(200), "rowId must be in [0, 199], got 200");
        refuses(() -> s.explain(-1), "rowId must be in [0, 199], got -1");
        refuses(() -> s.run().explain(200), "rowId must be in [0, 199], got 200");
    }

    @Test
    void settings_null_areRefusedByName() {
        Simulation s = TestWorlds.run(200, "plain");
        refuses(() -> Simulation.of(null, TestWorlds.small().intervention("plain")), "population must not be null");
        refuses(() -> Simulation.of(TestWorlds.small().generate(1, 1), null), "intervention must not be null");
        refuses(() -> s.where((String) null), "condition must not be null");
        refuses(() -> s.withMethod(null), "method must not be null");
        refuses(() -> s.withExecutor(null), "executor must not be null");
        refuses(() -> s.withListener(null), "listener must not be null");
        refuses(() -> s.withDeadline(null), "deadline must not be null");
        refuses(() -> s.withCancellation(null), "cancellation must not be null");
        refuses(() -> s.withEstimand(null), "estimand must not be null");
        refuses(() -> s.withSubgroups((String[]) null), "dimensions must not be null");
    }

    @Test
    void noise_withAnotherMeanThanZero_isRefused() {
        refuses(() -> TestWorlds.with(200, "x: {base: 0.1, noise: \"uniform(0, 0.1)\"}").run(),
                "noise must have mean 0, got \"uniform(0, 0.1)\" with mean 0.05; a shift belongs to base, "
                + "normal(0, sd) is the usual form");
        refuses(() -> TestWorlds.with(200, "x: {base: 0.1, noise: \"normal(x, 0.1)\"}").run(),
                "noise must have mean 0, got \"normal(x, 0.1)\"; a shift belongs to base, "
                        + "normal(0, sd) is the usual form");
        refuses(() -> TestWorlds.with(200, "x: {base: 0.1, noise: \"normal(0, 0.1) + x\"}").run(),
                "noise must have mean 0, got \"normal(0, 0.1) + x\"; a shift belongs to base, "
                        + "normal(0, sd) is the usual form");
        int accepted = 0;
        for (String noise : new String[] {"normal(0, 0.1 * level)", "uniform(-0.1, 0.1)", "-normal(0, 0.1)",
            "level * normal(0, 0.1)", "normal(0, 0.1) + uniform(-1, 1) / 10", "normal(0, 0.1) - normal(0, 0.2)"}) {
            assertThat(TestWorlds.with(200, "x: {base: 0.1, noise: \"" + noise + "\"}").run().isComplete()).isTrue();
            accepted++;
        }
        assertThat(accepted).isEqualTo(6);
    }

    @Test
    void hash_everySettingThatMovesNumbers_isIn() {
        TwinModel model = TestWorlds.small();
        Population twins = model.generate(200, 7);
        Simulation s = Simulation.of(twins, model.intervention("plain"));
        List<String> hashes = new ArrayList<>(List.of(s.hash(), s.where("x > 0").hash(), s.where("x > 0.1").hash(),
                s.withLevel(0.9).hash(), s.withMethod(IntervalMethod.BCA).hash(),
                s.withMethod(IntervalMethod.BCA).withReplicates(199).hash(), s.withSeed(1).hash(),
                s.withoutNoise().hash(),
                s.withSubgroups("level").hash(), s.withSubgroups("level", "group").hash(), s.withSubgroups().hash(),
                s.withPlan(10, 20).hash(), s.withPlan(20, 10).hash(), s.withEstimand(Estimand.THESE_UNITS).hash(),
                s.withRatio(2).hash(), s.withRatio(1).hash(),
                s.withSuperpopulation(1000).hash(), s.withSuperpopulation(2000).hash(),
                Simulation.of(twins.head(100), model.intervention("plain")).hash(),
                Simulation.of(model.generate(201, 7), model.intervention("plain")).hash(),
                Simulation.of(model.generate(200, 8), model.intervention("plain")).hash(),
                Simulation.of(twins, model.intervention("two")).hash()));
        assertThat(new HashSet<>(hashes)).hasSize(22);
        assertThat(s.withThreads(3).withDeadline(Duration.ofHours(1)).withCancellation(new Cancellation())
                .withExecutor(Runnable::run).withListener((phase, done, total) -> { }).hash()).isEqualTo(s.hash());
        assertThat(s.withMethod(IntervalMethod.SADDLEPOINT).withReplicates(7).hash()).isEqualTo(s.hash());
        assertThat(s.withSeed(7).hash()).isEqualTo(s.hash());
        assertThat(s.run().hash()).isEqualTo(s.hash());
        assertThat(s.modelId()).isEqualTo(model.id());
    }

    @Test
    void settings_ofACopy_leaveTheOriginalAlone() {
        Simulation s = TestWorlds.run(200, "plain");
        String hash = s.hash();
        s.withLevel(0.5).where("x > 0").withSeed(3).withoutNoise();
        assertThat(s.hash()).isEqualTo(hash);
        assertThat(s.toString()).isEqualTo("Simulation[plain, 200 twins]");
        assertThat(s.where("x > 0").toString()).isEqualTo("Simulation[plain, 200 twins, filtered]");
    }

    @Test
    void data_withoutColumnsOfDefaultSubgroups_areSimulatedWithAWarning() {
        Population data = TestWorlds.hcpTwins().select(
                "decile", "digital_engagement_score", "adoption_stage", "baseline_propensity");
        SimulationResult result = Simulation.of(data, TestWorlds.hcp().intervention("email_campaign")).run();
        assertThat(result.warnings()).contains("no subgroups by specialty: the data lack the column")
                .anyMatch(w -> w.startsWith("the baseline rate is not known: column \"baseline_outcome\" is needed"));
        assertThat(result.subgroups()).containsOnlyKeys("decile", "adoption_stage");
        assertThatThrownBy(() -> result.explain(3)).isInstanceOf(IllegalStateException.class)
                .hasMessage("the result does not hold the data; ask simulation.explain(3) instead");
        assertThatThrownBy(() -> Simulation.of(data.select("decile", "adoption_stage", "baseline_propensity"),
                TestWorlds.hcp().intervention("email_campaign")).run()).isInstanceOf(InputException.class)
                .hasMessage("column \"digital_engagement_score\" is needed and is not in the data; the model draws it, "
                        + "and data are never invented: add the column");
    }

    @Test
    void plot_withoutARenderer_saysWhatToAdd() {
        assertThatThrownBy(() -> TestWorlds.run(200, "plain").run().plot(Path.of("x.svg")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("no plot renderer is on the class path; add io.twinsim:twin-examples, which brings one");
    }

    @Test
    void interventionsInTime_areSentToTimelines() {
        TwinModel world = TwinModel.parse("model: m\nvariables: {x: '~ normal(0, 1)'}\ntimeline: {step: 1 day, "
                + "state: {y: {start: x, next: y}}}\ninterventions: {drug: {course: {add: {y: 1}}}}", "w.yaml");
        refuses(() -> Simulation.of(world.generate(10, 1), world.intervention("drug")), "intervention drug acts in time "
                + "(course:), so it needs a timeline: Timeline.of(population).with(intervention), or twin timeline");
    }
}
