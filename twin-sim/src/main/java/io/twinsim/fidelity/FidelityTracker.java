package io.twinsim.fidelity;

import io.twinsim.InputException;
import io.twinsim.internal.text.Checks;
import io.twinsim.sim.SimulationResult;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Predictions of models against what really happened: records, validates, reports, and decides when a model has to be
 * learned again. All it knows follows from the events in its store; a tracker opened on the same store knows the same.
 * For any number of threads; what a method returned from is as safe as the store promises.
 *
 * <p>{@link #decide} makes a job when a sequential rule says that the model is wrong, at most once per cooldown and
 * only on validations since the model's last job. More validations by one and the same experiment, whatever they
 * validate, bring no data that are independent of the first, which alone speaks. The job waits for {@link #approve}
 * unless fidelity is very low, then runs on the caller's executor.
 */
public final class FidelityTracker {

    private final Ledger ledger;
    private final InstantSource clock;
    private final RetrainingPolicy policy;
    private final SequentialRule rule;
    private final @Nullable JobRunner runner;

    private FidelityTracker(FidelityStore store, InstantSource clock, RetrainingPolicy policy,
            @Nullable Executor executor, @Nullable Retrainer retrainer) {
        this.ledger = new Ledger(Checks.notNull(store, "store"));
        this.clock = Checks.notNull(clock, "clock");
        this.policy = Checks.notNull(policy, "policy");
        this.rule = new SequentialRule(policy);
        this.runner = executor == null || retrainer == null ? null
                : new JobRunner(ledger, clock, policy.attempts(), executor, retrainer);
    }

    /**
     * A tracker with the usual policy that runs no jobs.
     *
     * @param store holds its events, used by no other tracker
     * @param clock tells the time
     * @return the tracker, with all that the store holds
     * @throws InputException if the store's events do not belong together
     */
    public static FidelityTracker of(FidelityStore store, InstantSource clock) {
        return of(store, clock, RetrainingPolicy.of());
    }

    /**
     * A tracker that runs no jobs.
     *
     * @param store holds its events, used by no other tracker
     * @param clock tells the time
     * @param policy when a model is learned again
     * @return the tracker, with all that the store holds
     * @throws InputException if the store's events do not belong together
     */
    public static FidelityTracker of(FidelityStore store, InstantSource clock, RetrainingPolicy policy) {
        return new FidelityTracker(store, clock, policy, null, null);
    }

    /**
     * A tracker that runs approved jobs.
     *
     * @param store holds its events, used by no other tracker
     * @param clock tells the time
     * @param policy when a model is learned again
     * @param executor runs the jobs; never shut down here. If it refuses a job, its exception reaches the caller, and
     *     the job stays approved for {@link #resume}
     * @param retrainer learns a model again
     * @return the tracker, with all that the store holds; jobs left over wait for {@link #resume}
     * @throws InputException if the store's events do not belong together
     */
    public static FidelityTracker of(FidelityStore store, InstantSource clock, RetrainingPolicy policy,
            Executor executor, Retrainer retrainer) {
        return new FidelityTracker(store, clock, policy, Checks.notNull(executor, "executor"),
                Checks.notNull(retrainer, "retrainer"));
    }

    /**
     * Records what a simulation predicts, under a new id, now.
     *
     * @param result a complete result
     * @return the prediction
     * @throws InputException if the result is not complete
     * @throws java.io.UncheckedIOException if the store cannot keep it
     */
    public Prediction record(SimulationResult result) {
        return record(Prediction.of(ledger.newId("prediction"), result, clock.instant()));
    }

    /**
     * Records a prediction.
     *
     * @param prediction the prediction, with an id that is new here
     * @return the same
     * @throws InputException if there is a prediction with that id
     * @throws java.io.UncheckedIOException if the store cannot keep it
     */
    public Prediction record(Prediction prediction) {
        Checks.notNull(prediction, "prediction");
        ledger.commit("prediction/" + prediction.id(),
                state -> new FidelityEvent.Predicted(clock.instant(), prediction));
        return prediction;
    }

    /**
     * Says what really happened. A prediction may be validated by several real tests.
     *
     * @param predictionId the prediction
     * @param actual what a real test measured
     * @return the two beside each other
     * @throws InputException if there is no such prediction, with the nearest id
     * @throws IllegalStateException if the same experiment has validated it before
     * @throws java.io.UncheckedIOException if the store cannot keep it
     */
    public Validation validate(String predictionId, Actual actual) {
        Checks.notNull(predictionId, "predictionId");
        Optional<String> experiment = Checks.notNull(actual, "actual").experiment();
        String key = experiment.map(id -> "validation/" + FidelityState.key(predictionId, id))
                .orElseGet(() -> ledger.newId("validation"));
        var event = ledger.commit(key, state -> new FidelityEvent.Validated(clock.instant(), predictionId, actual));
        return new Validation(prediction(predictionId), actual, event.at());
    }

    /**
     * A model's fidelity over the policy's look-back until now.
     *
     * @param modelId the model
     * @return the report
     * @throws InputException if nothing was predicted by it, with the nearest id
     */
    public FidelityReport report(String modelId) {
        return report(modelId, policy.lookBack());
    }

    /**
     * A model's fidelity until now.
     *
     * @param modelId the model
     * @param lookBack how far back to look, not negative
     * @return the report
     * @throws InputException if nothing was predicted by it, with the nearest id
     */
    public FidelityReport report(String modelId, Duration lookBack) {
        if (Checks.notNull(lookBack, "lookBack").isNegative()) {
            throw new InputException("lookBack must not be negative, got " + lookBack);
        }
        Instant now = clock.instant();
        return ledger.read(state -> state.report(modelId, FidelityState.before(now, lookBack), now)).get();
    }

    /**
     * Decides whether a model has to be learned again, and makes a job if so. Two decisions about one model run one
     * after the other.
     *
     * @param modelId the model
     * @return the decision, with the job if one was made or is under way
     * @throws InputException if nothing was predicted by it, with the nearest id
     * @throws java.io.UncheckedIOException if the store cannot keep it
     */
    public RetrainingDecision decide(String modelId) {
        RetrainingDecision[] decision = new RetrainingDecision[1];
        Optional<FidelityEvent.Decided> made = ledger.commitIfAny("decision/" + modelId, state -> {
            RetrainingDecision now = judge(modelId, clock.instant(), state);
            decision[0] = now;
            return now.retrains() ? Optional.of(new FidelityEvent.Decided(now.at(), ledger.newId("job"), modelId,
                    now.fidelity(), now.approvalNeeded(), Trigger.texts(now.triggers())))
                    : Optional.empty();
        });
        RetrainingDecision found = decision[0];
        if (made.isEmpty()) {
            return found;
        }
        String jobId = made.get().jobId();
        if (!found.approvalNeeded()) {
            start(jobId);
        }
        return new RetrainingDecision(modelId, found.at(), true, found.triggers(), found.fidelity(),
                found.approvalNeeded(), Optional.empty(), Optional.of(job(jobId)));
    }

    private RetrainingDecision judge(String modelId, Instant now, FidelityState state) {
        Instant from = FidelityState.before(now, policy.lookBack());
        FidelityState.History history = state.history(modelId);
        List<Validation> evidence = history.evidence.subList(history.heard, history.evidence.size());
        List<Trigger> triggers = rule.triggers(evidence, from);
        double fidelity = FidelityFigures.fidelity(FidelityState.within(history.validations, from, now));
        Optional<RetrainingJob> active = state.active(modelId);
        return new RetrainingDecision(modelId, now, !triggers.isEmpty(), triggers, fidelity,
                !(fidelity < policy.automaticBelow()), blocked(history, now, state.lastJob(modelId),
                        active, FidelityState.within(evidence, from, now).size()), active);
    }

    private Optional<String> blocked(
            FidelityState.History history, Instant now, Optional<Instant> lastJob, Optional<RetrainingJob> active,
            int fresh) {
        if (active.isPresent()) {
            return Optional.of(active.get().id() + " is " + active.get().status().id());
        }
        Optional<Instant> free = lastJob.map(last -> FidelityState.after(last, policy.cooldown()));
        if (free.isPresent() && now.isBefore(free.get())) {
            return Optional.of("cooldown until " + free.get());
        }
        return fresh < policy.minValidations() ? Optional.of(fresh + " of " + policy.minValidations()
                + " validations" + (history.evidence.size() < history.validations.size()
                ? " by different experiments" : "") + (history.heard > 0 ? " since the last job" : ""))
                : Optional.empty();
    }

    /**
     * Approves a job, which then runs if this tracker runs jobs.
     *
     * @param jobId the job
     * @param by who approves
     * @return the job
     * @throws InputException if there is no such job, with the nearest id
     * @throws IllegalStateException if it is not pending
     * @throws java.io.UncheckedIOException if the store cannot keep it
     */
    public RetrainingJob approve(String jobId, String by) {
        move(jobId, by, RetrainingJob.Status.APPROVED, "approved");
        start(jobId);
        return job(jobId);
    }

    /**
     * Cancels a job before it trains.
     *
     * @param jobId the job
     * @param by who cancels
     * @return the job
     * @throws InputException if there is no such job, with the nearest id
     * @throws IllegalStateException if it is neither pending nor approved
     * @throws java.io.UncheckedIOException if the store cannot keep it
     */
    public RetrainingJob cancel(String jobId, String by) {
        move(jobId, by, RetrainingJob.Status.CANCELLED, "cancelled");
        return job(jobId);
    }

    private void move(String jobId, String by, RetrainingJob.Status status, String done) {
        String name = FidelityText.name(by, "by");
        ledger.commit("job/" + Checks.notNull(jobId, "jobId"), state -> {
            RetrainingJob.Status now = state.job(jobId).status();
            boolean approvable = status == RetrainingJob.Status.APPROVED;
            if (approvable ? now != RetrainingJob.Status.PENDING : !now.next().contains(status)) {
                throw new IllegalStateException(jobId + " must be pending " + (approvable ? "" : "or approved ")
                        + "to be " + done + ", got " + now.id());
            }
            return FidelityEvent.Moved.to(clock.instant(), jobId, status).withBy(name);
        });
    }

    private void start(String jobId) {
        if (runner != null) {
            runner.start(jobId);
        }
    }

    /**
     * Takes up the jobs that the end of an earlier process left: one that was training counts as a failed attempt;
     * approved ones run. Jobs that this tracker has started are left alone.
     *
     * @return the jobs taken up
     * @throws IllegalStateException if this tracker runs no jobs
     * @throws java.io.UncheckedIOException if the store cannot keep it
     */
    public List<RetrainingJob> resume() {
        if (runner == null) {
            throw new IllegalStateException("the tracker must have an executor and a retrainer to run jobs");
        }
        return runner.resume().stream().map(this::job).toList();
    }

    /**
     * Compares two models on the real tests that both predicted, paired by experiment and
     * scenario.
     *
     * @param before the older model
     * @param after the newer one
     * @return the comparison
     * @throws InputException if a model is unknown or they share no experiment
     */
    public ModelComparison compare(String before, String after) {
        return ModelComparison.of(before, validations(before), after, validations(after));
    }

    /**
     * The models that have predicted.
     *
     * @return their ids, in the order of their first predictions
     */
    public List<String> models() {
        return ledger.read(FidelityState::models);
    }

    /**
     * A prediction.
     *
     * @param id its id
     * @return the prediction
     * @throws InputException if there is none, with the nearest id
     */
    public Prediction prediction(String id) {
        return ledger.read(state -> state.prediction(id));
    }

    /**
     * All predictions of a model.
     *
     * @param modelId the model
     * @return an immutable list, in order
     * @throws InputException if there is no such model, with the nearest id
     */
    public List<Prediction> predictions(String modelId) {
        return ledger.read(state -> List.copyOf(state.history(modelId).predictions));
    }

    /**
     * All validations of a model's predictions.
     *
     * @param modelId the model
     * @return an immutable list, in order
     * @throws InputException if there is no such model, with the nearest id
     */
    public List<Validation> validations(String modelId) {
        return ledger.read(state -> List.copyOf(state.history(modelId).validations));
    }

    /**
     * All jobs.
     *
     * @return an immutable list, in the order of their decisions
     */
    public List<RetrainingJob> jobs() {
        return ledger.read(state -> List.copyOf(state.jobs()));
    }

    /**
     * A job.
     *
     * @param id its id
     * @return the job as it is now
     * @throws InputException if there is none, with the nearest id
     */
    public RetrainingJob job(String id) {
        return ledger.read(state -> state.job(id));
    }

    /** One line: how much is known. */
    @Override
    public String toString() {
        return FidelityText.line("FidelityTracker[" + FidelityText.count(models().size(), "model") + ", "
                + FidelityText.count(jobs().size(), "job") + "]");
    }
}
