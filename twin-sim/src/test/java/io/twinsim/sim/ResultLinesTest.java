package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.column.CategoryColumn;
import io.twinsim.column.IntegerColumn;
import io.twinsim.column.RealColumn;
import io.twinsim.inference.Interval;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the lines of a result say, and that they are short. */
class ResultLinesTest {

    private static final String BARE = """
            model: bare
            variables: {x: "~ normal(0, 1)"}
            interventions: {plain: {base: 0.1}}
            """;

    static List<Object> shown() {
        List<Object> all = new ArrayList<>();
        for (String name : new String[] {"plain", "unstated", "some", "never", "two"}) {
            SimulationResult result = TestWorlds.run(1_000, name).withPlan(100, 100).run();
            all.addAll(List.of(result, result.recommendation().orElseThrow(), result.sampleSize().orElseThrow(),
                    result.intervals(), result.plannedTrial().orElseThrow(), result.ate(), result.histogram(),
                    result.subgroup("group"), result.explain(5), result.intervals().simulation(),
                    result.intervals().total().orElseThrow()));
            result.assumption().ifPresent(all::add);
        }
        return all;
    }

    @ParameterizedTest
    @MethodSource("shown")
    void line_ofEveryType_isShort(Object one) {
        assertThat(one.toString()).hasSizeLessThanOrEqualTo(75).doesNotContain("\n").doesNotContain("Optional");
    }

    @Test
    void line_ofARecommendation_isTheVerdictWithItsFlip() {
        assertThat(TestWorlds.run(10_000, "two").run().recommendation().orElseThrow().toString())
                .matches("DEPLOY: Pr\\(worthwhile\\) 0\\.99\\d, flips to (REFINE|SKIP) if lift < 0\\.0\\d+");
        assertThat(TestWorlds.run(10_000, "harm").run().recommendation().orElseThrow())
                .hasToString("SKIP: Pr(worthwhile) < 0.001");
    }

    @Test
    void probability_nearItsEnds_isNeverCertain() {
        assertThat(Shown.probability(0)).isEqualTo("< 0.001");
        assertThat(Shown.probability(0.0006)).isEqualTo("0.001");
        assertThat(Shown.probability(0.9994)).isEqualTo("0.999");
        assertThat(Shown.probability(0.9996)).isEqualTo("> 0.999");
    }

    @Test
    void contrast_ofQuintiles_hasItsWholeLabels() {
        SimulationResult result = TestWorlds.run(2_000, "two").withSubgroups("x", "y").run();
        for (SubgroupTable table : result.subgroups().values()) {
            SubgroupTable.Contrast c = table.contrast().orElseThrow();
            assertThat(table.table().lines()).allMatch(line -> line.length() <= 100);
            assertThat(table.table().replaceAll("\\s+", " "))
                    .contains("; largest contrast " + c.high() + " - " + c.low() + ": ");
        }
        Interval interval = result.intervals().simulation();
        String label = "a label of a hundred and more characters ".repeat(4).strip();
        SubgroupTable wide = new SubgroupTable("g", List.of(), OptionalDouble.of(0.5), Optional.of(
                new SubgroupTable.Contrast(label, label, 0.1, interval, java.util.OptionalLong.of(1_234))),
                Optional.empty());
        assertThat(wide.table().lines()).allMatch(line -> line.length() <= 100).hasSizeGreaterThan(4);
        assertThat(wide.table().replaceAll("\\s+", " ")).contains(label + " - " + label);
    }

    /** A run that was stopped before the coefficients were drawn shows no interval as if it were the answer. */
    @Test
    void headline_withoutATotal_saysSimulationOnly() {
        var scenario = Scenario.of(TestWorlds.small().generate(5_000, 7), TestWorlds.small().intervention("plain"),
                new Settings());
        EffectSums sums = new EffectPass(EffectPlan.of(scenario), List.of(), false)
                .run(1, null, () -> false, done -> { }).sums();
        Answer answer = Answer.analytic(new SimulationInterval(scenario), sums, 0.95);
        SimulationResult result = new SimulationResult(TestWorlds.run(5_000, "plain").run().recipe(),
                SimulationResult.Status.PARTIAL, Optional.of("stopped"), 5_000, 5_000, 0, 0, Optional.of(answer),
                List.of());
        Interval interval = result.intervals().simulation();
        String range = Shown.range(interval);
        String effect = Numbers.signed(result.ate().estimate(), Numbers.decimals(interval.width() / 2));
        assertThat(result.table().replaceFirst("\n  ", " ")).startsWith("plain on 5,000 twins of small (assumed): "
                + "mean effect " + effect + " (simulation only " + range + "; total interval not done)\n");
        assertThat(result.table()).containsPattern("\ntotal +not done\n");
        assertThat(result.toString()).startsWith("Result[partial, ATE +0.1").contains(", simulation only 0.");
        assertThat(result.intervals().toString()).startsWith("Intervals[simulation ").endsWith(", total not done]");
    }

    @Test
    void warnings_ofAWorldWithoutADecision_sayWhatIsAssumed() {
        String outcome = "outcome: {name: b, type: binary, rate: \"0.5\"}\n";
        assertThat(warnings(BARE)).contains("no decision is declared: threshold 0 and higher is better assumed");
        assertThat(warnings(BARE + outcome)).contains("no decision is declared: threshold 0 assumed");
        assertThat(warnings(BARE + "decision: {threshold: 0.01}\n"))
                .contains("no outcome is declared: higher is better assumed");
        assertThat(warnings(BARE + outcome + "decision: {threshold: 0.01}\n"))
                .noneMatch(w -> w.endsWith(" assumed"));
    }

    private static List<String> warnings(String world) {
        TwinModel model = TwinModel.parse(world, "bare.yaml");
        return Simulation.of(model.generate(200, 1), model.intervention("plain")).run().warnings();
    }

    @Test
    void warnings_ofData_sayWhatAdoptionDid() {
        int[] level = new int[200];
        boolean[] missing = new boolean[200];
        String[] group = new String[200];
        for (int i = 0; i < 200; i++) {
            level[i] = 1 + i % 4;
            group[i] = "a";
            missing[i] = i == 7;
        }
        Population data = Population.builder().column("level", IntegerColumn.of(level, missing))
                .column("group", CategoryColumn.of(group)).column("x", RealColumn.of(new double[200])).build();
        TwinModel model = TestWorlds.small("\"~ uniform_int(1, 4)\"",
                "{draw: \"uniform_int(1, 4)\", missing: {default: 2}}");
        Population adopted = model.adopt(data);
        assertThat(adopted.notes()).hasSize(1);
        assertThat(Simulation.of(data, model.intervention("plain")).run().warnings()).containsAll(adopted.notes());
        assertThat(Simulation.of(data, model.intervention("plain")).where("level > 9").run().warnings())
                .isEqualTo(adopted.notes());
    }

    @Test
    void total_ofPartlyStatedUncertainty_saysWhatItCovers() {
        String world = "x: {coefficients: {b: {value: 0.1}, c: {value: 0.1, sd: 0.01}}, base: '$$b + $$c'}";
        assertThat(TestWorlds.with(1_000, world).run().table())
                .containsPattern("\ntotal .* twins and c; b is not stated\n");
        String longer = world.replace("b", "quite_a_long_name_of_b").replace("quite_a_long_name_of_base", "base");
        assertThat(TestWorlds.with(1_000, longer).run().table())
                .containsPattern("\ntotal .* twins, 1 coefficient; 1 not stated\n");
    }

    @Test
    void intervention_thatReachesNobody_isSkippedForThat() {
        SimulationResult result = TestWorlds.run(1_000, "never").run();
        assertThat(result.table()).contains("\nSKIP: reaches none of 1,000 twins\n", "\nreaches none of 1,000 twins\n")
                .doesNotContain("per twin reached", "total per reached");
        assertThat(result.toJson()).contains("\"perReached\": null",
                "\"rationale\": \"reaches none of 1,000 twins\"");
        TwinModel free = TestWorlds.small("threshold: 0.05", "threshold: 0");
        assertThat(Simulation.of(free.generate(1_000, 7), free.intervention("never")).run().recommendation()
                .orElseThrow().verdict()).isEqualTo(Verdict.SKIP);
    }

    @Test
    void reach_limited_showsTheJudgedIntervalAndWhoIsEnrolled() {
        SimulationResult result = TestWorlds.run(10_000, "some").run();
        assertThat(result.table()).containsPattern("\ntotal per reached +0\\.\\d+ +0\\.\\d+  percentile +"
                + "twins reached at 95 %: judged\n").contains("\na real test enrolling all twins needs ");
        assertThat(TestWorlds.run(10_000, "plain").run().table()).contains("\na real test needs ")
                .doesNotContain("total per reached", "enrolling");
        assertThat(result.table().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void shares_inJson_areWithinTheirBorders() {
        int checked = 0;
        for (String name : new String[] {"plain", "constant", "harm", "two", "some"}) {
            var shares = Pattern.compile("\"(share|interactions)\": (\\S+?),?\\s")
                    .matcher(TestWorlds.run(1_000, name).run().toJson());
            while (shares.find()) {
                double share = Double.parseDouble(shares.group(2));
                assertThat(share < 0 && share > -1e-9 || share > 1 && share < 1 + 1e-9).as(shares.group()).isFalse();
                checked++;
            }
        }
        assertThat(checked).isEqualTo(11);
    }
}
