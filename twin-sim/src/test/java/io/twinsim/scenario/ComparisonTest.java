package io.twinsim.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.model.GenerateOptions;
import io.twinsim.model.Intervention;
import io.twinsim.model.Population;
import io.twinsim.model.TwinModel;
import io.twinsim.sim.Cancellation;
import io.twinsim.sim.Estimand;
import io.twinsim.sim.ProgressListener;
import io.twinsim.sim.Simulation;
import io.twinsim.sim.SimulationResult;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class ComparisonTest {

    private static final String[] NAMES = {"mail", "call", "twoPart", "some", "curved", "flat", "level", "shift"};

    private static void refused(Runnable what, String message) {
        assertThatThrownBy(what::run).isInstanceOf(InputException.class).hasMessage(message);
    }

    private static Intervention[] all() {
        Intervention[] all = new Intervention[NAMES.length];
        for (int s = 0; s < all.length; s++) {
            all[s] = Scenes.named(NAMES[s]);
        }
        return all;
    }

    private static void sameAsSingle(Population twins) {
        ComparisonResult result = Comparison.of(twins, all()).where("x < 0.9").run();
        int checked = 0;
        for (String name : NAMES) {
            SimulationResult single = Simulation.of(twins, Scenes.named(name)).where("x < 0.9").run();
            assertThat(result.result(name).resultHash()).isEqualTo(single.resultHash());
            assertThat(result.result(name).toJson()).isEqualTo(single.toJson());
            assertThat(result.result(name).table()).isEqualTo(single.table());
            checked++;
        }
        assertThat(checked).isEqualTo(8);
    }

    @Test
    void results_ofEachScenario_areThoseOfSimulationRun() {
        sameAsSingle(Scenes.twins(3000));
        sameAsSingle(Scenes.MODEL.generate(2000, 3, GenerateOptions.of().withAntithetic()));
    }

    @Test
    void threads_anyNumber_giveTheSameBits() {
        // one that is found by passes over all twins for each draw, with few of them
        sameForAnyThreads(Comparison.of(Scenes.twins(1500), Scenes.named("curved"), Scenes.named("mail")));
        sameForAnyThreads(Scenes.of(70_000, "mail", "call", "twoPart", "some", "flat", "level", "shift"));
    }

    private static void sameForAnyThreads(Comparison comparison) {
        String one = comparison.withThreads(1).run().toJson();
        for (int threads : new int[] {2, 3, 7}) {
            assertThat(comparison.withThreads(threads).run().toJson()).isEqualTo(one);
        }
    }

    /** Blocks and tiles begun, ended and not reached; a stream gives the bits of stored twins. */
    @Test
    void stream_ofAnySize_givesTheBitsOfStoredTwins() {
        for (int n : new int[] {100, 1023, 1024, 1025, 17_000}) {
            String stored = Comparison.of(Scenes.MODEL.generate(n, 11), all()).where("x > -0.97").run().toJson();
            ComparisonResult streamed = Comparison.stream(Scenes.MODEL, n, 11, all()).where("x > -0.97").run();
            assertThat(streamed.toJson()).as("n = %d", n).isEqualTo(stored);
        }
    }

    @Test
    void scenario_addedAtTheEnd_movesNoDifferenceOfTheOthers() {
        ComparisonResult two = Scenes.of(5000, "mail", "call").run();
        ComparisonResult three = Scenes.of(5000, "mail", "call", "level").run();
        Difference before = two.difference("call", "mail");
        Difference after = three.difference("call", "mail");
        assertThat(after.interval()).isEqualTo(before.interval());
        assertThat(after.standardError()).isEqualTo(before.standardError());
        assertThat(after.probBetter()).isEqualTo(before.probBetter());
    }

    @Test
    void simulations_givenOneByOne_areCompared() {
        Population twins = Scenes.twins(500);
        Comparison whole = Comparison.of(twins, Scenes.named("mail"), Scenes.named("call")).withLevel(0.9);
        Comparison parts = Comparison.of(List.of(Simulation.of(twins, Scenes.named("mail")).withLevel(0.9),
                Simulation.of(twins, Scenes.named("call")).withLevel(0.9)));
        assertThat(parts.hash()).isEqualTo(whole.hash());
        assertThat(parts.run().toJson()).isEqualTo(whole.run().toJson());
    }

    @Test
    void hash_ofEverythingThatMovesANumber_changes() {
        Population twins = Scenes.twins(500);
        Comparison base = Comparison.of(twins, Scenes.named("mail"), Scenes.named("call"));
        List<Comparison> others = List.of(base.withLevel(0.9), base.where("x > 0"), base.withSeed(8),
                base.withSharedCoefficients(), base.withLabels("a", "b"), base.withoutNoise(),
                base.withEstimand(Estimand.THESE_UNITS), base.withSubgroups("x"), base.withPlan(100, 100),
                base.withRatio(2),
                Comparison.of(twins, Scenes.named("call"), Scenes.named("mail")),
                Comparison.of(twins, Scenes.named("mail").with("weeks", 9), Scenes.named("call")));
        assertThat(others).extracting(Comparison::hash).doesNotContain(base.hash()).doesNotHaveDuplicates().hasSize(12);
        assertThat(base.withThreads(3).withDeadline(Duration.ofHours(1)).hash()).isEqualTo(base.hash());
        assertThat(base.hash()).matches("[0-9a-f]{64}");
        assertThat(base.run().hash()).isEqualTo(base.hash());
    }

    @Test
    void labels_ofNamesakes_sayWhatDiffers() {
        Population twins = Scenes.twins(200);
        Intervention mail = Scenes.named("mail");
        assertThat(Comparison.of(twins, mail, mail.with("weeks", 9.5), mail.with("weeks", 12).with("colour", "blue"),
                Scenes.named("call")).labels()).containsExactly("mail(weeks=8, colour=red)",
                "mail(weeks=9.5, colour=red)", "mail(weeks=12, colour=blue)", "call");
        assertThat(Comparison.of(twins, mail, mail.withoutNoise()).labels()).containsExactly("mail", "mail(no noise)");
        assertThat(Comparison.of(twins, mail, Scenes.named("call")).withLabels("a", "b").run().scenarios())
                .containsExactly("a", "b");
    }

    @Test
    void input_thatCannotBeCompared_isRefused() {
        Population twins = Scenes.twins(200);
        Intervention mail = Scenes.named("mail");
        refused(() -> Comparison.of(twins, mail), "scenarios must be at least 2, got 1; doing nothing always takes "
                + "part and need not be given");
        refused(() -> Comparison.of(twins, mail, Scenes.named("call"), mail), "interventions must differ, got \"mail\" "
                + "twice; give one of them another value of a parameter");
        Intervention other = TwinModel.parse(Scenes.TEXT.replace("0.01 * x", "0.02 * x"), "other.yaml")
                .intervention("call");
        refused(() -> Comparison.of(twins, mail, other), "simulations must have the same worlds to be compared, got "
                + "Simulation[mail, 200 twins] and Simulation[call, 200 twins]");
        refused(() -> Comparison.of(List.of(Simulation.of(twins, mail),
                Simulation.of(Scenes.twins(201), Scenes.named("call")))), "simulations must have the same twins, "
                + "conditions, seed, estimand and level to be compared, got Simulation[mail, 200 twins] and "
                + "Simulation[call, 201 twins]");
        Comparison two = Comparison.of(twins, mail, Scenes.named("call"));
        refused(() -> two.withLabels("a"), "labels must have one name per scenario (2), got 1");
        refused(() -> two.withLabels("a", "a"), "labels must differ, got \"a\" twice");
        refused(() -> two.withLabels("a", "b".repeat(61)), "label must have at most 60 characters, got 61");
        refused(() -> two.withLabels("a", " "), "label must be a name other than \"do nothing\", got \" \"");
        refused(() -> two.withLabels("a", "do nothing"),
                "label must be a name other than \"do nothing\", got \"do nothing\"");
        refused(() -> two.run().result("cal"), "unknown scenario \"cal\"; did you mean \"call\"? known: mail, call");
        refused(() -> two.run().difference("call", "mial"),
                "unknown scenario \"mial\"; did you mean \"mail\"? known: mail, call, do nothing");
        refused(() -> two.run().difference("call", "call"), "scenarios must be two whose difference is listed, got "
                + "call and call; more than six are compared with the best only, and the effect of one against doing "
                + "nothing is its own");
        Intervention[] many = new Intervention[51];
        for (int w = 0; w < many.length; w++) {
            many[w] = mail.with("weeks", 1 + w);
        }
        refused(() -> Comparison.of(twins, many), "simulations must be in [1, 50], got 51");
    }

    @Test
    void twins_tooFew_failTheComparison() {
        ComparisonResult result = Scenes.of(99, "mail", "call").run();
        assertThat(result.status()).isEqualTo(SimulationResult.Status.FAILED);
        assertThat(result.reason()).contains("mail: 99 twins, at least 100 are needed");
        assertThat(result.toString()).isEqualTo("Comparison[failed: mail: 99 twins, at least 100 are needed]");
        assertThat(result.table()).contains("no answer\n").contains("failed: mail: 99 twins, at least 100 are needed; "
                + "nothing is compared\n").contains("  call: Result[failed: 99 twins, at least 100 are needed]\n");
        assertThatThrownBy(result::ranking).isInstanceOf(IllegalStateException.class)
                .hasMessage("nothing was compared: mail: 99 twins, at least 100 are needed");
        assertThat(result.tidy().size()).isZero();
        assertThat(result.toJson()).contains("\"status\": \"failed\"").contains("\"ranking\": null");
    }

    @Test
    void deadline_thatIsUp_comparesNothing() {
        ComparisonResult result = Comparison.of(Scenes.twins(5000), Scenes.named("mail"), Scenes.named("call"))
                .withDeadline(Duration.ZERO).run();
        assertThat(result.status()).isEqualTo(SimulationResult.Status.PARTIAL);
        assertThat(result.isComplete()).isFalse();
        assertThat(result.reason()).contains("mail: stopped after 0 of 5,000 twins");
        assertThatThrownBy(result::verdict).isInstanceOf(IllegalStateException.class)
                .hasMessage("nothing was compared: mail: stopped after 0 of 5,000 twins");
        assertThatThrownBy(result::figure).isInstanceOf(IllegalStateException.class);
    }

    /** The helper is called once per pass; the second pass is that of the second scenario. */
    @Test
    void cancellation_betweenScenarios_keepsWhatIsDone() {
        ComparisonResult result = cancelled(2);
        assertThat(result.status()).isEqualTo(SimulationResult.Status.PARTIAL);
        assertThat(result.reason()).contains("call: stopped after 0 of 70,000 twins");
        assertThat(result.result("mail").isComplete()).isTrue();
        assertThat(result.table()).contains("nothing is compared").contains("  mail: Result[ATE +0.1");
        assertThat(result.tidy().where("scenario == 'mail'").size()).isEqualTo(result.tidy().size()).isPositive();
        assertThat(result.toJson()).contains("\"ate\": null").contains("\"best\": null");
    }

    @Test
    void cancellation_beforeTheDifferences_keepsSingleResults() {
        ComparisonResult result = cancelled(3);
        assertThat(result.status()).isEqualTo(SimulationResult.Status.PARTIAL);
        assertThat(result.reason()).contains("stopped before the differences of 70,000 twins were known");
        assertThat(result.results()).allMatch(SimulationResult::isComplete);
    }

    private static ComparisonResult cancelled(int pass) {
        Cancellation cancellation = new Cancellation();
        AtomicInteger passes = new AtomicInteger();
        return Comparison.of(Scenes.twins(70_000), Scenes.named("mail"), Scenes.named("call"))
                .withThreads(2).withCancellation(cancellation).withExecutor(task -> {
                    if (passes.incrementAndGet() == pass) {
                        cancellation.cancel();
                    }
                    task.run();
                }).run();
    }

    @Test
    void listener_hearsOneRun_thatRisesToItsEnd() throws InterruptedException {
        List<long[]> events = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch last = new CountDownLatch(1);
        Comparison.of(Scenes.twins(2000), Scenes.named("mail"), Scenes.named("call"))
                .withListener((phase, done, total) -> {
                    if (phase == ProgressListener.Phase.EFFECTS) {
                        events.add(new long[] {done, total});
                        if (done == total) {
                            last.countDown();
                        }
                    }
                }).run();
        assertThat(last.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(events).allMatch(event -> event[1] == 6000);
        for (int i = 1; i < events.size(); i++) {
            assertThat(events.get(i)[0]).isGreaterThanOrEqualTo(events.get(i - 1)[0]);
        }
    }

    @Test
    void data_withoutAModel_areTakenOver() {
        Population data = Population.builder().column("x", io.twinsim.column.RealColumn.of(grid(400)))
                .column("group", io.twinsim.column.CategoryColumn.of(groups(400))).build();
        ComparisonResult result = Comparison.of(data, Scenes.named("call"), Scenes.named("twoPart")).run();
        assertThat(result.results().get(0).estimand()).isEqualTo(Estimand.THESE_UNITS);
        assertThat(result.best().scenario()).isEqualTo("call");
        // equal noise cancels, and only noise is chance
        assertThat(result.difference("call", "twoPart").standardError()).isZero();
    }

    private static double[] grid(int n) {
        double[] x = new double[n];
        for (int i = 0; i < n; i++) {
            x[i] = -1 + 2.0 * i / n;
        }
        return x;
    }

    private static String[] groups(int n) {
        String[] groups = new String[n];
        for (int i = 0; i < n; i++) {
            groups[i] = i % 2 == 0 ? "a" : "b";
        }
        return groups;
    }
}
