package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;

import io.twinsim.inference.Estimate;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.inference.IntervalOptions;
import io.twinsim.inference.MeanEstimate;
import io.twinsim.inference.StatisticKind;
import io.twinsim.internal.math.Moments;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.model.GenerateOptions;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.ArrayList;
import java.util.List;
import org.assertj.core.data.Offset;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class AntitheticTest {

    private static final GenerateOptions PAIRS = GenerateOptions.of().withAntithetic();
    private static final TwinModel MODEL = TestWorlds.small();
    private static final Offset<Double> ROUNDING = Offset.offset(1e-14);

    private static Population twins(long n) {
        return MODEL.generate(n, 7, PAIRS);
    }

    private static Intervention more(String formulas) {
        return MODEL.parseIntervention("more: {" + formulas + "}", "more.yaml");
    }

    /** An effect that is neither even nor odd in any draw, with noise of a spread that pairs do not share. */
    private static Intervention bent() {
        return more("base: '0.1 * exp(0.3 * x) * (0.6 + 0.2 * level)', noise: 'normal(0, 0.02 * level)'");
    }

    /** What each pair contributes to the mean effect of the rows of a view. */
    private static double[] contributions(Population rows, Intervention x) {
        EffectPass pass = new EffectPass(EffectPlan.of(Scenario.of(rows, x, new Settings())), List.of(), false);
        pass.keep();
        pass.run(1, null, StopSignal.NEVER, done -> { });
        List<double[]> clusters = new ArrayList<>();
        double sum = 0;
        long last = -1;
        for (int i = 0; i < rows.size(); i++) {
            double effect = pass.kept()[i];
            if (rows.rowId(i) / 2 != last) {
                clusters.add(new double[2]);
                last = rows.rowId(i) / 2;
            }
            clusters.get(clusters.size() - 1)[0] += effect;
            clusters.get(clusters.size() - 1)[1]++;
            sum += effect;
        }
        double mean = sum / rows.size();
        double scale = (double) clusters.size() / rows.size();
        return clusters.stream().mapToDouble(c -> mean + (c[0] - c[1] * mean) * scale).toArray();
    }

    @Test
    void twins_ofAPair_mirrorEachOther() {
        Simulation simulation = Simulation.of(twins(200), MODEL.intervention("plain"));
        Simulation plain = Simulation.of(MODEL.generate(200, 7), MODEL.intervention("plain"));
        SimulationResult result = simulation.run();
        double[] x = twins(200).doubles("x");
        for (int row = 0; row < 200; row += 8) {
            Explanation first = simulation.explain(row);
            Explanation second = simulation.explain(row + 1);
            assertThat(x[row + 1]).isCloseTo(-x[row], ROUNDING);
            assertThat(second.noise()).isCloseTo(-first.noise(), ROUNDING);
            assertThat(first).isEqualTo(plain.explain(row));
            assertThat(result.explain(row + 1)).isEqualTo(second);
        }
        assertThat(result.hash()).isNotEqualTo(plain.run().hash());
        assertThat(plain.run().pairs()).isEmpty();
    }

    /** Whole populations, an odd one, slices that part pairs, filters that part them. */
    @Test
    void interval_ofEveryMethod_restsOnThePairs() {
        List<Population> populations = List.of(twins(300), twins(301), twins(900).slice(101, 400),
                twins(600).where("x > 0.2 or level = 2"), twins(900).where("y >= 2.4"));
        int compared = 0;
        for (Population rows : populations) {
            for (Intervention x : List.of(bent(), MODEL.intervention("two"), MODEL.intervention("some"))) {
                Simulation simulation = Simulation.of(rows, x).withReplicates(199);
                double[] parts = contributions(rows, x);
                for (IntervalMethod method : IntervalMethod.values()) {
                    if (method.serves(StatisticKind.MEAN)) {
                        agrees(simulation.withMethod(method).run(), parts, method, rows.seed());
                        compared++;
                    }
                }
            }
        }
        assertThat(compared).isEqualTo(5 * 3 * 11);
    }

    private static void agrees(SimulationResult result, double[] parts, IntervalMethod method, long seed) {
        IntervalMethod chosen = method == IntervalMethod.AUTO ? IntervalMethod.SADDLEPOINT : method;
        Estimate expected = MeanEstimate.of(parts, "model-mean", IntervalOptions.of().withMethod(chosen)
                .withReplicates(199).withSeed(seed));
        Interval made = result.intervals().simulation();
        assertThat(made.method()).isEqualTo(chosen);
        Offset<Double> close = Offset.offset(1e-9 * made.width());
        assertThat(result.ate().standardError()).isCloseTo(Moments.of(parts).standardError(), close);
        assertThat(made.lower()).isCloseTo(expected.interval().lower(), close);
        assertThat(made.upper()).isCloseTo(expected.interval().upper(), close);
        assertThat(result.pairs().orElseThrow().pairs()).isEqualTo(parts.length);
        assertThat(result.pairs().orElseThrow().halves()).isEqualTo(2L * parts.length - result.n());
    }

    /** From 4,096 pairs on their moments are enough: the same interval as from what each pair contributes. */
    @Test
    void manyPairs_streamed_haveTheIntervalOfThoseKept() {
        Population rows = twins(20_000);
        int compared = 0;
        for (Population view : List.of(rows, rows.where("level <= 3"), rows.slice(1, 8_193), twins(8_191))) {
            for (Intervention x : List.of(bent(), MODEL.intervention("two"), MODEL.intervention("some"))) {
                double[] parts = contributions(view, x);
                assertThat(parts.length).isGreaterThanOrEqualTo(4_096);
                agrees(Simulation.of(view, x).run(), parts, IntervalMethod.AUTO, 7);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(12);
    }

    @Test
    void bits_anyThreadsFilterOrSlice_areTheSame() {
        Population twins = twins(40_000);
        int compared = 0;
        for (Intervention x : List.of(bent(), MODEL.intervention("two"), MODEL.intervention("high"))) {
            Simulation simulation = Simulation.of(twins, x).withSubgroups("group", "x:5", "level");
            String one = simulation.withThreads(1).run().resultHash();
            for (int threads : new int[] {2, 7}) {
                assertThat(simulation.withThreads(threads).run().resultHash()).as(x.name()).isEqualTo(one);
                compared++;
            }
            assertThat(Simulation.of(twins.where("x > -1"), x).run().resultHash())
                    .isEqualTo(Simulation.of(twins, x).where("x > -1").run().resultHash());
            Population slice = twins.slice(20_481, 31_000);
            assertThat(Simulation.of(slice, x).withThreads(1).run().resultHash())
                    .isEqualTo(Simulation.of(slice, x).withThreads(7).run().resultHash());
            compared += 2;
        }
        assertThat(compared).isEqualTo(12);
    }

    @Test
    void prefix_ofTwins_restsOnItsPairs() {
        Scenario scenario = Scenario.of(twins(100_000), bent(), new Settings());
        int[] asked = new int[1];
        StopSignal stop = () -> ++asked[0] > 3;
        EffectSums sums = new EffectPass(EffectPlan.of(scenario), List.of(), false).run(1, null, stop, done -> { })
                .sums();
        Answer answer = Answer.analytic(new SimulationInterval(scenario), sums, 0.95);
        SimulationResult head = Simulation.of(twins(3 * 16_384), bent()).withMethod(IntervalMethod.STUDENT).run();
        assertThat(answer.ate()).isEqualTo(head.ate());
        assertThat(answer.pairs()).isEqualTo(head.pairs());
    }

    /** The noise of two mirrored twins cancels, and so does an effect that is linear in one symmetric draw. */
    @Test
    void pairsThatDoNotVary_giveAPointThatIsFlagged() {
        List<String> formulas = List.of("base: '0.1', noise: 'normal(0, 0.05)'", "base: '0.1 + 0.02 * x'",
                "base: '3 * x'", "base: '0.1', noise: 'normal(0, 0.05 + 0.01 * 2)'");
        int cases = 0;
        for (String formula : formulas) {
            for (long n : new long[] {300, 20_000}) {
                for (IntervalMethod method : List.of(IntervalMethod.AUTO, IntervalMethod.STUDENT, IntervalMethod.BCA)) {
                    SimulationResult result = Simulation.of(twins(n), more(formula)).withMethod(method).run();
                    Interval interval = result.intervals().simulation();
                    assertThat(result.ate().standardError()).isZero();
                    assertThat(result.ate().sd()).isGreaterThan(0.01);
                    assertThat(interval.width()).isZero();
                    assertThat(interval.contains(result.ate().estimate())).isTrue();
                    assertThat(interval.notes()).containsExactly("degenerate: zero variance");
                    assertThat(result.warnings()).contains("simulation interval: degenerate, zero variance");
                    assertThat(result.pairs().orElseThrow().gain()).isEmpty();
                    assertThat(result.table()).contains("; the means of pairs do not vary\n");
                    assertThat(result.isComplete()).isTrue();
                    cases++;
                }
            }
        }
        assertThat(cases).isEqualTo(24);
        assertThat(Simulation.of(twins(301), more(formulas.get(0))).run().ate().standardError()).isPositive();
    }

    @Test
    void constantEffects_areAPointAsEver() {
        SimulationResult result = Simulation.of(twins(301), MODEL.intervention("constant")).where("x > 0").run();
        assertThat(result.ate().standardError()).isZero();
        assertThat(result.intervals().simulation().notes()).containsExactly("degenerate: zero variance");
        result.subgroup("group").rows().forEach(row -> assertThat(row.standardError()).hasValue(0));
    }

    @Test
    void onePair_isNotEnough() {
        TwinModel lenient = TestWorlds.small("minTwins: 100", "minTwins: 2");
        SimulationResult one = Simulation.of(lenient.generate(2, 7, PAIRS), lenient.intervention("plain")).run();
        assertThat(one.status()).isEqualTo(SimulationResult.Status.FAILED);
        assertThat(one.reason()).contains("1 antithetic pair, at least 2 are needed");
        assertThat(one.toJson()).contains("\"antithetic\": true").doesNotContain("\"pairs\"");
        SimulationResult three = Simulation.of(lenient.generate(3, 7, PAIRS), lenient.intervention("plain")).run();
        assertThat(three.isComplete()).isTrue();
        assertThat(three.pairs().orElseThrow().pairs()).isEqualTo(2);
        Population parted = lenient.generate(4, 7, PAIRS).slice(1, 3);
        assertThat(Simulation.of(parted, lenient.intervention("plain")).run().isComplete()).isTrue();
    }

    @Test
    void reached_error_isThatOfTheirPairs() {
        Population rows = twins(400);
        Intervention x = more("base: '0.1 + 0.05 * x * x', applies: 'x > -0.5'");
        Scenario scenario = Scenario.of(rows, x, new Settings());
        EffectSums sums = new EffectPass(EffectPlan.of(scenario), List.of(), false)
                .run(1, null, StopSignal.NEVER, done -> { }).sums();
        double[] parts = contributions(rows.where("x > -0.5"), x);
        assertThat(new SimulationInterval(scenario).reachedError(sums))
                .isCloseTo(Moments.of(parts).standardError(), ROUNDING);
        Interval judged = Simulation.of(rows, x).run().recommendation().orElseThrow().interval();
        Interval student = MeanEstimate.of(parts, "reached", IntervalOptions.of().withMethod(IntervalMethod.STUDENT))
                .interval();
        assertThat(judged.lower()).isCloseTo(student.lower(), ROUNDING);
        assertThat(judged.upper()).isCloseTo(student.upper(), ROUNDING);
    }

    @Test
    void groups_haveTheErrorOfTheirPairs() {
        Population rows = twins(600);
        Intervention x = more("base: '0.1 + 0.02 * x * level'");
        Simulation simulation = Simulation.of(rows, x);
        SubgroupTable table = simulation.run().subgroup("group");
        SubgroupTable alone = simulation.withSubgroups("level").run().subgroup("level");
        int cases = 0;
        for (String group : List.of("a", "b", "c")) {
            double[] parts = contributions(rows.where("group = '" + group + "'"), x);
            assertThat(table.row(group).standardError().orElseThrow())
                    .isCloseTo(Moments.of(parts).standardError(), ROUNDING);
            Interval student = MeanEstimate.of(parts, "g", IntervalOptions.of().withMethod(IntervalMethod.STUDENT))
                    .interval();
            assertThat(table.row(group).interval().orElseThrow().lower()).isCloseTo(student.lower(), ROUNDING);
            cases++;
        }
        for (int level = 1; level <= 4; level++) {
            double[] parts = contributions(rows.where("level = " + level), x);
            assertThat(alone.row("" + level).standardError().orElseThrow())
                    .isCloseTo(Moments.of(parts).standardError(), ROUNDING);
            cases++;
        }
        assertThat(cases).isEqualTo(7);
    }

    /** Noise alone varies in these very units, and it is mirrored. */
    @Test
    void estimandsOfUnits_restOnPairsToo() {
        Population rows = twins(500);
        Intervention x = more("base: '0.1 + x', noise: 'normal(0, 0.05 * level)'");
        SimulationResult these = Simulation.of(rows, x).withEstimand(Estimand.THESE_UNITS).run();
        double[] parts = contributions(rows, more("base: '0', noise: 'normal(0, 0.05 * level)'"));
        assertThat(these.ate().standardError()).isCloseTo(Moments.of(parts).standardError(), ROUNDING);
        assertThat(these.intervals().simulation().contains(these.ate().estimate())).isTrue();
        assertThat(Simulation.of(rows, x).withoutNoise().withEstimand(Estimand.THESE_UNITS).run().ate().standardError())
                .isZero();
        SimulationResult many = Simulation.of(rows, x).withEstimand(Estimand.SUPERPOPULATION).run();
        SimulationResult half = Simulation.of(rows, x).withSuperpopulation(1_000).run();
        assertThat(half.ate().standardError()).isCloseTo(many.ate().standardError() * Math.sqrt(0.5), ROUNDING);
    }

    /** What is set is drawn in pairs as well, and so is what is drawn again because of it. */
    @Test
    void assignments_drawInPairs() {
        Population rows = twins(200);
        Simulation set = Simulation.of(rows, more("set: {x: 'x + uniform(0, 5)'}"));
        SimulationResult result = set.run();
        assertThat(result.ate().standardError()).isLessThan(1e-15);
        for (int row = 0; row < 200; row += 20) {
            double sum = set.explain(row).effect() + set.explain(row + 1).effect();
            assertThat(sum).isCloseTo(0.05, Offset.offset(1e-12));
            assertThat(result.explain(row + 1)).isEqualTo(set.explain(row + 1));
        }
        TwinModel drawn = TestWorlds.small("y: \"= 0.5 * x + level\"", "y: \"~ normal(x, 1)\"");
        Population before = drawn.generate(200, 7, PAIRS);
        Intervention same = drawn.parseIntervention("same: {set: {x: 'x'}}", "same.yaml");
        assertThat(drawn.assign(before, same.assignments(), same.binding()).doubles("y"))
                .containsExactly(before.doubles("y"));
    }

    @Test
    void report_ofPairs_saysWhatTheErrorsRestOn() {
        Simulation simulation = Simulation.of(twins(10_000), MODEL.intervention("two"));
        SimulationResult result = simulation.run();
        AntitheticPairs pairs = result.pairs().orElseThrow();
        assertThat(pairs.pairs()).isEqualTo(5_000);
        assertThat(pairs.halves()).isZero();
        double gain = result.ate().sd() * result.ate().sd() / 10_000
                / (result.ate().standardError() * result.ate().standardError());
        assertThat(pairs.gain().orElseThrow()).isCloseTo(gain, Percentage.withPercentage(1e-9));
        assertThat(gain).isGreaterThan(3);
        assertThat(result.table()).contains("\nantithetic pairs: errors rest on 5,000 pairs; as sure as ")
                .contains("repeat: twin simulate small --intervention two --size 10000 --seed 7 --antithetic\n");
        assertThat(result.toJson()).contains("  \"n\": 10000,\n  \"antithetic\": true,\n  \"pairs\": 5000,\n");
        SimulationResult parted = simulation.where("x > -1").run();
        assertThat(parted.pairs().orElseThrow().halves()).isPositive();
        assertThat(parted.table()).contains(" pairs (").contains(" by one twin only); as sure as ")
                .contains("--seed 7 --antithetic --where 'x > -1'");
        SimulationResult plain = TestWorlds.run(10_000, "plain").run();
        assertThat(plain.table()).doesNotContain("antithetic");
        assertThat(plain.toJson()).doesNotContain("antithetic", "\"pairs\"");
    }

    /** Both twins of a pair have the same square, so half of them tell nothing. */
    @Test
    void evenEffects_loseHalfTheTwins() {
        SimulationResult even = Simulation.of(twins(10_000), more("base: 'x * x'")).run();
        assertThat(even.pairs().orElseThrow().gain().orElseThrow()).isCloseTo(0.5, Offset.offset(1e-3));
        assertThat(even.table()).contains("as sure as 0.5 times as many independent twins");
    }
}
