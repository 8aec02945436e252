package io.twinsim.inference;

import io.twinsim.InputException;
import io.twinsim.internal.parallel.StopSignal;
import io.twinsim.internal.parallel.Tiles;
import java.util.List;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Repeats an experiment whose truth is known and counts, for every question asked of it, how often its interval lies
 * wholly above the truth, how often wholly below, and how often there is none. Limits belong to the interval.
 */
final class CoverageRun {

    private static final int CHUNK = 50;
    private static final int COUNTS = 3;

    private final int experiments;
    private final AtomicLongArray counts;

    private CoverageRun(int experiments, int questions) {
        this.experiments = experiments;
        this.counts = new AtomicLongArray(COUNTS * questions);
    }

    /** What is asked of every experiment. */
    record Question(IntervalMethod method, double level) {
    }

    /** One experiment, which answers any question; {@link InputException} if it has no interval. */
    interface Answers {
        Interval interval(Question question);
    }

    /** Makes experiment number e; a pure function of e. */
    interface Trial {
        Answers run(int experiment);
    }

    /** Runs on all processors; which thread runs which experiment moves nothing. */
    static CoverageRun of(int experiments, double truth, List<Question> questions, Trial trial) {
        CoverageRun run = new CoverageRun(experiments, questions.size());
        int chunks = (experiments + CHUNK - 1) / CHUNK;
        Tiles.run(Tiles.defaultThreads(), null, chunks, StopSignal.NEVER, chunk -> {
            int last = Math.min(experiments, (int) (chunk + 1) * CHUNK);
            for (int e = (int) chunk * CHUNK; e < last; e++) {
                Answers answers = trial.run(e);
                for (int q = 0; q < questions.size(); q++) {
                    run.count(q, answers, questions.get(q), truth);
                }
            }
        });
        return run;
    }

    private void count(int q, Answers answers, Question question, double truth) {
        Interval made;
        try {
            made = answers.interval(question);
        } catch (InputException refused) {
            counts.incrementAndGet(COUNTS * q + 2);
            return;
        }
        if (made.lower() > truth) {
            counts.incrementAndGet(COUNTS * q);
        }
        if (made.upper() < truth) {
            counts.incrementAndGet(COUNTS * q + 1);
        }
    }

    int experiments() {
        return experiments;
    }

    long left(int question) {
        return counts.get(COUNTS * question);
    }

    long right(int question) {
        return counts.get(COUNTS * question + 1);
    }

    /** Experiments without an interval; they count neither as misses nor as covering. */
    long refused(int question) {
        return counts.get(COUNTS * question + 2);
    }

    /** The share of all experiments whose interval holds the truth. */
    double coverage(int question) {
        return (double) (experiments - left(question) - right(question) - refused(question)) / experiments;
    }
}
