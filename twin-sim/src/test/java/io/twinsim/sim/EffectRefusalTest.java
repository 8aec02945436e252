package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.inference.Experiment;
import io.twinsim.internal.text.Numbers;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Effects that cannot be, as the author of a world meets them. */
class EffectRefusalTest {

    private static final String WORLD = """
            model: w
            outcome: {name: bought, rate: "p"}
            variables:
              x: "~ normal(0, 1)"
              p: "~ uniform(0.5, 1)"
              k: "~ uniform_int(0, 3)"
              member: "~ bernoulli(p)"
              share: {draw: "uniform(0, 1)", range: [0, 1]}
              capped: {draw: "uniform(0, 1)", range: [0, 1], outside: clamp}
            interventions:
              i: %s
            """;

    private static TwinModel world(String intervention) {
        return TwinModel.parse(WORLD.formatted(intervention), "w.yaml");
    }

    private static Simulation simulation(String intervention, long n) {
        TwinModel model = world(intervention);
        return Simulation.of(model.generate(n, 1), model.intervention("i"));
    }

    private static void refused(ThrowingCallable call, String message) {
        assertThatThrownBy(call).isInstanceOf(InputException.class).hasMessage(message);
    }

    /** An experiment of generated units with this share of treated. */
    private static Experiment experiment(String share) {
        TwinModel model = TwinModel.parse("model: t\nvariables:\n  treated: \"~ bernoulli(" + share + ")\"\n"
                + "  y: \"~ normal(0, 1)\"\n", "t.yaml");
        return Experiment.of(model.generate(1_000, 1), "treated", "1", "0", "y");
    }

    @Test
    void share_zeroOrOne_generatesAndCannotBeCompared() {
        refused(() -> experiment("0").run(), "arm treated has 0 rows (treated = 1), need >= 2");
        refused(() -> experiment("1").run(), "arm control has 0 rows (treated = 0), need >= 2");
    }

    @Test
    void share_outsideTheUnitInterval_isRefused() {
        String[][] cases = {{"-0.1", "-0.1"}, {"1.5", "1.5"}, {"0/0", "NaN"}};
        for (String[] one : cases) {
            refused(() -> experiment(one[0]), "t.yaml:3:14: bernoulli p must be in [0, 1], got " + one[1]
                    + "\n   bernoulli(" + one[0] + ")\n   ^");
        }
        for (double share : new double[] {0, 1, -0.1, 1.5, Double.NaN}) {
            refused(() -> experiment("0.5").withSplit(share),
                    "treatedShare must be in (0, 1), got " + Numbers.shortest(share));
        }
        assertThat(cases).hasNumberOfRows(3);
    }

    @Test
    void probability_pushedBeyondOne_isRefusedWithVariableAndRow() {
        Simulation beyond = simulation("{set: {p: \"p + 0.2\"}}", 1_000);
        Population twins = world("{base: 0}").generate(1_000, 1);
        double[] p = twins.doubles("p");
        int row = IntStream.range(0, p.length).filter(i -> p[i] + 0.2 > 1).findFirst().orElseThrow();
        String value = Numbers.shortest(p[row] + 0.2);
        refused(beyond::run, "variable member: formula \"bernoulli(p)\" at row " + row
                + ": bernoulli p must be in [0, 1], got " + value + "; inputs: p = " + value);
    }

    @Test
    void range_left_isRefusedOrClampedAsDeclared() {
        double[] share = world("{base: 0}").generate(1_000, 1).doubles("share");
        int row = IntStream.range(0, share.length).filter(i -> share[i] + 0.2 > 1).findFirst().orElseThrow();
        refused(() -> simulation("{set: {share: \"share + 0.2\"}}", 1_000).run(), "share must be in [0, 1], got "
                + Numbers.shortest(share[row] + 0.2) + " at row " + row
                + "; say outside: clamp or outside: keep to allow it");
        assertThat(simulation("{set: {capped: \"capped + 0.2\"}}", 1_000).run().isComplete()).isTrue();
    }

    @Test
    void outcome_pushedBeyondOne_isCountedInTheResult() {
        SimulationResult result = simulation("{base: 0.2}", 1_000).run();
        double[] p = world("{base: 0}").generate(1_000, 1).doubles("p");
        long beyond = IntStream.range(0, p.length).filter(i -> p[i] + 0.2 > 1).count();
        assertThat(beyond).isBetween(300L, 500L);
        assertThat(result.warnings()).contains("outcome plus effect leaves [0, 1] for " + beyond
                + " of 1,000 twins; the mean effect is then not what a test would find");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 4})
    void modifier_notFiniteFarIn_isNamedWithRowAndInputs(int threads) {
        Population twins = world("{base: 0}").generate(200_000, 1);
        double[] x = twins.doubles("x");
        int row = IntStream.range(0, x.length).filter(i -> x[i] < -4).findFirst().orElseThrow();
        assertThat(row).isGreaterThan(16_384);
        Simulation simulation = simulation("{base: 0.1, modifiers: {fine: \"1 + k\", zeal: \"log(x + 4)\"}}", 200_000)
                .withThreads(threads);
        assertThatThrownBy(simulation::run).isInstanceOf(InputException.class)
                .hasMessage("intervention i, modifier zeal: formula \"log(x + 4)\" is NaN at row " + row
                        + "; inputs: x = " + Numbers.shortest(x[row]))
                .hasCauseInstanceOf(InputException.class).cause()
                .hasMessage("formula \"0.1 * (1 + k) * log(x + 4)\" is NaN at row " + row + "; inputs: k = "
                        + (int) twins.doubles("k")[row] + ", x = " + Numbers.shortest(x[row]));
    }

    @Test
    void base_notFinite_isNamed() {
        double x = world("{base: 0}").generate(1, 1).doubles("x")[0];
        refused(simulation("{base: \"0.1 / (x - x)\"}", 500)::run,
                "intervention i, base: formula \"0.1 / (x - x)\" is Infinity at row 0; inputs: x = "
                        + Numbers.shortest(x));
    }

    /** Neither factor fails alone, so that the product is shown. */
    @Test
    void product_overflowing_isShownWhole() {
        double x = world("{base: 0}").generate(1, 1).doubles("x")[0];
        refused(simulation("{base: \"1e200 + x\", modifiers: {more: \"1e200 + x\"}}", 500)::run,
                "intervention i: formula \"(1.0E200 + x) * (1.0E200 + x)\" is Infinity at row 0; inputs: x = "
                        + Numbers.shortest(x));
    }

    @Test
    void population_afterAFailedRun_isWhole() {
        TwinModel model = world("{base: 0.1, modifiers: {zeal: \"log(x + 4)\"}}");
        Population twins = model.generate(200_000, 1);
        assertThatThrownBy(Simulation.of(twins, model.intervention("i"))::run).isInstanceOf(InputException.class);
        assertThat(twins.doubles("x")).isEqualTo(model.generate(200_000, 1).doubles("x"));
        assertThat(Simulation.of(twins, model.intervention("i")).where("x > -3.9").run().isComplete()).isTrue();
    }

    /** Formulas hold no state, so one intervention serves any number of runs at once. */
    @Test
    void intervention_inManyRunsAtOnce_givesTheSameResult() throws Exception {
        Simulation simulation =
                simulation("{base: \"0.01 * x\", modifiers: {k: \"1 + k\"}, noise: \"normal(0, 0.1)\"}", 20_000);
        String alone = simulation.run().toJson();
        ExecutorService pool = Executors.newFixedThreadPool(4);
        try {
            int checked = 0;
            for (Future<String> one : pool.invokeAll(IntStream.range(0, 8)
                    .mapToObj(i -> (Callable<String>) () -> simulation.withThreads(1 + i % 3).run().toJson())
                    .toList())) {
                assertThat(one.get()).isEqualTo(alone);
                checked++;
            }
            assertThat(checked).isEqualTo(8);
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void modifier_orSettingTwice_isRefusedWithBothPlaces() {
        refused(() -> world("{base: 0.1, modifiers: {zeal: 2, zeal: 3}}"),
                "w.yaml:11:39: duplicate field \"zeal\"; it stands at line 11 column 30 already");
        refused(() -> world("{set: {x: 1, x: 2}}"),
                "w.yaml:11:19: duplicate field \"x\"; it stands at line 11 column 13 already");
    }

    @Test
    void twins_noneOrOne_failWithTheReason() {
        int checked = 0;
        for (String[] one : new String[][] {{"0", "0 twins"}, {"1", "1 twin"}}) {
            SimulationResult result = simulation("{base: 0.1}", Long.parseLong(one[0])).run();
            assertThat(result.status()).isEqualTo(SimulationResult.Status.FAILED);
            assertThat(result.reason()).contains(one[1] + ", at least 100 are needed");
            checked++;
        }
        assertThat(checked).isEqualTo(2);
    }

    @Test
    void twin_ofNone_cannotBeExplained() {
        Simulation none = simulation("{base: 0.1}", 0);
        refused(() -> none.explain(0), "there is no twin 0, as there are no twins");
        refused(() -> none.run().explain(0), "there is no twin 0, as there are no twins");
        refused(() -> simulation("{base: 0.1}", 500).explain(500), "rowId must be in [0, 499], got 500");
    }

    @Test
    void twins_beyondMemory_areRefusedUnlessSliced() {
        TwinModel model = world("{base: \"0.1 * p\"}");
        Population huge = model.generate(1L << 40, 1);
        refused(() -> Simulation.of(huge, model.intervention("i")).run(), "population must have at most 2,147,483,639 "
                + "rows to be held in memory, got 1,099,511,627,776; take slices: population.slice(from, to)");
        SimulationResult part = Simulation.of(huge.slice((1L << 40) - 500, 1L << 40), model.intervention("i")).run();
        assertThat(part.isComplete()).isTrue();
        assertThat(part.n()).isEqualTo(500);
    }
}
