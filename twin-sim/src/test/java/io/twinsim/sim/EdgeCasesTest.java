package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.column.CategoryColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.internal.math.Elementary;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.Arrays;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/** The named edge cases of the reference world, and their kin. */
class EdgeCasesTest {

    private static final Offset<Double> EXACT = Offset.offset(1e-15);

    /** One kind of twin, 100 times. */
    private static Population twins(int decile, double engagement, String stage, double propensity) {
        return Population.builder()
                .column("decile", IntegerColumn.of(filled(decile)))
                .column("digital_engagement_score", RealColumn.of(filled(engagement)))
                .column("adoption_stage", CategoryColumn.of(filled(stage)))
                .column("baseline_propensity", RealColumn.of(filled(propensity))).build();
    }

    private static int[] filled(int value) {
        int[] all = new int[100];
        Arrays.fill(all, value);
        return all;
    }

    private static double[] filled(double value) {
        double[] all = new double[100];
        Arrays.fill(all, value);
        return all;
    }

    private static String[] filled(String value) {
        String[] all = new String[100];
        Arrays.fill(all, value);
        return all;
    }

    private static Intervention email() {
        return TestWorlds.hcp().intervention("email_campaign").withoutNoise();
    }

    private static double effect(Population twins, Intervention x) {
        return Simulation.of(twins, x).run().ate().estimate();
    }

    @Test
    void modifiers_atAndBeyondTheirEnds_areClamped() {
        Intervention x = email();
        assertThat(effect(twins(1, 0.5, "early_majority", 0.5), x)).isCloseTo(0.05 * 1.2, EXACT);
        assertThat(effect(twins(0, 0.5, "early_majority", 0.5), x)).isCloseTo(0.05 * 1.2, EXACT);
        assertThat(effect(twins(10, 0.5, "early_majority", 0.5), x)).isCloseTo(0.05 * 0.84, EXACT);
        assertThat(effect(twins(11, 0.5, "early_majority", 0.5), x)).isCloseTo(0.05 * 0.84, EXACT);
        assertThat(effect(twins(6, 0, "early_majority", 0.5), x)).isCloseTo(0.05 * 0.8, EXACT);
        assertThat(effect(twins(6, 1, "early_majority", 0.5), x)).isCloseTo(0.05 * 1.2, EXACT);
        assertThat(effect(twins(6, -0.5, "early_majority", 0.5), x)).isCloseTo(0.05 * 0.8, EXACT);
        assertThat(effect(twins(6, 0.5, "early_majority", 0.5), x.with("intensity", 0))).isZero();
        assertThat(effect(twins(6, 0.5, "early_majority", 0.5), x.with("intensity", 10))).isCloseTo(0.5, EXACT);
        assertThat(effect(twins(6, 0.5, "early_majority", 0.5), x.with("duration_weeks", 0)))
                .isCloseTo(0.05 * Elementary.log(2) / Elementary.log(9), EXACT);
    }

    @Test
    void modifiers_allAtTheirExtremes_doNotOverflow() {
        Intervention x = email().with("intensity", 10).with("duration_weeks", 52);
        double most = effect(twins(1, 1, "laggard", 1), x);
        assertThat(most).isCloseTo(0.05 * 1.2 * 1.2 * 1.4 * 10 * Elementary.log(53) / Elementary.log(9) * 1.2,
                Offset.offset(1e-14));
        double least = effect(twins(10, 0, "innovator", 0), x.with("intensity", 0.1).with("channel", "digital"));
        assertThat(least).isPositive();
    }

    @Test
    void stage_unknownToTheModel_isServedByElseWithAWarning() {
        SimulationResult result = Simulation.of(twins(6, 0.5, "sceptic", 0.5), email()).run();
        assertThat(result.ate().estimate()).isCloseTo(0.05, EXACT);
        assertThat(result.warnings()).contains("adoption_stage has labels that the model does not know (sceptic) for "
                + "100 of 100 twins; formulas serve them by else");
    }

    @Test
    void twins_fewerThanTheMinimum_giveAFailedResult() {
        int[] sizes = {0, 1, 99};
        String[] counts = {"0 twins", "1 twin", "99 twins"};
        for (int i = 0; i < sizes.length; i++) {
            SimulationResult result = TestWorlds.run(sizes[i], "plain").run();
            String reason = counts[i] + ", at least 100 are needed";
            assertThat(result.status()).isEqualTo(SimulationResult.Status.FAILED);
            assertThat(result.isComplete()).isFalse();
            assertThat(result.reason()).contains(reason);
            assertThat(result.n()).isEqualTo(sizes[i]);
            assertThat(result.toString()).isEqualTo("Result[failed: " + reason + "]");
            assertThat(result.table()).contains("failed: " + reason);
            assertThat(result.toJson()).contains("\"status\": \"failed\"").contains("\"ate\": null");
            assertThatThrownBy(result::ate).isInstanceOf(IllegalStateException.class)
                    .hasMessage("the result has no numbers: " + reason);
            assertThatThrownBy(result::recommendation).isInstanceOf(IllegalStateException.class);
            assertThatThrownBy(result::subgroups).isInstanceOf(IllegalStateException.class);
        }
        assertThat(TestWorlds.run(10_000, "plain").where("x > 4").run().reason().orElseThrow())
                .endsWith("after filtering, at least 100 are needed");
    }

    @Test
    void twins_exactlyTheMinimum_giveAnAnswer() {
        SimulationResult result = TestWorlds.run(100, "plain").run();
        assertThat(result.status()).isEqualTo(SimulationResult.Status.COMPLETE);
        assertThat(result.recommendation()).isPresent();
        assertThat(result.subgroup("group").rows()).hasSize(3);
    }

    /** A pair's groups are those that two filters would make, to the last bit. */
    @Test
    void subgroups_ofAPairOfColumns_areTheCrossedGroups() {
        SubgroupTable table = TestWorlds.run(2_000, "plain").withSubgroups("level*group").run().subgroup("level*group");
        assertThat(table.rows()).hasSize(12);
        int checked = 0;
        for (int level = 1; level <= 4; level++) {
            for (String group : List.of("a", "b", "c")) {
                SubgroupTable.Row row = table.rows().get(checked++);
                assertThat(row.value()).contains(Integer.toString(level)).contains(group);
                SimulationResult alone = TestWorlds.run(2_000, "plain").where("level == " + level + " and group == '"
                        + group + "'").run();
                assertThat(row.n()).isEqualTo(alone.n());
            }
        }
    }

    @Test
    void effects_allEqual_collapseTheSimulationIntervalToThePoint() {
        int checked = 0;
        for (IntervalMethod method : IntervalMethod.values()) {
            if (method.serves(io.twinsim.inference.StatisticKind.MEAN)) {
                SimulationResult result = TestWorlds.run(500, "constant").withMethod(method).withReplicates(199).run();
                assertThat(result.status()).as(method.id()).isEqualTo(SimulationResult.Status.COMPLETE);
                assertThat(result.ate().estimate()).isEqualTo(0.1);
                assertThat(result.ate().sd()).isZero();
                assertThat(result.intervals().simulation().lower()).isEqualTo(0.1);
                assertThat(result.intervals().simulation().upper()).isEqualTo(0.1);
                assertThat(result.warnings()).contains("simulation interval: degenerate, zero variance");
                assertThat(result.intervals().total().orElseThrow().width()).isGreaterThan(0.03);
                assertThat(result.subgroup("group").row("a").sd()).hasValue(0.0);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(11);
    }

    /** rate(x + 2) - rate(x) is 0.02 for every twin, but each difference of two rates near 0.2 rounds on its own. */
    @Test
    void effects_equalUpToRounding_collapseTheSimulationIntervalToThePoint() {
        TwinModel model = TestWorlds.small("clamp(0.2 + 0.01 * x, 0, 1)", "0.2 + 0.01 * x");
        Simulation simulation = Simulation.of(model.generate(500, 7), model.intervention("high"));
        int checked = 0;
        for (IntervalMethod method : IntervalMethod.values()) {
            if (method.serves(io.twinsim.inference.StatisticKind.MEAN)) {
                SimulationResult result = simulation.withMethod(method).withReplicates(199).run();
                assertThat(result.status()).as(method.id()).isEqualTo(SimulationResult.Status.COMPLETE);
                assertThat(result.ate().estimate()).isCloseTo(0.02, EXACT);
                assertThat(result.ate().standardError()).isZero();
                assertThat(result.ate().sd()).isZero();
                assertThat(result.intervals().simulation().lower()).isEqualTo(result.ate().estimate());
                assertThat(result.intervals().simulation().upper()).isEqualTo(result.ate().estimate());
                assertThat(result.warnings()).contains("simulation interval: degenerate, zero variance");
                assertThat(result.subgroup("group").explained()).isEmpty();
                assertThat(result.subgroup("group").row("a").sd()).hasValue(0.0);
                checked++;
            }
        }
        assertThat(checked).isEqualTo(11);
        double spread = Simulation.of(model.generate(500, 7), model.parseIntervention(
                "x: {base: '0.02 + 0.000000000001 * x'}", "more.yaml")).run().ate().sd();
        assertThat(spread).isCloseTo(1e-12, Offset.offset(1e-13));
    }

    @Test
    void intervention_reachingNobody_hasEffectZero() {
        SimulationResult result = TestWorlds.run(500, "never").run();
        assertThat(result.ate().estimate()).isZero();
        assertThat(result.ate().reached()).isZero();
        assertThat(result.recommendation().orElseThrow().verdict()).isEqualTo(Verdict.SKIP);
        assertThat(result.sampleSize().orElseThrow().notes()).contains("the effect is 0; no test of any size finds it");
    }

    @Test
    void level_wideOrNarrow_isHonoured() {
        Simulation simulation = TestWorlds.run(5_000, "plain");
        double before = 0;
        for (double level : new double[] {0.5, 0.8, 0.95, 0.99, 0.9999}) {
            SimulationResult result = simulation.withLevel(level).run();
            assertThat(result.intervals().simulation().width()).isGreaterThan(before);
            assertThat(result.intervals().simulation().level()).isEqualTo(level);
            assertThat(result.recommendation()).isEqualTo(
                    simulation.withLevel(level).withThreads(1).run().recommendation());
            assertThat(result.recommendation().orElseThrow().interval().level()).isEqualTo(0.95);
            before = result.intervals().simulation().width();
        }
        assertThat(simulation.withLevel(0.9999).run().warnings())
                .contains("level reaches beyond 1000 draws: the limits are the extreme draws");
    }

    @Test
    void formula_notFinite_failsTheRunNamingTheRow() {
        Simulation simulation = TestWorlds.with(2_000, "bad: {base: \"0.1 / (level - 3)\"}");
        assertThatThrownBy(simulation::run).isInstanceOf(InputException.class)
                .hasMessageContaining("0.1 / (level - 3)").hasMessageContaining("row");
        assertThat(simulation.where("level != 3").run().isComplete()).isTrue();
    }

    @Test
    void formula_notFiniteWhereItDoesNotApply_doesNoHarm() {
        SimulationResult result = TestWorlds.with(2_000,
                "careful: {base: \"0.1 / (level - 3)\", applies: \"level > 3\"}").run();
        assertThat(result.ate().perReached()).isCloseTo(0.1, EXACT);
    }

    @Test
    void effect_missingForSomeTwins_isRefusedWithTheCount() {
        TwinModel model = TestWorlds.small("x: \"~ normal(0, 1)\"",
                "x: {draw: \"normal(0, 1)\", missing: {policy: keep}}");
        boolean[] missing = new boolean[200];
        missing[17] = true;
        missing[150] = true;
        int[] levels = new int[200];
        Arrays.fill(levels, 2);
        String[] groups = new String[200];
        Arrays.fill(groups, "a");
        Population data = Population.builder().column("x", RealColumn.of(new double[200], missing))
                .column("level", IntegerColumn.of(levels)).column("group", CategoryColumn.of(groups)).build();
        assertThatThrownBy(() -> Simulation.of(data, model.intervention("two")).run())
                .isInstanceOf(InputException.class)
                .hasMessage("effect must have a value for every twin, got 2 missing of 200, the first at row 17; "
                        + "filter with \"not is_missing(...)\" or give the variable missing: {default: ...}");
        assertThat(Simulation.of(data, model.intervention("two")).where("not is_missing(x)").run().n()).isEqualTo(198);
        SimulationResult some = Simulation.of(data, model.intervention("some")).run();
        assertThat(some.warnings()).contains(
                "whether the intervention applies is missing for 2 of 200 twins; they count as not reached");
    }

    @Test
    void outcome_leavingItsRange_isWarnedOfWithACount() {
        SimulationResult result = TestWorlds.with(1_000,
                "strong: {coefficients: {lift: {value: 0.9, sd: 0.01}}, base: \"$$lift\"}").run();
        assertThat(result.warnings()).contains("outcome plus effect leaves [0, 1] for 1,000 of 1,000 twins; "
                + "the mean effect is then not what a test would find");
    }
}
