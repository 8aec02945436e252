package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.inference.IntervalMethod;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class RecommendationTest {

    private static Recommendation of(Simulation simulation) {
        return simulation.run().recommendation().orElseThrow();
    }

    @Test
    void rule_everyBranch_isAsDefined() {
        assertThat(Judge.verdict(-0.3, -0.34, -0.26, 0.05)).isEqualTo(Verdict.SKIP);
        assertThat(Judge.verdict(0.04, 0.03, 0.05, 0.05)).isEqualTo(Verdict.SKIP);
        assertThat(Judge.verdict(0.06, 0, 0.1, 0.05)).isEqualTo(Verdict.REFINE);
        assertThat(Judge.verdict(0.06, 0.02, 0.1, 0.05)).isEqualTo(Verdict.REFINE);
        assertThat(Judge.verdict(0.06, 0.04, 0.08, 0.05)).isEqualTo(Verdict.DEPLOY);
        assertThat(Judge.verdict(0.05, 0.03, 0.07, 0.05)).isEqualTo(Verdict.DEPLOY);
    }

    @Test
    void effect_negative_isSkippedAsHarmful() {
        Recommendation r = of(TestWorlds.run(10_000, "harm"));
        assertThat(r.verdict()).isEqualTo(Verdict.SKIP);
        assertThat(r.harmful()).isTrue();
        assertThat(r.rationale()).startsWith("harmful: the effect -0.3").contains("goes the wrong way");
        assertThat(r.probWorthwhile()).isZero();
        assertThat(r.basis()).isEqualTo("total");
    }

    @Test
    void outcome_betterWhenLower_turnsTheDirectionRound() {
        TwinModel model = TestWorlds.small("clamp(0.2 + 0.01 * x, 0, 1)\"",
                "clamp(0.6 + 0.01 * x, 0, 1)\", better: lower");
        Population twins = model.generate(10_000, 7);
        Recommendation harm = of(Simulation.of(twins, model.intervention("plain")));
        assertThat(harm.verdict()).isEqualTo(Verdict.SKIP);
        assertThat(harm.harmful()).isTrue();
        Recommendation good = of(Simulation.of(twins, model.intervention("harm")));
        assertThat(good.verdict()).isEqualTo(Verdict.DEPLOY);
        assertThat(good.probWorthwhile()).isGreaterThan(0.999);
        Recommendation.Flip flip = of(Simulation.of(twins, model.parseIntervention(
                "near: {coefficients: {lift: {value: -0.06, sd: 0.01}}, base: \"$$lift\"}", "near.yaml"))).flip()
                .orElseThrow();
        assertThat(flip.text()).isEqualTo("flips to SKIP if lift > -0.05");
        assertThat(good.flip()).isEmpty();
    }

    @Test
    void uncertainty_notStated_isSaidAndNeverHidden() {
        SimulationResult result = TestWorlds.run(10_000, "unstated").run();
        Recommendation r = result.recommendation().orElseThrow();
        assertThat(r.basis()).isEqualTo("simulation-only");
        assertThat(r.rationale()).endsWith(", if the assumed coefficients hold; their uncertainty is not stated");
        assertThat(result.warnings()).contains("uncertainty of lift is not stated");
        assertThat(result.intervals().assumption()).isEmpty();
        assertThat(result.assumption()).isEmpty();
        assertThat(result.intervals().total().orElseThrow().notes())
                .contains("simulation only: the uncertainty of the coefficients is not stated");
        assertThat(result.toString()).endsWith(" (sim only), n=10,000: DEPLOY]");
        assertThat(result.toJson()).contains("\"assumption\": null").contains("\"basis\": \"simulation-only\"");
        assertThat(r.flip().orElseThrow().coefficient()).isEqualTo("lift");
        assertThat(TestWorlds.run(10_000, "nameless").run().warnings()).contains(
                "uncertainty of the coefficients is not stated; name them under coefficients: {value, sd}");
    }

    @Test
    void uncertainty_declaredAsZero_isSaidToBeSo() {
        SimulationResult result = TestWorlds.with(1_000,
                "x: {coefficients: {b: {value: 0.1, sd: 0}}, base: '$$b', noise: 'normal(0, 0.05)'}")
                .withPlan(100, 100).run();
        assertThat(result.recommendation().orElseThrow().rationale())
                .endsWith(", if the assumed coefficients hold; their uncertainty is declared as 0");
        assertThat(result.intervals().total().orElseThrow().notes())
                .containsExactly("simulation only: the uncertainty of the coefficients is declared as 0");
        assertThat(result.plannedTrial().orElseThrow().interval().notes())
                .containsExactly("if the assumed coefficients hold; their uncertainty is declared as 0");
        assertThat(result.sampleSize().orElseThrow().notes())
                .contains("assurance needs the uncertainty of the coefficients, which is declared as 0");
        assertThat(result.warnings()).noneMatch(w -> w.contains("not stated"));
        assertThat(result.table()).contains("finite twins; coefficients declared as 0").doesNotContain("not stated");
    }

    @Test
    void uncertainty_statedInPart_namesTheRest() {
        SimulationResult result = TestWorlds.with(1_000, "x: {coefficients: {b: {value: 0.1, sd: 0.001}, "
                + "c: {value: 0.1}, d: {value: 0.1, sd: 0}}, base: '$$b + $$c + $$d'}").run();
        assertThat(result.recommendation().orElseThrow().basis()).isEqualTo("total");
        assertThat(result.recommendation().orElseThrow().rationale())
                .endsWith("; the uncertainty of c is not stated");
        assertThat(result.intervals().total().orElseThrow().notes())
                .containsExactly("uncertainty of c is not stated");
        assertThat(result.warnings()).containsOnlyOnce("uncertainty of c is not stated");
    }

    /** Level, method and replicates decide what is shown, never what is recommended. */
    @Test
    void recommendation_ofAnyLevelAndMethod_isTheSame() {
        int compared = 0;
        for (String name : new String[] {"plain", "unstated", "nameless", "some", "moving"}) {
            Simulation simulation = TestWorlds.run(300, name);
            Recommendation expected = of(simulation);
            assertThat(expected.interval().level()).isEqualTo(0.95);
            for (IntervalMethod method : IntervalMethod.values()) {
                if (method.serves(io.twinsim.inference.StatisticKind.MEAN)) {
                    Simulation changed = simulation.withMethod(method).withLevel(0.8).withReplicates(99);
                    assertThat(of(changed)).as(name + " " + method.id()).isEqualTo(expected);
                    compared++;
                }
            }
        }
        assertThat(compared).isEqualTo(55);
    }

    /**
     * The verdict changes at the stated value: a run with the coefficient just beyond it says so, one just before does
     * not.
     */
    @Test
    void flip_coefficientMovedBeyondIt_changesTheVerdict() {
        int checked = 0;
        for (double value : new double[] {0.03, 0.05, 0.08, 0.1}) {
            Recommendation.Flip flip = of(simulation(value)).flip().orElseThrow();
            Verdict now = of(simulation(value)).verdict();
            double step = 0.002 * value;
            double inside = flip.below() ? flip.value() + step : flip.value() - step;
            double beyond = flip.below() ? flip.value() - step : flip.value() + step;
            assertThat(of(simulation(inside)).verdict()).isEqualTo(now);
            assertThat(of(simulation(beyond)).verdict()).isEqualTo(flip.verdict()).isNotEqualTo(now);
            assertThat(flip.text()).startsWith("flips to " + flip.verdict() + " if lift " + (flip.below() ? "<" : ">"));
            checked++;
        }
        assertThat(checked).isEqualTo(4);
    }

    private static Simulation simulation(double value) {
        return TestWorlds.with(20_000, "x: {coefficients: {lift: {value: "
                + Numbers.fixed(value, 6)
                + ", sd: 0.012}}, base: \"$$lift\", modifiers: {level: \"0.6 + 0.2 * level\"}, "
                + "noise: \"normal(0, 0.05)\"}");
    }

    @Test
    void verdict_fromTenThousandToAMillionTwins_stays() {
        TwinModel model = TestWorlds.small();
        for (String name : new String[] {"plain", "two", "harm", "some"}) {
            Verdict few = of(Simulation.of(model.generate(10_000, 7), model.intervention(name))).verdict();
            Verdict many = of(Simulation.of(model.generate(1_000_000, 7), model.intervention(name))).verdict();
            assertThat(many).as(name).isEqualTo(few);
        }
    }

    @Test
    void reach_limited_isJudgedPerTwinReached() {
        SimulationResult result = TestWorlds.run(20_000, "some").run();
        Ate ate = result.ate();
        Recommendation r = result.recommendation().orElseThrow();
        assertThat(ate.reached()).isBetween(9_700L, 10_300L);
        assertThat(ate.estimate()).isCloseTo(0.06, Offset.offset(0.002));
        assertThat(ate.perReached()).isCloseTo(0.12, Offset.offset(0.002));
        assertThat(r.judged()).isEqualTo(ate.perReached());
        assertThat(r.interval().contains(0.12)).isTrue();
        assertThat(r.rationale()).contains("per twin reached");
        assertThat(result.table()).contains("reaches " + Numbers.grouped(ate.reached())
                + " twins of 20,000; mean effect per twin reached");
    }

    @Test
    void probability_normalTheory_agrees() {
        SimulationResult result = TestWorlds.run(50_000, "plain").run();
        double sd = Math.sqrt(square(result.assumption().orElseThrow().sd())
                + square(result.ate().standardError()));
        double expected = io.twinsim.internal.math.Normal.cdf((result.ate().estimate() - 0.05) / sd);
        assertThat(result.recommendation().orElseThrow().probWorthwhile()).isCloseTo(expected, Offset.offset(0.003));
    }

    private static double square(double x) {
        return x * x;
    }
}
