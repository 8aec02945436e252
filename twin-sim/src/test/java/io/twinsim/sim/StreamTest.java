package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.inference.Interval;
import io.twinsim.inference.IntervalMethod;
import io.twinsim.model.GenerateOptions;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A stream is the materialised run in other memory: every digit is the same. */
class StreamTest {

    private static final TwinModel MODEL = TestWorlds.small();
    private static final int[] SIZES = {100, 1025, 4_095, 40_001};

    private static void same(Simulation streamed, Simulation stored) {
        assertThat(streamed.hash()).isEqualTo(stored.hash());
        assertThat(streamed.run().toJson()).isEqualTo(stored.run().toJson());
    }

    @Test
    void stream_anyIntervention_hasTheBitsOfTheMaterialisedRun() {
        int compared = 0;
        for (String name : MODEL.interventionNames()) {
            Intervention x = MODEL.intervention(name);
            for (int n : name.equals("curved") || name.equals("moving") ? new int[] {100, 2_500} : SIZES) {
                same(Simulation.stream(MODEL, n, 7, x), Simulation.of(MODEL.generate(n, 7), x));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(10 * SIZES.length + 4);
    }

    @Test
    void stream_anySettings_hasTheBitsOfTheMaterialisedRun() {
        List<UnaryOperator<Simulation>> settings = List.of(
                s -> s.where("x > 0"), s -> s.where("x > 0").where("level <= 2"), s -> s.where("x > 2.2"),
                s -> s.where("group == 'c' and x > 1.5"), s -> s.withSubgroups("group", "level", "x:7"),
                s -> s.withSubgroups("group*level", "y"), s -> s.withSubgroups(), s -> s.withLevel(0.8).withSeed(9),
                s -> s.withMethod(IntervalMethod.STUDENT), s -> s.withMethod(IntervalMethod.NORMAL),
                s -> s.withMethod(IntervalMethod.ABC), s -> s.withPlan(500, 700), s -> s.withoutNoise(),
                s -> s.withSuperpopulation(80_000), s -> s.withEstimand(Estimand.THESE_UNITS),
                s -> s.withEstimand(Estimand.THESE_UNITS).withSubgroups("group").where("level == 3"));
        int compared = 0;
        for (String name : new String[] {"plain", "some", "two"}) {
            Intervention x = MODEL.intervention(name);
            Population twins = MODEL.generate(40_000, 7);
            for (UnaryOperator<Simulation> change : settings) {
                same(change.apply(Simulation.stream(MODEL, 40_000, 7, x)), change.apply(Simulation.of(twins, x)));
                compared++;
            }
        }
        assertThat(compared).isEqualTo(48);
    }

    @Test
    void stream_slicesAndPairs_haveTheBitsOfTheMaterialisedRun() {
        GenerateOptions paired = GenerateOptions.of().withAntithetic();
        List<Population> populations = new ArrayList<>();
        for (Population whole : List.of(MODEL.generate(100_000, 7), MODEL.generate(100_001, 3, paired),
                MODEL.generate(3_001, 3, paired))) {
            populations.add(whole);
            populations.add(whole.slice(1, 2_000));
            populations.add(whole.slice(777, whole.size() - 1));
        }
        int compared = 0;
        for (Population twins : populations) {
            for (String name : new String[] {"plain", "some", "high"}) {
                Intervention x = MODEL.intervention(name);
                same(Simulation.stream(twins, x), Simulation.of(twins, x));
                same(Simulation.stream(twins, x).where("x > 0.3"), Simulation.of(twins, x).where("x > 0.3"));
                compared += 2;
            }
        }
        assertThat(compared).isEqualTo(54);
    }

    @Test
    void stream_anyThreads_hasTheSameBits() {
        Simulation stream = Simulation.stream(MODEL, 300_000, 7, MODEL.intervention("some")).where("level > 1");
        String one = stream.withThreads(1).run().toJson();
        for (int threads : new int[] {2, 7, 16}) {
            assertThat(stream.withThreads(threads).run().toJson()).isEqualTo(one);
        }
        assertThat(stream.withExecutor(Runnable::run).run().toJson()).isEqualTo(one);
    }

    /** Rows far out are those of a slice there, which is simulated as a population of its own. */
    @Test
    void stream_rowsBeyondAnInt_areThoseOfTheSlice() {
        Intervention x = MODEL.intervention("two");
        for (long first : new long[] {(1L << 31) - 1_000, (1L << 32) - 3, 999_999_990_000L}) {
            Population slice = MODEL.generate(1_000_000_000_000L, 7).slice(first, first + 10_000);
            same(Simulation.stream(slice, x).withSubgroups("group", "x"),
                    Simulation.of(slice, x).withSubgroups("group", "x"));
        }
    }

    @Test
    void stream_ofMoreThanThePilot_saysWhatTheFirstTwinsDecided() {
        TwinModel model = TestWorlds.small();
        Simulation stream = Simulation.stream(model, Scenario.PILOT + 20_000, 7, model.intervention("plain"));
        assertThat(stream.run().warnings()).isEmpty();
        SimulationResult grouped = stream.withSubgroups("x:4").run();
        assertThat(grouped.warnings()).containsExactly("subgroups by x:4: a stream finds their values or edges in its "
                + "first 1,048,576 twins");
        assertThat(grouped.subgroup("x").rows().stream().mapToLong(SubgroupTable.Row::n).sum())
                .isEqualTo(Scenario.PILOT + 20_000);
        assertThat(grouped.ate().estimate()).isEqualTo(stream.run().ate().estimate());
        Simulation stored = Simulation.of(model.generate(Scenario.PILOT + 20_000, 7), model.intervention("plain"));
        assertThat(stream.hash()).isEqualTo(stored.hash());
        assertThat(stream.withSubgroups("x:4").hash()).isNotEqualTo(stored.withSubgroups("x:4").hash());
    }

    /** How the effect moves with a coefficient in an exponential is taken from the first million, and said. */
    @Test
    @Tag("nightly")
    void stream_coefficientsOutsideProductsBeyondThePilot_moveAsInThePilot() {
        Simulation stream = Simulation.stream(MODEL, Scenario.PILOT + 20_000, 7, MODEL.intervention("curved"));
        SimulationResult result = stream.run();
        assertThat(result.warnings()).containsExactly("how the effect moves with its coefficients is taken from the "
                + "first 1,048,576 twins of the stream, of which it reaches 1,048,576");
        SimulationResult few = Simulation.of(MODEL.generate(20_000, 8), MODEL.intervention("curved")).run();
        Interval wide = result.intervals().assumption().orElseThrow();
        assertThat(wide.width()).isCloseTo(few.intervals().assumption().orElseThrow().width(),
                org.assertj.core.data.Percentage.withPercentage(2));
        assertThat(wide.contains(result.ate().estimate())).isTrue();
        assertThat(result.subgroup("group").rows()).hasSize(3)
                .allMatch(row -> row.interval().orElseThrow().width() > 0.02);
        assertThat(stream.hash()).isNotEqualTo(
                Simulation.of(MODEL.generate(Scenario.PILOT + 20_000, 7), MODEL.intervention("curved")).hash());
    }

    @Test
    void stream_pilotThatHoldsNobodyReached_isRefusedBeforeTheRun() {
        assertThatThrownBy(() -> Simulation.stream(MODEL, 1_000_000_000_000L, 7, MODEL.intervention("curved"))
                .where("x > 5.5").run()).isInstanceOf(InputException.class)
                .hasMessage("the first 1,048,576 twins of a stream must hold at least 100 that are reached, as they "
                        + "show how the effect moves with its coefficients, got 0");
    }

    @Test
    void stream_ofMoreThanTheSuperpopulation_isRefusedBeforeTheRun() {
        assertThatThrownBy(() -> Simulation.stream(MODEL, 1_000_000_000_000L, 7, MODEL.intervention("plain"))
                .withSuperpopulation(1_000).run()).isInstanceOf(InputException.class)
                .hasMessage("superpopulation must be at least the units simulated (1,000,000,000,000), got 1,000");
        Population many = MODEL.generate(1L << 62, 7);
        assertThatThrownBy(() -> Simulation.stream(many, MODEL.intervention("plain")))
                .isInstanceOf(InputException.class)
                .hasMessage("twins of the population must be in [0, 1000000000000000], got 4611686018427387904");
    }

    @Test
    void stream_stoppedAmongConditions_saysHowManySatisfyThem() {
        Cancellation cancellation = new Cancellation();
        SimulationResult result = Simulation.stream(MODEL, 1_000_000_000_000L, 7, MODEL.intervention("plain"))
                .where("x > 0").withCancellation(cancellation)
                .withListener((phase, done, total) -> cancellation.cancel()).run();
        assertThat(result.reason()).hasValueSatisfying(why -> assertThat(why).matches(
                "stopped after [0-9,]+ of 1,000,000,000,000 twins, [0-9,]+ of which satisfy the conditions"));
        assertThat(result.rowsTotal()).isEqualTo(1_000_000_000_000L);
    }

    @Test
    void stream_stopped_isTheResultOfTheFirstRows() {
        Intervention x = MODEL.intervention("plain");
        Cancellation cancellation = new Cancellation();
        AtomicLong heard = new AtomicLong();
        SimulationResult result = Simulation.stream(MODEL, 1_000_000_000_000L, 7, x).withCancellation(cancellation)
                .withListener((phase, done, total) -> {
                    if (heard.incrementAndGet() == 5) {
                        cancellation.cancel();
                    }
                }).run();
        assertThat(result.status()).isEqualTo(SimulationResult.Status.PARTIAL);
        assertThat(result.n() % 16_384).isZero();
        assertThat(result.rowsTotal()).isEqualTo(1_000_000_000_000L);
        assertThat(result.reason()).hasValueSatisfying(why -> assertThat(why).matches(
                "stopped after [0-9,]+ of 1,000,000,000,000 twins"));
        SimulationResult first = Simulation.stream(MODEL, result.n(), 7, x).run();
        assertThat(result.ate().estimate()).isEqualTo(first.ate().estimate());
        assertThat(result.ate().standardError()).isEqualTo(first.ate().standardError());
        assertThat(result.ate().sd()).isEqualTo(first.ate().sd());
        assertThat(result.histogram()).isEqualTo(first.histogram());
        assertThat(result.recommendation()).isEmpty();
    }

    @Test
    void stream_deadlineOfNothing_stopsBeforeTheFirstTwin() {
        SimulationResult result = Simulation.stream(MODEL, 1_000_000_000L, 7, MODEL.intervention("plain"))
                .withDeadline(Duration.ZERO).run();
        assertThat(result.reason()).contains("stopped after 0 of 1,000,000,000 twins");
        assertThat(result.n()).isZero();
    }

    @Test
    void stream_fewSelected_failsWithTheCount() {
        SimulationResult result = Simulation.stream(MODEL, 20_000, 7, MODEL.intervention("plain")).where("x > 2.9")
                .run();
        assertThat(result.status()).isEqualTo(SimulationResult.Status.FAILED);
        assertThat(result.reason()).isEqualTo(Simulation.of(MODEL.generate(20_000, 7), MODEL.intervention("plain"))
                .where("x > 2.9").run().reason());
    }

    @Test
    void stream_explain_isThatOfTheMaterialisedTwin() {
        Simulation stream = Simulation.stream(MODEL, 1_000_000_000_000L, 7, MODEL.intervention("two"));
        assertThat(stream.explain(1_234)).isEqualTo(
                Simulation.of(MODEL.generate(2_000, 7), MODEL.intervention("two")).explain(1_234));
        assertThat(stream.explain(999_999_999_999L).effect()).isFinite();
        assertThatThrownBy(() -> stream.explain(1_000_000_000_000L)).isInstanceOf(InputException.class)
                .hasMessage("rowId must be in [0, 999999999999], got 1000000000000");
    }

    @Test
    void stream_methodThatResamples_isRefused() {
        Simulation stream = Simulation.stream(MODEL, 1_000, 7, MODEL.intervention("plain"))
                .withMethod(IntervalMethod.BCA);
        assertThatThrownBy(stream::run).isInstanceOf(InputException.class)
                .hasMessage("method bca needs the effect of every twin, which a stream does not keep; allowed: auto, "
                        + "student, normal, abc, saddlepoint");
    }

    @Test
    void stream_dataOrViews_areRefused() {
        Population view = MODEL.generate(1_000, 7).where("x > 0");
        assertThatThrownBy(() -> Simulation.stream(view, MODEL.intervention("plain")))
                .isInstanceOf(InputException.class)
                .hasMessage("population must be twins as their model generates them to be streamed, got " + view
                        + "; give conditions to the simulation: where(...)");
        assertThatThrownBy(() -> Simulation.stream(MODEL, -1, 7, MODEL.intervention("plain")))
                .isInstanceOf(InputException.class).hasMessage("n must be in [0, 1000000000000000], got -1");
        assertThatThrownBy(() -> Simulation.stream(MODEL, 1_000, 7, MODEL.intervention("plain")).where("level + 1")
                .run()).isInstanceOf(InputException.class)
                .hasMessage("filter must be a condition such as \"decile <= 3\", got the integer formula level + 1");
    }

    @Test
    void stream_failingFormula_namesTheRow() {
        TwinModel model = TestWorlds.small();
        Intervention broken = model.parseIntervention("broken: {base: \"log(y)\"}", "broken.yaml");
        Simulation stored = Simulation.of(model.generate(30_000, 7), broken);
        assertThatThrownBy(() -> Simulation.stream(model, 30_000, 7, broken).run()).isInstanceOf(InputException.class)
                .satisfies(e -> assertThatThrownBy(stored::run).hasMessage(e.getMessage()));
    }
}
