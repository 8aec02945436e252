package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.expr.Expr;
import io.twinsim.inference.SubgroupClassifier;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** {@code predict(name)} in the formulas of an intervention, its outcome and its filters, all through a run. */
class PredictionSimulationTest {

    private static final String WORLD = """
            model: learned
            learned:
              score:
                type: trees
                link: identity
                base: 0.25
                inputs: {x: number, group: {a: 2, b: 0, c: 1}}
                trees: ["0<=0.5? =-0.5 1<=1 =0.5 =0.25", "1<=0 =-0.125 0<=-1 =0.0625 =0.5"]
              rate: {type: linear, link: logit, intercept: -1, terms: {x: 0.25, group: {a: 0, b: 0.5, c: -0.5}}}
              huge: {type: linear, link: logit, intercept: 0, terms: {y: 1.0e+308, z: -1.0e+308}}
            outcome: {name: bought, type: binary, rate: "predict(rate)"}
            decision: {minTwins: 100, minGroup: 10}
            subgroups: [group]
            variables:
              group: "~ categorical(a: 0.5, b: 0.3, c: 0.2)"
              x: "~ normal(0, 1)"
              y: "= 20 + x"
              z: "= 30 + x"
              s: "= predict(score)"
              r: "= predict(rate)"
            interventions:
              called:
                provenance: fitted
                coefficients: {a: 0.05, b: 0.1}
                covariance: {coefficients: [a, b], matrix: [[0.0001, -0.00005], [-0.00005, 0.0004]]}
                base: "$$a + $$b * (predict(score) - 0.25)"
                modifiers: {m: "0.5 + predict(rate)"}
                applies: "predict(score) > 0"
                noise: "normal(0, 0.02 + 0.01 * predict(rate))"
              columns:
                provenance: fitted
                coefficients: {a: 0.05, b: 0.1}
                covariance: {coefficients: [a, b], matrix: [[0.0001, -0.00005], [-0.00005, 0.0004]]}
                base: "$$a + $$b * (s - 0.25)"
                modifiers: {m: "0.5 + r"}
                applies: "s > 0"
                noise: "normal(0, 0.02 + 0.01 * r)"
              curved:
                coefficients: {a: {value: 0.3, sd: 0.05}}
                base: "0.2 * (1 - exp(-$$a * predict(rate)))"
              moved: {set: {x: "x + predict(rate)"}}
              overflow: {base: "predict(huge)"}
            """;
    private static final TwinModel MODEL = TwinModel.parse(WORLD, "learned.yaml");

    private static Simulation run(int twins, String intervention) {
        return Simulation.of(MODEL.generate(twins, 7), MODEL.intervention(intervention));
    }

    /** A formula may call a model or read a column that was computed by it: the bits are the same. */
    @Test
    void calls_againstColumns_giveTheSameBits() {
        Simulation called = run(5_000, "called").where("predict(score) > -0.2 and predict(rate) < 0.4");
        SimulationResult a = called.run();
        SimulationResult b = run(5_000, "columns").where("s > -0.2 and r < 0.4").run();
        assertThat(a.n()).isEqualTo(b.n()).isBetween(2_000L, 4_999L);
        assertThat(a.ate()).isEqualTo(b.ate());
        assertThat(a.intervals()).isEqualTo(b.intervals());
        assertThat(a.assumption()).isEqualTo(b.assumption());
        assertThat(a.subgroup("group").rows()).isEqualTo(b.subgroup("group").rows());
        assertThat(a.warnings()).isEqualTo(b.warnings());
    }

    @Test
    void results_anyNumberOfThreads_areTheSameBits() {
        int compared = 0;
        for (String name : new String[] {"called", "curved", "moved"}) {
            Simulation simulation = run(40_000, name);
            String one = simulation.withThreads(1).run().resultHash();
            for (int threads : new int[] {2, 7}) {
                assertThat(simulation.withThreads(threads).run().resultHash()).as(name).isEqualTo(one);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(6);
    }

    /** Coefficients around a prediction stay linear: the closed form is the pass over all twins for each draw. */
    @Test
    void separable_aroundPredictions_agreesWithReplay() {
        Population twins = MODEL.generate(5_000, 7);
        Scenario scenario = Scenario.of(twins, MODEL.intervention("called"), new Settings());
        List<SubgroupClassifier> keys = List.of(SubgroupClassifier.of(twins, "group"));
        EffectPlan plan = EffectPlan.of(scenario);
        EffectSums sums = new EffectPass(plan, keys, false).run(1, null, () -> false, done -> { }).sums();
        Theta closed = new SeparableTheta(plan.separable.orElseThrow(), sums, scenario.intervention().binding());
        Theta replay = new ReplayTheta(scenario, keys);
        CoefficientDraws draws = new CoefficientDraws(scenario.intervention(), scenario.draws());
        for (int k = 0; k < 20; k++) {
            assertThat(closed.at(draws.draw(k))).usingComparatorWithPrecision(1e-13)
                    .containsExactly(replay.at(draws.draw(k)));
        }
        assertThat(EffectPlan.of(Scenario.of(twins, MODEL.intervention("curved"), new Settings())).separable).isEmpty();
    }

    @Test
    void explanations_addUpToTheEffect() {
        Simulation simulation = run(300, "called");
        double sum = 0;
        for (long row = 0; row < 300; row++) {
            Explanation explained = simulation.explain(row);
            assertThat(explained.inputs().keySet()).containsExactlyInAnyOrder("x", "group");
            sum += explained.effect();
        }
        assertThat(simulation.run().ate().estimate()).isCloseTo(sum / 300, Offset.offset(1e-15));
        assertThat(simulation.explain(0).table()).contains("$$a + $$b * (predict(score) - 0.25)");
    }

    /** What a filter calls is made in the pass that can be stopped, with the columns that it names. */
    @Test
    void filters_readTheInputsOfTheirModels() {
        Settings settings = new Settings();
        settings.addFilter(Expr.parse("predict(score) > 0"));
        Scenario all = Scenario.unfiltered(MODEL.generate(10, 1), MODEL.intervention("called"), settings);
        assertThat(all.filterColumns()).containsExactlyInAnyOrder("x", "group");
        assertThatThrownBy(() -> run(10, "called").where("predict(scor) > 0").run()).isInstanceOf(InputException.class)
                .hasMessageStartingWith("formula:1:1: unknown learned model \"scor\"; did you mean \"score\"?");
    }

    /** A logistic function of infinity less infinity is no probability. */
    @Test
    void prediction_thatOverflows_isRefused() {
        assertThatThrownBy(() -> run(200, "overflow").run()).isInstanceOf(InputException.class)
                .hasMessageContaining("predict(huge)").hasMessageContaining("is NaN at row 0");
    }
}
