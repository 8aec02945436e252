package io.twinsim.sim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import io.twinsim.inference.IntervalMethod;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(120)
class StopTest {

    private static void isEmptyPartial(SimulationResult result) {
        assertThat(result.status()).isEqualTo(SimulationResult.Status.PARTIAL);
        assertThat(result.reason()).contains("stopped after 0 of 1,000 twins");
        assertThat(result.n()).isZero();
        assertThat(result.rowsTotal()).isEqualTo(1000);
        assertThatThrownBy(result::ate).isInstanceOf(IllegalStateException.class)
                .hasMessage("the result has no numbers: stopped after 0 of 1,000 twins");
        assertThat(result.toString()).isEqualTo("Result[partial: stopped after 0 of 1,000 twins]");
        assertThat(result.toJson()).contains("\"status\": \"partial\"").contains("\"done\": 0")
                .contains("\"total\": 1000");
    }

    @Test
    void deadline_zero_stopsAtOnce() {
        isEmptyPartial(TestWorlds.run(1000, "plain").withDeadline(Duration.ZERO).run());
    }

    @Test
    void deadline_huge_doesNotOverflow() {
        Simulation simulation = TestWorlds.run(1000, "plain");
        String hash = simulation.run().resultHash();
        for (Duration deadline : new Duration[] {Duration.ofSeconds(Long.MAX_VALUE), Duration.ofDays(365_000_000),
            Duration.ofDays(36_500), Duration.ofMinutes(10)}) {
            SimulationResult result = simulation.withDeadline(deadline).run();
            assertThat(result.isComplete()).isTrue();
            assertThat(result.resultHash()).isEqualTo(hash);
        }
    }

    @Test
    void deadline_negative_isRefused() {
        assertThatThrownBy(() -> TestWorlds.run(1000, "plain").withDeadline(Duration.ofSeconds(-1)))
                .isInstanceOf(InputException.class).hasMessage("deadline must be at least 0, got PT-1S");
    }

    @Test
    void cancellation_beforeTheStart_stopsAtOnce() {
        Cancellation cancellation = new Cancellation();
        cancellation.cancel();
        assertThat(cancellation.isCancelled()).isTrue();
        isEmptyPartial(TestWorlds.run(1000, "plain").withCancellation(cancellation).run());
    }

    @Test
    void cancellation_afterTheEnd_changesNothing() {
        Cancellation cancellation = new Cancellation();
        Simulation simulation = TestWorlds.run(1000, "plain").withCancellation(cancellation);
        SimulationResult result = simulation.run();
        cancellation.cancel();
        assertThat(result.isComplete()).isTrue();
        assertThat(result.recommendation()).isPresent();
        assertThat(simulation.run().status()).isEqualTo(SimulationResult.Status.PARTIAL);
    }

    @Test
    void interrupt_beforeTheStart_stopsAndStaysSet() {
        Thread.currentThread().interrupt();
        SimulationResult result = TestWorlds.run(1000, "plain").run();
        assertThat(Thread.interrupted()).isTrue();
        isEmptyPartial(result);
    }

    /** How many batches are done is left to chance; that they equal a run with that many replicates is not. */
    @Test
    void cancellation_amongReplicates_equalsARunWithThoseDone() {
        Cancellation cancellation = new Cancellation();
        Simulation simulation = TestWorlds.run(2_000, "plain").withMethod(IntervalMethod.PERCENTILE);
        SimulationResult result = simulation.withReplicates(1_000_000).withCancellation(cancellation)
                .withListener((phase, done, total) -> {
                    if (phase == ProgressListener.Phase.REPLICATES) {
                        pause(30);
                        cancellation.cancel();
                    }
                }).run();
        assertThat(result.status()).isEqualTo(SimulationResult.Status.PARTIAL);
        assertThat(result.replicatesTotal()).isEqualTo(1_000_000);
        assertThat(result.replicatesDone()).isLessThan(1_000_000);
        assertThat(result.replicatesDone() % 128).isZero();
        assertThat(result.n()).isEqualTo(2_000);
        assertThat(result.recommendation()).isPresent();
        if (result.replicatesDone() > 0) {
            SimulationResult same = simulation.withReplicates(result.replicatesDone()).run();
            assertThat(result.intervals()).isEqualTo(same.intervals());
            assertThat(result.ate()).isEqualTo(same.ate());
        }
    }

    private static void pause(long milliseconds) {
        try {
            Thread.sleep(milliseconds);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void cancellation_amongTwins_givesThePrefixWithoutARecommendation() {
        // Whether the signal arrives in time is left to chance, so both ends are right; the prefix itself is fixed.
        Cancellation cancellation = new Cancellation();
        SimulationResult result = TestWorlds.run(400_000, "plain").withThreads(1).withCancellation(cancellation)
                .withListener((phase, done, total) -> cancellation.cancel()).run();
        if (result.n() == 400_000) {
            assertThat(result.intervals().simulation()).isNotNull();
            return;
        }
        assertThat(result.status()).isEqualTo(SimulationResult.Status.PARTIAL);
        assertThat(result.n() % 16_384).isZero();
        assertThat(result.recommendation()).isEmpty();
        assertThat(result.sampleSize()).isEmpty();
        assertThat(result.subgroups()).isEmpty();
        assertThat(result.intervals().total()).isEmpty();
        assertThat(result.intervals().simulation().method()).isEqualTo(IntervalMethod.STUDENT);
        assertThat(result.toString()).startsWith("Result[partial, ATE +0.1").contains(", simulation only 0.");
    }

    @Test
    void prefix_ofTwins_hasAnAnalyticIntervalAndNothingElse() {
        var scenario = Scenario.of(TestWorlds.small().generate(50_000, 7), TestWorlds.small().intervention("plain"),
                new Settings());
        EffectSums sums = new EffectPass(EffectPlan.of(scenario), java.util.List.of(), false)
                .run(1, null, () -> false, done -> { }).sums();
        Answer answer = Answer.analytic(new SimulationInterval(scenario), sums, 0.9);
        assertThat(answer.intervals().simulation().method()).isEqualTo(IntervalMethod.STUDENT);
        assertThat(answer.intervals().simulation().level()).isEqualTo(0.9);
        assertThat(answer.intervals().total()).isEmpty();
        assertThat(answer.recommendation()).isEmpty();
        assertThat(answer.ate().estimate()).isEqualTo(sums.effect().mean());
    }

    @Test
    void listener_thatThrowsBlocksOrReenters_harmsOnlyItself() throws InterruptedException {
        Simulation simulation = TestWorlds.run(100_000, "plain");
        String hash = simulation.run().resultHash();
        AtomicInteger calls = new AtomicInteger();
        assertThat(simulation.withListener((phase, done, total) -> {
            calls.incrementAndGet();
            throw new IllegalStateException("listener");
        }).run().resultHash()).isEqualTo(hash);
        CountDownLatch never = new CountDownLatch(1);
        assertThat(simulation.withListener((phase, done, total) -> {
            try {
                never.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }).run().resultHash()).isEqualTo(hash);
        never.countDown();
        CountDownLatch inner = new CountDownLatch(1);
        assertThat(simulation.withListener((phase, done, total) -> {
            simulation.run();
            inner.countDown();
        }).run().resultHash()).isEqualTo(hash);
        assertThat(inner.await(60, TimeUnit.SECONDS)).isTrue();
        assertThat(calls.get()).isLessThanOrEqualTo(1);
    }

    @Test
    void listener_wellBehaved_hearsTheEndOfThePhases() throws InterruptedException {
        CountDownLatch twins = new CountDownLatch(1);
        CountDownLatch draws = new CountDownLatch(1);
        CountDownLatch replicates = new CountDownLatch(1);
        TestWorlds.run(50_000, "plain").withMethod(IntervalMethod.BASIC).withReplicates(199)
                .withListener((phase, done, total) -> {
                    if (done == total) {
                        switch (phase) {
                            case EFFECTS -> twins.countDown();
                            case ASSUMPTION -> draws.countDown();
                            case REPLICATES -> replicates.countDown();
                        }
                    }
                }).run();
        assertThat(twins.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(draws.await(30, TimeUnit.SECONDS)).isTrue();
        assertThat(replicates.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void runs_atTheSameTime_doNotDisturbEachOther() throws InterruptedException {
        Simulation simulation = TestWorlds.run(20_000, "two");
        String hash = simulation.run().resultHash();
        AtomicInteger same = new AtomicInteger();
        Thread[] threads = new Thread[10];
        for (int i = 0; i < threads.length; i++) {
            threads[i] = new Thread(() -> same.addAndGet(simulation.run().resultHash().equals(hash) ? 1 : 0));
            threads[i].start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(same.get()).isEqualTo(10);
    }
}
