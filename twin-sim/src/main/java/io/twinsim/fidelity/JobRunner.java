package io.twinsim.fidelity;

import io.twinsim.fidelity.RetrainingJob.Status;
import io.twinsim.internal.text.Checks;
import io.twinsim.internal.text.Names;
import io.twinsim.internal.text.Numbers;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;

/** Runs jobs on the caller's executor, attempt after attempt. */
final class JobRunner {

    private final Ledger ledger;
    private final InstantSource clock;
    private final int attempts;
    private final Executor executor;
    private final Retrainer retrainer;
    /** Jobs handed to the executor and not ended. */
    private final Set<String> started = new HashSet<>();

    JobRunner(Ledger ledger, InstantSource clock, int attempts, Executor executor, Retrainer retrainer) {
        this.ledger = ledger;
        this.clock = clock;
        this.attempts = attempts;
        this.executor = executor;
        this.retrainer = retrainer;
    }

    void start(String jobId) {
        if (claim(jobId)) {
            handOver(jobId);
        }
    }

    /** Whether the job is from now on this caller's to hand over. */
    private boolean claim(String jobId) {
        synchronized (started) {
            return started.add(jobId);
        }
    }

    private void handOver(String jobId) {
        boolean accepted = false;
        try {
            executor.execute(() -> run(jobId));
            accepted = true;
        } finally {
            if (!accepted) {
                forget(jobId);
            }
        }
    }

    private void forget(String jobId) {
        synchronized (started) {
            started.remove(jobId);
        }
    }

    /** What an earlier process left behind. */
    List<String> resume() {
        List<String> found = new ArrayList<>();
        for (RetrainingJob job : ledger.read(state -> List.copyOf(state.jobs()))) {
            if (!job.status().ended() && job.status() != Status.PENDING && claim(job.id()) && takeUp(job.id())) {
                found.add(job.id());
                handOver(job.id());
            }
        }
        return found;
    }

    /** Whether there is something to take up; the job may have ended before it was claimed. */
    private boolean takeUp(String jobId) {
        boolean found = false;
        try {
            Status status = ledger.read(state -> state.job(jobId)).status();
            if (status == Status.TRAINING || status == Status.VALIDATING) {
                giveUp(jobId, "the process ended during " + status.id());
            }
            found = !status.ended();
        } finally {
            if (!found) {
                forget(jobId);
            }
        }
        return found;
    }

    private void run(String jobId) {
        try {
            boolean goOn = true;
            while (goOn && begin(jobId)) {
                goOn = attempt(jobId);
            }
        } finally {
            forget(jobId);
        }
    }

    /** Whether the job may go on; it may have been cancelled, or have ended. */
    private boolean begin(String jobId) {
        return ledger.commitIfAny("job/" + jobId, state -> state.job(jobId).status() == Status.APPROVED
                ? Optional.of(FidelityEvent.Moved.to(clock.instant(), jobId, Status.TRAINING)) : Optional.empty())
                .isPresent();
    }

    /** Whether to go on with another attempt, if the job allows it: not on an interrupted thread. */
    private boolean attempt(String jobId) {
        RetrainingJob job = ledger.read(state -> state.job(jobId));
        Retrained found;
        try {
            found = Checks.notNull(retrainer.retrain(job), "the retrainer's answer");
        } catch (InterruptedException e) {
            giveUp(jobId, "interrupted");
            Thread.currentThread().interrupt();
            return false;
        } catch (Exception e) {
            giveUp(jobId, message(e));
            return true;
        } catch (Error e) {
            giveUp(jobId, message(e));
            throw e;
        }
        move(jobId, Status.VALIDATING, moved -> moved.withModel(found.modelId(), found.score()));
        if (found.modelId().equals(job.modelId())) {
            giveUp(jobId, "the new model is the old one");
        } else if (found.score() > job.fidelity()) {
            move(jobId, Status.COMPLETED, moved -> moved);
        } else {
            giveUp(jobId, "score " + Numbers.fixed(found.score(), 3) + " is not above the old model's fidelity "
                    + Numbers.fixed(job.fidelity(), 3));
        }
        return true;
    }

    private static String message(Throwable e) {
        String text = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
        return Names.unpairedSurrogate(text) < 0 ? text : e.getClass().getSimpleName();
    }

    /** Ends an attempt; the job fails with the last one. */
    private void giveUp(String jobId, String why) {
        int begun = ledger.read(state -> state.job(jobId)).attempt();
        move(jobId, begun < attempts ? Status.APPROVED : Status.FAILED, moved -> moved.withMessage(why));
    }

    private void move(String jobId, Status status, UnaryOperator<FidelityEvent.Moved> more) {
        ledger.commit("job/" + jobId, state -> more.apply(FidelityEvent.Moved.to(clock.instant(), jobId, status)));
    }
}
