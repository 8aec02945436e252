package io.twinsim.fidelity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.twinsim.InputException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Records, decisions and jobs. */
class FidelityTrackerTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final RetrainingPolicy POLICY = RetrainingPolicy.of();

    private final SetClock clock = new SetClock(START);
    private final FidelityStore store = FidelityStore.inMemory();
    private final Deque<Runnable> waiting = new ArrayDeque<>();

    private FidelityTracker tracker(Retrainer retrainer) {
        return FidelityTracker.of(store, clock, POLICY, waiting::add, retrainer);
    }

    /** Validations with this simulated effect against an actual of 0.10 with standard error 0.014. */
    private void validate(FidelityTracker tracker, String model, int count, double simulated) {
        for (int i = 0; i < count; i++) {
            String id = model + "-" + store.events().size();
            tracker.record(Prediction.of(id, model, "mail", simulated, 0, 0, 0.95, clock.instant()));
            tracker.validate(id, Actual.of(0.10, 0.014));
            clock.advance(Duration.ofHours(1));
        }
    }

    @Test
    void decide_underFiveValidations_isBlocked() {
        FidelityTracker tracker = FidelityTracker.of(store, clock);
        validate(tracker, "m", 4, 0.2);
        assertThat(tracker.decide("m").blocked()).contains("4 of 5 validations");
        assertThat(tracker.decide("m").needed()).isFalse();
        validate(tracker, "m", 1, 0.2);
        assertThat(tracker.decide("m").retrains()).isTrue();
    }

    @Test
    void approve_pendingJob_runsToTheEnd() {
        FidelityTracker tracker = tracker(job -> new Retrained("new", 0.9));
        RetrainingJob job = pending(tracker);
        assertThat(job.reasons().get(0)).isEqualTo("error: pooled error 29 % of 5 validations (|z| 4.63, limit 3.72)");
        assertThat(waiting).isEmpty();
        RetrainingDecision second = tracker.decide("m");
        assertThat(second.retrains()).isFalse();
        assertThat(second.blocked()).contains("job-1 is pending");
        assertThat(second.job()).contains(job);
        assertThat(tracker.approve("job-1", "Ann").status()).isEqualTo(RetrainingJob.Status.APPROVED);
        waiting.remove().run();
        RetrainingJob done = tracker.job("job-1");
        assertThat(done.status()).isEqualTo(RetrainingJob.Status.COMPLETED);
        assertThat(done.newModelId()).contains("new");
        assertThat(done.score()).hasValue(0.9);
        assertThat(done.by()).contains("Ann");
        assertThat(done.attempt()).isEqualTo(1);
        assertThat(done).hasToString("RetrainingJob[job-1: completed, model m -> new, attempt 1]");
        assertThat(store.events().stream().filter(e -> e instanceof FidelityEvent.Moved)
                .map(e -> ((FidelityEvent.Moved) e).status().id()))
                .containsExactly("approved", "training", "validating", "completed");
    }

    /** Errors of 29 %, of which one validation is covered: a fidelity between 0.5 and 0.7. */
    private RetrainingJob pending(FidelityTracker tracker) {
        validate(tracker, "m", 4, 0.131);
        validate(tracker, "m", 1, 0.121);
        RetrainingDecision decision = tracker.decide("m");
        assertThat(decision.approvalNeeded()).as("%s", decision).isTrue();
        assertThat(decision.retrains()).isTrue();
        return decision.job().orElseThrow();
    }

    @Test
    void decide_veryLowFidelity_needsNoApproval() {
        FidelityTracker tracker = tracker(job -> new Retrained("new", 0.9));
        validate(tracker, "m", 5, 0.2);
        RetrainingDecision decision = tracker.decide("m");
        assertThat(decision.fidelity()).isLessThan(0.5);
        assertThat(decision.approvalNeeded()).isFalse();
        assertThat(waiting).hasSize(1);
        waiting.remove().run();
        assertThat(tracker.job("job-1").status()).isEqualTo(RetrainingJob.Status.COMPLETED);
    }

    @Test
    void decide_afterAJob_waitsForCooldownAndFreshValidations() {
        FidelityTracker tracker = tracker(job -> new Retrained("new", 0.9));
        validate(tracker, "m", 5, 0.2);
        tracker.decide("m");
        waiting.remove().run();
        Instant ended = clock.instant();
        validate(tracker, "m", 6, 0.2);
        assertThat(tracker.decide("m").needed()).isTrue();
        assertThat(tracker.decide("m").blocked()).contains("cooldown until " + ended.plus(Duration.ofHours(24)));
        validate(tracker, "new", 6, 0.2);
        assertThat(tracker.decide("new").blocked()).contains("cooldown until " + ended.plus(Duration.ofHours(24)));
        clock.advance(Duration.ofHours(12));
        assertThat(tracker.decide("new").retrains()).isTrue();
        assertThat(tracker.decide("m").retrains()).isTrue();
        assertThat(tracker.jobs()).extracting(RetrainingJob::modelId).containsExactly("m", "new", "m");
    }

    @Test
    void decide_oldEvidenceAfterAJob_doesNotSpeakAgain() {
        FidelityTracker tracker = tracker(job -> new Retrained("new", 0.9));
        validate(tracker, "m", 5, 0.2);
        tracker.decide("m");
        waiting.remove().run();
        clock.advance(Duration.ofDays(3));
        RetrainingDecision later = tracker.decide("m");
        assertThat(later.needed()).isFalse();
        assertThat(later.blocked()).contains("0 of 5 validations since the last job");
        assertThat(later).hasToString("Retraining[no, 0 of 5 validations since the last job, fidelity 0.007]");
    }

    @Test
    void run_retrainerThatThrows_isTriedThreeTimes() {
        AtomicInteger calls = new AtomicInteger();
        FidelityTracker tracker = tracker(job -> {
            throw new IOException("no data, try " + calls.incrementAndGet() + " of attempt " + job.attempt());
        });
        validate(tracker, "m", 5, 0.2);
        tracker.decide("m");
        waiting.remove().run();
        RetrainingJob job = tracker.job("job-1");
        assertThat(job.status()).isEqualTo(RetrainingJob.Status.FAILED);
        assertThat(job.attempt()).isEqualTo(3);
        assertThat(job.message()).contains("no data, try 3 of attempt 3");
        assertThat(tracker.decide("m").blocked()).hasValueSatisfying(text -> assertThat(text).startsWith("cooldown"));
    }

    @Test
    void run_modelThatIsNotBetter_isNotCompleted() {
        List<Retrained> answers = List.of(new Retrained("m", 0.9), new Retrained("new", 0.001),
                new Retrained("new", 0.8));
        FidelityTracker tracker = tracker(job -> answers.get(job.attempt() - 1));
        validate(tracker, "m", 5, 0.2);
        tracker.decide("m");
        waiting.remove().run();
        assertThat(tracker.job("job-1").status()).isEqualTo(RetrainingJob.Status.COMPLETED);
        assertThat(store.events().stream().filter(e -> e instanceof FidelityEvent.Moved)
                .flatMap(e -> ((FidelityEvent.Moved) e).message().stream()))
                .containsExactly("the new model is the old one",
                        "score 0.001 is not above the old model's fidelity 0.007");
    }

    @Test
    void run_retrainerThatIsInterrupted_stopsAndCanBeResumed() {
        FidelityTracker tracker = tracker(job -> {
            throw new InterruptedException();
        });
        validate(tracker, "m", 5, 0.2);
        tracker.decide("m");
        waiting.remove().run();
        assertThat(Thread.interrupted()).isTrue();
        assertThat(tracker.job("job-1").status()).isEqualTo(RetrainingJob.Status.APPROVED);
        assertThat(tracker.job("job-1").message()).contains("interrupted");
    }

    @Test
    void cancel_beforeTraining_keepsTheJobFromRunning() {
        FidelityTracker tracker = tracker(job -> new Retrained("new", 0.9));
        pending(tracker);
        tracker.approve("job-1", "Ann");
        assertThat(tracker.cancel("job-1", "Bob").status()).isEqualTo(RetrainingJob.Status.CANCELLED);
        waiting.remove().run();
        assertThat(tracker.job("job-1").status()).isEqualTo(RetrainingJob.Status.CANCELLED);
        assertThat(tracker.job("job-1").attempt()).isZero();
    }

    @Test
    void jobs_wrongMoves_areRefused() {
        FidelityTracker[] held = new FidelityTracker[1];
        List<Throwable> during = new ArrayList<>();
        held[0] = tracker(job -> {
            during.add(org.assertj.core.api.Assertions.catchThrowable(() -> held[0].cancel("job-1", "Bob")));
            return new Retrained("new", 0.9);
        });
        FidelityTracker tracker = held[0];
        pending(tracker);
        tracker.approve("job-1", "Ann");
        assertThatThrownBy(() -> tracker.approve("job-1", "Ann")).isInstanceOf(IllegalStateException.class)
                .hasMessage("job-1 must be pending to be approved, got approved");
        waiting.remove().run();
        assertThat(during).singleElement().satisfies(e -> assertThat(e).isInstanceOf(IllegalStateException.class)
                .hasMessage("job-1 must be pending or approved to be cancelled, got training"));
        assertThatThrownBy(() -> tracker.cancel("job-1", "Bob"))
                .hasMessage("job-1 must be pending or approved to be cancelled, got completed");
        assertThatThrownBy(() -> tracker.approve("job-2", "Ann")).isInstanceOf(InputException.class)
                .hasMessage("unknown job \"job-2\"; did you mean \"job-1\"? known: job-1");
        assertThatThrownBy(() -> tracker.approve("job-1", " ")).hasMessage("by must not be blank");
    }

    @Test
    void resume_afterTheProcessEnded_countsTheAttempt() {
        FidelityTracker dead = tracker(job -> {
            throw new ThreadDeathLike();
        });
        validate(dead, "m", 5, 0.2);
        dead.decide("m");
        // the process ends between training and its end: the last event is lost with it
        FidelityStore half = FidelityStore.inMemory();
        store.events().forEach(half::append);
        half.append(FidelityEvent.Moved.to(clock.instant(), "job-1", RetrainingJob.Status.TRAINING));
        waiting.clear();
        FidelityTracker next = FidelityTracker.of(half, clock, POLICY, waiting::add, job -> new Retrained("new", 0.9));
        assertThat(next.job("job-1").status()).isEqualTo(RetrainingJob.Status.TRAINING);
        assertThat(next.resume()).extracting(RetrainingJob::status).containsExactly(RetrainingJob.Status.APPROVED);
        assertThat(next.resume()).isEmpty();
        waiting.remove().run();
        assertThat(next.job("job-1").attempt()).isEqualTo(2);
        assertThat(next.job("job-1").message()).contains("the process ended during training");
        assertThat(next.job("job-1").status()).isEqualTo(RetrainingJob.Status.COMPLETED);
        assertThatThrownBy(() -> FidelityTracker.of(half, clock).resume()).isInstanceOf(IllegalStateException.class)
                .hasMessage("the tracker must have an executor and a retrainer to run jobs");
    }

    /** An error of the virtual machine, more or less. */
    private static final class ThreadDeathLike extends Error {
        private static final long serialVersionUID = 1;
    }

    @Test
    void run_retrainerWithAnError_keepsItAndRethrows() {
        FidelityTracker tracker = tracker(job -> {
            throw new ThreadDeathLike();
        });
        validate(tracker, "m", 5, 0.2);
        tracker.decide("m");
        assertThatThrownBy(() -> waiting.remove().run()).isInstanceOf(ThreadDeathLike.class);
        assertThat(tracker.job("job-1").message()).contains("ThreadDeathLike");
    }

    @Test
    void start_executorThatRefuses_leavesTheJobApproved() {
        FidelityTracker tracker = FidelityTracker.of(store, clock, POLICY, task -> {
            throw new RejectedExecutionException("full");
        }, job -> new Retrained("new", 0.9));
        validate(tracker, "m", 5, 0.2);
        assertThatThrownBy(() -> tracker.decide("m")).isInstanceOf(RejectedExecutionException.class);
        assertThat(tracker.job("job-1").status()).isEqualTo(RetrainingJob.Status.APPROVED);
    }

    @Test
    void validate_twiceByTheSameExperiment_isRefused() {
        FidelityTracker tracker = FidelityTracker.of(store, clock);
        tracker.record(Prediction.of("p1", "m", "mail", 0.1, 0, 0, 0.95, START));
        tracker.validate("p1", Actual.of(0.1, 0.01).withExperiment("e1"));
        tracker.validate("p1", Actual.of(0.1, 0.01).withExperiment("e2"));
        tracker.validate("p1", Actual.of(0.1, 0.01));
        tracker.validate("p1", Actual.of(0.1, 0.01));
        assertThatThrownBy(() -> tracker.validate("p1", Actual.of(0.2, 0.01).withExperiment("e1")))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("prediction \"p1\" is validated already by experiment \"e1\"");
        assertThatThrownBy(() -> tracker.validate("p2", Actual.of(0.2, 0.01))).isInstanceOf(InputException.class)
                .hasMessage("unknown prediction \"p2\"; did you mean \"p1\"? known: p1");
        assertThatThrownBy(() -> tracker.record(Prediction.of("p1", "m", "mail", 0.1, 0, 0, 0.95, START)))
                .isInstanceOf(InputException.class)
                .hasMessage("id must be new, got \"p1\"; there is such a prediction");
        assertThat(tracker.validations("m")).hasSize(4);
    }

    @Test
    void state_replayedFromTheStore_isTheSame() {
        FidelityTracker tracker = tracker(job -> new Retrained("new", 0.9));
        validate(tracker, "m", 7, 0.2);
        tracker.decide("m");
        waiting.remove().run();
        FidelityStore copy = FidelityStore.inMemory();
        store.events().forEach(e -> copy.append(FidelityEvent.parse(e.toJson())));
        FidelityTracker replayed = FidelityTracker.of(copy, clock);
        assertThat(replayed.report("m")).isEqualTo(tracker.report("m"));
        assertThat(replayed.jobs()).isEqualTo(tracker.jobs());
        assertThat(replayed.validations("m")).isEqualTo(tracker.validations("m"));
        assertThat(replayed.predictions("m")).isEqualTo(tracker.predictions("m"));
    }

    @Test
    void of_eventsThatCannotFollow_areRefused() {
        store.append(new FidelityEvent.Validated(START, "p9", Actual.of(0.1, 0.01)));
        assertThatThrownBy(() -> FidelityTracker.of(store, clock)).isInstanceOf(InputException.class)
                .hasMessage("event 1 of FidelityStore[in memory, 1 event] cannot follow the ones before it: unknown "
                        + "prediction \"p9\"; known: (none)");
    }

    @Test
    void store_unavailable_leavesTheStateAsItWas() {
        boolean[] broken = {false};
        FidelityStore flaky = new FidelityStore() {
            @Override
            public void append(FidelityEvent event) {
                if (broken[0]) {
                    throw new UncheckedIOException("cannot write f.jsonl: disk full", new IOException("disk full"));
                }
                store.append(event);
            }

            @Override
            public List<FidelityEvent> events(int from) {
                return store.events(from);
            }
        };
        FidelityTracker tracker = FidelityTracker.of(flaky, clock);
        tracker.record(Prediction.of("p1", "m", "mail", 0.1, 0, 0, 0.95, START));
        broken[0] = true;
        assertThatThrownBy(() -> tracker.validate("p1", Actual.of(0.1, 0.01).withExperiment("e")))
                .isInstanceOf(UncheckedIOException.class).hasMessage("cannot write f.jsonl: disk full");
        assertThat(tracker.validations("m")).isEmpty();
        assertThat(tracker.report("m").fidelity()).isEqualTo(0.5);
        broken[0] = false;
        tracker.validate("p1", Actual.of(0.1, 0.01).withExperiment("e"));
        assertThat(tracker.validations("m")).hasSize(1);
    }

    @Test
    void recordAndValidate_tenThousandTimesFromSixteenThreads_loseNone() throws Exception {
        FidelityTracker tracker = FidelityTracker.of(store, clock);
        hammer(tracker, 16, 10_000);
        assertThat(store.events()).hasSize(20_000);
        assertThat(tracker.models()).hasSize(4);
        int seen = 0;
        for (String model : tracker.models()) {
            assertThat(tracker.validations(model)).hasSize(2_500);
            seen += tracker.predictions(model).size();
        }
        assertThat(seen).isEqualTo(10_000);
        assertThat(FidelityTracker.of(store, clock).report("m0")).isEqualTo(tracker.report("m0"));
    }

    /** Records and validates predictions of four models, among other calls. */
    static void hammer(FidelityTracker tracker, int threads, int count) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<Void>> tasks = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                int first = t;
                tasks.add(() -> {
                    for (int i = first; i < count; i += threads) {
                        String model = "m" + i % 4;
                        tracker.record(Prediction.of("p" + i, model, "mail", 0.1, 0.001, 0, 0.95, START));
                        Validation v = tracker.validate("p" + i, Actual.of(0.1, 0.01).withExperiment("e" + i));
                        assertThat(v.prediction().modelId()).isEqualTo(model);
                        if (i % 1000 == 0) {
                            tracker.decide(model);
                        }
                    }
                    return null;
                });
            }
            for (Future<Void> task : pool.invokeAll(tasks)) {
                task.get();
            }
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void decide_fromManyThreads_makesOneJob() throws Exception {
        FidelityTracker tracker = FidelityTracker.of(store, clock);
        validate(tracker, "m", 5, 0.2);
        ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            List<Callable<RetrainingDecision>> calls = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                calls.add(() -> tracker.decide("m"));
            }
            int made = 0;
            for (Future<RetrainingDecision> call : pool.invokeAll(calls)) {
                made += call.get().retrains() ? 1 : 0;
            }
            assertThat(made).isEqualTo(1);
            assertThat(tracker.jobs()).hasSize(1);
        } finally {
            pool.shutdown();
        }
    }

    @Test
    void policy_badSettings_areRefused() {
        assertThatThrownBy(() -> POLICY.withMinValidations(1)).hasMessage("minValidations must be in [2, 50], got 1");
        assertThatThrownBy(() -> POLICY.withAttempts(0)).hasMessage("attempts must be at least 1, got 0");
        assertThatThrownBy(() -> POLICY.withAutomaticBelow(Double.NaN))
                .hasMessage("automaticBelow must be in [0.0, 1.0], got NaN");
        assertThatThrownBy(() -> POLICY.withFalseAlarms(0)).hasMessage("falseAlarms must be in (0, 0.5], got 0.0");
        assertThatThrownBy(() -> POLICY.withLeastError(-1))
                .hasMessage("leastError must be finite and at least 0, got -1.0");
        assertThatThrownBy(() -> POLICY.withCooldown(Duration.ofSeconds(-1)))
                .hasMessage("cooldown must not be negative, got PT-1S");
        assertThatThrownBy(() -> POLICY.withLookBack(Duration.ZERO)).hasMessage("lookBack must be positive, got PT0S");
        assertThat(POLICY).hasToString("RetrainingPolicy[from 5 validations, cooldown PT24H, false alarms 0.005]");
    }

    @Test
    void compare_onSharedExperiments_isPaired() {
        FidelityTracker tracker = FidelityTracker.of(store, clock);
        for (int i = 0; i < 8; i++) {
            tracker.record(Prediction.of("a" + i, "old", "mail", 0.15, 0, 0, 0.95, START));
            tracker.record(Prediction.of("b" + i, "new", "mail", 0.11, 0, 0, 0.95, START));
            tracker.validate("a" + i, Actual.of(0.1 + 0.002 * i, 0.01).withExperiment("e" + i));
            tracker.validate("b" + i, Actual.of(0.1 + 0.002 * i, 0.01).withExperiment("e" + i));
        }
        ModelComparison comparison = tracker.compare("old", "new");
        assertThat(comparison.pairs()).isEqualTo(8);
        assertThat(comparison.pValue()).isEqualTo(1 / 256.0);
        assertThat(comparison.better()).isTrue();
        assertThat(tracker.compare("new", "old").pValue()).isEqualTo(1);
        tracker.record(Prediction.of("c", "third", "mail", 0.15, 0, 0, 0.95, START));
        assertThatThrownBy(() -> tracker.compare("old", "third")).isInstanceOf(InputException.class).hasMessage(
                "models must share at least one experiment of one scenario to be compared, got none; name the "
                        + "experiment of each actual");
    }

    /** Two equal models, right about mails and wrong about calls, whose scenarios arrive in different orders. */
    @Test
    void compare_experimentsOfTwoScenarios_pairsEachScenario() {
        FidelityTracker tracker = FidelityTracker.of(store, clock);
        for (int i = 0; i < 8; i++) {
            for (String id : List.of("old mail", "old call", "new call", "new mail")) {
                boolean mail = id.endsWith("mail");
                tracker.record(Prediction.of(id + i, id.substring(0, 3), id.substring(4), mail ? 0.1 : 0.5, 0, 0,
                        0.95, START));
                tracker.validate(id + i, Actual.of(mail ? 0.1 : 0.4, 0.01).withExperiment("e" + i));
            }
        }
        ModelComparison comparison = tracker.compare("old", "new");
        assertThat(comparison.pairs()).isEqualTo(16);
        assertThat(comparison.meanAfter()).isEqualTo(comparison.meanBefore());
        assertThat(comparison.pValue()).isEqualTo(1);
    }

    /** A right twin in one unlucky test (z = 2), recorded ten times: without the rule this is a z of 6.3. */
    @Test
    void decide_oneExperimentOverAndOver_isOneValidation() {
        FidelityTracker tracker = FidelityTracker.of(store, clock);
        for (int i = 0; i < 10; i++) {
            tracker.record(Prediction.of("p" + i, "m", "mail", 0.128, 0, 0, 0.95, clock.instant()));
            tracker.validate("p" + i, Actual.of(0.10, 0.014).withExperiment("e1"));
            assertThat(tracker.decide("m").needed()).isFalse();
        }
        assertThat(tracker.decide("m").blocked()).contains("1 of 5 validations by different experiments");
        assertThat(tracker.report("m").validations()).hasSize(10);
    }

    @Test
    void lookBackAndCooldown_longerThanTime_reachToItsEnds() {
        Duration all = Duration.ofSeconds(Long.MAX_VALUE);
        FidelityTracker tracker =
                FidelityTracker.of(store, clock, POLICY.withLookBack(all).withCooldown(all));
        validate(tracker, "m", 5, 0.2);
        assertThat(tracker.report("m", all).from()).isEqualTo(Instant.MIN);
        tracker.cancel(tracker.decide("m").job().orElseThrow().id(), "Ann");
        assertThat(tracker.decide("m").blocked()).contains("cooldown until " + Instant.MAX);
    }
}
