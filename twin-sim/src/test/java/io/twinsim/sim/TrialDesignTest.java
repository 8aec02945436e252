package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.internal.math.Normal;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class TrialDesignTest {

    private static final String CONTINUOUS = "outcome: {name: spend, type: continuous, mean: \"10 + x\", sd: 1}";
    private static final String BINARY = "outcome: {name: bought, type: binary, rate: \"clamp(0.2 + 0.01 * x, 0, 1)\"}";

    private static SimulationResult run(TwinModel model, String intervention) {
        return Simulation.of(model.generate(1_000, 7), model.parseIntervention(intervention, "x.yaml")).run();
    }

    /** power.t.test(delta = 0.5, sd = 1, power = 0.8) of R 4.2.2 gives n = 63.76576 per group; 0.2 gives 393.4057. */
    @Test
    void size_ofAContinuousOutcome_isThatOfR() {
        TwinModel model = TestWorlds.small(BINARY, CONTINUOUS);
        SampleSize half = run(model, "half: {base: 0.5}").sampleSize().orElseThrow();
        assertThat(half.forPower().orElseThrow()).isEqualTo(new SampleSize.Arms(64, 64));
        assertThat(half.forPower().orElseThrow().total()).isEqualTo(128);
        assertThat(half.cohensD()).hasValue(0.5);
        assertThat(run(model, "fifth: {base: -0.2}").sampleSize().orElseThrow().forPower().orElseThrow().control())
                .isEqualTo(394);
        assertThat(half.forAssurance()).isEmpty();
        assertThat(half.notes()).contains("assurance needs the uncertainty of the coefficients, which is not stated");
    }

    /** n0 = (z + z)^2 (v0 + v1) / theta^2 = 1057.3 for 0.3 against 0.3571; Student's correction adds about one. */
    @Test
    void size_ofABinaryOutcome_comesFromTheOutcomeAndIsNotClamped() {
        TwinModel model = TestWorlds.small("clamp(0.2 + 0.01 * x, 0, 1)", "0.3");
        SampleSize size = run(model, "x: {base: 0.0571}").sampleSize().orElseThrow();
        assertThat(size.forPower().orElseThrow().control()).isBetween(1057L, 1060L);
        assertThat(size.baseline()).hasValue(0.3);
        SampleSize tiny = run(model, "x: {base: 0.0001}").sampleSize().orElseThrow();
        assertThat(tiny.forPower().orElseThrow().control()).isBetween(329_000_000L, 330_000_000L);
        assertThat(tiny.notes()).anyMatch(note -> note.startsWith("large: 329,"));
    }

    /**
     * The least n0 with n1 = ceil(r n0) whose power by the noncentral t with Satterthwaite's degrees of freedom is 0.8:
     * scipy 1.17.1, {@code 1 - nct.cdf(t.ppf(0.975, df), df, 0.5 / sqrt(1/n1 + 1/n0))}.
     */
    @Test
    void size_ofUnequalArms_isThatOfTheRatio() {
        TwinModel model = TestWorlds.small(BINARY, CONTINUOUS);
        Simulation half = Simulation.of(model.generate(1_000, 7), model.parseIntervention("x: {base: 0.5}", "x.yaml"));
        assertThat(arms(half.withRatio(2))).isEqualTo(new SampleSize.Arms(98, 49));
        assertThat(arms(half.withRatio(3))).isEqualTo(new SampleSize.Arms(132, 44));
        assertThat(arms(half.withPlan(100, 300))).isEqualTo(new SampleSize.Arms(44, 130));
        assertThat(arms(half.withPlan(100, 300).withRatio(1))).isEqualTo(new SampleSize.Arms(64, 64));
        assertThat(arms(half.withPlan(300, 300))).isEqualTo(arms(half));
        SimulationResult result = half.withRatio(2).run();
        assertThat(result.sampleSize().orElseThrow().ratio()).isEqualTo(2);
        assertThat(result.table()).contains("a real test needs 98 treated and 49 controls, 147 in all, for power 0.8");
        assertThat(result.toJson()).contains("\"perArm\": 49", "\"total\": 147", "\"ratio\": 2", "\"treated\": 98");
        assertThat(half.run().table()).contains("a real test needs 64 units per arm, 128 in all, for power 0.8");
    }

    private static SampleSize.Arms arms(Simulation simulation) {
        return simulation.run().sampleSize().orElseThrow().forPower().orElseThrow();
    }

    /** n0 = (z + z)^2 (v0 + v1 / r) / theta^2 with the variances of 0.3 and 0.3571. */
    @Test
    void size_ofABinaryOutcomeInUnequalArms_followsTheFormula() {
        TwinModel model = TestWorlds.small("clamp(0.2 + 0.01 * x, 0, 1)", "0.3");
        Simulation simulation = Simulation.of(model.generate(1_000, 7), model.parseIntervention(
                "x: {coefficients: {b: {value: 0.0571, sd: 0.01}}, base: '$$b'}", "x.yaml"));
        double z = Normal.quantile(0.975) + Normal.quantile(0.8);
        int checked = 0;
        for (double r : new double[] {0.25, 0.5, 2, 4}) {
            SampleSize size = simulation.withRatio(r).run().sampleSize().orElseThrow();
            double exact = z * z * (0.21 + 0.3571 * 0.6429 / r) / (0.0571 * 0.0571);
            SampleSize.Arms arms = size.forPower().orElseThrow();
            assertThat((double) arms.control()).isBetween(exact, exact + 5);
            assertThat(arms.treated()).isEqualTo((long) Math.ceil(r * arms.control()));
            SampleSize.Arms sure = size.forAssurance().orElseThrow();
            double assurance = simulation.withPlan(sure.treated(), sure.control()).run().plannedTrial().orElseThrow()
                    .assurance().orElseThrow();
            assertThat(assurance).isBetween(0.7995, 0.802);
            checked++;
        }
        assertThat(checked).isEqualTo(4);
    }

    /** Sizes beyond 2^53 are given, and what is beyond 2^61 is said to be, not taken for an effect of 0. */
    @Test
    void size_ofATinyEffect_isNeverClamped() {
        TwinModel model = TestWorlds.small(BINARY, CONTINUOUS);
        SampleSize tiny = run(model, "x: {base: 0.00000002}").sampleSize().orElseThrow();
        assertThat((double) tiny.forPower().orElseThrow().control()).isBetween(3.92e16, 3.93e16);
        SampleSize tinier = run(model, "x: {base: 0.000000001}").sampleSize().orElseThrow();
        assertThat(tinier.forPower()).isEmpty();
        assertThat(tinier.notes()).contains("a power of 80 % needs more than 2^61 units per arm")
                .noneMatch(note -> note.contains("the effect is 0"));
        assertThat(run(model, "x: {base: 0}").sampleSize().orElseThrow().notes())
                .contains("the effect is 0; no test of any size finds it");
    }

    @Test
    void size_withoutAnOutcome_saysWhatToDeclare() {
        TwinModel model = TwinModel.parse("model: bare\nvariables: {x: \"~ normal(0, 1)\"}\n"
                + "interventions: {x: {base: 0.1}}\n", "bare.yaml");
        SimulationResult result = Simulation.of(model.generate(200, 1), model.intervention("x")).run();
        assertThat(result.sampleSize().orElseThrow().forPower()).isEmpty();
        assertThat(result.warnings()).contains(
                "no outcome is declared; a world with outcome: {name, type, rate or mean and sd} gives a sample size");
        assertThat(result.toJson()).contains("\"sampleSize\": null");
        assertThatThrownBy(() -> Simulation.of(model.generate(200, 1), model.intervention("x")).withPlan(10, 10).run())
                .isInstanceOf(InputException.class)
                .hasMessageStartingWith("a planned trial needs the outcome's variance: ");
    }

    @Test
    void size_ofAContinuousOutcomeWithoutSd_saysWhatToDeclare() {
        TwinModel model = TestWorlds.small(BINARY, "outcome: {name: spend, type: continuous, mean: \"10 + x\"}");
        assertThat(run(model, "x: {base: 0.1}").warnings())
                .contains("the outcome's variance is not known; declare outcome: {sd: ...}");
    }

    @Test
    void rate_leavingItsRange_isRefused() {
        TwinModel model = TestWorlds.small();
        String strong = "x: {coefficients: {lift: {value: 0.9, sd: 0.01}}, base: \"$$lift\"}";
        SimulationResult result = run(model, strong);
        assertThat(result.sampleSize().orElseThrow().forPower()).isEmpty();
        assertThat(result.warnings()).contains(
                "baseline rate plus effect must be in [0, 1], got 1.1; no test can find such an effect");
        assertThatThrownBy(() -> Simulation.of(model.generate(1_000, 7), model.parseIntervention(strong, "x.yaml"))
                .withPlan(100, 100).run()).isInstanceOf(InputException.class).hasMessage(
                "a planned trial needs the outcome's variance: "
                + "baseline rate plus effect must be in [0, 1], got 1.1; no test can find such an effect");
    }

    @Test
    void plan_ofATrial_followsTheClosedForms() {
        SimulationResult result = TestWorlds.run(10_000, "plain").withPlan(400, 300).run();
        PlannedTrial trial = result.plannedTrial().orElseThrow();
        double theta = result.ate().estimate();
        double p0 = result.sampleSize().orElseThrow().baseline().orElseThrow();
        double p1 = p0 + theta;
        double se = Math.sqrt(p1 * (1 - p1) / 400 + p0 * (1 - p0) / 300);
        double sd = result.assumption().orElseThrow().sd();
        double z = Normal.quantile(0.975);
        assertThat(trial.standardError()).isCloseTo(se, Offset.offset(1e-15));
        assertThat(trial.power()).isCloseTo(Normal.cdf(theta / se - z), Offset.offset(1e-14));
        // The effect is linear in one coefficient with 1,000 stratified draws, so their mean is the integral to 1e-4.
        assertThat(trial.assurance().orElseThrow())
                .isCloseTo(Normal.cdf((theta - z * se) / Math.sqrt(se * se + sd * sd)), Offset.offset(1e-4));
        assertThat(trial.closedForm().orElseThrow())
                .isCloseTo(Normal.cdf((theta - z * se) / Math.sqrt(se * se + sd * sd)), Offset.offset(1e-14));
        assertThat(result.table().replaceAll("\\s+", " ")).contains("(closed form "
                + Shown.probability(trial.closedForm().orElseThrow()) + ", ceiling ");
        assertThat(result.toJson()).contains("\"assuranceClosedForm\": ");
        assertThat(trial.ceiling().orElseThrow()).isCloseTo(Normal.cdf(theta / sd), Offset.offset(0.0015));
        assertThat(trial.interval().width()).isCloseTo(2 * z * Math.sqrt(se * se + sd * sd), Offset.offset(0.01));
        assertThat(result.intervals().plannedTrial()).contains(trial.interval());
        assertThat(trial.assurance().orElseThrow()).isLessThan(trial.power());
    }

    /**
     * exp of a normal with mean -3 and sd 1 is positive under every draw, so that no ceiling is below 1; a normal with
     * its mean and sd would have put it at Phi(0.76) = 0.78 and called an assurance of 80 % unattainable.
     */
    @Test
    void assurance_ofAnEffectThatIsNotNormal_isThatOfItsDraws() {
        Simulation simulation = TestWorlds.with(1_000,
                "x: {coefficients: {b: {value: -3, sd: 1}}, base: 'exp($$b)'}");
        PlannedTrial trial = simulation.withPlan(100, 100).run().plannedTrial().orElseThrow();
        assertThat(trial.ceiling()).hasValue(1);
        // The integral of Phi(exp(-3 + u) / se - z) over normal u; 1,000 strata give it to 1e-3.
        double z = Normal.quantile(0.975);
        double sum = 0;
        for (int k = 0; k < 100_000; k++) {
            double b = -3 + Normal.quantile((k + 0.5) / 100_000);
            sum += Normal.cdf(io.twinsim.internal.math.Elementary.exp(b) / trial.standardError() - z);
        }
        assertThat(trial.assurance().orElseThrow()).isCloseTo(sum / 100_000, Offset.offset(1e-3));
        SampleSize size = simulation.run().sampleSize().orElseThrow();
        long n = size.forAssurance().orElseThrow().control();
        assertThat(simulation.withPlan(n, n).run().plannedTrial().orElseThrow().assurance().orElseThrow())
                .isBetween(0.7999, 0.8001);
    }

    @Test
    void assurance_whereLowerIsBetter_isThatOfTheBetterDirection() {
        TwinModel model = TestWorlds.small("clamp(0.2 + 0.01 * x, 0, 1)\"",
                "clamp(0.6 + 0.01 * x, 0, 1)\", better: lower");
        Population twins = model.generate(1_000, 7);
        PlannedTrial good = Simulation.of(twins, model.intervention("harm")).withPlan(200, 200).run().plannedTrial()
                .orElseThrow();
        PlannedTrial bad = Simulation.of(twins, model.intervention("plain")).withPlan(200, 200).run().plannedTrial()
                .orElseThrow();
        assertThat(good.assurance().orElseThrow()).isGreaterThan(0.99);
        assertThat(good.ceiling()).hasValue(1);
        assertThat(bad.assurance().orElseThrow()).isLessThan(0.025);
        assertThat(bad.ceiling()).hasValue(0);
    }

    @Test
    void rate_outsideItsRangeWithTheSumInside_isRefusedAsWell() {
        TwinModel model = TestWorlds.small("clamp(0.2 + 0.01 * x, 0, 1)", "-0.02 + 0 * x");
        Simulation simulation = Simulation.of(model.generate(200, 7), model.intervention("plain"));
        String note = "the baseline rate must be in [0, 1], got -0.02; no test can have such an outcome";
        SampleSize size = simulation.run().sampleSize().orElseThrow();
        assertThat(size.forPower()).isEmpty();
        assertThat(size.forAssurance()).isEmpty();
        assertThat(size.cohensD()).isEmpty();
        assertThat(size.notes()).containsExactly(note);
        assertThatThrownBy(simulation.withPlan(100, 100)::run).isInstanceOf(InputException.class)
                .hasMessage("a planned trial needs the outcome's variance: " + note);
        TwinModel above = TestWorlds.small("clamp(0.2 + 0.01 * x, 0, 1)", "1.1 + 0 * x");
        assertThat(Simulation.of(above.generate(200, 7), above.intervention("harm")).run().warnings())
                .contains("the baseline rate must be in [0, 1], got 1.1; no test can have such an outcome");
    }

    @Test
    void assurance_ofASizeFound_isWhatWasAskedFor() {
        SampleSize size = TestWorlds.run(10_000, "two").run().sampleSize().orElseThrow();
        long n = size.forAssurance().orElseThrow().control();
        assertThat(n).isGreaterThan(size.forPower().orElseThrow().control());
        double at = TestWorlds.run(10_000, "two").withPlan(n, n).run().plannedTrial().orElseThrow().assurance()
                .orElseThrow();
        assertThat(at).isBetween(0.799, 0.81);
    }

    @Test
    void assurance_beyondItsCeiling_isUnattainable() {
        SimulationResult result = TestWorlds.with(1_000,
                "vague: {coefficients: {lift: {value: 0.05, sd: 0.1}}, base: \"$$lift\"}").run();
        assertThat(result.sampleSize().orElseThrow().forAssurance()).isEmpty();
        assertThat(result.warnings()).anyMatch(
                w -> w.startsWith("an assurance of 80 % is unattainable: the effect is better than 0 "
                        + "with probability 0.69"));
    }
}
